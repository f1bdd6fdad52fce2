//! Plans: their list, and the words that all of their pages use.

use signet_model::{
    api::ErrorCode,
    plans::{Act, Outcome, Selection, Side, State, Why},
};

use super::count::counted;

area! {
    /// Plans: their list, and the words that all of their pages use.
    Plans {
        plan = "Plan", "计划";
        state_label = "State", "状态";
        items = "Items", "对象数";
        progress = "Progress", "进度";
        made = "Made", "创建";
        place = "Where", "范围";
        public_iot = "public IoT instance", "物联网公共实例";
        any_state = "Any state", "全部状态";
        count: fn(&str) -> String = |count| counted(count, " plan", " plans"), |count| ["共 ", count, " 个计划"].concat();
        make = "Make a plan…", "制定计划…";
        older = "Older", "更早";
        newest = "Newest", "最新";
        no_older = "There is nothing older.", "没有更早的计划。";
        empty = "No plans yet", "还没有计划";
        empty_detail = "A plan is a frozen list of identities and one act on each of them: deregister, rotate, inactivate and so on, for ten or for a million. It is shown before anything runs, runs in waves that stop by themselves when something is wrong, goes on when you close this page, and ends with a report of every item.", "计划是一份冻结的身份清单，以及对每个身份执行的同一操作：注销、轮换、停用等，数量可从十个到一百万个。执行前先展示影响；执行时分批进行，异常时自动停止；关闭页面不影响执行；结束后给出逐项报告。";
        empty_how = "Begin with Make a plan, or tick rows of credentials, certificates or the blacklist.", "点击“制定计划”开始，或在凭证、证书、黑名单列表中勾选。";
        none_found = "No plan is in this state", "没有处于此状态的计划";
        all = "Show all plans", "显示全部计划";
        done_of: fn(&str, &str) -> String = |done, all| [done, " of ", all].concat(), |done, all| [done, " / ", all].concat();
        by: fn(&str) -> String = |who| ["by ", who].concat(), |who| ["由 ", who, " 创建"].concat();
        waits_approval = "waits for approval", "等待审批";
        act: fn(Act) -> &'static str = act_en, act_zh;
        state: fn(State) -> &'static str = state_en, state_zh;
        outcome: fn(Outcome) -> &'static str = outcome_en, outcome_zh;
        why: fn(Why) -> &'static str = why_en, why_zh;
        why_now: fn(Why) -> &'static str = why_now_en, why_now_zh;
        before: fn(&str) -> Option<&'static str> = before_en, before_zh;
        from: fn(&Selection) -> &'static str = from_en, from_zh;
        refused: fn(ErrorCode) -> &'static str = refused_en, refused_zh;
        second: fn(&str) -> String = |count| [count, " s"].concat(), |count| [count, " 秒"].concat();
        minute: fn(&str) -> String = |count| [count, " min"].concat(), |count| [count, " 分钟"].concat();
        hour: fn(&str) -> String = |count| [count, " h"].concat(), |count| [count, " 小时"].concat();
        day: fn(&str) -> String = |count| [count, " d"].concat(), |count| [count, " 天"].concat();
        per_second: fn(&str) -> String = |rate| [rate, " items/s"].concat(), |rate| [rate, " 个/秒"].concat();
    }
}

fn act_en(act: Act) -> &'static str {
    match act {
        Act::Register => "Register credentials",
        Act::Rotate => "Rotate secrets",
        Act::Deregister => "Deregister credentials",
        Act::Blacklist => "Blacklist client ids",
        Act::Lift => "Lift blocks",
        Act::CutOff => "Cut off devices",
        Act::Inactivate => "Inactivate certificates",
        Act::Activate => "Activate certificates",
        Act::DeleteCertificate => "Delete certificates",
        Act::DeleteClientIds => "Delete ClientIDs",
    }
}

fn act_zh(act: Act) -> &'static str {
    match act {
        Act::Register => "注册凭证",
        Act::Rotate => "轮换密钥",
        Act::Deregister => "注销凭证",
        Act::Blacklist => "加入黑名单",
        Act::Lift => "解除封禁",
        Act::CutOff => "切断设备",
        Act::Inactivate => "停用证书",
        Act::Activate => "启用证书",
        Act::DeleteCertificate => "删除证书",
        Act::DeleteClientIds => "删除 ClientID",
    }
}

fn state_en(state: State) -> &'static str {
    match state {
        State::Selecting => "Selecting",
        State::Frozen => "Shown",
        State::Scheduled => "Scheduled",
        State::Running => "Running",
        State::Paused => "Paused",
        State::Stopped => "Stopped",
        State::Finished => "Finished",
        State::Cancelled => "Cancelled",
    }
}

fn state_zh(state: State) -> &'static str {
    match state {
        State::Selecting => "选择中",
        State::Frozen => "待执行",
        State::Scheduled => "已排期",
        State::Running => "执行中",
        State::Paused => "已暂停",
        State::Stopped => "已停止",
        State::Finished => "已完成",
        State::Cancelled => "已取消",
    }
}

fn outcome_en(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Waiting => "Waiting",
        Outcome::Begun => "Begun",
        Outcome::Done => "Done",
        Outcome::Already => "Was so already",
        Outcome::SettledDone => "Done, seen by reading back",
        Outcome::Moved => "Had moved, left alone",
        Outcome::Protected => "Protected, left alone",
        Outcome::Failed => "Failed",
        Outcome::Unknown => "Unknown",
    }
}

fn outcome_zh(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Waiting => "等待",
        Outcome::Begun => "进行中",
        Outcome::Done => "完成",
        Outcome::Already => "原已如此",
        Outcome::SettledDone => "完成（经回读确认）",
        Outcome::Moved => "已变化，未动",
        Outcome::Protected => "受保护，未动",
        Outcome::Failed => "失败",
        Outcome::Unknown => "未知",
    }
}

fn why_en(why: Why) -> &'static str {
    match why {
        Why::Person => "Somebody paused it",
        Why::Restored => "The store was restored from a backup",
        Why::DiskFull => "There is no room to write down what is done",
        Why::QuietHours => "It rests in its quiet hours",
        Why::RoleRevoked => "Its author may not do this any more",
        Why::ApprovalVoid => "The approval is not valid any more",
        Why::CloudRejects => "The cloud rejects the proxy's key or denies it a permission",
        Why::CloudUnreachable => "The cloud cannot be reached",
        Why::Failures => "Too many items failed",
        Why::Unexpected => "Too many items had moved since the freeze",
        Why::NotBackOnline => "Too few devices came back online",
        Why::WalkFailed => "The walk did not come to its end",
        Why::NotAllowed => "The proxy may not change this cloud",
        Why::Unknown => "It rests",
    }
}

fn why_zh(why: Why) -> &'static str {
    match why {
        Why::Person => "已被人工暂停",
        Why::Restored => "存储已从备份恢复",
        Why::DiskFull => "没有空间记录操作",
        Why::QuietHours => "处于静默时段",
        Why::RoleRevoked => "作者已不再拥有此权限",
        Why::ApprovalVoid => "审批已失效",
        Why::CloudRejects => "云端不接受代理的密钥，或密钥缺少权限",
        Why::CloudUnreachable => "无法连接云端",
        Why::Failures => "失败的对象过多",
        Why::Unexpected => "冻结后发生变化的对象过多",
        Why::NotBackOnline => "重新上线的设备过少",
        Why::WalkFailed => "遍历未能完成",
        Why::NotAllowed => "代理不允许更改此云",
        Why::Unknown => "计划已暂停",
    }
}

fn why_now_en(why: Why) -> &'static str {
    match why {
        Why::Person => "Resume it when it may go on, or cancel it.",
        Why::Restored => {
            "What happened after the backup is not known here. Compare the report with the cloud, then resume or cancel."
        }
        Why::DiskFull => {
            "Make room on the proxy's machine. It goes on by itself as soon as there is some."
        }
        Why::QuietHours => "It goes on by itself when they are over.",
        Why::RoleRevoked => "Grant the role again and resume, or cancel it.",
        Why::ApprovalVoid => "Have it approved again, then resume.",
        Why::CloudRejects => {
            "Correct the key, its permissions or the machine's clock, then resume. No item was lost."
        }
        Why::CloudUnreachable => {
            "It tries again by itself. Check the network of the proxy's machine."
        }
        Why::Failures => {
            "Look at the failures below. Resume goes on with the allowance of the wave counted anew; cancel leaves the rest as it is."
        }
        Why::Unexpected => {
            "Somebody else may be changing these. Look at what had moved, then resume or cancel."
        }
        Why::NotBackOnline => {
            "Check whether the devices received their new secrets before you resume: the next wave would take more of them off."
        }
        Why::WalkFailed => "Resume walks anew, or cancel it.",
        Why::NotAllowed => "Start the proxy so that it may change this cloud, then resume.",
        Why::Unknown => "Reload the page.",
    }
}

fn why_now_zh(why: Why) -> &'static str {
    match why {
        Why::Person => "可以继续时请恢复执行，或取消计划。",
        Why::Restored => "备份之后发生的事情此处未知。请将报告与云端对照后再恢复或取消。",
        Why::DiskFull => "请在代理主机上腾出空间，之后会自动继续。",
        Why::QuietHours => "时段结束后自动继续。",
        Why::RoleRevoked => "请重新授予角色后恢复，或取消计划。",
        Why::ApprovalVoid => "请重新审批后恢复。",
        Why::CloudRejects => "请更正密钥、权限或主机时钟后恢复，没有对象丢失。",
        Why::CloudUnreachable => "会自动重试。请检查代理主机的网络。",
        Why::Failures => "请查看下方的失败项。恢复后本批的容许数重新计算；取消则其余保持原样。",
        Why::Unexpected => "可能有人同时在更改。请查看已变化的对象，再恢复或取消。",
        Why::NotBackOnline => "恢复前请确认设备已收到新密钥：下一批会使更多设备下线。",
        Why::WalkFailed => "恢复将重新遍历，也可取消。",
        Why::NotAllowed => "请以允许更改的方式启动代理后恢复。",
        Why::Unknown => "请重新加载页面。",
    }
}

fn before_en(before: &str) -> Option<&'static str> {
    Some(match before {
        "registered" => "registered",
        "unregistered" => "not registered",
        "active" => "active",
        "inactive" => "inactive",
        "blacklisted" => "blacklisted",
        "not_blacklisted" => "not blacklisted",
        "not_looked" => "not looked at",
        _ => return None,
    })
}

fn before_zh(before: &str) -> Option<&'static str> {
    Some(match before {
        "registered" => "已注册",
        "unregistered" => "未注册",
        "active" => "已启用",
        "inactive" => "已停用",
        "blacklisted" => "在黑名单中",
        "not_blacklisted" => "不在黑名单中",
        "not_looked" => "未查看",
        _ => return None,
    })
}

fn from_en(selection: &Selection) -> &'static str {
    match selection {
        Selection::List => "a list",
        Selection::Groups { .. } => "everything of these groups",
        Selection::Instance => "everything of the instance",
        Selection::Ca { .. } => "every certificate of this CA",
        Selection::Difference {
            side: Side::RegisteredNotListed,
            ..
        } => "registered, but not in the list",
        Selection::Difference { .. } => "in the list, but not registered",
        Selection::Unseen { .. } => "not seen online",
        Selection::DoneBy { .. } => "what another plan did",
    }
}

fn from_zh(selection: &Selection) -> &'static str {
    match selection {
        Selection::List => "列表",
        Selection::Groups { .. } => "以下分组的全部对象",
        Selection::Instance => "实例的全部对象",
        Selection::Ca { .. } => "此 CA 的全部证书",
        Selection::Difference {
            side: Side::RegisteredNotListed,
            ..
        } => "已注册但不在列表中",
        Selection::Difference { .. } => "在列表中但未注册",
        Selection::Unseen { .. } => "从未在线",
        Selection::DoneBy { .. } => "另一计划所做的",
    }
}

fn refused_en(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::RoleRequired | ErrorCode::NoGrant => "Your role does not allow this here.",
        ErrorCode::OwnPlan => "Nobody approves a plan of their own.",
        ErrorCode::NewlyGranted => "Your role was granted too recently to approve plans.",
        ErrorCode::ApprovalRequired => "Somebody with the role approver has to approve it first.",
        ErrorCode::PlanState => "Not in this state of the plan.",
        ErrorCode::PlanEmpty => "Nothing is in the plan.",
        ErrorCode::SecretsGone => "The secrets were handed out and are gone.",
        ErrorCode::ReadOnly => "The proxy is read-only.",
        ErrorCode::ChangesNotAllowed => {
            "Start the proxy with --allow-changes to change the real cloud."
        }
        ErrorCode::ReasonRequired => "It needs a reason, and the plan has none.",
        ErrorCode::SignInAgain => "This needs a recent sign-in.",
        _ => "The proxy does not allow this now.",
    }
}

fn refused_zh(code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::RoleRequired | ErrorCode::NoGrant => "你的角色在此处没有此权限。",
        ErrorCode::OwnPlan => "不能审批自己的计划。",
        ErrorCode::NewlyGranted => "你的角色授予时间太短，还不能审批。",
        ErrorCode::ApprovalRequired => "须先由审批人批准。",
        ErrorCode::PlanState => "计划当前状态不允许。",
        ErrorCode::PlanEmpty => "计划中没有内容。",
        ErrorCode::SecretsGone => "密钥已交付并清除。",
        ErrorCode::ReadOnly => "代理处于只读模式。",
        ErrorCode::ChangesNotAllowed => "如需更改真实云，请用 --allow-changes 启动代理。",
        ErrorCode::ReasonRequired => "需要填写原因，而计划没有。",
        ErrorCode::SignInAgain => "需要近期登录。",
        _ => "代理当前不允许此操作。",
    }
}
