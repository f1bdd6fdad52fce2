//! What works, and what it gives.

use std::future::Future;
use std::pin::Pin;

use serde_json::json;
use signet_identity::oidc::{Callback, Freshness, MINUTES_TO_SIGN_IN, Pending, Provider};
use signet_identity::{Algorithm, Identity, Refusal, Way};
use signet_model::Timestamp;

use crate::provider::{Visit, settings};

#[tokio::test]
async fn somebody_signs_in_with_name_and_groups() {
    let mut visit = Visit::new();
    let alice = visit.sign_in("alice").await.expect("signed in");
    assert_eq!(alice.subject, "oidc:test:alice");
    assert_eq!(alice.name, "Alice Zhang");
    assert_eq!(alice.groups, ["factory", "iot-ops"]);
    assert_eq!(alice.way, Way::Oidc);
    assert!(alice.signed_in_at <= visit.now);
    assert_eq!(alice.expires_at, None);
}

#[tokio::test]
async fn somebody_without_name_and_groups_has_the_next_best_name_and_none() {
    let bob = Visit::new().sign_in("bob").await.expect("signed in");
    assert_eq!(
        (bob.subject.as_str(), bob.name.as_str()),
        ("oidc:test:bob", "bob.li")
    );
    assert!(bob.groups.is_empty());
}

#[tokio::test]
async fn claims_may_have_other_names_and_lie_deep() {
    let mut visit = Visit::with(|settings| {
        settings.claims.groups = "realm_access.roles".to_owned();
        settings.claims.subject = "employee".to_owned();
    });
    let claims =
        json!({"employee": "E-17", "realm_access": {"roles": ["ops", "", "ops", "admins"]}});
    visit.wire.misbehave(json!({"token": {"claims": claims}}));
    let alice = visit.sign_in("alice").await.expect("signed in");
    assert_eq!(alice.subject, "oidc:test:E-17");
    assert_eq!(alice.groups, ["admins", "ops"]);
}

#[tokio::test]
async fn every_kind_of_client_gets_in() {
    let mut public = Visit::with(|settings| {
        settings.client_id = "signet-public".to_owned();
        settings.client_secret = None;
    });
    let mut elliptic = Visit::with(|settings| {
        settings.client_id = "signet-es".to_owned();
        settings.algorithms = vec![Algorithm::Rs256, Algorithm::Es256];
    });
    let mut post = Visit::with(|settings| settings.client_id = "signet-post".to_owned());
    post.wire.misbehave(
        json!({"discovery": {"token_endpoint_auth_methods_supported": ["client_secret_post"]}}),
    );
    for visit in [&mut public, &mut elliptic, &mut post] {
        visit.sign_in("alice").await.expect("signed in");
    }
}

#[tokio::test]
async fn the_address_asks_for_the_code_with_pkce_and_holds_no_secret() {
    let visit = Visit::new();
    let begun = visit.begin(Freshness::Any).await;
    for part in [
        "response_type=code",
        "client_id=signet&",
        "code_challenge_method=S256",
        "scope=openid+profile+groups",
        "redirect_uri=https%3A%2F%2Fsignet.example%2Fsign-in%2Foidc%2Ftest%2Fcallback",
    ] {
        assert!(begun.url.contains(part), "{part} in {}", begun.url);
    }
    assert!(!begun.url.contains("prompt="), "{}", begun.url);
    let json = serde_json::to_value(&begun.pending).unwrap();
    let verifier = json["verifier"].as_str().unwrap();
    assert!(!begun.url.contains(verifier), "the verifier stays here");
    let (state, nonce) = (
        json["state"].as_str().unwrap(),
        json["nonce"].as_str().unwrap(),
    );
    assert!(begun.url.contains(state) && begun.url.contains(nonce));
    let shown = format!("{:?} {:?}", begun.pending, settings());
    for secret in [verifier, state, nonce, "a secret with"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    let again = visit.begin(Freshness::Any).await;
    assert_ne!(
        serde_json::to_value(&again.pending).unwrap()["state"],
        json["state"]
    );
}

#[tokio::test]
async fn what_is_remembered_fits_a_cookie_and_comes_back_whole() {
    let visit = Visit::new();
    let begun = visit.begin(Freshness::Any).await;
    let text = serde_json::to_string(&begun.pending).unwrap();
    assert!(text.len() < 512, "{} bytes", text.len());
    assert_eq!(
        serde_json::from_str::<Pending>(&text).unwrap(),
        begun.pending
    );
    assert_eq!(begun.pending.provider(), "test");
    assert_eq!(begun.pending.begun_at(), visit.now);
}

#[tokio::test]
async fn a_session_at_the_provider_is_as_old_as_it_is() {
    let mut visit = Visit::with(|settings| settings.client_id = "signet-auth-time".to_owned());
    let first = visit.sign_in("alice").await.expect("signed in");
    visit.later(5 * 60);
    let second = visit
        .sign_in("alice")
        .await
        .expect("signed in without being asked");
    assert_eq!(second.signed_in_at, first.signed_in_at);
}

#[tokio::test]
async fn a_fresh_sign_in_is_one() {
    let mut visit = Visit::new();
    visit.sign_in("alice").await.expect("signed in");
    let begun = visit.begin(Freshness::Again).await;
    assert!(begun.url.contains("prompt=login") && begun.url.contains("max_age=0"));
    let query = visit.browser.sign_in(&begun.url);
    let again = visit.finish(&begun, &query).await.expect("signed in again");
    assert!(visit.now.as_millis() - again.signed_in_at.as_millis() < 60_000);
}

#[tokio::test]
async fn a_fresh_sign_in_is_not_one_because_the_browser_says_so() {
    for client in ["signet", "signet-auth-time"] {
        let mut visit = Visit::with(|settings| settings.client_id = client.to_owned());
        visit.sign_in("alice").await.expect("signed in");
        visit.later(2 * 60);
        let begun = visit.begin(Freshness::Again).await;
        let url = begun
            .url
            .replace("&prompt=login", "")
            .replace("&max_age=0", "");
        assert_ne!(url, begun.url);
        let query = visit.browser.sign_in(&url);
        let refusal = visit
            .finish(&begun, &query)
            .await
            .expect_err("an old session");
        assert_eq!(refusal.code(), "not_fresh", "{refusal}");
    }
}

#[tokio::test]
async fn there_is_time_to_sign_in_and_not_more() {
    let mut visit = Visit::new();
    let begun = visit.begin(Freshness::Any).await;
    let query = visit.browser.sign_in(&begun.url);
    visit.later(MINUTES_TO_SIGN_IN * 60);
    assert_eq!(
        visit.finish(&begun, &query).await.unwrap_err().code(),
        "too_late"
    );
    visit.later(-1);
    visit.finish(&begun, &query).await.expect("just in time");
}

/// A server answers each request on whatever thread is free; that this compiles is the test.
fn between_threads<'a>(
    provider: &'a Provider,
    callback: &'a Callback,
    now: Timestamp,
) -> Pin<Box<dyn Future<Output = Result<Identity, Refusal>> + Send + 'a>> {
    Box::pin(async move {
        let begun = provider.begin(Freshness::Any, now).await?;
        provider.finish(&begun.pending, callback, now).await
    })
}

#[tokio::test]
async fn a_sign_in_may_change_threads() {
    let visit = Visit::new();
    let callback = Callback::read("code=x&state=y").unwrap();
    let refusal = between_threads(&visit.provider, &callback, visit.now).await;
    assert_eq!(refusal.unwrap_err().code(), "wrong_state");
}
