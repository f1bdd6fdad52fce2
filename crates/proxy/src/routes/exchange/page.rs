//! What somebody reads who came by a link that leads nowhere: what happened, and who has to do what. In both languages at once, because nothing
//! is known of them yet.

use axum::body::Body;
use axum::response::Response;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use signet_model::api::ErrorCode;

use crate::people::exchange::{LONGEST_RETURN_TO, LONGEST_STATE, MAX_AGE, Wrong};

/// What is said in one language.
struct Said {
    title: &'static str,
    happened: String,
    to_do: String,
}

/// There is no sign-in here.
pub(super) fn no_sign_in() -> Response {
    page(
        StatusCode::NOT_FOUND,
        "no_sign_in",
        &Said {
            title: "There is no sign-in here",
            happened: "This proxy is for whoever sits at its machine, and asks nobody who they are.".to_owned(),
            to_do: "Go back and reload the page that sent you here: it needs no sign-in. Whoever runs this proxy adds [sign_in] to signet.toml if people are to sign in.".to_owned(),
        },
        &Said {
            title: "此处无需登录",
            happened: "此代理供本机使用者使用，不要求任何人登录。".to_owned(),
            to_do: "请返回并重新加载刚才的页面，它无需登录。如需启用登录，请由代理的管理员在 signet.toml 中添加 [sign_in]。".to_owned(),
        },
    )
}

/// Somebody is known by something that is no session.
pub(super) fn no_session() -> Response {
    page(
        StatusCode::CONFLICT,
        "no_session",
        &Said {
            title: "You are known here without a session",
            happened: "A reverse proxy or a portal tells this proxy who you are with each request, so there is no session that a page on another site could share. Nobody was signed in there.".to_owned(),
            to_do: "Open the dashboard at this proxy's own address. Whoever runs the page lets it send the portal's token instead.".to_owned(),
        },
        &Said {
            title: "你在此处没有会话",
            happened: "反向代理或门户会在每次请求中告知此代理你是谁，因此没有可供其他站点页面共用的会话。那个页面没有登录。".to_owned(),
            to_do: "请直接在此代理自己的地址打开控制台。或请该页面的负责人改为发送门户的令牌。".to_owned(),
        },
    )
}

/// The proxy itself failed.
pub(super) fn failed(code: ErrorCode) -> Response {
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    page(
        status,
        "internal",
        &Said {
            title: "You could not be signed in",
            happened: "The proxy cannot read what it knows of people.".to_owned(),
            to_do: "Try again. If it stays, whoever runs this proxy looks at its log and its disk."
                .to_owned(),
        },
        &Said {
            title: "无法登录",
            happened: "代理无法读取其保存的用户信息。".to_owned(),
            to_do: "请重试。如果问题依旧，请由代理的管理员检查其日志和磁盘。".to_owned(),
        },
    )
}

/// The link cannot be answered.
pub(super) fn wrong(wrong: &Wrong) -> Response {
    if let Wrong::NotAllowed(origin) = wrong {
        return not_allowed(wrong.code(), origin);
    }
    let (en, zh) = rule(wrong);
    page(
        StatusCode::BAD_REQUEST,
        wrong.code(),
        &Said {
            title: "The page that sent you here asked wrongly",
            happened: format!("Nobody was signed in: {en}."),
            to_do: "Go back and try again. If it stays, whoever built that page has to correct its link; docs/sign-in.md says what belongs into it.".to_owned(),
        },
        &Said {
            title: "来源页面的登录请求有误",
            happened: format!("没有登录：{zh}。"),
            to_do: "请返回重试。如果问题依旧，请由该页面的开发者更正链接，格式见 docs/sign-in.md。".to_owned(),
        },
    )
}

fn not_allowed(code: &str, origin: &str) -> Response {
    page(
        StatusCode::FORBIDDEN,
        code,
        &Said {
            title: "That page may not sign you in",
            happened: format!(
                "A page of {origin} asked this proxy to sign you in there. The proxy does not know that address, so nobody was signed in and nothing was told to it."
            ),
            to_do: format!(
                "If you do not know that page, close this tab. Otherwise whoever runs this proxy adds it to signet.toml: allowed_origins = [\"{origin}\"]"
            ),
        },
        &Said {
            title: "该页面无权让你登录",
            happened: format!(
                "{origin} 的页面请求此代理为你登录。代理的配置中没有该地址，因此没有登录，也没有向其透露任何信息。"
            ),
            to_do: format!(
                "如果你不认识该页面，请关闭此标签页。否则请由代理的管理员将其加入 signet.toml：allowed_origins = [\"{origin}\"]"
            ),
        },
    )
}

fn rule(wrong: &Wrong) -> (String, String) {
    let both = |en: &str, zh: &str| (en.to_owned(), zh.to_owned());
    match wrong {
        Wrong::Missing(name) => (
            format!("the link has no {name}"),
            format!("链接中缺少 {name}"),
        ),
        Wrong::Twice(name) => (
            format!("{name} is in the link twice"),
            format!("链接中重复出现 {name}"),
        ),
        Wrong::Invalid(name) => invalid(name),
        Wrong::TooLong(found) => (
            format!("return_to has {found} bytes, and may have {LONGEST_RETURN_TO}"),
            format!("return_to 为 {found} 字节，上限为 {LONGEST_RETURN_TO} 字节"),
        ),
        Wrong::Scheme => both(
            "return_to must begin with https:// or http://",
            "return_to 必须以 https:// 或 http:// 开头",
        ),
        Wrong::Userinfo => both(
            "return_to must not have a user name before its host",
            "return_to 的主机名前不得包含用户名",
        ),
        Wrong::Query => both(
            "return_to must not have a query (?…)",
            "return_to 不得包含查询部分（?…）",
        ),
        Wrong::Fragment => both(
            "return_to must not have a fragment (#…)",
            "return_to 不得包含片段部分（#…）",
        ),
        Wrong::NotAllowed(origin) => (
            format!("{origin} is not allowed"),
            format!("{origin} 未获允许"),
        ),
    }
}

fn invalid(name: &str) -> (String, String) {
    let (en, zh) = match name {
        "challenge" => (
            "the SHA-256 of the verifier in base64url, 43 characters".to_owned(),
            "verifier 的 SHA-256，以 base64url 编码，共 43 个字符".to_owned(),
        ),
        "state" => (
            format!("1 to {LONGEST_STATE} letters, digits, -, ., _ and ~"),
            format!("1 至 {LONGEST_STATE} 个字母、数字、-、.、_ 或 ~"),
        ),
        "max_age" => {
            let (least, most) = (MAX_AGE.start(), MAX_AGE.end());
            (
                format!("a number of seconds from {least} to {most}"),
                format!("{least} 至 {most} 之间的秒数"),
            )
        }
        _ => (
            "an address as a browser writes it, encoded".to_owned(),
            "浏览器所写形式的地址，并经过编码".to_owned(),
        ),
    };
    (format!("{name} must be {en}"), format!("{name} 必须是{zh}"))
}

fn page(status: StatusCode, code: &str, en: &Said, zh: &Said) -> Response {
    let section = |lang: &str, said: &Said| {
        let [title, happened, to_do] = [said.title, &said.happened, &said.to_do].map(escaped);
        format!(
            "<section lang=\"{lang}\">\n<h1>{title}</h1>\n<p>{happened}</p>\n<p>{to_do}</p>\n</section>\n"
        )
    };
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{} · Signet</title>\n<main>\n{}{}<p><code>{code}</code></p>\n</main>\n</html>\n",
        escaped(en.title),
        section("en", en),
        section("zh-CN", zh),
    );
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    response.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    response
}

/// Text as it stands between tags: what a link says is a stranger's.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
