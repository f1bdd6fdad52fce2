//! The frame around every page.

use signet_model::roles::Role;

area! {
    /// The frame around every page.
    Shell {
        main_navigation = "Main", "主导航";
        palette = "Go to…", "前往…";
        open_navigation = "Open navigation", "打开导航";
        skip_to_content = "Skip to content", "跳到内容";
        identities = "Identities", "身份";
        credentials = "Credentials", "设备凭证";
        device_certificates = "Device certificates", "设备证书";
        client_ids = "IoT devices", "物联网设备";
        credential = "Credential", "凭证";
        register = "Register credentials", "注册凭证";
        cut_off = "Cut off now", "立即切断";
        ca_certificates = "CA certificates", "CA 证书";
        register_ca = "Register a CA", "注册 CA";
        certificate_scan = "Scan device certificates", "扫描设备证书";
        blacklist = "Blacklist", "黑名单";
        groups = "Groups", "分组";
        block = "Block", "封禁";
        work = "Work", "作业";
        oversight = "Oversight", "安全与审计";
        audit = "Audit", "审计日志";
        people = "People", "人员与权限";
        protected = "Protected", "受保护对象";
        tokens = "API tokens", "API 令牌";
        plans = "Plans", "计划";
        plan = "Plan", "计划";
        new_plan = "Make a plan", "制定计划";
        signed_in = "Signed in", "已登录";
        first_steps = "First steps", "入门设置";
        account = "Account", "账户";
        instance = "Instance", "实例";
        language = "Language", "语言";
        theme = "Theme", "主题";
        theme_auto = "System", "跟随系统";
        theme_light = "Light", "浅色";
        theme_dark = "Dark", "深色";
        theme_contrast = "Contrast", "高对比度";
        demo = "Demo", "演示";
        real = "Real cloud", "真实云";
        reload = "Reload", "重新加载";
        read_ago: fn(&str) -> String = |ago| ["read ", ago].concat(), |ago| [ago, "读取"].concat();
        history = "History", "历史记录";
        not_found = "There is nothing here", "这里没有内容";
        not_found_detail: fn(&str) -> String =
            |path| ["No page has the address ", path, ". It may have been mistyped."].concat(),
            |path| ["没有地址为 ", path, " 的页面，可能输入有误。"].concat();
        to_start = "Go to the start", "回到首页";
        loopback = "This machine", "本机";
        back_to_list = "Back to the list", "返回列表";
        close_detail = "Close details", "关闭详情";
        loading = "Reading…", "读取中…";
        choose_instance = "Choose an instance", "选择实例";
        change_instance: fn(&str) -> String = |name| ["Instance ", name, ", change"].concat(), |name| ["实例 ", name, "，切换"].concat();
        find_instance = "Find by name, id or region", "按名称、ID 或地域查找";
        find_instance_hint = "Enter takes the first.", "按 Enter 选择第一个。";
        no_such_instance = "No instance matches.", "没有匹配的实例。";
        unknown_instance: fn(&str) -> String = |id| ["No instance ", id].concat(), |id| ["没有实例 ", id].concat();
        unknown_instance_detail = "No configured account and region has it. Choose another, or add it to the proxy's configuration.", "已配置的账号和地域中没有它。请选择其他实例，或将其加入代理配置。";
        quota: fn(&str, &str) -> String =
            |now, limit| ["Quota ", now, " of ", limit, " calls/s"].concat(),
            |now, limit| ["配额 ", now, " / ", limit, " 次/秒"].concat();
        quota_off = "Quota off", "未限额";
        signed_by_proxy = "signed by proxy", "由代理签名";
        no_proxy = "The proxy does not answer", "代理没有响应";
        read_only = "The proxy is read-only.", "代理处于只读模式。";
        changes_not_allowed = "Start the proxy with --allow-changes to change the real cloud.", "如需更改真实云，请用 --allow-changes 启动代理。";
        locked = "The page around this lets nothing be changed.", "嵌入此处的页面只允许查看，不能更改。";
        not_allowed = "You may not do this.", "你没有此权限。";
        needs_role: fn(&str) -> String =
            |role| ["This needs the role ", role, " here."].concat(),
            |role| ["此处需要", role, "角色。"].concat();
        role: fn(Role) -> &'static str = |role| role.as_str(), role_zh;
        not_known_yet = "Still reading what you may do.", "正在读取你的权限。";
        no_next = "This is the last page.", "已是最后一页。";
        no_previous = "This is the first page.", "已是第一页。";
        reading = "Reading the page", "正在读取此页";
        range: fn(&str, &str) -> String = |first, last| [first, "–", last].concat(), |first, last| ["第 ", first, "–", last, " 条"].concat();
        range_of: fn(&str, &str, &str) -> String =
            |first, last, total| [first, "–", last, " of ", total].concat(),
            |first, last, total| ["第 ", first, "–", last, " 条，共 ", total, " 条"].concat();
        comma = ", ", "，";
        total_unknown = "total unknown", "总数未知";
        beyond_end: fn(&str) -> String =
            |page| ["There is nothing on page ", page].concat(),
            |page| ["第 ", page, " 页没有内容"].concat();
        beyond_end_detail = "The list ends before it; entries may have been removed meanwhile.", "列表在此之前已经结束，期间可能有条目被移除。";
        nothing_on_page: fn(&str) -> String = |page| ["Nothing on page ", page].concat(), |page| ["第 ", page, " 页没有内容"].concat();
        to_first_page = "Go to the first page", "前往第一页";
        to_page: fn(&str) -> String = |page| ["Go to page ", page].concat(), |page| ["前往第 ", page, " 页"].concat();
        nothing = "None", "没有条目";
        edition_basic = "Basic", "基础版";
        edition_platinum = "Platinum", "铂金版";
        edition_pay_as_you_go = "Pay-as-you-go", "按量付费";
        edition_prepaid_lite = "Prepaid lite", "轻量版";
        edition_professional = "Professional", "专业版";
        edition_serverless = "Serverless", "Serverless 版";
        edition_unknown = "unknown edition", "未知版本";
        status_preparing = "Preparing", "准备中";
        status_not_activated = "Not activated", "未开通";
        status_overdue = "Overdue", "已欠费";
        status_expired = "Overdue, expired", "欠费过期";
        status_in_service = "In service", "服务中";
        status_upgrading = "Upgrading", "升级中";
        status_released = "Released", "已释放";
        status_frozen = "Frozen", "已冻结";
        status_unknown = "Unknown state", "状态未知";
    }
}

fn role_zh(role: Role) -> &'static str {
    match role {
        Role::Viewer => "查看者",
        Role::Operator => "操作员",
        Role::Custodian => "保管员",
        Role::Approver => "审批人",
        Role::Admin => "管理员",
    }
}
