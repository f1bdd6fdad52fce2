//! The command palette.

area! {
    /// The command palette.
    Palette {
        label = "Go to or do", "前往或执行";
        hint = "Name, client id or serial number", "名称、客户端 ID 或序列号";
        results = "Results", "结果";
        close = "Close", "关闭";
        instance = "Instance", "实例";
        group = "Group", "分组";
        client_id = "Client id", "客户端 ID";
        serial = "Serial number", "序列号";
        page = "Page", "页面";
        act = "Act", "操作";
        create_group = "Create a group", "创建分组";
        rotate = "Rotate the secret", "轮换密钥";
        deregister = "Deregister", "注销凭证";
        count: fn(&str) -> String = |count| ["Results: ", count].concat(), |count| ["结果：", count].concat();
        nothing = "Nothing has this name. A whole client id or serial number leads to it, listed or not.", "没有匹配的名称。输入完整的客户端 ID 或序列号可直接前往，无论是否已列出。";
        taken_plain = "The plain characters are looked for.", "已按半角字符查找。";
        looking = "Asking each CA of the instance for it…", "正在逐个查询实例的 CA…";
        no_certificate: fn(&str) -> String =
            |serial| ["No CA or device certificate of this instance has the serial number ", serial, "."].concat(),
            |serial| ["此实例的 CA 证书和设备证书中没有序列号 ", serial, "。"].concat();
    }
}
