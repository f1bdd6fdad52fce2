//! How a plan is made.

use signet_model::plans::Act;

use super::count::counted;

area! {
    /// How a plan is made.
    NewPlan {
        lead = "Nothing runs when it is made: it is frozen and shown first.", "创建后不会立即执行，而是先冻结并展示影响。";
        what = "What to do", "操作";
        where_title = "Where", "范围";
        instance = "Instance", "实例";
        iot_instance = "IoT instance", "物联网实例";
        no_instance = "Choose an instance first.", "请先选择实例。";
        kind_block = "Block, and bring back", "封禁与恢复";
        kind_clear = "Clear out", "清理";
        kind_hand_out = "Hand out", "发放";
        retirement = "Staged retirement of certificates", "分阶段淘汰证书";
        retirement_detail = "Inactivates, waits, and deletes what nobody activated again.", "先停用，等待一段时间，再删除期间未被重新启用的证书。";
        act_detail: fn(Act) -> &'static str = act_detail_en, act_detail_zh;
        no_certificates = "This edition has no certificates.", "此版本没有证书。";
        source = "Which ones", "对象";
        source_list = "A list", "列表";
        source_list_detail = "Pasted, or a file: one a line.", "粘贴或文件，每行一个。";
        source_groups = "Whole groups", "整个分组";
        source_groups_detail = "The proxy walks them.", "由代理遍历。";
        source_instance = "The whole instance", "整个实例";
        source_instance_detail = "Everything that there is of the kind.", "该类型的全部对象。";
        source_ca = "Everything a CA signed", "某 CA 签发的全部";
        source_ca_detail = "Every device certificate of one CA.", "一个 CA 的所有设备证书。";
        source_difference = "The difference to a list", "与列表的差异";
        source_difference_detail = "What only the cloud has, or only your list.", "仅云端有或仅列表有的对象。";
        source_unseen = "Not seen online", "从未在线";
        source_unseen_detail = "From a background survey of the group.", "依据分组的后台调查。";
        source_not_here = "Not for this act.", "不适用于此操作。";
        list = "Client ids", "客户端 ID";
        list_clients = "One client id a line, GID_…@@@…; or a table whose head says client_id.", "每行一个客户端 ID：GID_…@@@…；也可为带 client_id 表头的表格。";
        list_certificates = "One certificate a line: the serial number of its CA, a comma, and its own; or a table whose head says which is which.", "每行一个证书：CA 序列号、逗号、设备序列号；也可为带表头的表格。";
        list_devices = "One IotId a line.", "每行一个 IotId。";
        certificates = "Certificates", "证书";
        devices = "IotIds", "IotId";
        file = "Choose a file…", "选择文件…";
        drop = "or drop one here. Up to 1,000,000 lines are read bit by bit.", "或拖放到此处。最多 1,000,000 行，逐段读取。";
        file_is: fn(&str, &str) -> String = |name, size| [name, " · ", size].concat(), |name, size| [name, " · ", size].concat();
        forget_file = "Forget the file", "移除文件";
        file_replaces = "The file is the list; what is pasted is not sent.", "以文件为准，不发送粘贴的内容。";
        lines_counted: fn(&str) -> String = |count| counted(count, " line", " lines"), |count| [count, " 行"].concat();
        groups = "Groups", "分组";
        groups_first = "Choose at least one group.", "请至少选择一个分组。";
        groups_compare = "Compare with these groups; with none chosen, with every group that the list names.", "与这些分组比较；不选则与列表涉及的所有分组比较。";
        group = "Group", "分组";
        group_first = "Choose a group.", "请选择分组。";
        no_groups = "The instance has no groups.", "此实例没有分组。";
        ca = "CA", "CA";
        ca_first = "Choose a CA.", "请选择 CA。";
        ca_compare = "Compare with the certificates of", "与以下 CA 的证书比较";
        ca_any = "every CA that the list names", "列表涉及的所有 CA";
        side = "Which side becomes the plan", "以哪一侧作为计划";
        side_cloud = "Registered, but not in my list", "已注册但不在列表中";
        side_list = "In my list, but not registered", "在列表中但未注册";
        samples = "In at least so many samples", "至少经过的采样数";
        samples_wrong = "A whole number from 1.", "须为不小于 1 的整数。";
        since = "Never online since", "此后从未在线";
        since_hint = "A day, as 2026-10-01. Surveys are set up in signet.toml.", "日期，如 2026-10-01。调查在 signet.toml 中配置。";
        since_wrong = "A day in the past, as 2026-10-01.", "须为过去的日期，如 2026-10-01。";
        list_first = "Paste a list or choose a file.", "请粘贴列表或选择文件。";
        how = "How it runs", "执行方式";
        how_default: fn(&str, &str) -> String =
            |waves, failures| ["Waves of ", waves, "; stops by itself above ", failures, "% failures."].concat(),
            |waves, failures| ["分批：", waves, "；失败超过 ", failures, "% 自动停止。"].concat();
        then_rest = "the rest", "其余";
        change_how = "Change how it runs", "更改执行方式";
        waves = "First waves", "前几批";
        waves_hint = "How many items each, separated by commas. Empty: all at once.", "每批的对象数，用逗号分隔；留空则一次执行全部。";
        waves_wrong = "Whole numbers from 1, at most 20 of them, separated by commas.", "须为不小于 1 的整数，最多 20 个，用逗号分隔。";
        percent = "Then a wave of so many percent", "随后一批的百分比";
        percent_hint = "0 for none. The last wave is the rest.", "0 表示没有。最后一批为其余全部。";
        percent_wrong = "From 0 to 100.", "须在 0 到 100 之间。";
        failures = "Stop above so many percent failures", "失败的对象超过此百分比时停止";
        unexpected = "Stop above so many percent that had moved", "冻结后有变化的对象超过此百分比时停止";
        at_least = "But never below so many", "但不少于此数";
        at_least_hint = "Fewer failures than this stop nothing.", "少于此数的失败不会停止计划。";
        at_least_wrong = "A whole number.", "须为整数。";
        quiet = "Rest in quiet hours", "静默时段暂停";
        quiet_from = "From", "从";
        quiet_to = "To", "到";
        quiet_wrong = "A time of day, as 22:00.", "须为时刻，如 22:00。";
        quiet_zone: fn(&str) -> String = |zone| ["In this browser's zone, UTC", zone, "."].concat(), |zone| ["按此浏览器的时区 UTC", zone, "。"].concat();
        come_back = "Wait until devices come back online before the next wave", "设备重新上线后再执行下一批";
        come_back_detail = "Those that were online when a wave began are asked again. Too few stop the plan, so that a broken secret takes ten devices off and not all.", "再次查询本批开始时在线的设备：重新上线的过少时停止计划，使错误的密钥只影响十个设备，而不是全部。";
        within = "Minutes to come back", "等待重新上线的分钟数";
        within_wrong = "A whole number of minutes from 1 to 1440.", "须为 1 到 1440 的整数。";
        back_percent = "Percent that must be back", "须重新上线的百分比";
        delete_after = "Hours until they are deleted", "多少小时后删除";
        delete_after_hint = "What is activated again in the meantime is kept.", "期间重新启用的会保留。";
        delete_after_wrong = "A whole number of hours from 1 to 8760.", "须为 1 到 8760 的整数。";
        recipient = "Recipient of the secrets", "密钥接收者";
        recipient_hint = "An age public key, age1…: age-keygen makes one. Only whoever has its private key can read the secrets.", "age 公钥 age1…，可用 age-keygen 生成。只有持有私钥者能读取密钥。";
        recipient_first = "Secrets need a recipient: an age public key.", "密钥须有接收者：一个 age 公钥。";
        recipient_wrong = "An age X25519 public key: age1 and 58 lower-case letters and digits.", "须为 age X25519 公钥：age1 加 58 个小写字母和数字。";
        title = "Title", "标题";
        title_hint = "What people call it; made from act and place where empty.", "便于辨认；留空则由操作和范围生成。";
        title_wrong = "At most 100 characters.", "最多 100 个字符。";
        create = "Make the plan", "创建计划";
        making = "Making the plan…", "正在创建计划…";
        reading: fn(&str) -> String = |count| ["Reading the list: ", &counted(count, " line", " lines"), " sent"].concat(), |count| ["正在读取列表：已发送 ", count, " 行"].concat();
        stop = "Stop", "停止";
        stays = "Stay on this page until the list is sent; after that it goes on without you.", "列表发送完毕前请停留在此页，之后无需停留。";
        counts: fn(&str, &str) -> String =
            |listed, duplicates| [listed, " taken, ", &counted(duplicates, " duplicate", " duplicates"), " folded"].concat(),
            |listed, duplicates| ["已接收 ", listed, " 个，合并重复 ", duplicates, " 个"].concat();
        bad_title: fn(&str) -> String = |count| ["Lines that cannot be items: ", count].concat(), |count| [count, " 行无法作为对象"].concat();
        bad_detail = "The plan is not frozen yet. Go on without them, or correct the list and make another plan.", "计划尚未冻结。可忽略这些行继续，或更正列表后重新创建。";
        go_on = "Go on without them", "忽略并继续";
        give_up = "Cancel the plan", "取消计划";
        failed_detail = "The list is not complete. Send it again from where it stopped, or cancel the plan.", "列表不完整。可从中断处继续发送，或取消计划。";
        try_again = "Go on sending", "继续发送";
        unreadable_file = "The browser could not read the file. It may have changed since it was chosen.", "浏览器无法读取此文件，可能在选择后已被更改。";
    }
}

fn act_detail_en(act: Act) -> &'static str {
    match act {
        Act::Register => "Gives each client id a credential. One that has one is left alone.",
        Act::Rotate => "Replaces each secret; the old one stops working at once.",
        Act::Deregister => "Takes the credential away. Frees room below the instance's limit.",
        Act::Blacklist => "Bars each from connecting, until it is lifted.",
        Act::Lift => "Takes each off the blacklist.",
        Act::CutOff => "Blacklists each and closes its connection now.",
        Act::Inactivate => "Bars each certificate from connecting, until it is activated.",
        Act::Activate => "Lets each certificate connect again.",
        Act::DeleteCertificate => "Has the cloud forget each certificate. It blocks nothing.",
        Act::DeleteClientIds => "Deletes every ClientID of each IoT device. Ten a second at most.",
    }
}

fn act_detail_zh(act: Act) -> &'static str {
    match act {
        Act::Register => "为每个客户端 ID 注册凭证；已有凭证的不会改动。",
        Act::Rotate => "替换每个密钥，旧密钥立即失效。",
        Act::Deregister => "移除凭证，腾出实例的凭证数量。",
        Act::Blacklist => "禁止连接，直到解除。",
        Act::Lift => "移出黑名单。",
        Act::CutOff => "加入黑名单并立即断开连接。",
        Act::Inactivate => "禁止证书连接，直到重新启用。",
        Act::Activate => "允许证书再次连接。",
        Act::DeleteCertificate => "从云端删除证书记录；删除不会阻止连接。",
        Act::DeleteClientIds => "删除每个物联网设备的全部 ClientID，每秒最多十个。",
    }
}
