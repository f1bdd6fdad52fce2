//! Device credentials.

area! {
    /// Device credentials.
    Credentials {
        title = "Credentials", "设备凭证";
        group = "Group", "分组";
        group_since: fn(&str, &str) -> String =
            |group, day| [group, " · since ", day].concat(),
            |group, day| [group, " · 创建于 ", day].concat();
        in_group = " in ", "，分组 ";
        client_id = "Client ID", "客户端 ID";
        filter = "Filter this page", "筛选本页";
        filter_hint = "Filter this page, or paste an id to go to it", "筛选本页，或粘贴 ID 直接前往";
        filtered_out: fn(&str) -> String =
            |filter| ["No client id of this page holds “", filter, "”"].concat(),
            |filter| ["本页没有包含“", filter, "”的客户端 ID"].concat();
        filtered_out_detail = "The filter looks at this page only. To find an id on any page, go to it.", "筛选只针对本页。如需查找其他页的 ID，请直接前往。";
        go_to = "Go to id…", "前往 ID…";
        go_to_title = "Go to a client id", "前往客户端 ID";
        go_to_detail = "Opens the credential of this id, whether or not it is on the page you see.", "打开此 ID 的凭证，无论它是否在当前页。";
        open = "Open", "打开";
        copy_page = "Copy page", "复制本页";
        copied_page: fn(&str) -> String = |count| [count, " ids copied"].concat(), |count| ["已复制 ", count, " 个 ID"].concat();
        nothing_to_copy = "There are no ids on this page.", "本页没有 ID。";
        no_groups = "This instance has no groups", "此实例没有分组";
        no_groups_detail = "Credentials belong to groups. Create a group in the console of the cloud; it is listed here after a reload.", "凭证归属于分组。请在云控制台创建分组，重新加载后会显示在这里。";
        empty = "No credentials in this group", "此分组没有凭证";
        empty_detail = "Choose another group, or register credentials for its devices.", "请选择其他分组，或为其设备注册凭证。";
        group_unknown: fn(&str) -> String =
            |group| ["This instance lists no group ", group].concat(),
            |group| ["此实例的分组列表中没有 ", group].concat();
        detail = "Credential", "凭证";
        device = "Device", "设备";
        access_key_id = "Access key id", "AccessKey ID";
        registered = "Registered", "注册时间";
        rotated = "Rotated", "轮换时间";
        never = "never", "从未";
        secret = "Secret", "密钥";
        secret_kept = "never leaves the proxy", "不会离开代理";
        not_registered = "Not registered", "未注册";
        not_registered_detail = "The cloud has no credential for this id in this instance. It was deregistered, or never registered here.", "云端在此实例中没有此 ID 的凭证：可能已被注销，或从未在此注册。";
        live_title = "Deregistering does not cut the live session.", "注销不会断开当前连接。";
        live_detail = "A connected device stays until it drops; then it cannot sign in again.", "已连接的设备会保持连接，断开后将无法再次登录。";
        deregister = "Deregister…", "注销…";
        deregister_act = "Deregister", "注销";
        acts_on: fn(&str) -> String = |id| ["Actions for ", id].concat(), |id| [id, " 的操作"].concat();
        open_detail = "Show details", "查看详情";
        go_to_this = "Go to this id", "前往此 ID";
        deregister_title = "Deregister this credential?", "注销此凭证？";
        deregister_sign_in = "The device can no longer sign in. A live connection stays until it drops.", "设备将无法再登录；已有的连接会保持到断开为止。";
        deregister_final = "This cannot be undone; registering again makes a new secret.", "此操作无法撤销；重新注册会生成新的密钥。";
        deregistered: fn(&str) -> String = |id| [id, " is deregistered"].concat(), |id| [id, " 已注销"].concat();
        deregistered_detail = "It cannot sign in any more. If it is connected, it stays until it drops.", "它无法再登录；如仍在线，会保持到断开为止。";
    }
}
