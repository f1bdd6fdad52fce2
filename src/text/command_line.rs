//! An act as a command line.

area! {
    /// An act as a command line.
    CommandLine {
        lead = "For when the proxy does not answer: the cloud's own command line tool does the same with a profile of yours. It does not ask again, and Signet does not record it.", "用于代理无法响应时：云端自己的命令行工具使用你的配置即可完成同样的操作。它不会再次确认，Signet 也不会记录。";
        another_cloud: fn(&str) -> String =
            |here| ["It speaks to the real cloud, not to what is shown here (", here, ")."].concat(),
            |here| ["该命令针对真实云，而不是此处显示的环境（", here, "）。"].concat();
        no_region = "The region is not known; the one of your profile is used.", "地域未知，将使用你的配置中的地域。";
        none = "One of the arguments holds a control character that a terminal would obey, so there is no command to copy.", "其中一个参数含有终端会执行的控制字符，因此没有可复制的命令。";
    }
}
