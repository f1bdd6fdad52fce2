//! Signing in at a provider of OpenID Connect, there and back.

use std::sync::Arc;
use std::time::Duration;

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use signet_model::roles::{Grant, Role};
use signet_proxy::people::{OidcSettings, SignInSettings};

use crate::support::{
    Bench, Cookie, Desk, ISSUER, Issuer, Reply, ask, cookie_of, public, set_cookies,
};

const HTTPS: [(&str, &str); 2] = [("host", "signet.example"), ("x-forwarded-proto", "https")];

fn desk(issuer: &Arc<Issuer>) -> Bench {
    Desk {
        settings: SignInSettings {
            oidc: vec![OidcSettings {
                label: "Company".to_owned(),
                settings: Issuer::provider(),
            }],
            ..SignInSettings::default()
        },
        guard: public(),
        grants: vec![("group:ops".to_owned(), Grant::everywhere(Role::Viewer))],
        fetch: Arc::clone(issuer) as _,
    }
    .build()
}

async fn go(bench: &Bench, path: &str, cookie: Option<&Cookie>) -> Reply {
    let link = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("sec-fetch-dest", "document"),
    ];
    let mut headers = [&HTTPS[..], &link].concat();
    headers.extend(cookie.map(|cookie| ("cookie", cookie.0.as_str())));
    bench.send(ask("GET", path, &headers, "")).await
}

fn location(reply: &Reply) -> String {
    assert_eq!(reply.status, 303, "{}", reply.body);
    reply.headers["location"].to_str().expect("text").to_owned()
}

fn parameter(url: &str, name: &str) -> String {
    let (_, query) = url.split_once('?').expect("a query");
    let value = query
        .split('&')
        .find_map(|pair| pair.strip_prefix(&format!("{name}=")));
    percent_decode_str(value.expect(name))
        .decode_utf8_lossy()
        .into_owned()
}

/// Goes to the provider, which gives a code for a token with these claims. Gives the way back and the cookie for it.
async fn there(
    bench: &Bench,
    issuer: &Issuer,
    return_to: &str,
    change: &Value,
) -> (String, Cookie) {
    let reply = go(
        bench,
        &format!("/sign-in/oidc/corp?return_to={return_to}"),
        None,
    )
    .await;
    let url = location(&reply);
    assert!(url.starts_with(&format!("{ISSUER}/authorize?")), "{url}");
    let lines = set_cookies(&reply);
    assert!(lines[0].starts_with("__Host-signet-oidc="), "{lines:?}");
    assert!(
        lines[0].ends_with("; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=600"),
        "{lines:?}"
    );
    let now = 1_767_323_045;
    let mut claims = json!({ "iss": ISSUER, "aud": "signet", "sub": "7", "name": "Alice", "groups": ["ops"], "iat": now, "exp": now + 600, "nonce": parameter(&url, "nonce") });
    for (name, value) in change.as_object().expect("an object") {
        claims[name] = value.clone();
    }
    issuer.give("c0de", claims);
    let back = format!(
        "/sign-in/oidc/corp/callback?code=c0de&state={}",
        parameter(&url, "state")
    );
    (back, cookie_of(&reply))
}

#[tokio::test(start_paused = true)]
async fn somebody_goes_there_and_comes_back_where_they_were() {
    let issuer = Issuer::new();
    let bench = desk(&issuer);
    let ways = bench
        .send(ask("GET", "/api/sign-in", &HTTPS, ""))
        .await
        .good();
    assert_eq!(
        ways["ways"],
        json!([{ "kind": "oidc", "id": "corp", "label": "Company", "url": "/sign-in/oidc/corp" }])
    );
    let (back, cookie) = there(
        &bench,
        &issuer,
        "%2Finstances%2Fpost-cn-1%3Ftab%3Dgroups",
        &json!({}),
    )
    .await;
    let reply = go(&bench, &back, Some(&cookie)).await;
    assert_eq!(location(&reply), "/instances/post-cn-1?tab=groups");
    let lines = set_cookies(&reply);
    assert!(
        lines[0].starts_with("__Host-signet=") && lines[0].contains("; Secure;"),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with("__Host-signet-oidc=;") && lines[1].ends_with("Max-Age=0"),
        "{lines:?}"
    );
    let session = lines[0].split(';').next().expect("a pair").to_owned();
    let headers = [&HTTPS[..], &[("cookie", session.as_str())]].concat();
    let shown = bench
        .send(ask("GET", "/api/session", &headers, ""))
        .await
        .good();
    assert_eq!(
        (
            &shown["actor"],
            &shown["name"],
            &shown["via"],
            &shown["grants"]
        ),
        (
            &"oidc:corp:7".into(),
            &"Alice".into(),
            &"oidc".into(),
            &json!([{ "role": "viewer" }])
        )
    );
    assert_eq!(bench.noted("SignIn")[0]["actor"], "oidc:corp:7");

    // The way back leads in once.
    let reply = go(&bench, &back, Some(&cookie)).await;
    assert_eq!(location(&reply), "/?sign_in_error=begin_again");
}

#[tokio::test(start_paused = true)]
async fn whoever_did_not_go_does_not_come_back() {
    let issuer = Issuer::new();
    let bench = desk(&issuer);
    for (spoil, change, expected) in [
        ("no cookie", json!({}), "begin_again"),
        ("cookie of another", json!({}), "begin_again"),
        ("state", json!({}), "begin_again"),
        ("too late", json!({}), "begin_again"),
        ("code", json!({}), "begin_again"),
        ("", json!({ "nonce": "other" }), "sign_in_failed"),
        ("", json!({ "aud": "other" }), "sign_in_failed"),
        (
            "",
            json!({ "iss": "https://evil.example" }),
            "sign_in_failed",
        ),
        ("", json!({ "exp": 1_767_300_000 }), "sign_in_failed"),
        ("declined", json!({}), "declined"),
    ] {
        let (back, cookie) = there(&bench, &issuer, "%2F", &change).await;
        let before = bench.noted("SignInFailed").len();
        let (_, other) = there(&bench, &issuer, "%2F", &change).await;
        let reply = match spoil {
            "no cookie" => go(&bench, &back, None).await,
            "cookie of another" => go(&bench, &back, Some(&other)).await,
            "state" => go(&bench, &back.replace("state=", "state=x"), Some(&cookie)).await,
            "code" => go(&bench, &back.replace("c0de", "other"), Some(&cookie)).await,
            "declined" => {
                go(
                    &bench,
                    &back.replace("code=c0de", "error=access_denied"),
                    Some(&cookie),
                )
                .await
            }
            "too late" => {
                bench.clock.advance(Duration::from_secs(601));
                go(&bench, &back, Some(&cookie)).await
            }
            // The second one went there last, so its nonce is the one that was given.
            _ => {
                let (back, cookie) = there(&bench, &issuer, "%2F", &change).await;
                go(&bench, &back, Some(&cookie)).await
            }
        };
        assert_eq!(
            location(&reply),
            format!("/?sign_in_error={expected}"),
            "{spoil} {change}"
        );
        let lines = set_cookies(&reply);
        assert!(
            !lines.iter().any(|line| line.starts_with("__Host-signet=")),
            "{spoil} {change}"
        );
        let noted = bench.noted("SignInFailed");
        assert_eq!(noted.len(), before + 1, "{spoil} {change}");
        assert_eq!(noted[before]["object"]["name"], "oidc:corp");
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_is_sent_elsewhere_after_signing_in() {
    let issuer = Issuer::new();
    let bench = desk(&issuer);
    for elsewhere in [
        "https://evil.example",
        "//evil.example",
        "/%5Cevil.example",
        "%2F%2Fevil.example",
        "javascript:alert(1)",
    ] {
        let (back, cookie) = there(&bench, &issuer, elsewhere, &json!({})).await;
        assert_eq!(
            location(&go(&bench, &back, Some(&cookie)).await),
            "/",
            "{elsewhere}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_is_not_there_is_nothing_and_one_that_is_away_is_said() {
    let issuer = Issuer::new();
    let bench = desk(&issuer);
    go(&bench, "/sign-in/oidc/other", None)
        .await
        .refused(404, "unknown_path");
    go(&bench, "/sign-in/oidc/other/callback?code=x&state=y", None)
        .await
        .refused(404, "unknown_path");
    let away = Desk {
        settings: SignInSettings {
            oidc: vec![OidcSettings {
                label: "Company".to_owned(),
                settings: Issuer::provider(),
            }],
            ..SignInSettings::default()
        },
        guard: public(),
        ..Desk::default()
    }
    .build();
    let reply = go(&away, "/sign-in/oidc/corp", None).await;
    assert_eq!(location(&reply), "/?sign_in_error=provider_unreachable");
}
