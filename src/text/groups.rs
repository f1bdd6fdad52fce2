//! Groups.

use super::count::counted;

area! {
    /// Groups.
    Groups {
        group = "Group", "分组";
        created = "Created", "创建时间";
        count: fn(&str) -> String = |count| counted(count, " group", " groups"), |count| ["共 ", count, " 个分组"].concat();
        filter = "Filter groups", "筛选分组";
        filter_hint = "Filter by group id", "按分组 ID 筛选";
        filtered_out: fn(&str) -> String =
            |filter| ["No group id holds “", filter, "”"].concat(),
            |filter| ["没有包含“", filter, "”的分组 ID"].concat();
        filtered_out_detail = "All groups of the instance are listed here; none was left out.", "此实例的所有分组都列在这里，没有遗漏。";
        empty = "This instance has no groups", "此实例没有分组";
        empty_detail = "Credentials belong to groups: create one first.", "凭证归属于分组，请先创建一个。";
        acts_on: fn(&str) -> String = |id| ["Actions for ", id].concat(), |id| [id, " 的操作"].concat();
        show_credentials = "Show its credentials", "查看其凭证";
        register = "Register credentials in it", "在其中注册凭证";
        create = "Create a group…", "创建分组…";
        create_title = "Create a group", "创建分组";
        create_detail = "Devices are named after their group: GID_press_line@@@press-0104. Its id can never be changed.", "设备以分组命名：GID_press_line@@@press-0104。分组 ID 创建后不可更改。";
        create_act = "Create", "创建";
        group_id = "Group id", "分组 ID";
        group_hint = "GID_ or GID-, then letters, digits, - and _; 7 to 64 characters.", "以 GID_ 或 GID- 开头，其后为字母、数字、- 和 _；共 7 到 64 个字符。";
        characters_of: fn(&str) -> String = |count| [count, " / 64 characters"].concat(), |count| [count, " / 64 字符"].concat();
        rule_start: fn(&str) -> String =
            |found| ["Starts with GID_ or GID- and goes on; this starts with ", found, "."].concat(),
            |found| ["须以 GID_ 或 GID- 开头且其后不为空；当前开头为 ", found, "。"].concat();
        rule_short: fn(&str) -> String =
            |found| ["At least 7 characters; this has ", found, "."].concat(),
            |found| ["至少 7 个字符，现有 ", found, " 个。"].concat();
        rule_long: fn(&str) -> String =
            |found| ["At most 64 characters; this has ", found, "."].concat(),
            |found| ["最多 64 个字符，现有 ", found, " 个。"].concat();
        exists = "This instance has a group with this id already.", "此实例已有此 ID 的分组。";
        created_now: fn(&str) -> String = |id| [id, " is created"].concat(), |id| [id, " 已创建"].concat();
        delete = "Delete…", "删除…";
        delete_act = "Delete the group", "删除分组";
        delete_title = "Delete this group?", "删除此分组？";
        delete_counting = "Counting the credentials in it…", "正在统计其中的凭证…";
        delete_holds: fn(&str) -> String =
            |count| [&counted(count, " credential is", " credentials are"), " in it. What becomes of them is not documented by the cloud: take it that their devices cannot sign in any more."].concat(),
            |count| ["其中有 ", count, " 个凭证。云端文档没有说明它们会怎样：请假定这些设备将无法再登录。"].concat();
        delete_holds_more: fn(&str) -> String =
            |count| ["More than ", count, " credentials are in it. What becomes of them is not documented by the cloud: take it that their devices cannot sign in any more."].concat(),
            |count| ["其中有超过 ", count, " 个凭证。云端文档没有说明它们会怎样：请假定这些设备将无法再登录。"].concat();
        delete_empty = "No credentials are in it.", "其中没有凭证。";
        delete_not_counted: fn(&str) -> String =
            |cause| ["What is in it could not be counted: ", cause, "."].concat(),
            |cause| ["无法统计其中的凭证：", cause, "。"].concat();
        delete_live = "Devices of it that are connected may stay until their connection drops.", "其中在线的设备可能会保持到连接断开为止。";
        delete_final = "This cannot be undone. A group made again with this id starts empty.", "此操作无法撤销；以同一 ID 重新创建的分组是空的。";
        deleted: fn(&str) -> String = |id| [id, " is deleted"].concat(), |id| [id, " 已删除"].concat();
    }
}
