//! What was done.

use signet_model::{Effect, api::ErrorCode};

use super::count::counted;

area! {
    /// What was done, by whom, to what, and what became of it.
    Audit {
        time = "Time", "时间";
        who = "Who", "操作者";
        what = "What", "操作";
        object = "Object", "对象";
        instance = "Instance", "实例";
        outcome = "Outcome", "结果";
        reason = "Reason", "原因";
        no_reason = "none given", "未填写";
        count: fn(&str) -> String = |count| counted(count, " entry", " entries"), |count| ["共 ", count, " 条记录"].concat();
        times: fn(&str) -> String = |count| ["× ", count].concat(), |count| ["× ", count].concat();
        filter = "Filter", "筛选";
        clear = "Clear filters", "清除筛选";
        actor = "Who did it", "操作者";
        actor_hint = "user:alice", "user:alice";
        operation = "Operation", "操作名";
        object_hint = "client id, serial, group…", "客户端 ID、序列号、分组…";
        open_page = "Open", "打开";
        any = "Any", "全部";
        effect_label = "Effect", "影响";
        public_iot = "public IoT instance", "物联网公共实例";
        older = "Older", "更早";
        newest = "Newest", "最新";
        no_older = "There is nothing older.", "没有更早的记录。";
        only = "Only these", "仅看此项";
        empty = "Nothing was done yet", "还没有任何操作";
        empty_detail = "Every act, every reveal, every sign-in and every refusal will be listed here.", "所有更改、密钥显示、登录与被拒绝的请求都会列在这里。";
        none_found = "No entry matches", "没有匹配的记录";
        none_found_detail = "All filters must match exactly: a whole client id, a whole serial number.", "所有条件须完全匹配：完整的客户端 ID、完整的序列号。";
        head = "Head of the chain", "链头";
        head_detail = "Keep it outside of the proxy's machine: with it, signet audit verify --head finds any entry that was changed, removed or cut off.", "请保存在代理主机之外：signet audit verify --head 可据此发现任何被修改、删除或截断的记录。";
        detail = "Entry", "记录";
        act = "Act", "操作编号";
        via = "Signed in by", "登录方式";
        address = "From", "来源地址";
        request_id = "Request id", "请求 ID";
        cloud_request_id = "Cloud's RequestId", "云端 RequestId";
        cloud_code = "Cloud's code", "云端错误码";
        account = "Account", "账号";
        region = "Region", "地域";
        effect: fn(Effect) -> &'static str = effect_en, effect_zh;
        stands_for: fn(&str) -> String = |count| ["stands for ", count, " alike"].concat(), |count| ["代表 ", count, " 条相同记录"].concat();
        gone = "There is no such entry, or you may not see it", "没有此记录，或你无权查看";
        gone_detail = "Its number may have been mistyped.", "序号可能有误。";
        done = "done", "已完成";
        settled_done = "done, seen by reading back", "已完成（经回读确认）";
        settled_not_done = "not done, seen by reading back", "未执行（经回读确认）";
        not_done = "not done", "未执行";
        unknown = "unknown", "未知";
        pending = "no outcome yet", "尚无结果";
        refused = "refused", "已拒绝";
        operation_word: fn(&str) -> Option<&'static str> = operation_en, operation_zh;
        field_word: fn(&str) -> Option<&'static str> = field_en, field_zh;
        via_word: fn(&str) -> Option<&'static str> = via_en, via_zh;
        code: fn(ErrorCode) -> Option<&'static str> = code_en, code_zh;
    }
}

fn effect_en(effect: Effect) -> &'static str {
    effect.as_str()
}

fn effect_zh(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "读取",
        Effect::Reveal => "显示密钥",
        Effect::Create => "创建",
        Effect::Suspend => "停用",
        Effect::Resume => "恢复",
        Effect::Destroy => "销毁",
    }
}

/// Pairs of what stands in an entry and what is said of it.
macro_rules! words {
    ($($en:ident, $zh:ident { $($name:literal => $said_en:literal, $said_zh:literal;)* })*) => {$(
        fn $en(name: &str) -> Option<&'static str> {
            Some(match name { $($name => $said_en,)* _ => return None })
        }

        fn $zh(name: &str) -> Option<&'static str> {
            Some(match name { $($name => $said_zh,)* _ => return None })
        }
    )*};
}

words! {
    operation_en, operation_zh {
        "ListInstances" => "List instances", "列出实例";
        "ListGroupId" => "List groups", "列出分组";
        "CreateGroupId" => "Create group", "创建分组";
        "DeleteGroupId" => "Delete group", "删除分组";
        "ListDeviceCredentialClientId" => "List credentials", "列出凭证";
        "RegisterDeviceCredential" => "Register credential", "注册凭证";
        "GetDeviceCredential" => "Show credential", "查看凭证";
        "RefreshDeviceCredential" => "Rotate secret", "轮换密钥";
        "UnRegisterDeviceCredential" => "Deregister credential", "注销凭证";
        "ListDeviceCertificate" => "List certificates", "列出证书";
        "ListDeviceCertificateByCaSn" => "List certificates of a CA", "列出 CA 的证书";
        "GetDeviceCertificate" => "Show certificate", "查看证书";
        "ActiveDeviceCertificate" => "Activate certificate", "启用证书";
        "InactivateDeviceCertificate" => "Inactivate certificate", "停用证书";
        "DeleteDeviceCertificate" => "Delete certificate", "删除证书";
        "ListCaCertificate" => "List CAs", "列出 CA";
        "GetCaCertificate" => "Show CA", "查看 CA";
        "GetRegisterCode" => "Get registration code", "获取注册码";
        "RegisterCaCertificate" => "Register CA", "注册 CA";
        "ActiveCaCertificate" => "Activate CA", "启用 CA";
        "InactivateCaCertificate" => "Inactivate CA", "停用 CA";
        "DeleteCaCertificate" => "Delete CA", "删除 CA";
        "QuerySessionByClientId" => "Ask whether connected", "查询在线状态";
        "BatchQuerySessionByClientIds" => "Ask whether connected", "查询在线状态";
        "CloseConnection" => "Close connection", "断开连接";
        "QueryCustomAuthConnectBlack" => "Read blacklist", "读取黑名单";
        "AddCustomAuthConnectBlack" => "Blacklist client", "加入黑名单";
        "DeleteCustomAuthConnectBlack" => "Lift block", "解除封禁";
        "QueryClientIds" => "List ClientIDs", "列出 ClientID";
        "DeleteClientIds" => "Delete ClientIDs", "删除 ClientID";
        "TransformClientId" => "Pin ClientID", "固定 ClientID";
        "QueryDevice" => "List devices", "列出设备";
        "QueryDeviceDetail" => "Show device", "查看设备";
        "BatchGetDeviceState" => "Ask device states", "查询设备状态";
        "DisableThing" => "Disable device", "禁用设备";
        "EnableThing" => "Enable device", "启用设备";
        "SignIn" => "Sign in", "登录";
        "SignInFailed" => "Failed sign-in", "登录失败";
        "SignOut" => "Sign out", "退出登录";
        "SignOutEverywhere" => "Sign out everywhere", "退出所有会话";
        "SignOutOf" => "Sign out a person", "结束某人的所有会话";
        "Grant" => "Grant role", "授予角色";
        "Withdraw" => "Withdraw grant", "撤销授权";
        "CheckSetup" => "Check the set-up", "检查配置";
        "CreateToken" => "Create token", "创建令牌";
        "RevokeToken" => "Revoke token", "吊销令牌";
        "Mark" => "Protect", "设为受保护";
        "Unmark" => "Unprotect", "取消保护";
        "Export" => "Export", "导出";
        "Refusals" => "Refused requests", "被拒绝的请求";
        "AuditLogBegun" => "Audit log begun", "审计日志开始";
        "AuditReserveEmptied" => "Audit reserve used", "使用了审计预留空间";
        "PlanCreated" => "Plan made", "创建计划";
        "PlanFrozen" => "Plan frozen", "冻结计划";
        "PlanExcluded" => "Items taken out of a plan", "从计划移出对象";
        "PlanAdjusted" => "Plan adjusted", "调整计划";
        "PlanApproved" => "Plan approved", "批准计划";
        "PlanRejected" => "Plan rejected", "驳回计划";
        "PlanRun" => "Plan run", "执行计划";
        "PlanEmergency" => "Plan run as an emergency", "紧急执行计划";
        "PlanPaused" => "Plan paused", "暂停计划";
        "PlanResumed" => "Plan resumed", "继续计划";
        "PlanCancelled" => "Plan cancelled", "取消计划";
        "PlanStopped" => "Plan stopped by itself", "计划自动停止";
        "PlanFinished" => "Plan finished", "计划完成";
        "PlanUndone" => "Plan undone", "撤销计划";
        "PlanHandOut" => "Secrets handed out", "交付密钥";
        "PlanReceived" => "Secrets received", "确认收到密钥";
        "RuleMade" => "Standing approval made", "设立长期审批";
        "RuleWithdrawn" => "Standing approval withdrawn", "撤销长期审批";
    }
    field_en, field_zh {
        "instance_id" => "Instance", "实例";
        "client_id" => "Client ID", "客户端 ID";
        "client_ids" => "Client IDs", "客户端 ID";
        "group_id" => "Group", "分组";
        "device_serial_number" => "Device serial", "设备序列号";
        "ca_serial_number" => "CA serial", "CA 序列号";
        "ca_name" => "CA name", "CA 名称";
        "iot_instance_id" => "IoT instance", "物联网实例";
        "iot_id" => "IotId", "IotId";
        "product_key" => "ProductKey", "ProductKey";
        "device_name" => "DeviceName", "DeviceName";
        "object" => "Object", "对象";
        "subject" => "Subject", "主体";
        "role" => "Role", "角色";
        "group" => "Group", "分组";
        "instance" => "Instance", "实例";
        "account" => "Account", "账号";
        "name" => "Name", "名称";
        "id" => "Id", "ID";
        "what" => "What", "内容";
        "rows" => "Rows", "行数";
        "reveal" => "With secret", "含密钥";
        "replace_existing" => "Replaces", "替换现有";
        "plan" => "Plan", "计划";
        "hash" => "Hash", "哈希";
    }
    via_en, via_zh {
        "local" => "this machine", "本机";
        "password" => "password", "密码";
        "oidc" => "OpenID Connect", "OpenID Connect";
        "jwt" => "JWT", "JWT";
        "header" => "reverse proxy", "反向代理";
        "token" => "API token", "API 令牌";
        "command" => "command line", "命令行";
    }
}

macro_rules! codes {
    ($($name:ident => $en:literal, $zh:literal;)*) => {
        fn code_en(code: ErrorCode) -> Option<&'static str> {
            Some(match code { $(ErrorCode::$name => $en,)* _ => return None })
        }

        fn code_zh(code: ErrorCode) -> Option<&'static str> {
            Some(match code { $(ErrorCode::$name => $zh,)* _ => return None })
        }
    };
}

codes! {
    ReadOnly => "the proxy was read-only", "代理处于只读模式";
    ChangesNotAllowed => "changes were not allowed", "不允许更改";
    SignInRequired => "not signed in", "未登录";
    SessionExpired => "the session had ended", "会话已结束";
    SignInFailed => "wrong name, password or code", "用户名、密码或验证码有误";
    ExchangeRefused => "a page on another site was not signed in", "其他站点的页面未能登录";
    TooManyAttempts => "too many attempts", "尝试次数过多";
    NoGrant => "no grant at all", "没有任何授权";
    RoleRequired => "the role was missing", "缺少角色";
    OwnGrant => "own grant", "自己的授权";
    Protected => "protected", "受保护";
    BudgetSpent => "the budget was spent", "已达个人上限";
    SignInAgain => "no recent sign-in", "非近期登录";
    ReasonRequired => "no reason given", "未填写原因";
    InstanceNotAllowed => "the instance is not configured", "实例未配置";
    InstanceNotFound => "no such instance", "没有此实例";
    NotFound => "not there", "不存在";
    CredentialExists => "had a credential already", "已有凭证";
    CloudRefused => "the cloud refused", "云端拒绝";
    PlanState => "not in that state", "状态不符";
    PlanChanged => "the plan had changed", "计划已更改";
    ApprovalRequired => "not approved", "未经审批";
    OwnPlan => "own plan", "自己的计划";
    NewlyGranted => "the role was too young", "角色授予时间太短";
    PlanEmpty => "the plan was empty", "计划为空";
    SecretsGone => "the secrets were gone", "密钥已清除";
    QuotaExceeded => "the proxy's limit of calls", "代理调用上限";
    CloudThrottled => "the cloud throttled", "云端限流";
    NoKey => "the proxy had no key", "代理没有密钥";
    CloudRejectedKey => "the cloud rejected the key", "云端不接受密钥";
    CloudDeniedPermission => "the key lacked a permission", "密钥缺少权限";
    CloudAnswerUnreadable => "the answer could not be read", "应答无法读取";
    CloudFailed => "the cloud failed", "云端出错";
    CloudUnreachable => "the cloud was not reached", "无法连接云端";
    CannotRecord => "could not be recorded", "无法记录";
    OutcomeUnknown => "the answer was lost", "应答丢失";
    ForbiddenHost => "foreign host name", "主机名不允许";
    ForbiddenOrigin => "foreign page", "来自其他站点的页面";
    MissingHeader => "the guard header was missing", "缺少防护请求头";
    ForwardedHeader => "came through an unknown proxy", "经由未信任的代理";
    InvalidField => "a value broke a rule", "值不符合规则";
}

#[cfg(test)]
mod tests {
    use signet_model::OperationName;

    use super::*;
    use crate::text::Locale;

    #[test]
    fn every_operation_has_words() {
        for operation in OperationName::ALL {
            for locale in Locale::ALL {
                let word = locale.text().audit().operation_word;
                assert!(word(operation.as_str()).is_some(), "{operation:?}");
            }
        }
    }

    #[test]
    fn every_reason_to_refuse_is_said_shortly() {
        for code in [
            ErrorCode::ReadOnly,
            ErrorCode::NoGrant,
            ErrorCode::RoleRequired,
            ErrorCode::OwnGrant,
            ErrorCode::Protected,
            ErrorCode::BudgetSpent,
            ErrorCode::SignInAgain,
            ErrorCode::ReasonRequired,
            ErrorCode::SignInFailed,
        ] {
            assert!(
                code_en(code).is_some() && code_zh(code).is_some(),
                "{code:?}"
            );
        }
    }
}
