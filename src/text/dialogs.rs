//! Questions asked before an act.

area! {
    /// Questions asked before an act.
    Dialogs {
        cancel = "Cancel", "取消";
        type_to_confirm: fn(&str) -> String =
            |word| ["Type ", word, " to confirm"].concat(),
            |word| ["输入 ", word, " 以确认"].concat();
        typed_of: fn(&str, &str) -> String = |typed, of| [typed, " / ", of].concat(), |typed, of| [typed, " / ", of].concat();
        one_call = "One call, billed by the cloud.", "一次调用，由云端计费。";
        recorded = "Recorded by the proxy before and after.", "执行前后均由代理记录。";
        changed = "The list was read again since this was asked, and this is no longer on it.", "提问之后列表已重新读取，此对象已不在其中。";
        as_command = "Copy as aliyun command", "复制为 aliyun 命令";
        reason = "Reason", "原因";
        reason_optional = "Optional; kept in the audit log with who did it and when.", "可选；与操作者和时间一同记入审计日志。";
        reason_required = "Required; kept in the audit log with who did it and when.", "必填；与操作者和时间一同记入审计日志。";
        reason_first = "Say why first.", "请先填写原因。";
        reason_counter: fn(&str) -> String = |count| [count, " / 200"].concat(), |count| [count, " / 200"].concat();
        reason_too_long = "At most 200 characters.", "最多 200 个字符。";
        reason_control = "No control characters.", "不能包含控制字符。";
        members = "What it is done to", "操作对象";
        type_first: fn(&str) -> String =
            |word| ["Type ", word, " first."].concat(),
            |word| ["请先输入 ", word, "。"].concat();
        full_width: fn(&str, &str) -> String =
            |found, plain| [found, " is the full-width form of ", plain, ". Switch the input method."].concat(),
            |found, plain| [found, " 是 ", plain, " 的全角形式，请切换输入法。"].concat();
        // Identifiers that people type.
        bytes_of: fn(&str, &str) -> String = |bytes, limit| [bytes, " / ", limit, " bytes"].concat(), |bytes, limit| [bytes, " / ", limit, " 字节"].concat();
        full_width_at: fn(&str, &str, &str) -> String =
            |at, found, plain| ["Character ", at, " is ", found, ", the full-width form of ", plain, "."].concat(),
            |at, found, plain| ["第 ", at, " 个字符 ", found, " 是 ", plain, " 的全角形式。"].concat();
        use_narrow: fn(&str) -> String = |text| ["Use ", text].concat(), |text| ["改用 ", text].concat();
        rule_empty = "Required.", "必填。";
        rule_too_long: fn(&str, &str) -> String =
            |limit, found| ["At most ", limit, " bytes of UTF-8; this has ", found, "."].concat(),
            |limit, found| ["最多 ", limit, " 字节（UTF-8），现有 ", found, " 字节。"].concat();
        rule_too_many_characters: fn(&str, &str) -> String =
            |limit, found| ["At most ", limit, " characters; this has ", found, "."].concat(),
            |limit, found| ["最多 ", limit, " 个字符，现有 ", found, " 个。"].concat();
        rule_control: fn(&str, &str) -> String =
            |at, found| ["Character ", at, " is a control character, ", found, "."].concat(),
            |at, found| ["第 ", at, " 个字符是控制字符 ", found, "。"].concat();
        rule_character: fn(&str, &str) -> String =
            |at, found| ["Letters, digits, - and _ only; character ", at, " is ", found, "."].concat(),
            |at, found| ["只能包含字母、数字、- 和 _；第 ", at, " 个字符是 ", found, "。"].concat();
        rule_other = "This cannot be such an id.", "这不是有效的 ID。";
    }
}
