//! Rows that are ticked.

area! {
    /// Rows that are ticked.
    Ticks {
        ticked: fn(&str) -> String = |count| [count, " ticked"].concat(), |count| ["已勾选 ", count, " 个"].concat();
        tick: fn(&str) -> String = |id| ["Tick ", id].concat(), |id| ["勾选 ", id].concat();
        tick_all: fn(&str) -> String = |count| ["Tick all ", count, " shown"].concat(), |count| ["勾选所示 ", count, " 个"].concat();
        clear = "Untick all", "全部取消";
        make = "Make a plan…", "制定计划…";
        too_many: fn(&str) -> String =
            |most| ["At most ", most, " ticked rows fit into a plan made here. For more, plan for everything here, or paste a list."].concat(),
            |most| ["此处最多可勾选 ", most, " 行。更多请对此处全部对象制定计划，或粘贴列表。"].concat();
        column = "Ticked", "勾选";
        everything = "Make a plan for everything here…", "为此处全部对象制定计划…";
    }
}
