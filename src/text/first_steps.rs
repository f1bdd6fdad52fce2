//! What to configure, and whether it works.

use signet_model::api::CheckKind;

area! {
    /// What to configure, and whether it works.
    FirstSteps {
        lead_key = "Next: say where the proxy's key comes from. It is given to the proxy, never to this page.", "下一步：指定代理的密钥来源。密钥只交给代理，绝不在此页面输入。";
        lead_key_wrong = "Next: put the key right. What is wrong with it stands below.", "下一步：修正密钥，问题见下方说明。";
        lead_permissions = "Next: let the key do what the operations need.", "下一步：为密钥授予所需权限。";
        lead_place = "Next: name the regions that your instances are in.", "下一步：填写实例所在的地域。";
        lead_machine = "Next: put this machine right.", "下一步：修正本机的问题。";
        lead_check = "Next: check whether it works.", "下一步：检查是否可用。";
        lead_checking = "Checking. What is found appears as it is known.", "正在检查，结果会随时显示。";
        lead_gone = "The proxy does not answer. This page goes on by itself as soon as it is back.", "代理没有响应。代理恢复后，此页面会自动继续。";
        lead_done = "All is well: the last check found nothing to do.", "一切正常：上次检查未发现需要处理的问题。";
        reading = "Reading the set-up…", "正在读取配置…";
        check = "Check now", "立即检查";
        check_again = "Check again", "再次检查";
        check_hint = "Asks the cloud some 25 things of each instance and changes nothing. They are billed as calls.", "每个实例约调用云端 25 次，不做任何更改，按调用次数计费。";
        checked: (&'static str, &'static str) = ("Checked", ""), ("", "检查过");
        to_instances = "Go to the instances", "前往实例";
        steps = "Steps", "步骤";
        next = "next", "下一步";
        done = "Done", "已完成";
        to_do = "To do", "待处理";
        unchecked = "Not known yet", "尚未确定";
        checking = "Checking…", "检查中…";
        failed = "Does not work", "不可用";
        found_good = "In order", "正常";
        found_note = "Note", "提示";
        found_bad = "Problem", "问题";
        what_to_do = "What to do:", "处理办法：";
        key = "The key", "密钥";
        key_detail = "The proxy signs with an AccessKey, or with one that is lent to it. Choose one way, on the machine where the proxy runs:", "代理使用 AccessKey（或临时凭证）签名。请在运行代理的机器上任选一种方式：";
        key_never_here = "No key is typed into the browser, and none is shown in it but for its last four characters.", "密钥不会在浏览器中输入，页面也只显示其末四位。";
        key_restart = "The proxy reads this when it starts: stop it with Ctrl+C first. This page goes on by itself once it is back.", "代理仅在启动时读取：请先按 Ctrl+C 停止。代理重新启动后，此页面会自动继续。";
        key_other_way = "Put the key in another way", "更换密钥来源";
        way_environment = "Environment variables", "环境变量";
        way_environment_detail = "An AccessKey of a RAM user, for trying it out. The command asks for both parts; the secret is not shown and stays in no history.", "RAM 用户的 AccessKey，适合试用。命令会依次询问两部分；密钥不回显，也不会留在历史记录中。";
        way_profile = "A profile of the aliyun CLI", "阿里云 CLI 配置";
        way_profile_detail = "The CLI asks for the key and keeps it in ~/.aliyun/config.json, readable by you alone.", "CLI 会询问密钥，并保存在仅本人可读的 ~/.aliyun/config.json 中。";
        way_ecs = "The RAM role of an ECS instance", "ECS 实例的 RAM 角色";
        way_ecs_detail = "For a proxy on ECS: no key is kept anywhere. ROLE_NAME is the role that the instance has.", "适用于运行在 ECS 上的代理：无需保存密钥。ROLE_NAME 为实例已授予的角色。";
        way_oidc = "OIDC in a pod of ACK (RRSA)", "ACK 容器中的 OIDC（RRSA）";
        way_oidc_detail = "Where ACK sets the variables of RRSA nothing has to be configured. Elsewhere this goes into signet.toml, with your ids:", "ACK 已注入 RRSA 变量时无需配置。其他情况请将以下内容写入 signet.toml，并替换为自己的 ID：";
        account: fn(&str) -> String = |name| ["Account ", name].concat(), |name| ["账号 ", name].concat();
        no_key = "no key", "没有密钥";
        no_key_from: fn(&str) -> String = |source| ["no key (", source, ")"].concat(), |source| ["没有密钥（", source, "）"].concat();
        key_ends: fn(&str, &str) -> String =
            |end, source| ["…", end, ", from ", source].concat(),
            |end, source| ["…", end, "，来源：", source].concat();
        permissions = "What the key may do", "密钥权限";
        permissions_detail = "This policy is everything the operations need on the instances that you name, and nothing else. Attach it to the RAM user or role whose key the proxy uses.", "此策略仅包含所填实例上各项操作所需的权限。请将其授予代理所用密钥的 RAM 用户或角色。";
        permissions_read_only = "RAM cannot make it read-only: whoever may list credentials may also deregister them. Start the proxy with --read-only where nothing may be changed.", "RAM 无法将其限制为只读：能列出凭证者也能注销凭证。如不允许任何更改，请用 --read-only 启动代理。";
        instances = "Instance IDs", "实例 ID";
        instances_hint = "One or several, as the console of ApsaraMQ for MQTT shows them: post-cn-…", "一个或多个，见云消息队列 MQTT 版控制台：post-cn-…";
        instance_wrong: fn(&str) -> String =
            |id| [id, " is no instance ID: letters, digits, - and _."].concat(),
            |id| [id, " 不是实例 ID：只能包含字母、数字、- 和 _。"].concat();
        instances_many = "At most 50: RAM takes no longer policy.", "最多 50 个：RAM 限制了策略长度。";
        policy = "RAM policy", "RAM 策略";
        policy_reading = "Reading the policy…", "正在读取策略…";
        policy_copy = "Copy policy", "复制策略";
        policy_save = "Save as a file", "保存为文件";
        policy_attach = "With the aliyun CLI", "使用阿里云 CLI";
        policy_attach_detail = "Makes a user with the saved policy, and a key for it. The last line prints the secret: once, in your terminal.", "用保存的策略创建用户及其密钥。最后一行会在终端显示一次密钥。";
        place = "Regions and instances", "地域与实例";
        place_detail = "The proxy looks for instances in these regions:", "代理会在以下地域中查找实例：";
        place_none = "The cloud lists no ApsaraMQ for MQTT instance there.", "云端在这些地域中没有云消息队列 MQTT 版实例。";
        place_found: fn(&str) -> String = |count| ["Instances that may be used: ", count].concat(), |count| ["可用实例数：", count].concat();
        place_more = "Others are named in signet.toml, beside which the proxy is started:", "其他地域写入 signet.toml，并在其所在目录启动代理：";
        only_instances = "Only these instances:", "仅限这些实例：";
        configuration = "Configuration", "配置文件";
        no_configuration = "none was read", "未读取";
        machine = "This machine", "本机";
        machine_detail = "Its clock, its configuration and its certificate. The cloud refuses calls from a clock that is 15 minutes off.", "时钟、配置与证书。本机时钟偏差达 15 分钟时，云端会拒绝所有调用。";
        copy_lines = "Copy command", "复制命令";
        copy_text = "Copy", "复制";
        kind: fn(CheckKind) -> &'static str = kind_en, kind_zh;
        mend: fn(CheckKind) -> &'static str = mend_en, mend_zh;
        only_admin = "Only an admin sets the proxy up", "只有管理员可以配置代理";
        only_admin_detail = "What is configured, the checks and the policy are for administrators of Signet and for whoever sits at its machine.", "配置、检查与策略仅供 Signet 管理员或代理所在机器的使用者查看。";
        no_instances = "No instances", "没有实例";
        no_instances_detail = "The accounts and regions of the proxy's configuration have no ApsaraMQ for MQTT instance that it may use. An administrator finds on the page First steps what is missing.", "代理配置的账号和地域中没有可以使用的云消息队列 MQTT 版实例。管理员可在“入门设置”页面查看缺少的内容。";
        no_devices = "Your roles show no devices", "你的角色不显示设备";
        no_devices_detail = "An admin decides about people, an approver about plans. To see devices, somebody else has to grant you viewer, operator or custodian.", "管理员管理人员，审批人审批计划。如需查看设备，须由他人授予你查看者、操作员或保管员角色。";
    }
}

fn kind_en(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Configuration => "Configuration",
        CheckKind::Tls => "The proxy's certificate",
        CheckKind::Key => "Key of account",
        CheckKind::Endpoint => "Way to",
        CheckKind::Clock => "Clock",
        CheckKind::Region => "Region",
        CheckKind::Instance => "Instance",
        CheckKind::IotInstance => "IoT instance",
    }
}

fn kind_zh(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Configuration => "配置",
        CheckKind::Tls => "代理证书",
        CheckKind::Key => "账号密钥",
        CheckKind::Endpoint => "到接入点的连接",
        CheckKind::Clock => "时钟",
        CheckKind::Region => "地域",
        CheckKind::Instance => "实例",
        CheckKind::IotInstance => "物联网实例",
    }
}

fn mend_en(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Configuration => "Check the spelling in signet.toml.",
        CheckKind::Tls => "Put a valid certificate and its key in their place.",
        CheckKind::Key => "Check the source of the key, and that this machine reaches it.",
        CheckKind::Endpoint => "Check the region, and that this machine reaches the cloud.",
        CheckKind::Clock => "Set it, and let a time service keep it right.",
        CheckKind::Region => "Check the key and its permissions.",
        CheckKind::Instance => "Check instances and regions of the account in signet.toml.",
        CheckKind::IotInstance => "Check [[iot_instances]] in signet.toml.",
    }
}

fn mend_zh(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Configuration => "请检查 signet.toml 中的拼写。",
        CheckKind::Tls => "请更换为有效的证书及其私钥。",
        CheckKind::Key => "请检查密钥来源，并确认本机可以访问它。",
        CheckKind::Endpoint => "请检查地域 ID，并确认本机可以访问云端。",
        CheckKind::Clock => "请校准时钟，并启用时间同步服务。",
        CheckKind::Region => "请检查密钥及其权限。",
        CheckKind::Instance => "请检查 signet.toml 中该账号的 instances 与 regions。",
        CheckKind::IotInstance => "请检查 signet.toml 中的 [[iot_instances]]。",
    }
}
