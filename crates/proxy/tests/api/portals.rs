//! Those whom each request proves anew: a portal's JWT, a reverse proxy's headers.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::{Value, json};
use signet_identity::header::Headers;
use signet_model::roles::{Grant, Role};
use signet_proxy::guard::{Guard, IdentityHeaders};
use signet_proxy::people::{JwtSettings, SignInSettings};
use signet_proxy::server::PeerAddress;

use crate::support::{Bench, Desk, ISSUER, Issuer, Reply, ask, public};

fn grants() -> Vec<(String, Grant)> {
    vec![
        ("group:ops".to_owned(), Grant::everywhere(Role::Operator)),
        ("header:alice".to_owned(), Grant::everywhere(Role::Viewer)),
    ]
}

fn portal(issuer: &Arc<Issuer>, header: Option<&'static str>) -> Bench {
    Desk {
        settings: SignInSettings {
            jwt: Some(JwtSettings {
                header: header.map(http::HeaderName::from_static),
                settings: Issuer::portal(),
            }),
            ..SignInSettings::default()
        },
        grants: grants(),
        fetch: Arc::clone(issuer) as _,
        ..Desk::default()
    }
    .build()
}

/// Claims of somebody who signed in at the portal a moment ago; the bench's clock stands at 2026-01-02T03:04:05Z.
fn claims(change: &Value) -> Value {
    let now = 1_767_323_045;
    let mut claims = json!({ "iss": ISSUER, "aud": "signet", "sub": "7", "name": "Alice", "groups": ["ops"], "iat": now, "exp": now + 600 });
    for (name, value) in change.as_object().expect("an object") {
        claims[name] = value.clone();
    }
    claims
}

async fn session(bench: &Bench, headers: &[(&str, &str)]) -> Reply {
    bench.send(ask("GET", "/api/session", headers, "")).await
}

#[tokio::test(start_paused = true)]
async fn a_portals_token_says_who_asks() {
    let issuer = Issuer::new();
    let token = issuer.sign(&claims(&json!({})));
    for (header, sent) in [
        (None, "authorization"),
        (Some("x-portal-jwt"), "x-portal-jwt"),
    ] {
        let bench = portal(&issuer, header);
        let bearer = format!("Bearer {token}");
        let shown = session(&bench, &[(sent, &bearer)]).await.good();
        assert_eq!(
            (
                &shown["actor"],
                &shown["name"],
                &shown["via"],
                &shown["grants"]
            ),
            (
                &"jwt:7".into(),
                &"Alice".into(),
                &"jwt".into(),
                &json!([{ "role": "operator" }])
            )
        );
        assert_eq!(shown["expires_at"], "2026-01-02T03:14:05Z");
        session(&bench, &[(sent, &bearer)]).await.good();
        assert_eq!(
            bench.noted("SignIn").len(),
            1,
            "one for all requests of a while"
        );
        bench.clock.advance(Duration::from_secs(700));
        session(&bench, &[(sent, &bearer)])
            .await
            .refused(401, "sign_in_required");
        let record = format!("{:?}", bench.record.lines());
        assert!(!record.contains(&token), "a token is in the record");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_not_right_is_nobodys() {
    let issuer = Issuer::new();
    let bench = portal(&issuer, None);
    let good = issuer.sign(&claims(&json!({})));
    let stranger = Issuer::new().sign(&claims(&json!({})));
    let unsigned = {
        let body = good.split('.').nth(1).expect("claims");
        format!("eyJhbGciOiJub25lIn0.{body}.")
    };
    for (token, cause) in [
        (
            issuer.sign(&claims(&json!({ "iss": "https://evil.example" }))),
            "wrong_issuer",
        ),
        (
            issuer.sign(&claims(&json!({ "aud": "other" }))),
            "wrong_audience",
        ),
        (
            issuer.sign(&claims(&json!({ "exp": 1_767_300_000 }))),
            "expired",
        ),
        (stranger, "wrong_signature"),
        (unsigned, "unsigned"),
        ("not.a.token".to_owned(), "malformed"),
    ] {
        let before = bench.record.lines().len();
        session(&bench, &[("authorization", &format!("Bearer {token}"))])
            .await
            .refused(401, "sign_in_required");
        // Who they are was asked with something in hand, so it is written down.
        let lines = &bench.record.lines()[before..];
        assert_eq!(lines.len(), 1, "{cause}");
        assert_eq!(lines[0]["object"]["cause"], cause);
    }
}

fn behind(peers: &str) -> Bench {
    let headers = Headers::new("x-remote-user", Some("x-remote-groups")).expect("headers");
    Desk {
        settings: SignInSettings {
            headers: Some(headers.clone()),
            ..SignInSettings::default()
        },
        guard: Guard {
            identity: Some(IdentityHeaders {
                headers,
                peers: vec![peers.parse().expect("a network")],
            }),
            ..public()
        },
        grants: grants(),
        ..Desk::default()
    }
    .build()
}

const US: (&str, &str) = ("host", "signet.example");
const ALICE: (&str, &str) = ("x-remote-user", "alice");

#[tokio::test(start_paused = true)]
async fn a_listed_reverse_proxy_says_who_asks() {
    let bench = behind("127.0.0.1");
    let shown = session(&bench, &[US, ALICE, ("x-remote-groups", "ops, dev")])
        .await
        .good();
    assert_eq!(
        (&shown["actor"], &shown["via"]),
        (&"header:alice".into(), &"header".into())
    );
    assert_eq!(
        shown["grants"],
        json!([{ "role": "viewer" }, { "role": "operator" }])
    );
    session(&bench, &[US])
        .await
        .refused(401, "sign_in_required");
    session(&bench, &[US, ALICE, ("x-remote-user", "root")])
        .await
        .refused(401, "sign_in_required");
    session(&bench, &[US, ("x-remote-user", "alice,root")])
        .await
        .refused(401, "sign_in_required");
}

#[tokio::test(start_paused = true)]
async fn nobody_else_says_who_asks_in_any_spelling() {
    let bench = behind("10.0.0.5");
    for name in [
        "x-remote-user",
        "x_remote_user",
        "x-remote_user",
        "x-remote-groups",
    ] {
        session(&bench, &[US, (name, "alice")])
            .await
            .refused(403, "forwarded_header");
    }
    let bench = behind("127.0.0.1");
    session(&bench, &[US, ALICE, ("x_remote_user", "root")])
        .await
        .refused(403, "forwarded_header");
    let mut request = ask("GET", "/api/session", &[US, ALICE], "");
    let elsewhere = PeerAddress("203.0.113.9".parse().expect("an address"));
    request.extensions_mut().insert(elsewhere);
    bench.send(request).await.refused(403, "forwarded_header");
}

#[tokio::test(start_paused = true)]
async fn a_full_disk_keeps_nobody_out_whom_the_portal_knows() {
    let issuer = Issuer::new();
    let bench = portal(&issuer, None);
    let bearer = format!("Bearer {}", issuer.sign(&claims(&json!({}))));
    bench.record.full.store(true, Ordering::Relaxed);
    session(&bench, &[("authorization", &bearer)]).await.good();
    bench.record.full.store(false, Ordering::Relaxed);
    session(&bench, &[("authorization", &bearer)]).await.good();
    assert_eq!(bench.noted("SignIn").len(), 1, "as soon as it can be");
}
