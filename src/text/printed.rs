//! What heads a page on paper.

area! {
    /// What heads a page on paper.
    Printed {
        by = "Printed by", "打印人";
        at = "Printed at", "打印时间";
        filters = "Filters", "筛选条件";
        all = "none, the newest entries", "无，最新的条目";
    }
}
