//! Sign-in across sites: who is sent back with a code, and who may exchange it.

use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::{Value, json};
use signet_identity::header::Headers;
use signet_proxy::guard::{Guard, IdentityHeaders};
use signet_proxy::people::SignInSettings;

use crate::support::across::{OTHER, PORTAL, VERIFIER, desk, link};
use crate::support::{Bench, Cookie, Desk, ask, bench, get, public};

async fn alice() -> (Bench, Cookie) {
    let bench = desk().build();
    bench.user("alice", None).await;
    let cookie = bench.by_password("alice").await;
    (bench, cookie)
}

/// What is refused is named, and the name is written down; nothing secret is.
#[track_caller]
fn told(error: &Value, field: &str, found: &str) {
    assert_eq!(
        (&error["field"], &error["found"]),
        (&field.into(), &found.into()),
        "{error}"
    );
}

fn causes(bench: &Bench) -> Vec<String> {
    let entries = bench.noted("SignInFailed");
    let cause = |entry: &Value| entry["object"]["cause"].as_str().map(str::to_owned);
    entries.iter().filter_map(cause).collect()
}

#[tokio::test(start_paused = true)]
async fn a_page_of_an_allowed_origin_signs_its_person_in() {
    let (bench, cookie) = alice().await;
    let code = bench.code(&cookie, PORTAL).await;
    let reply = bench.exchange(PORTAL, &code, VERIFIER).await;
    let origin = reply.headers["access-control-allow-origin"].clone();
    assert_eq!(origin, PORTAL);
    assert!(!reply.headers.contains_key("set-cookie"));
    let exchanged = reply.good();
    let token = exchanged["token"].as_str().expect("a bearer");
    assert!(token.starts_with("sgs_") && token.len() == 47, "{token}");
    assert_eq!(exchanged["expires_at"], "2026-01-02T03:19:05Z");
    assert_eq!(exchanged["ends_at"], "2026-01-03T03:04:05Z");

    let across = bench.page_session(token).await.good();
    let at_home = bench.session(&cookie).await.good();
    assert_eq!(across["origin"], PORTAL);
    assert_eq!(at_home["origin"], Value::Null);
    for field in [
        "actor",
        "name",
        "via",
        "signed_in_at",
        "expires_at",
        "grants",
    ] {
        assert_eq!(across[field], at_home[field], "{field}");
    }
    let fields = json!({ "instance_id": bench.instance() });
    let path = "/api/operations/ListGroupId";
    bench
        .page_asks("POST", path, PORTAL, Some(token), &fields)
        .await
        .good();

    let entries = bench.noted("SignIn");
    assert_eq!(entries.len(), 2, "at home and there");
    assert_eq!(
        (&entries[1]["actor"], &entries[1]["object"]["origin"]),
        (&"user:alice".into(), &PORTAL.into())
    );
    let record = format!("{:?}", bench.record.lines());
    for secret in [token, &code, VERIFIER] {
        assert!(!record.contains(secret), "a secret is in the record");
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_not_signed_in_is_shown_the_dashboard_and_who_is_known_otherwise_a_reason() {
    let (bench, cookie) = alice().await;
    let there = link("https://portal.example/x", "");
    let shows_dashboard = |reply: crate::support::Reply| {
        let body = reply.body.as_str().expect("a page").to_owned();
        assert!(body.contains("The dashboard was not built"), "{body}");
        assert!(!reply.headers.contains_key("location"));
    };
    shows_dashboard(bench.send(get(&there)).await);
    shows_dashboard(
        bench
            .follow(&Cookie("signet-session=nonsense".to_owned()), &there)
            .await,
    );
    // Asked for a fresh sign-in, an old one does not do.
    let fresh = link("https://portal.example/x", "&max_age=60");
    assert_eq!(bench.follow(&cookie, &fresh).await.status, 303);
    bench.clock.advance(Duration::from_secs(61));
    shows_dashboard(bench.follow(&cookie, &fresh).await);
    assert_eq!(bench.follow(&cookie, &there).await.status, 303);

    bench.clock.advance(Duration::from_secs(25 * 3600));
    shows_dashboard(bench.follow(&cookie, &there).await);

    // Neither a bearer nor a token comes to a code.
    let cookie = bench.by_password("alice").await;
    let bearer = format!("Bearer {}", bench.bearer(&cookie).await);
    let headers = [("authorization", bearer.as_str()), ("origin", PORTAL)];
    let reply = bench.send(ask("GET", &there, &headers, "")).await;
    assert_eq!(reply.status, 409, "{}", reply.body);
    assert!(reply.body.as_str().expect("a page").contains("no_session"));
}

#[tokio::test(start_paused = true)]
async fn a_link_that_is_wrong_says_so_in_both_languages_and_leads_nowhere() {
    let (bench, cookie) = alice().await;
    let long = format!("https://portal.example/{}", "a".repeat(1000));
    for (return_to, status, name) in [
        ("https://evil.example/", 403, "origin_not_allowed"),
        ("https://portal.example:8443/", 403, "origin_not_allowed"),
        ("https://portal.example/?a", 400, "return_to_query"),
        ("https://portal.example/#a", 400, "return_to_fragment"),
        ("https://a@portal.example/", 400, "return_to_userinfo"),
        ("javascript:alert(1)", 400, "return_to_scheme"),
        (&long, 400, "return_to_too_long"),
    ] {
        let before = causes(&bench).len();
        let reply = bench.follow(&cookie, &link(return_to, "")).await;
        assert_eq!(reply.status, status, "{return_to}");
        assert!(!reply.headers.contains_key("location"), "{return_to}");
        assert_eq!(reply.headers["content-type"], "text/html; charset=utf-8");
        let page = reply.body.as_str().expect("a page");
        assert!(page.contains(&format!("<code>{name}</code>")), "{page}");
        assert!(page.contains("lang=\"en\"") && page.contains("lang=\"zh-CN\""));
        assert_eq!(causes(&bench)[before..], [name.to_owned()], "{return_to}");
    }
    let odd = "/sign-in/exchange?return_to=https://%3Cscript%3Ealert(1)%3C/script%3E.example/";
    let reply = bench.follow(&cookie, odd).await;
    assert!(!reply.body.as_str().expect("a page").contains("<script"));
    let odd = "/sign-in/exchange?return_to=https://'%26amp;.example/";
    let reply = bench.follow(&cookie, odd).await;
    let page = reply.body.as_str().expect("a page");
    assert!(page.contains("https://&#39;&amp;amp;.example"), "{page}");
}

#[tokio::test(start_paused = true)]
async fn other_sites_get_no_code() {
    let (bench, cookie) = alice().await;
    let there = link("https://portal.example/x", "");
    // In a frame, by a script, as an image: only a person who goes there goes back.
    for (mode, dest) in [
        ("navigate", "iframe"),
        ("no-cors", "image"),
        ("cors", "empty"),
    ] {
        let headers = [
            ("cookie", &*cookie.0),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", mode),
            ("sec-fetch-dest", dest),
        ];
        let reply = bench.send(ask("GET", &there, &headers, "")).await;
        reply.refused(403, "forbidden_origin");
    }
    let headers = [("cookie", &*cookie.0), ("origin", "https://evil.example")];
    bench
        .send(ask("GET", &there, &headers, ""))
        .await
        .refused(403, "forbidden_origin");
    bench
        .exchange("https://evil.example", "x", VERIFIER)
        .await
        .refused(403, "forbidden_origin");
}

#[tokio::test(start_paused = true)]
async fn a_code_is_good_for_its_page_once_and_for_a_minute() {
    let (bench, cookie) = alice().await;
    let second = Duration::from_secs(1);
    let other = VERIFIER.replace('d', "e");
    for (origin, verifier, field, found, cause) in [
        (OTHER, VERIFIER, "origin", "wrong", "wrong origin"),
        (PORTAL, &*other, "verifier", "wrong", "wrong verifier"),
        (PORTAL, "x", "verifier", "wrong", "wrong verifier"),
    ] {
        let code = bench.code(&cookie, PORTAL).await;
        let refused = bench.exchange(origin, &code, verifier).await;
        told(&refused.refused(400, "exchange_refused"), field, found);
        assert_eq!(causes(&bench).pop().as_deref(), Some(cause));
        // Whoever tried, and failed, had it in hand: it is used up.
        let again = bench.exchange(PORTAL, &code, VERIFIER).await;
        told(&again.refused(400, "exchange_refused"), "code", "used");
    }
    let code = bench.code(&cookie, PORTAL).await;
    let body = json!({ "code": code, "verifier": VERIFIER }).to_string();
    let curl = ask("POST", "/api/session/exchange", &[], &body);
    let refused = bench.send(curl).await.refused(400, "exchange_refused");
    told(&refused, "origin", "missing");

    let code = bench.code(&cookie, PORTAL).await;
    bench.clock.advance(60 * second);
    let late = bench.exchange(PORTAL, &code, VERIFIER).await;
    told(&late.refused(400, "exchange_refused"), "code", "expired");
    let code = bench.code(&cookie, PORTAL).await;
    bench.clock.advance(59 * second);
    bench.exchange(PORTAL, &code, VERIFIER).await.good();

    for code in ["x", &"A".repeat(43), &VERIFIER.replace('-', "+")] {
        let unknown = bench.exchange(PORTAL, code, VERIFIER).await;
        told(&unknown.refused(400, "exchange_refused"), "code", "unknown");
    }
}

#[tokio::test(start_paused = true)]
async fn a_code_that_comes_twice_ends_what_it_gave() {
    let (bench, cookie) = alice().await;
    let code = bench.code(&cookie, PORTAL).await;
    let first = bench.exchange(PORTAL, &code, VERIFIER).await.good();
    let first = first["token"].as_str().expect("a bearer").to_owned();
    let kept = bench.bearer(&cookie).await;
    let renewed = bench.renew(&first).await.good()["token"].clone();
    let renewed = renewed.as_str().expect("a bearer");
    bench.page_session(renewed).await.good();

    // From another page that is allowed, with another verifier, long after: it was copied in any case.
    bench.clock.advance(Duration::from_secs(800));
    bench.app.people.tidy(bench.app.ports.clock.now()).await;
    let again = bench.exchange(OTHER, &code, "x").await;
    told(&again.refused(400, "exchange_refused"), "code", "used");
    bench
        .page_session(renewed)
        .await
        .refused(401, "session_expired");
    bench.page_session(&kept).await.good();
    let entry = bench.noted("SignInFailed").pop().expect("an entry");
    assert_eq!(
        (&entry["object"]["cause"], &entry["object"]["name"]),
        (&"used code".into(), &"user:alice".into())
    );
}

#[tokio::test(start_paused = true)]
async fn of_two_who_come_at_once_with_one_code_none_stays() {
    let (bench, cookie) = alice().await;
    for _ in 0..20 {
        let code = bench.code(&cookie, PORTAL).await;
        let (one, other) = tokio::join!(
            bench.exchange(PORTAL, &code, VERIFIER),
            bench.exchange(PORTAL, &code, VERIFIER)
        );
        let replies = [one, other];
        let refused = replies.iter().filter(|reply| reply.status == 400).count();
        assert!(refused >= 1, "{replies:?}");
        for reply in replies {
            if let Some(token) = reply.body["token"].as_str() {
                let session = bench.page_session(token).await;
                session.refused(401, "session_expired");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_code_ends_with_the_session_that_it_was_given_in() {
    let (bench, cookie) = alice().await;
    let code = bench.code(&cookie, PORTAL).await;
    bench
        .post_as(&cookie, "/api/sign-out", json!({}))
        .await
        .good();
    let refused = bench.exchange(PORTAL, &code, VERIFIER).await;
    let refused = refused.refused(400, "exchange_refused");
    told(&refused, "code", "session_ended");
}

#[tokio::test(start_paused = true)]
async fn what_is_posted_is_read_strictly() {
    let (bench, _) = alice().await;
    for (body, status, code) in [
        (json!({}), 422, "missing_field"),
        (json!({ "code": "x" }), 422, "missing_field"),
        (json!({ "code": 1, "verifier": "x" }), 422, "invalid_field"),
        (
            json!({ "code": "x", "verifier": "x".repeat(129) }),
            422,
            "invalid_field",
        ),
        (
            json!({ "code": "x", "verifier": "x", "origin": PORTAL }),
            422,
            "unknown_field",
        ),
    ] {
        let path = "/api/session/exchange";
        let reply = bench.page_asks("POST", path, PORTAL, None, &body).await;
        assert!(reply.headers.contains_key("access-control-allow-origin"));
        reply.refused(status, code);
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_recorded_is_not_exchanged() {
    let (bench, cookie) = alice().await;
    let code = bench.code(&cookie, PORTAL).await;
    bench.record.full.store(true, Ordering::Relaxed);
    bench
        .exchange(PORTAL, &code, VERIFIER)
        .await
        .refused(503, "cannot_record");
}

#[tokio::test(start_paused = true)]
async fn a_browser_may_ask_first() {
    let (bench, _) = alice().await;
    for path in ["/api/session/exchange", "/api/session/renew"] {
        let headers = [
            ("origin", PORTAL),
            ("access-control-request-method", "POST"),
            (
                "access-control-request-headers",
                "authorization,content-type,x-signet",
            ),
        ];
        let reply = bench.send(ask("OPTIONS", path, &headers, "")).await;
        assert_eq!(reply.status, 204);
        assert_eq!(reply.headers["access-control-allow-origin"], PORTAL);
    }
}

/// Where nobody signs in, a page on another origin that is allowed needs nothing.
#[tokio::test(start_paused = true)]
async fn without_sign_in_there_is_nothing_to_exchange_and_nothing_is_needed() {
    let mut bench = bench();
    let app = std::sync::Arc::get_mut(&mut bench.app).expect("nobody else has it");
    app.guard.allowed_origins = vec!["http://localhost:5173".to_owned()];
    let page = "http://localhost:5173";
    let session = bench
        .page_asks("GET", "/api/session", page, None, &Value::Null)
        .await
        .good();
    assert_eq!(
        (&session["actor"], &session["via"]),
        (&"local".into(), &"local".into())
    );
    let list = "/api/operations/ListInstances";
    bench
        .page_asks("POST", list, page, None, &json!({}))
        .await
        .good();
    for path in ["/api/session/exchange", "/api/session/renew"] {
        let reply = bench.page_asks("POST", path, page, None, &json!({})).await;
        reply.refused(404, "unknown_path");
    }
    let reply = bench.send(get(&link("http://localhost:5173/", ""))).await;
    assert_eq!(reply.status, 404);
    assert!(reply.body.as_str().expect("a page").contains("no_sign_in"));
}

#[tokio::test(start_paused = true)]
async fn whom_a_reverse_proxy_names_has_no_session_that_a_page_could_share() {
    let headers = Headers::new("x-remote-user", None).expect("headers");
    let bench = Desk {
        settings: SignInSettings {
            headers: Some(headers.clone()),
            ..SignInSettings::default()
        },
        guard: Guard {
            identity: Some(IdentityHeaders {
                headers,
                peers: vec!["127.0.0.1".parse().expect("a network")],
            }),
            ..public()
        },
        ..Desk::default()
    }
    .build();
    let there = link("https://portal.example/x", "");
    let us = ("host", "signet.example");
    let named = [us, ("x-remote-user", "alice")];
    let reply = bench.send(ask("GET", &there, &named, "")).await;
    assert_eq!(reply.status, 409, "{}", reply.body);
    assert!(reply.body.as_str().expect("a page").contains("no_session"));
    let reply = bench.send(ask("GET", &there, &[us], "")).await;
    let page = reply.body.as_str().expect("a page");
    assert!(page.contains("The dashboard was not built"), "{page}");
}
