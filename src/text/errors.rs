//! What went wrong, to which object, and what to do now.

use signet_model::api::ErrorCode;

/// What is said of an error code.
pub struct Sentences {
    /// What happened.
    pub cause: &'static str,
    /// What to do now.
    pub remedy: &'static str,
}

area! {
    /// What went wrong, to which object, and what to do now.
    Errors {
        try_again = "Try again", "重试";
        retry_in: fn(&str) -> String =
            |seconds| ["Wait ", seconds, " s before that."].concat(),
            |seconds| ["请在 ", seconds, " 秒后再试。"].concat();
        cloud_code = "Cloud's code", "云端错误码";
        request_id = "RequestId", "RequestId";
        copy_request_id = "Copy RequestId", "复制 RequestId";
        what_to_do = "What to do", "处理办法";
        stale = "What is shown was read before this and may be out of date.", "当前显示的是此前读取的内容，可能已经过时。";
        unreachable: Sentences =
            Sentences { cause: "The signing proxy does not answer", remedy: "Check that it is running and that this machine reaches it." },
            Sentences { cause: "签名代理没有响应", remedy: "请确认代理正在运行，且本机可以访问它。" };
        unreadable: Sentences =
            Sentences { cause: "The answer cannot be read", remedy: "Something between this page and the proxy may have answered instead, or the two are of different versions. Reload the page." },
            Sentences { cause: "无法读取返回的内容", remedy: "可能是中间的网关代为应答，或页面与代理版本不一致。请重新加载页面。" };
        chunk: Sentences =
            Sentences { cause: "A part of this page could not be loaded", remedy: "Check the connection and try again. If Signet was updated meanwhile, reload the page." },
            Sentences { cause: "页面的一部分无法加载", remedy: "请检查网络后重试；如果 Signet 刚刚更新过，请重新加载页面。" };
        refused: fn(ErrorCode) -> Sentences = en, zh;
    }
}

const fn say(cause: &'static str, remedy: &'static str) -> Sentences {
    Sentences { cause, remedy }
}

fn en(code: ErrorCode) -> Sentences {
    use ErrorCode as C;
    match code {
        C::InvalidField => say("A value breaks a rule", "Correct the value and try again."),
        C::InvalidJson
        | C::MissingField
        | C::UnknownField
        | C::BodyTooLarge
        | C::UnsupportedMediaType
        | C::MethodNotAllowed
        | C::UnknownOperation
        | C::UnknownPath => say(
            "This page and the proxy do not fit together",
            "Reload the page. If that does not help, build both from the same version.",
        ),
        C::ForbiddenHost | C::ForbiddenOrigin | C::MissingHeader | C::ForwardedHeader => say(
            "The proxy refuses requests from this address",
            "Open the dashboard at the address that the proxy printed when it started.",
        ),
        C::ReadOnly => say(
            "The proxy is read-only",
            "Start it without --read-only to allow changes.",
        ),
        C::ChangesNotAllowed => say(
            "Changes to the real cloud are not allowed",
            "Start the proxy with --allow-changes to allow them.",
        ),
        C::InstanceNotAllowed => say(
            "This instance is not in the proxy's configuration",
            "Add it to the instances of its account in signet.toml, or choose another.",
        ),
        C::InstanceNotFound => say(
            "No configured account and region has this instance",
            "Check its id, or choose another instance.",
        ),
        C::NotFound => say(
            "The cloud does not know it",
            "It may be gone already. Reload the list.",
        ),
        C::CredentialExists => say(
            "This client id has a credential already",
            "Nothing was sent. Registering again would replace the secret that its device uses.",
        ),
        C::CloudRefused => say(
            "The cloud refused",
            "Look up the cloud's code, or ask its support with the RequestId.",
        ),
        C::QuotaExceeded => say(
            "The proxy is at its limit of calls",
            "It keeps this address from being blocked. Try again in a moment.",
        ),
        C::CloudThrottled => say(
            "The cloud is throttling calls",
            "Other programs may use the same account or address. Try again in a moment.",
        ),
        C::CloudRejectedKey => say(
            "The cloud rejects the proxy's key",
            "Check the AccessKey, its secret and the clock of the proxy's machine.",
        ),
        C::CloudDeniedPermission => say(
            "The proxy's key lacks a permission",
            "Grant its RAM user the action of this operation on this instance.",
        ),
        C::CloudAnswerUnreadable => say(
            "The cloud's answer is not the documented one",
            "Check the endpoint in the configuration; ask the cloud's support with the RequestId.",
        ),
        C::CloudFailed => say(
            "The cloud failed on its side",
            "Try again. If it stays, ask the cloud's support with the RequestId.",
        ),
        C::CloudUnreachable => say(
            "The proxy cannot reach the cloud",
            "Nothing was sent. Check the network of the proxy's machine.",
        ),
        C::CannotRecord => say(
            "It could not be recorded, so it was not done",
            "Check the disk of the proxy's machine and its state directory.",
        ),
        C::ShuttingDown => say("The proxy is stopping", "Try again when it runs again."),
        C::AnswerLost => say(
            "The cloud's answer did not come in time",
            "Nothing was changed. Try again.",
        ),
        C::OutcomeUnknown => say(
            "It is not known whether this was done",
            "The cloud's answer was lost. Reload and look before you repeat it.",
        ),
        C::Internal | C::Unknown => say("The proxy failed", "Its log says more. Try again."),
    }
}

fn zh(code: ErrorCode) -> Sentences {
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
        C::QuotaExceeded => say(
            "代理已达到自身的调用上限",
            "这可以避免本机地址被封禁，请稍后重试。",
        ),
        C::CloudThrottled => say(
            "云端正在限流",
            "可能有其他程序在使用同一账号或地址，请稍后重试。",
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
