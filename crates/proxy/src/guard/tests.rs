use http::{HeaderName, HeaderValue};

use super::*;

/// The code that refuses a request with a good `Host` and these headers; `None` where it may pass.
fn verdict(method: &Method, uri: &str, headers: &[(&str, &str)]) -> Option<ErrorCode> {
    let mut map = HeaderMap::new();
    for (name, value) in [("host", "127.0.0.1:8787")].iter().chain(headers) {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        if name == HOST {
            map.insert(name, HeaderValue::from_str(value).expect("a value"));
        } else {
            map.append(name, HeaderValue::from_str(value).expect("a value"));
        }
    }
    check(method, &uri.parse().expect("a URI"), &map)
        .err()
        .map(|error| error.code)
}

const POST: Method = Method::POST;
const GET: Method = Method::GET;
const PATH: &str = "/api/operations/ListInstances";
const OURS: (&str, &str) = ("x-signet", "1");

#[test]
fn our_own_page_may_pass() {
    assert_eq!(
        verdict(
            &POST,
            PATH,
            &[
                OURS,
                ("origin", "http://127.0.0.1:8787"),
                ("sec-fetch-site", "same-origin")
            ]
        ),
        None
    );
    assert_eq!(verdict(&POST, PATH, &[OURS]), None);
    assert_eq!(verdict(&GET, "/", &[("sec-fetch-site", "none")]), None);
}

#[test]
fn each_offence_has_its_own_code() {
    assert_eq!(verdict(&POST, PATH, &[]), Some(ErrorCode::MissingHeader));
    assert_eq!(
        verdict(&POST, PATH, &[("x-signet", "0")]),
        Some(ErrorCode::MissingHeader)
    );
    assert_eq!(
        verdict(&POST, PATH, &[OURS, ("host", "evil.example")]),
        Some(ErrorCode::ForbiddenHost)
    );
    assert_eq!(
        verdict(
            &POST,
            PATH,
            &[
                OURS,
                ("host", "evil.example"),
                ("origin", "http://evil.example")
            ]
        ),
        Some(ErrorCode::ForbiddenHost)
    );
    assert_eq!(
        verdict(&POST, PATH, &[OURS, ("sec-fetch-site", "cross-site")]),
        Some(ErrorCode::ForbiddenOrigin)
    );
    assert_eq!(
        verdict(&POST, PATH, &[("origin", "http://evil.example")]),
        Some(ErrorCode::ForbiddenOrigin)
    );
    assert_eq!(
        verdict(&GET, "http://evil.example/", &[]),
        Some(ErrorCode::ForbiddenHost)
    );
}

#[test]
fn foreign_origins_are_refused_in_every_form() {
    for origin in [
        "null",
        "",
        "https://127.0.0.1:8787",
        "http://127.0.0.1:8788",
        "http://localhost:8787",
        "http://127.0.0.1:8787.evil.example",
        "http://127.0.0.1:8787/",
    ] {
        assert_eq!(
            verdict(&POST, PATH, &[OURS, ("origin", origin)]),
            Some(ErrorCode::ForbiddenOrigin),
            "{origin}"
        );
    }
    let twice = [
        OURS,
        ("origin", "http://127.0.0.1:8787"),
        ("origin", "http://evil.example"),
    ];
    assert_eq!(
        verdict(&POST, PATH, &twice),
        Some(ErrorCode::ForbiddenOrigin)
    );
}

#[test]
fn another_site_may_link_to_a_page_and_nothing_else() {
    let link = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "document"),
    ];
    assert_eq!(verdict(&GET, "/instances/x", &link), None);
    assert_eq!(
        verdict(&GET, "/api/session", &link),
        Some(ErrorCode::ForbiddenOrigin)
    );
    let frame = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "iframe"),
    ];
    assert_eq!(verdict(&GET, "/", &frame), Some(ErrorCode::ForbiddenOrigin));
    assert_eq!(
        verdict(
            &GET,
            "/style.css",
            &[
                ("sec-fetch-site", "same-site"),
                ("sec-fetch-mode", "no-cors")
            ]
        ),
        Some(ErrorCode::ForbiddenOrigin)
    );
}

#[test]
fn forwarded_requests_are_refused_in_any_spelling() {
    for name in [
        "Forwarded",
        "X-Forwarded-For",
        "x-forwarded-host",
        "X_FORWARDED_PROTO",
        "x-forwarded",
        "X-Real-IP",
        "x_real_ip",
        "Via",
    ] {
        assert_eq!(
            verdict(&GET, "/healthz", &[(name, "1.2.3.4")]),
            Some(ErrorCode::ForwardedHeader),
            "{name}"
        );
    }
}

#[test]
fn a_host_that_is_missing_or_there_twice_is_refused() {
    let uri = "/".parse().expect("a URI");
    let code = |headers: &HeaderMap| check(&GET, &uri, headers).err().map(|error| error.code);
    let mut headers = HeaderMap::new();
    assert_eq!(code(&headers), Some(ErrorCode::ForbiddenHost));
    headers.append(HOST, HeaderValue::from_static("127.0.0.1"));
    assert_eq!(code(&headers), None);
    headers.append(HOST, HeaderValue::from_static("127.0.0.1"));
    assert_eq!(code(&headers), Some(ErrorCode::ForbiddenHost));
}
