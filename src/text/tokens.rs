//! API tokens.

use super::count::counted;

area! {
    /// API tokens.
    Tokens {
        name = "Name", "名称";
        may = "May do", "权限";
        owner = "Made by", "创建者";
        on_command_line = "command line", "命令行";
        expires = "Expires", "到期";
        expired = "expired", "已过期";
        last_used = "Last used", "最近使用";
        never = "never", "从未";
        count: fn(&str) -> String = |count| counted(count, " token", " tokens"), |count| ["共 ", count, " 个令牌"].concat();
        empty = "No API tokens", "没有 API 令牌";
        empty_detail = "A token lets a script call this proxy without a person signing in. It may do at most what you may.", "令牌让脚本无需人工登录即可调用此代理，其权限不超过你本人。";
        create = "Create a token…", "创建令牌…";
        create_title = "Create an API token", "创建 API 令牌";
        create_act = "Create", "创建";
        name_hint = "1 to 64 letters, digits, -, _ and . ; the audit log says token:NAME.", "1 到 64 个字母、数字、-、_ 或 .；审计日志记为 token:NAME。";
        name_wrong = "Letters, digits, -, _ and . only, at most 64.", "只能使用字母、数字、-、_ 和 .，最多 64 个。";
        name_first = "Give it a name first.", "请先填写名称。";
        role = "At most", "最高角色";
        role_own = "what I may", "与我相同";
        lives = "Expires", "有效期";
        days: fn(&str) -> String = |days| ["in ", &counted(days, " day", " days")].concat(), |days| [days, " 天后"].concat();
        which = "Of what you may do", "从你的权限中选择";
        which_first = "Choose at least one.", "请至少选择一项。";
        nothing_to_give = "You have no role that a script could use.", "你没有可供脚本使用的角色。";
        limited = "It never does more than you may at that moment.", "其权限始终不超过你当时的权限。";
        made_title: fn(&str) -> String = |name| ["Token ", name, " is made"].concat(), |name| ["令牌 ", name, " 已创建"].concat();
        made_detail = "This is the only time that it is shown. Signet keeps its hash and cannot show it again.", "仅在此时显示。Signet 只保存其哈希，无法再次显示。";
        secret = "Authorization: Bearer", "Authorization: Bearer";
        copy = "Copy the token", "复制令牌";
        not_copied = "Copy it before you close this.", "关闭前请先复制。";
        close = "Close", "关闭";
        acts_on: fn(&str) -> String = |name| ["Actions for ", name].concat(), |name| [name, " 的操作"].concat();
        revoke = "Revoke…", "吊销…";
        revoke_title = "Revoke this token?", "吊销此令牌？";
        revoke_act = "Revoke", "吊销";
        revoke_now = "Its next call is refused. This cannot be undone; another can be made.", "其下一次调用将被拒绝。此操作无法撤销，但可另建新令牌。";
        revoked: fn(&str) -> String = |name| ["Token ", name, " is revoked"].concat(), |name| ["令牌 ", name, " 已吊销"].concat();
        no_sign_in = "Without sign-in there are no tokens", "未启用登录时没有令牌";
        no_sign_in_detail = "Whoever reaches this proxy on this machine may use it. Tokens come with [sign_in] in signet.toml.", "能在本机访问此代理的人都可以使用它。在 signet.toml 中配置 [sign_in] 后即可使用令牌。";
    }
}
