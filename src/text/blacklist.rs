//! The client ids that may not connect.

area! {
    /// The client ids that may not connect.
    Blacklist {
        client_id = "Client ID", "客户端 ID";
        state = "State", "状态";
        barred = "may not connect", "禁止连接";
        no_block: fn(&str) -> String = |effect| [effect, ": no block"].concat(), |effect| [effect, "：未封禁"].concat();
        set_by = "Set by", "设置者";
        set_at = "Set", "设置时间";
        reason = "Reason", "原因";
        not_ours = "not set by Signet", "不是由 Signet 设置";
        no_reason = "none given", "未填写";
        look_up = "Look up one id", "查询一个 ID";
        look = "Look up", "查询";
        all = "Show all", "显示全部";
        add = "Blacklist a client…", "封禁客户端…";
        only: fn(&str) -> String = |id| ["Only ", id].concat(), |id| ["仅 ", id].concat();
        empty = "Nobody is blacklisted", "黑名单为空";
        empty_detail = "Client ids that are cut off are listed here until they are let back in.", "被切断的客户端 ID 会列在这里，直到解除封禁。";
        not_listed: fn(&str) -> String = |id| [id, " is not blacklisted"].concat(), |id| [id, " 不在黑名单中"].concat();
        not_listed_detail = "It may connect, as far as the blacklist goes.", "就黑名单而言，它可以连接。";
        cut_off = "Cut it off…", "切断…";
        not_offered = "This instance has no blacklist", "此实例没有黑名单";
        not_offered_detail = "The cloud does not offer it for this edition or region. Deregister a credential or inactivate a certificate instead.", "云端在此版本或地域不提供黑名单。请改为注销凭证或停用证书。";
        acts_on: fn(&str) -> String = |id| ["Actions for ", id].concat(), |id| [id, " 的操作"].concat();
        show_credential = "Show its credential", "查看其凭证";
        lift = "Lift…", "解除…";
        lift_title = "Let this client connect again?", "允许此客户端重新连接？";
        lift_act = "Lift the block", "解除封禁";
        lift_connects = "It may connect again at once, with whatever it signs in with that is still valid. A device that keeps trying is back within seconds.", "只要其登录方式仍有效，即可立即重新连接；持续重试的设备几秒内就会上线。";
        lift_who: fn(&str, &str) -> String = |who, at| ["Set by ", who, " on ", at, "."].concat(), |who, at| ["由 ", who, " 于 ", at, " 设置。"].concat();
        lift_why: fn(&str) -> String = |reason| ["Reason: ", reason].concat(), |reason| ["原因：", reason].concat();
        lift_no_reason = "No reason was given.", "未填写原因。";
        lift_not_ours = "It was not set by Signet: nobody here knows who set it and why. Ask before you lift it.", "不是由 Signet 设置，无从得知是谁、为何设置。请先询问再解除。";
        lifted: fn(&str) -> String = |id| [id, " may connect again"].concat(), |id| [id, " 可以重新连接"].concat();
    }
}
