//! Registering credentials.

use super::count::counted;

area! {
    /// Registering credentials.
    Register {
        lead = "Gives client ids a credential each. What exists is left alone.", "为客户端 ID 逐个创建凭证，已有的凭证不会改动。";
        client_ids = "Client IDs", "客户端 ID";
        client_id = "Client ID", "客户端 ID";
        line = "Line", "行";
        lines = "Client IDs to register", "待注册的客户端 ID";
        state = "State", "状态";
        hint = "One, or up to 100 separated by lines, commas, semicolons or spaces. Each is <GroupID>@@@<DeviceID> of letters, digits, - and _, at most 64 characters.", "可填写一个，或以换行、逗号、分号、顿号或空格分隔的最多 100 个。格式为 <GroupID>@@@<DeviceID>，只含字母、数字、- 和 _，最多 64 个字符。";
        counts: fn(&str, &str) -> String =
            |good, wrong| [counted(good, " follows the rules, ", " follow the rules, "), counted(wrong, " breaks one.", " break one.")].concat(),
            |good, wrong| [good, " 个符合规则，", wrong, " 个不符合。"].concat();
        of_most: fn(&str, &str) -> String = |count, most| [count, " / ", most].concat(), |count, most| [count, " / ", most].concat();
        too_many: fn(&str, &str) -> String =
            |most, count| ["At most ", most, " at once; these are ", count, ". The first ", most, " are shown below."].concat(),
            |most, count| ["一次最多 ", most, " 个，现有 ", count, " 个。下方仅显示前 ", most, " 个。"].concat();
        use_plain = "Replace full-width characters with plain ones", "将全角字符替换为半角";
        full_width: fn(&str, &str, &str) -> String =
            |at, found, plain| ["Character ", at, " is ", found, ", the full-width form of ", plain, "."].concat(),
            |at, found, plain| ["第 ", at, " 个字符 ", found, " 是 ", plain, " 的全角形式。"].concat();
        duplicate: fn(&str) -> String = |line| ["The same as line ", line, "."].concat(), |line| ["与第 ", line, " 行重复。"].concat();
        too_long: fn(&str, &str) -> String =
            |limit, found| ["At most ", limit, " characters; this has ", found, "."].concat(),
            |limit, found| ["最多 ", limit, " 个字符，现有 ", found, " 个。"].concat();
        forbidden: fn(&str, &str) -> String =
            |at, found| ["Letters, digits, -, _ and one @@@ only; character ", at, " is ", found, "."].concat(),
            |at, found| ["只能包含字母、数字、-、_ 和一个 @@@；第 ", at, " 个字符是 ", found, "。"].concat();
        separators: fn(&str) -> String =
            |found| ["One @@@ between group and device; this has ", found, "."].concat(),
            |found| ["分组与设备之间应有一个 @@@，现有 ", found, " 个。"].concat();
        not_a_group: fn(&str) -> String =
            |found| ["Its group must begin with GID_ or GID-; this begins with “", found, "”."].concat(),
            |found| ["分组必须以 GID_ 或 GID- 开头，现以“", found, "”开头。"].concat();
        no_device = "Nothing stands after @@@: the device is missing.", "@@@ 之后没有内容：缺少设备名。";
        not_looked = "Not looked up yet", "尚未查询";
        free = "Free", "可用";
        exists = "Exists already: it will be left alone.", "已存在：不会改动。";
        blacklisted = "Blacklisted: it may not connect, registered or not.", "已列入黑名单：无论是否注册都不能连接。";
        no_such_group = "This instance lists no such group.", "此实例没有该分组。";
        billed = "The ids are looked up while you type, and registered one after the other. Each lookup and each registration is a few calls, billed by the cloud and recorded by the proxy.", "输入时会逐个查询，注册时逐个进行。每次查询和注册需要数次调用，由云端计费并由代理记录。";
        command_overwrites = "Unlike this page, the command does not look first: over an id that exists it may replace the secret of a live device.", "与此页不同，该命令不会先查询：对已存在的 ID 执行可能会替换在用设备的密钥。";
        register: fn(&str) -> String = |count| ["Register ", count].concat(), |count| ["注册 ", count, " 个"].concat();
        stop = "Stop after this one", "完成当前一个后停止";
        nothing = "Enter at least one client id.", "请至少输入一个客户端 ID。";
        faulty = "Correct or remove the lines that break a rule.", "请修改或移除不符合规则的行。";
        all_settled = "All of these are settled.", "这些都已处理完毕。";
        running = "Registering", "正在注册";
        progress: fn(&str, &str) -> String = |done, all| [done, " of ", all].concat(), |done, all| [done, " / ", all].concat();
        now = "Registering…", "正在注册…";
        registered = "Registered", "已注册";
        existed = "Exists already, left alone", "已存在，未改动";
        failed = "Failed:", "失败：";
        open = "Show credential", "查看凭证";
        result_title = "Result", "结果";
        result: fn(&str, &str, &str) -> String =
            |registered, existing, failed| [registered, " registered, ", existing, " existed already, ", failed, " failed."].concat(),
            |registered, existing, failed| [registered, " 个已注册，", existing, " 个已存在，", failed, " 个失败。"].concat();
        untried: fn(&str) -> String =
            |untried| [untried, " were not tried. Registering goes on with them, then tries again what failed."].concat(),
            |untried| ["还有 ", untried, " 个未尝试。再次注册会先处理它们，再重试失败的。"].concat();
        unsaved_title = "The secrets are on this page only.", "密钥只保留在此页。";
        unsaved = "Save the table before you leave: it holds secret, username and password of each. Afterwards each secret can only be revealed one by one.", "离开前请保存表格，其中包含每个 ID 的密钥、Username 和 Password。离开后只能逐个显示密钥。";
        saved = "Taken. The table is wiped from this page when you leave it.", "已保存。离开此页时表格会被清除。";
        download = "Save as CSV", "保存为 CSV";
        untold = "Not saved: the audit log could not be told. Copying still works.", "未保存：无法记入审计日志。仍可使用复制。";
        download_failed = "The browser did not save it. Copy it instead.", "浏览器未能保存，请改用复制。";
        copy = "Copy as CSV", "复制为 CSV";
        leave = "The result was not saved: leaving wipes the secrets from this page. Leave?", "结果尚未保存：离开会从此页清除密钥。确定离开吗？";
    }
}
