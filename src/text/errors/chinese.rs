//! What is said of a refusal in Chinese; it lies in the file of all Chinese texts.

use signet_model::api::ErrorCode;

use super::{Sentences, say};

/// What is said of an error code.
pub(super) fn sentences(code: ErrorCode) -> Sentences {
    use ErrorCode as C;
    match code {
        C::InvalidField => say("填写的值不符合规则", "请改正后重试。"),
        C::InvalidJson
        | C::MissingField
        | C::UnknownField
        | C::BodyTooLarge
        | C::UnsupportedMediaType
        | C::MethodNotAllowed
        | C::UnknownOperation
        | C::UnknownPath => say(
            "页面与代理版本不一致",
            "请重新加载页面；如仍失败，请用同一版本重新构建两者。",
        ),
        C::ForbiddenHost | C::ForbiddenOrigin | C::MissingHeader | C::ForwardedHeader => say(
            "代理拒绝来自此地址的请求",
            "请使用代理启动时打印的地址打开控制台。",
        ),
        C::ReadOnly => say(
            "代理处于只读模式",
            "如需更改，请去掉 --read-only 后重新启动代理。",
        ),
        C::ChangesNotAllowed => say(
            "不允许更改真实云上的内容",
            "如需更改，请用 --allow-changes 启动代理。",
        ),
        C::SignInRequired => say("尚未登录", "请登录。"),
        C::SessionExpired => say("会话已结束", "请重新登录，已填写的内容仍会保留。"),
        C::SignInFailed => say("登录失败", "用户名、密码或验证码有误，请检查后重试。"),
        C::ExchangeRefused => say("此页面未能登录", "请重新登录。"),
        C::TooManyAttempts => say(
            "登录尝试次数过多",
            "请稍后再试。如果不是你本人所为，请告知管理员。",
        ),
        C::NoGrant => say("你还没有任何授权", "请向 Signet 管理员申请角色。"),
        C::RoleRequired => say(
            "你在此处的角色不允许此操作",
            "请向 Signet 管理员申请该角色，或请拥有该角色的人操作。",
        ),
        C::OwnGrant => say("不能扩大自己的授权", "请由另一位管理员操作。"),
        C::Protected => say(
            "此对象受保护",
            "请先由有权销毁的人取消标记；匹配规则在 signet.toml 中。",
        ),
        C::BudgetSpent => say(
            "你在 10 分钟内的此类操作已达到个人上限",
            "请稍后再试，或请他人操作。上限在 signet.toml 中设置。",
        ),
        C::SignInAgain => say("此操作需要近期登录", "请重新登录后再操作。"),
        C::ReasonRequired => say("缺少原因", "请填写原因后再操作。"),
        C::InstanceNotAllowed => say(
            "代理的配置中没有此实例",
            "请在 signet.toml 的账号实例列表中加入它，或选择其他实例。",
        ),
        C::InstanceNotFound => say(
            "已配置的账号和地域中没有此实例",
            "请检查实例 ID，或选择其他实例。",
        ),
        C::NotFound => say("云端没有此对象", "它可能已经不在了，请重新加载列表。"),
        C::CredentialExists => say(
            "此客户端 ID 已有凭证",
            "请求未发送。重新注册会替换设备正在使用的密钥。",
        ),
        C::CloudRefused => say(
            "云端拒绝了请求",
            "请查询云端错误码，或凭 RequestId 联系云端支持。",
        ),
        C::PlanState => say(
            "计划当前的状态不接受此操作",
            "请重新加载计划，页面会说明现在可以做什么。",
        ),
        C::PlanChanged => say("计划与你看到的不同", "期间已被更改，请重新加载并再次查看。"),
        C::ApprovalRequired => say("此计划须先经审批", "请联系计划作者以外的审批人。"),
        C::OwnPlan => say("不能审批自己的计划", "请联系另一位审批人。"),
        C::NewlyGranted => say(
            "你的角色授予时间太短，还不能审批",
            "请联系获得该角色更久的审批人，或稍后再试。",
        ),
        C::PlanEmpty => say("计划中没有内容", "请检查对象来源，或向列表添加内容。"),
        C::SecretsGone => say(
            "密钥已交付并清除",
            "领取者持有唯一的文件；若已丢失，请重新轮换密钥。",
        ),
        C::QuotaExceeded => say(
            "代理已达到自身的调用上限",
            "这可以避免本机地址被封禁，请稍后重试。",
        ),
        C::CloudThrottled => say(
            "云端正在限流",
            "可能有其他程序在使用同一账号或地址，请稍后重试。",
        ),
        C::NoKey => say(
            "代理还没有密钥",
            "请指定 AccessKey 的来源并重新启动代理，“入门设置”页面有具体步骤。",
        ),
        C::CloudRejectedKey => say(
            "云端不接受代理的密钥",
            "请检查 AccessKey 及其密钥，以及代理所在机器的时钟。",
        ),
        C::CloudDeniedPermission => say(
            "代理的密钥缺少权限",
            "请为其 RAM 用户授予此实例上该操作的权限。",
        ),
        C::CloudAnswerUnreadable => say(
            "云端的应答与文档不符",
            "请检查配置中的接入点，或凭 RequestId 联系云端支持。",
        ),
        C::CloudFailed => say(
            "云端内部出错",
            "请重试；如仍失败，请凭 RequestId 联系云端支持。",
        ),
        C::CloudUnreachable => say(
            "代理无法连接云端",
            "请求没有发出。请检查代理所在机器的网络。",
        ),
        C::CannotRecord => say(
            "无法记录，因此没有执行",
            "请检查代理所在机器的磁盘和状态目录。",
        ),
        C::ShuttingDown => say("代理正在停止", "请在它重新运行后再试。"),
        C::AnswerLost => say("云端没有及时应答", "没有发生任何更改，请重试。"),
        C::OutcomeUnknown => say(
            "不清楚操作是否已经完成",
            "云端的应答丢失了。请先重新加载并核对，再决定是否重做。",
        ),
        C::Internal | C::Unknown => say("代理内部出错", "详情见代理日志，请重试。"),
    }
}
