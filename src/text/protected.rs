//! What single acts may not take out of service.

use super::count::counted;

area! {
    /// What single acts may not take out of service.
    Protected {
        lead = "What single acts may not destroy or suspend, whoever asks.", "无论何人，单个操作都不能销毁或停用的对象。";
        marks = "Marked by people", "人工标记";
        patterns = "Patterns of the configuration", "配置中的匹配规则";
        patterns_detail = "They stand in signet.toml under [[protected]] and are changed there. * stands for any text, ? for one character.", "位于 signet.toml 的 [[protected]]，请在该文件中修改。* 代表任意文本，? 代表一个字符。";
        object = "Object", "对象";
        pattern = "Pattern", "匹配规则";
        instance = "Instance", "实例";
        every_instance = "every instance", "所有实例";
        reason = "Reason", "原因";
        no_reason = "none given", "未填写";
        marked = "Marked", "标记时间";
        marked_by = "By", "标记人";
        count: fn(&str, &str) -> String =
            |marks, patterns| [marks, " marked, ", &counted(patterns, " pattern", " patterns")].concat(),
            |marks, patterns| [marks, " 个标记，", patterns, " 条匹配规则"].concat();
        acts_on: fn(&str) -> String = |id| ["Actions for ", id].concat(), |id| [id, " 的操作"].concat();
        none_marked = "Nothing is marked", "没有标记";
        none_marked_detail = "Protect a credential, a certificate or a group on its own page.", "可在凭证、证书或分组的页面上设置保护。";
        no_patterns = "signet.toml has no patterns.", "signet.toml 中没有匹配规则。";
        protect = "Protect…", "设为受保护…";
        protect_title = "Protect this from single acts?", "保护此对象不受单个操作影响？";
        protect_act = "Protect", "设为受保护";
        protect_blocks = "Destroying and suspending it is refused from now on, for everybody.", "从现在起，任何人销毁或停用它都会被拒绝。";
        protect_leaves = "Its device works on; nothing is sent to the cloud.", "设备不受影响，不会向云端发送请求。";
        protect_lifts = "A custodian of the instance can take the mark away.", "该实例的保管员可以取消标记。";
        protected_now: fn(&str) -> String = |object| [object, " is protected"].concat(), |object| [object, " 已受保护"].concat();
        unprotect = "Unprotect…", "取消保护…";
        unprotect_title = "Take the protection away?", "取消保护？";
        unprotect_act = "Unprotect", "取消保护";
        unprotect_opens = "It can be destroyed and suspended again by whoever has the role.", "拥有相应角色的人可以再次销毁或停用它。";
        unprotect_still = "A pattern of the configuration goes on covering it.", "配置中的匹配规则仍然适用于它。";
        unprotected_now: fn(&str) -> String = |object| [object, " is not marked any more"].concat(), |object| [object, " 已取消标记"].concat();
        protection = "Protection", "保护";
        is_protected = "Protected", "受保护";
        since: fn(&str, &str) -> String =
            |who, when| ["Marked by ", who, " on ", when, "."].concat(),
            |who, when| ["由 ", who, " 于 ", when, " 标记。"].concat();
        because: fn(&str) -> String = |reason| ["Because: ", reason].concat(), |reason| ["原因：", reason].concat();
        by_pattern: fn(&str) -> String =
            |pattern| ["By the pattern ", pattern, " of signet.toml."].concat(),
            |pattern| ["由 signet.toml 中的匹配规则 ", pattern, " 保护。"].concat();
        blocked_by: fn(&str, &str) -> String =
            |who, reason| ["Protected by ", who, ": ", reason].concat(),
            |who, reason| [who, " 已设保护：", reason].concat();
        blocked_by_pattern: fn(&str) -> String =
            |pattern| ["Protected by the pattern ", pattern, " of signet.toml."].concat(),
            |pattern| ["受 signet.toml 中的匹配规则 ", pattern, " 保护。"].concat();
        holds: fn(&str, &str) -> String =
            |object, why| ["It holds ", object, ". ", why].concat(),
            |object, why| ["其中包含 ", object, "。", why].concat();
        not_protected = "Not protected: one act by a person with the role can destroy or suspend it.", "未受保护：拥有相应角色的人可通过单个操作销毁或停用它。";
        not_known = "Whether it is protected is not known: ", "无法得知是否受保护：";
    }
}
