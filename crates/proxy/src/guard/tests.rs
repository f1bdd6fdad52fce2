use http::HeaderName;
use http::header::HOST;

use super::*;

/// Asks a guard; `host` in the headers takes the place of the usual one.
fn ask(
    guard: &Guard,
    peer: &str,
    method: &Method,
    uri: &str,
    headers: &[(&str, &str)],
) -> Result<Passed, ErrorCode> {
    let mut map = HeaderMap::new();
    for (name, value) in [("host", "127.0.0.1:8787")].iter().chain(headers) {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        if name == HOST {
            map.insert(name, HeaderValue::from_str(value).expect("a value"));
        } else {
            map.append(name, HeaderValue::from_str(value).expect("a value"));
        }
    }
    let uri = uri.parse().expect("a URI");
    let asked = Asked {
        peer: peer.parse().expect("an address"),
        linkable: !uri_is_api(&uri),
        page: !uri_is_api(&uri),
        ..Asked::new(method, &uri, &map, &Extensions::new())
    };
    guard.check(&asked).map_err(|error| error.code)
}

fn uri_is_api(uri: &Uri) -> bool {
    uri.path().starts_with("/api")
}

/// The code that refuses a request to a proxy that only this machine reaches; `None` where it may pass.
fn verdict(method: &Method, uri: &str, headers: &[(&str, &str)]) -> Option<ErrorCode> {
    ask(&Guard::local(), "127.0.0.1", method, uri, headers).err()
}

/// A proxy on the company's network, behind one reverse proxy.
fn public() -> Guard {
    let networks = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| text.parse().expect("a network"))
            .collect()
    };
    Guard {
        public_url: Some("https://signet.example".parse().expect("a URL")),
        loopback: false,
        allowed_origins: vec!["https://portal.example".to_owned()],
        frame_ancestors: Vec::new(),
        trusted_proxies: networks(&["10.0.0.5", "10.1.0.0/16"]),
        identity: Some(IdentityHeaders {
            headers: Headers::new("x-remote-user", Some("x-remote-groups")).expect("headers"),
            peers: networks(&["10.0.0.5"]),
        }),
    }
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
fn a_page_may_be_held_in_a_frame_where_the_configuration_names_somebody() {
    let framed = Guard {
        frame_ancestors: vec!["https://portal.example".to_owned()],
        ..Guard::local()
    };
    let check = |guard: &Guard, method: &Method, uri: &str, mode: &str, dest: &str| {
        let headers = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", mode),
            ("sec-fetch-dest", dest),
        ];
        ask(guard, "127.0.0.1", method, uri, &headers).err()
    };
    let refused = Some(ErrorCode::ForbiddenOrigin);
    assert_eq!(
        check(&framed, &GET, "/instances/x", "navigate", "iframe"),
        None
    );
    for (guard, method, uri, mode, dest) in [
        (&Guard::local(), &GET, "/", "navigate", "iframe"),
        (&framed, &GET, "/api/session", "navigate", "iframe"),
        (&framed, &POST, "/", "navigate", "iframe"),
        (&framed, &GET, "/", "no-cors", "iframe"),
        (&framed, &GET, "/", "navigate", "object"),
        (&framed, &GET, "/", "navigate", "embed"),
    ] {
        let found = check(guard, method, uri, mode, dest);
        assert_eq!(found, refused, "{method} {uri} {mode} {dest}");
    }
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
    let code = |headers: &HeaderMap| {
        let asked = Asked::new(&GET, &uri, headers, &Extensions::new());
        Guard::local().check(&asked).err().map(|error| error.code)
    };
    let mut headers = HeaderMap::new();
    assert_eq!(code(&headers), Some(ErrorCode::ForbiddenHost));
    headers.append(HOST, HeaderValue::from_static("127.0.0.1"));
    assert_eq!(code(&headers), None);
    headers.append(HOST, HeaderValue::from_static("127.0.0.1"));
    assert_eq!(code(&headers), Some(ErrorCode::ForbiddenHost));
}

const US: (&str, &str) = ("host", "signet.example");

#[test]
fn a_public_proxy_knows_its_own_name_and_origin_and_no_other() {
    let check = |headers: &[(&str, &str)]| {
        ask(
            &public(),
            "10.0.0.5",
            &POST,
            PATH,
            &[&[OURS], headers].concat(),
        )
        .map(|_| ())
    };
    assert_eq!(check(&[US]), Ok(()));
    assert_eq!(check(&[US, ("origin", "https://signet.example")]), Ok(()));
    for host in ["127.0.0.1:8787", "localhost", "10.0.0.1", "evil.example"] {
        assert_eq!(
            check(&[("host", host)]),
            Err(ErrorCode::ForbiddenHost),
            "{host}"
        );
    }
    for origin in [
        "http://signet.example",
        "https://signet.example:8443",
        "https://signet.example.evil.example",
        "https://evil.example",
        "null",
    ] {
        let refused = check(&[US, ("origin", origin)]);
        assert_eq!(refused, Err(ErrorCode::ForbiddenOrigin), "{origin}");
    }
}

#[test]
fn an_allowed_origin_is_exact_and_may_be_on_another_site() {
    let check = |headers: &[(&str, &str)]| {
        let site = ("sec-fetch-site", "cross-site");
        ask(
            &public(),
            "10.0.0.5",
            &POST,
            PATH,
            &[&[US, OURS, site], headers].concat(),
        )
        .map(|_| ())
    };
    assert_eq!(check(&[("origin", "https://portal.example")]), Ok(()));
    for origins in [
        &["https://portal.example:443"][..],
        &["https://PORTAL.example"],
        &["https://portal.example/"],
        &["http://portal.example"],
        &["https://x.portal.example"],
        &["https://portal.example", "https://portal.example"],
        &["https://portal.example", "https://evil.example"],
        &[],
    ] {
        let headers: Vec<_> = origins.iter().map(|origin| ("origin", *origin)).collect();
        assert_eq!(
            check(&headers),
            Err(ErrorCode::ForbiddenOrigin),
            "{origins:?}"
        );
    }
    assert_eq!(
        check(&[("origin", "https://portal.example"), ("x-signet", "1")]),
        Err(ErrorCode::MissingHeader),
        "the header twice is not the header"
    );
}

#[test]
fn only_trusted_peers_are_believed_about_whom_they_forward_for() {
    let client = |peer: &str, headers: &[(&str, &str)]| {
        ask(&public(), peer, &GET, "/", &[&[US], headers].concat())
            .map(|passed| passed.client.to_string())
    };
    let chain = |text| [("x-forwarded-for", text)];
    for (text, expected) in [
        ("203.0.113.9", "203.0.113.9"),
        ("1.2.3.4, 203.0.113.9", "203.0.113.9"),
        ("1.2.3.4, 203.0.113.9, 10.1.2.3", "203.0.113.9"),
        ("nonsense, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:4711", "203.0.113.9"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        ("10.1.2.3", "10.1.2.3"),
    ] {
        assert_eq!(
            client("10.0.0.5", &chain(text)).as_deref(),
            Ok(expected),
            "{text}"
        );
    }
    let twice = [
        ("x-forwarded-for", "1.2.3.4"),
        ("x-forwarded-for", "203.0.113.9"),
    ];
    assert_eq!(client("10.0.0.5", &twice).as_deref(), Ok("203.0.113.9"));
    assert_eq!(client("10.0.0.5", &[]).as_deref(), Ok("10.0.0.5"));
    for text in ["", "unknown", "203.0.113.9, _hidden"] {
        assert_eq!(
            client("10.0.0.5", &chain(text)),
            Err(ErrorCode::ForwardedHeader),
            "{text}"
        );
    }
    assert_eq!(
        client("10.0.0.6", &chain("203.0.113.9")),
        Err(ErrorCode::ForwardedHeader)
    );
    // Not read from anybody, so it changes nothing.
    let alike = [("x_forwarded_for", "1.2.3.4"), ("x-real-ip", "1.2.3.4")];
    assert_eq!(client("10.0.0.5", &alike).as_deref(), Ok("10.0.0.5"));
}

#[test]
fn whether_the_way_is_encrypted_is_said_by_those_who_know() {
    let secure = |peer: &str, headers: &[(&str, &str)]| {
        ask(&public(), peer, &GET, "/", &[&[US], headers].concat()).map(|passed| passed.secure)
    };
    let over = |text| [("x-forwarded-proto", text)];
    assert_eq!(secure("10.0.0.5", &over("https")), Ok(true));
    assert_eq!(secure("10.0.0.5", &over("https, HTTP")), Ok(false));
    assert_eq!(secure("10.0.0.5", &[]), Ok(true));
    assert_eq!(secure("10.0.0.9", &[]), Ok(false));
    assert_eq!(
        secure("10.0.0.5", &over("wss")),
        Err(ErrorCode::ForwardedHeader)
    );
    assert_eq!(
        secure("10.0.0.9", &over("https")),
        Err(ErrorCode::ForwardedHeader)
    );
}

#[test]
fn identity_headers_are_refused_from_everybody_who_is_not_listed_in_any_spelling() {
    let check = |peer: &str, name: &str| {
        ask(&public(), peer, &GET, "/", &[US, (name, "alice")]).map(|passed| passed.identified)
    };
    for name in [
        "X-Remote-User",
        "x_remote_user",
        "X-Remote_User",
        "x-remote-groups",
    ] {
        // 10.1.2.3 is trusted to forward, and not to say who somebody is.
        for peer in ["10.1.2.3", "203.0.113.9", "127.0.0.1"] {
            assert_eq!(
                check(peer, name),
                Err(ErrorCode::ForwardedHeader),
                "{peer} {name}"
            );
        }
        let expected = if name.contains('_') {
            Err(ErrorCode::ForwardedHeader)
        } else {
            Ok(true)
        };
        assert_eq!(check("10.0.0.5", name), expected, "{name}");
    }
    assert_eq!(check("10.1.2.3", "x-remote-userx"), Ok(false));
}
