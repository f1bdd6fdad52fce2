//! The frame around every page.

area! {
    /// The frame around every page.
    Shell {
        main_navigation = "Main", "主导航";
        open_navigation = "Open navigation", "打开导航";
        skip_to_content = "Skip to content", "跳到内容";
        identities = "Identities", "身份";
        credentials = "Credentials", "设备凭证";
        device_certificates = "Device certificates", "设备证书";
        client_ids = "IoT ClientIDs", "IoT ClientID";
        instance = "Instance", "实例";
        language = "Language", "语言";
        theme = "Theme", "主题";
        theme_auto = "As the system", "跟随系统";
        theme_light = "Light", "浅色";
        theme_dark = "Dark", "深色";
        demo = "Demo", "演示";
        real = "Real cloud", "真实云";
        reload = "Reload", "重新加载";
        read_ago: fn(&str) -> String = |ago| ["read ", ago].concat(), |ago| [ago, "读取"].concat();
        not_found = "There is nothing here", "这里没有内容";
        not_found_detail: fn(&str) -> String =
            |path| ["No page has the address ", path, ". It may have been mistyped."].concat(),
            |path| ["没有地址为 ", path, " 的页面,可能输入有误。"].concat();
        to_start = "Go to the start", "回到首页";
    }
}
