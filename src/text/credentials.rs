//! Device credentials.

use super::count::counted;

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
        session = "Session", "会话";
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
        copied_page: fn(&str) -> String = |count| counted(count, " id copied", " ids copied"), |count| ["已复制 ", count, " 个 ID"].concat();
        nothing_to_copy = "There are no ids on this page.", "本页没有 ID。";
        no_groups = "This instance has no groups", "此实例没有分组";
        no_groups_detail = "Credentials belong to groups. Create one on the page Groups.", "凭证归属于分组。请在“分组”页创建。";
        empty = "No credentials in this group", "此分组没有凭证";
        empty_detail = "Choose another group, or register credentials for its devices.", "请选择其他分组，或为其设备注册凭证。";
        register = "Register…", "注册…";
        rotate = "Rotate the secret…", "轮换密钥…";
        deregister = "Deregister…", "注销…";
        acts_on: fn(&str) -> String = |id| ["Actions for ", id].concat(), |id| [id, " 的操作"].concat();
        open_detail = "Show credential", "查看凭证";
        go_to_this = "Go to this id", "前往此 ID";
    }
}
