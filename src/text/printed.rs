//! What heads a page on paper.

area! {
    /// What heads a page on paper.
    Printed {
        by = "Printed by", "打印人";
        at = "Printed at", "打印时间";
        filters = "Filters", "筛选条件";
        filter: fn(&str, &str) -> String = |name, value| [name, ": ", value].concat(), |name, value| [name, "：", value].concat();
        and = "; ", "；";
        person: fn(&str, &str) -> String = |name, subject| [name, " (", subject, ")"].concat(), |name, subject| [name, "（", subject, "）"].concat();
        all = "none, the newest entries", "无，最新的条目";
    }
}
