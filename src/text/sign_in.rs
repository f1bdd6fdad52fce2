//! Signing in, who one is then, and leaving.

area! {
    /// Signing in, who one is then, and leaving.
    SignIn {
        title = "Sign in", "登录";
        lead = "Signet shows and changes the identities of devices. Who you are decides what you may do.", "Signet 用于查看和更改设备身份。你的身份决定你的权限。";
        name = "Name", "用户名";
        password = "Password", "密码";
        code = "One-time code", "一次性验证码";
        code_required = "Six digits from your authenticator app.", "验证器应用中的六位数字。";
        code_optional = "Only if you have set one up.", "仅在已启用时填写。";
        submit = "Sign in", "登录";
        with: fn(&str) -> String = |label| ["Go on with ", label].concat(), |label| ["使用 ", label, " 登录"].concat();
        or = "or", "或";
        no_ways = "This proxy has no sign-in page of its own: a portal or reverse proxy in front of it signs people in. Open Signet from there, then reload.", "此代理没有自己的登录页面，由前置的门户或反向代理负责登录。请从那里打开 Signet，然后重新加载。";
        portal = "The page around this signs you in. Sign in there, then try again here.", "由嵌入此处的页面负责登录。请在那里登录，然后回到这里重试。";
        at_proxy = "You sign in at the proxy, which leads back here.", "将前往代理登录，完成后会回到这里。";
        reload = "Reload", "重新加载";
        reading = "Reading how one signs in", "正在读取登录方式";
        // What an OpenID provider's way back may tell.
        back_title = "You are not signed in", "未能登录";
        back_unreachable = "The identity provider does not answer. Try again in a moment.", "身份提供方没有响应，请稍后重试。";
        back_begin_again = "It took too long, or this browser lost track of it. Begin again.", "用时过长，或浏览器丢失了登录状态，请重新开始。";
        back_declined = "The identity provider declined. Ask whoever runs it if that is wrong.", "身份提供方拒绝了登录；如有误，请联系其管理员。";
        back_failed = "The identity provider's answer was not accepted. The log of the proxy says why.", "身份提供方的应答未被接受，原因见代理日志。";
        // Over a page, when it is asked again.
        ended_title = "Sign in again", "重新登录";
        ended = "Your session has ended. What you typed is still there: sign in, then press again.", "会话已结束。已填写的内容仍在：登录后请再次点击。";
        recent_title = "Sign in once more for this", "此操作需要再次登录";
        recent = "This needs a sign-in of the last minutes. Nothing was done; sign in, then press again.", "此操作需要最近几分钟内的登录。尚未执行任何操作：登录后请再次点击。";
        new_tab = "It opens in another tab. Come back here afterwards.", "将在新标签页中打开，完成后请回到这里。";
        have_signed_in = "I have signed in", "我已登录";
        not_yet = "Not yet: the proxy still waits for your sign-in.", "尚未登录：代理仍在等待你登录。";
        not_now = "Not now", "暂不";
        // After an OpenID sign-in in another tab.
        signed_in = "You are signed in", "你已登录";
        signed_in_detail = "Close this tab and go on where you were.", "请关闭此标签页，回到之前的页面继续。";
        // For a page on another site.
        across: fn(&str) -> String = |origin| ["A page of ", origin, " asks who you are. Once you have signed in here, you are signed in there too, and go back to it."].concat(), |origin| [origin, " 的页面请求确认你的身份。在此登录后，那里也会登录，并返回该页面。"].concat();
        across_back = "Going back to the page that sent you here.", "正在返回来源页面。";
        across_recent = "The page that sent you here needs a sign-in of the last minutes. Sign in once more, and you go back to it.", "来源页面要求最近几分钟内的登录。再次登录后将返回该页面。";
        // Who one is.
        account = "Account", "账户";
        account_of: fn(&str) -> String = |name| ["Account of ", name].concat(), |name| [name, " 的账户"].concat();
        subject = "Subject", "主体";
        via = "Signed in", "登录方式";
        via_local = "not at all: whoever sits at this machine", "未登录：本机使用者";
        via_password = "by password", "密码";
        via_oidc = "by OpenID Connect", "OpenID Connect";
        via_jwt = "by your company's portal", "公司门户";
        via_header = "by a reverse proxy", "反向代理";
        via_token = "by an API token", "API 令牌";
        since = "Since", "登录时间";
        ends = "Ends", "会话结束";
        may = "May do", "权限";
        tokens = "API tokens", "API 令牌";
        sign_out = "Sign out", "退出登录";
        sign_out_everywhere = "Sign out everywhere", "退出所有会话";
        everywhere_detail = "Everywhere ends your sessions in all browsers. API tokens stay.", "“退出所有会话”会结束你在所有浏览器中的会话；API 令牌不受影响。";
        elsewhere = "You were signed in from outside Signet. Sign out there.", "你通过 Signet 之外的系统登录，请在那里退出。";
        // Somebody without any grant.
        no_grant = "You were not granted anything yet", "你还没有任何授权";
        no_grant_detail = "You are signed in, but nobody has given you a role. Send this subject to an administrator of Signet:", "你已登录，但还没有人授予你角色。请将此主体发送给 Signet 管理员：";
        no_grant_then = "Afterwards, reload. Nothing of the cloud was shown to you.", "授权后请重新加载。未向你显示任何云端内容。";
    }
}
