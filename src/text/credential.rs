//! One credential.

area! {
    /// One credential.
    Credential {
        which = "Which credential?", "查看哪个凭证？";
        facts = "Credential", "凭证";
        client_id = "Client ID", "客户端 ID";
        group = "Group", "分组";
        device = "Device", "设备";
        access_key_id = "Access key id", "AccessKey ID";
        registered = "Registered", "注册时间";
        rotated = "Rotated", "轮换时间";
        never = "never", "从未";
        not_registered = "Not registered", "未注册";
        not_registered_detail = "The cloud has no credential for this id in this instance. It was deregistered, or never registered here.", "云端在此实例中没有此 ID 的凭证：可能已被注销，或从未在此注册。";
        register_it = "Register this id…", "注册此 ID…";
        not_makeable = "It breaks a rule for new ids, so that it cannot be registered again.", "它不符合新 ID 的规则，因此无法重新注册。";
        sign_in = "Sign-in over MQTT", "MQTT 登录";
        sign_in_detail = "What the device must send. The password is computed in this browser from secret and client id.", "设备必须发送的内容。密码由本浏览器根据密钥和客户端 ID 计算得出。";
        username = "Username", "Username";
        password = "Password", "Password";
        secret = "Secret", "密钥";
        hidden = "Secret and password are not shown. Showing them is an act of its own: the proxy records it, and they are wiped after 30 seconds.", "密钥和密码未显示。显示密钥是一次单独的操作：代理会记录，30 秒后清除。";
        reveal = "Reveal the secret", "显示密钥";
        no_secret = "The cloud answered without a secret. Reveal it again.", "云端的应答中没有密钥，请再次显示。";
        shown = "The secret is shown", "密钥已显示";
        seconds_left: fn(&str) -> String =
            |seconds| ["Wiped from this page in ", seconds, " s."].concat(),
            |seconds| [seconds, " 秒后从此页清除。"].concat();
        hide = "Hide it now", "立即隐藏";
        copy_secret = "Copy secret", "复制密钥";
        copy_password = "Copy password", "复制密码";
        configuration = "Device configuration", "设备配置";
        configuration_detail = "For the mosquitto clients. The password goes into a file that only its owner can read, and never into a command, which the shell would keep in its history.", "适用于 mosquitto 客户端。密码写入仅所有者可读的文件，不会出现在命令中，因此不会留在 shell 历史里。";
        take_options = "On the device, run this; it waits for the options:", "在设备上运行以下命令，它会等待输入：";
        paste_options = "Paste these options, then press Ctrl+D on a new line:", "粘贴以下选项，然后在新的一行按 Ctrl+D：";
        copy_options = "Copy options", "复制选项";
        use_options = "Sign in with them:", "用它们登录：";
        placeholders: fn(&str, &str) -> String =
            |host, topic| [host, " stands for the public endpoint of the instance, which no operation tells: the cloud's console shows it. ", topic, " stands for a topic that the device may read."].concat(),
            |host, topic| [host, " 代表实例的公网接入点，任何 API 都不提供，请在云控制台查看；", topic, " 代表设备可以读取的 Topic。"].concat();
        now = "Now", "当前";
        online = "Online", "在线";
        offline = "Offline", "离线";
        ask_session = "Ask again whether it is online", "重新查询是否在线";
        blacklisted = "Blacklisted: it may not connect", "已列入黑名单：不能连接";
        not_blacklisted = "Not blacklisted", "不在黑名单中";
        no_blacklist = "This edition has no blacklist", "此版本没有黑名单";
        ask_blacklist = "Ask again whether it is blacklisted", "重新查询黑名单";
        set_by = "Set by", "设置者：";
        set_elsewhere = "Set outside Signet: the cloud keeps neither who nor why.", "不是通过 Signet 设置：云端不保留设置者和原因。";
        to_blacklist = "Lift it on the page Blacklist…", "前往“黑名单”页解除…";
        acts = "Acts that cannot be undone", "无法撤销的操作";
        live_title = "Neither is documented to cut the live session.", "文档均未说明会断开当前连接。";
        live_detail = "After deregistering, a connected device stays until it drops; then it cannot sign in again. To have it out now, cut it off.", "注销后，已连接的设备会保持到断开为止，之后无法再登录。如需立即断开，请使用“立即切断”。";
        rotate = "Rotate the secret…", "轮换密钥…";
        rotate_title = "Rotate the secret of this credential?", "轮换此凭证的密钥？";
        rotate_act = "Rotate", "轮换";
        rotate_new = "The cloud makes a new secret for the same client id. It is shown once here, for 30 seconds, and can be revealed again.", "云端为同一客户端 ID 生成新的密钥，在此显示 30 秒，之后可再次显示。";
        rotate_old = "Not documented by the vendor: whether the old secret stops working at once. Count on it, and give the device the new one before it has to sign in again.", "厂商未说明旧密钥是否立即失效。请按立即失效处理，并在设备需要重新登录之前下发新密钥。";
        rotate_live = "Not documented either: whether a live connection drops.", "厂商同样未说明当前连接是否会断开。";
        rotate_final = "This cannot be undone: nobody can bring the old secret back.", "此操作无法撤销：旧密钥无法恢复。";
        rotated_id: fn(&str) -> String = |id| ["The secret of ", id, " is rotated"].concat(), |id| [id, " 的密钥已轮换"].concat();
        rotated_detail = "Give the device the new one before it has to sign in again.", "请在设备需要重新登录之前下发新密钥。";
        deregister = "Deregister…", "注销…";
        deregister_title = "Deregister this credential?", "注销此凭证？";
        deregister_act = "Deregister", "注销";
        deregister_sign_in = "The device can no longer sign in. A live connection stays until it drops.", "设备将无法再登录；已有的连接会保持到断开为止。";
        deregister_final = "This cannot be undone; registering again makes a new secret.", "此操作无法撤销；重新注册会生成新的密钥。";
        deregistered: fn(&str) -> String = |id| [id, " is deregistered"].concat(), |id| [id, " 已注销"].concat();
        deregistered_detail = "It cannot sign in any more. If it is connected, it stays until it drops.", "它无法再登录；如仍在线，会保持到断开为止。";
    }
}
