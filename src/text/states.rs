//! What is shown where the dashboard cannot be what was asked for: no proxy, no such view, an option that means nothing.

area! {
    /// What is shown where the dashboard cannot be what was asked for.
    States {
        // Nothing was ever heard of the proxy. The first sentence names it.
        unreachable: fn(&str) -> String =
            |proxy| ["No proxy answers at ", proxy].concat(),
            |proxy| ["代理 ", proxy, " 没有响应"].concat();
        unreachable_then = "Check that it is running, that this address is right, and that this machine reaches it. Nothing was changed.", "请确认代理正在运行、地址无误，且本机可以访问它。未做任何更改。";
        refused: fn(&str, &str) -> String =
            |origin, proxy| ["Pages of ", origin, " may not speak to ", proxy].concat(),
            |origin, proxy| [origin, " 的页面无权访问 ", proxy].concat();
        refused_then: fn(&str) -> String =
            |origin| ["Something answers there, but it is no proxy or does not let this page in. Whoever runs the proxy adds ", origin, " to allowed_origins in signet.toml and restarts it."].concat(),
            |origin| ["该地址有响应，但不是 Signet 代理，或不允许此页面访问。请由代理管理员将 ", origin, " 加入 signet.toml 的 allowed_origins 并重启代理。"].concat();
        version: fn(&str, &str) -> String =
            |theirs, ours| ["The proxy speaks version ", theirs, " of the API, this page version ", ours].concat(),
            |theirs, ours| ["代理使用 API 版本 ", theirs, "，此页面使用版本 ", ours].concat();
        version_then = "Reload the page. If that does not help, put the dashboard and the proxy of the same release in place.", "请重新加载页面；如果无效，请部署同一版本的控制台与代理。";
        both: fn(&str, &str) -> String = |what, then| [what, ". ", then].concat(), |what, then| [what, "。", then].concat();
        looking = "Looking what is wrong", "正在查找原因";
        // A view or a page that is not there.
        no_view: fn(&str) -> String = |view| ["There is no view ", view].concat(), |view| ["没有视图 ", view].concat();
        no_view_then: fn(&str) -> String =
            |views| ["Whoever put the dashboard into this page chooses one of: ", views, "."].concat(),
            |views| ["请由嵌入此控制台的一方选择以下之一：", views, "。"].concat();
        not_offered = "This page is not offered here", "此处不提供这个页面";
        not_offered_then = "Whoever put the dashboard here chose which pages it has.", "可用的页面由部署此控制台的一方决定。";
        // An option that means nothing.
        wrong: fn(&str, &str) -> String =
            |option, found| ["The option ", option, " cannot be ", found].concat(),
            |option, found| ["选项 ", option, " 不能为 ", found].concat();
        wrong_page: fn(&str) -> String = |found| ["There is no page ", found].concat(), |found| ["没有页面 ", found].concat();
        wrong_then = "It was left out.", "已忽略。";
        wrong_forbids = "Nothing may be changed until it says false.", "在其值为 false 之前，不允许任何更改。";
        known: fn(&str) -> String = |known| [" Known are: ", known, "."].concat(), |known| ["可用的值：", known, "。"].concat();
    }
}
