//! Who may do what.

use signet_model::roles::Role;

use super::count::counted;

area! {
    /// Who may do what, and where that comes from.
    People {
        who = "Who", "主体";
        grants = "May do", "权限";
        last_seen = "Last seen", "最近使用";
        sessions = "Sessions", "会话";
        never = "never", "从未";
        no_grants = "nothing", "无";
        count: fn(&str) -> String = |count| counted(count, " subject", " subjects and groups"), |count| ["共 ", count, " 个主体和组"].concat();
        you = "you", "你";
        is_group = "group", "组";
        filter = "Filter people", "筛选人员";
        filter_hint = "Filter by subject, name or role", "按主体、名称或角色筛选";
        filtered_out: fn(&str) -> String =
            |filter| ["Nobody matches “", filter, "”"].concat(),
            |filter| ["没有匹配“", filter, "”的主体"].concat();
        filtered_out_detail = "Everybody who has a grant, a session, a password or a token is listed here.", "凡有授权、会话、密码或令牌的主体都列在这里。";
        empty = "Nobody yet", "还没有任何人";
        empty_detail = "Grant a role to the first subject, or add [[grants]] to signet.toml.", "请向第一个主体授予角色，或在 signet.toml 中添加 [[grants]]。";
        only_admin = "Only an admin decides about people", "只有管理员可以管理人员";
        only_admin_detail = "Your role shows and changes devices; who else may do so is for an admin to see and to say. Your own grants are in the account menu.", "你的角色用于查看和更改设备；谁还可以这样做，由管理员查看和决定。你自己的授权见账户菜单。";
        from_configuration = "from signet.toml", "来自 signet.toml";
        configuration_stays = "It comes from signet.toml: change it there.", "来自 signet.toml，请在该文件中修改。";
        by: fn(&str) -> String = |who| ["by ", who].concat(), |who| ["由 ", who, " 授予"].concat();
        everywhere = "everything with an id", "所有有 ID 的实例";
        no_place = "people and configuration", "人员与配置";
        in_account: fn(&str) -> String = |account| ["account ", account].concat(), |account| ["账号 ", account].concat();
        iot: fn(&str) -> String = |id| ["IoT ", id].concat(), |id| ["物联网 ", id].concat();
        public_iot = "public IoT instance", "物联网公共实例";
        acts_on: fn(&str) -> String = |subject| ["Actions for ", subject].concat(), |subject| [subject, " 的操作"].concat();
        grant = "Grant a role…", "授予角色…";
        grant_more = "Grant another role…", "再授予一个角色…";
        grant_title = "Grant a role", "授予角色";
        grant_act = "Grant", "授予";
        granted: fn(&str, &str) -> String =
            |subject, role| [subject, " is ", role, " now"].concat(),
            |subject, role| ["已授予 ", subject, " ", role, " 角色"].concat();
        subject = "Subject", "主体";
        subject_hint = "user:NAME, oidc:PROVIDER:SUB, jwt:SUB, header:NAME, token:NAME or group:NAME", "user:NAME、oidc:PROVIDER:SUB、jwt:SUB、header:NAME、token:NAME 或 group:NAME";
        subject_forms = "What a subject looks like", "主体的写法";
        form_user = "a local user with a password", "使用密码的本地用户";
        form_oidc = "signed in by an OpenID provider: its id in signet.toml, and the subject claim", "通过 OpenID 提供方登录：signet.toml 中的 ID 加 sub 声明";
        form_jwt = "sent by the company's portal: the subject claim", "由公司门户传入：sub 声明";
        form_header = "named by the reverse proxy", "由反向代理传入的名称";
        form_token = "an API token", "API 令牌";
        form_group = "everybody whom the identity provider puts into this group", "身份提供方归入该组的所有人";
        subject_first = "Say to whom first.", "请先填写主体。";
        subject_wrong = "Begins with user:, oidc:, jwt:, header:, token: or group:, and goes on.", "须以 user:、oidc:、jwt:、header:、token: 或 group: 开头，其后不为空。";
        subject_oidc = "Names the provider too: oidc:PROVIDER:SUB.", "须包含提供方：oidc:PROVIDER:SUB。";
        own_grant = "Nobody widens a grant of their own: another admin has to do it.", "不能更改自己的授权，请由另一位管理员操作。";
        role = "Role", "角色";
        role_gives: fn(Role) -> &'static str = gives_en, gives_zh;
        place = "Where", "范围";
        place_everywhere = "Every instance that has an id", "所有有 ID 的实例";
        place_account = "One account", "一个账号";
        place_instance = "One MQTT instance", "一个 MQTT 实例";
        place_group = "One group of an instance", "实例的一个分组";
        place_iot = "One IoT instance", "一个物联网实例";
        place_public = "The public IoT instance", "物联网公共实例";
        public_apart = "The public IoT instance is not among them: it has no id and is granted by itself.", "不包括物联网公共实例：它没有 ID，须单独授予。";
        group_limits = "Gives nothing on certificates and CAs, which belong to no group.", "不包括证书和 CA，它们不属于任何分组。";
        account = "Account", "账号";
        instance = "Instance", "实例";
        group = "Group", "分组";
        iot_instance = "IoT instance", "物联网实例";
        pick_or_type = "Choose one, or type an id.", "可选择，也可输入 ID。";
        place_first = "Say where first.", "请先填写范围。";
        withdraw: fn(&str) -> String = |grant| ["Withdraw ", grant].concat(), |grant| ["撤销 ", grant].concat();
        withdraw_title = "Withdraw this grant?", "撤销此授权？";
        withdraw_act = "Withdraw", "撤销";
        withdraw_now = "It ends at once: the next call of theirs is refused.", "立即生效：其下一次请求将被拒绝。";
        withdraw_group = "For everybody in the group.", "对该组所有人生效。";
        withdraw_tokens = "API tokens that they made lose it too.", "其创建的 API 令牌也同时失去此权限。";
        withdraw_others = "Other grants of theirs, and of their groups, stay.", "其本人及所在组的其他授权不受影响。";
        withdrawn = "The grant is withdrawn", "授权已撤销";
        sign_out = "Sign out everywhere…", "结束所有会话…";
        sign_out_title = "End all sessions of this person?", "结束此人的所有会话？";
        sign_out_act = "Sign out everywhere", "结束所有会话";
        sign_out_now = "Their browsers ask them to sign in again; what they are typing stays.", "其浏览器会要求重新登录，正在填写的内容不会丢失。";
        sign_out_tokens = "API tokens are no sessions: revoke those by themselves.", "API 令牌不是会话，需单独吊销。";
        sign_out_grants = "Their grants stay. Withdraw those to keep them out.", "授权保持不变；如需禁止访问，请撤销授权。";
        signed_out: fn(&str) -> String = |subject| [subject, " is signed out everywhere"].concat(), |subject| [subject, " 的所有会话已结束"].concat();
        no_sessions = "There is no session to end.", "没有可结束的会话。";
        acts = "What they did", "其操作记录";
    }
}

fn gives_en(role: Role) -> &'static str {
    match role {
        Role::Viewer => "Sees everything there but secrets, and changes nothing.",
        Role::Operator => {
            "Sees; registers, cuts off, inactivates and brings back. Destroys nothing, reveals no secret."
        }
        Role::Custodian => {
            "Everything an operator may; reveals secrets, rotates, deregisters and deletes."
        }
        Role::Approver => "Approves plans of others, and does nothing by itself.",
        Role::Admin => "Decides about people and configuration; sees and changes no device.",
    }
}

fn gives_zh(role: Role) -> &'static str {
    match role {
        Role::Viewer => "可查看除密钥外的一切，不能更改。",
        Role::Operator => "可查看、注册、切断、停用和恢复；不能销毁，不能显示密钥。",
        Role::Custodian => "操作员的全部权限，另可显示密钥、轮换、注销和删除。",
        Role::Approver => "审批他人的计划，自己不执行操作。",
        Role::Admin => "管理人员与配置，不能查看或更改设备。",
    }
}
