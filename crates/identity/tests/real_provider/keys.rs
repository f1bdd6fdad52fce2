//! Keys that change, and a provider that is away.

use std::sync::atomic::Ordering;

use serde_json::json;
use signet_identity::oidc::Freshness;
use signet_identity::{Algorithm, Shown};

use crate::provider::Visit;

#[tokio::test]
async fn a_new_key_is_found_without_a_restart() {
    let mut visit =
        Visit::with(|settings| settings.algorithms = vec![Algorithm::Rs256, Algorithm::Es256]);
    visit.wire.misbehave(json!({"hide": "rsa"}));
    visit.begin(Freshness::Any).await;
    visit.wire.behave();
    visit.later(59);
    let refusal = visit
        .sign_in("alice")
        .await
        .expect_err("the keys were read less than a minute ago");
    assert_eq!(refusal.code(), "unknown_key");
    visit.later(1);
    visit
        .sign_in("alice")
        .await
        .expect("the keys were read again");
}

#[tokio::test]
async fn forged_keys_do_not_make_signet_hammer_the_provider() {
    let mut visit = Visit::new();
    visit.begin(Freshness::Any).await;
    visit.later(60);
    visit.wire.misbehave(json!({"token": {"key": "stranger"}}));
    let discovery = 2;
    for round in 0..5 {
        let before = visit.wire.count();
        assert_eq!(
            visit.sign_in("alice").await.unwrap_err().code(),
            "unknown_key"
        );
        let reread = if round == 0 { discovery } else { 0 };
        assert_eq!(visit.wire.count() - before, 1 + reread, "round {round}");
    }
}

#[tokio::test]
async fn what_the_provider_says_of_itself_is_kept_for_a_while() {
    let mut visit = Visit::new();
    visit.begin(Freshness::Any).await;
    assert_eq!(visit.wire.count(), 2, "the configuration and the keys");
    visit.later(599);
    visit.begin(Freshness::Any).await;
    assert_eq!(visit.wire.count(), 2);
    visit.later(1);
    visit.begin(Freshness::Any).await;
    assert_eq!(visit.wire.count(), 4);
}

#[tokio::test]
async fn a_provider_that_is_away_at_first_is_tried_again() {
    let mut visit = Visit::new();
    visit.wire.cut.store(true, Ordering::Relaxed);
    for _ in 0..3 {
        let refusal = visit
            .provider
            .begin(Freshness::Any, visit.now)
            .await
            .expect_err("away");
        assert_eq!(refusal.shown(), Shown::ProviderUnreachable);
        assert!(refusal.to_string().contains("the wire is cut"), "{refusal}");
    }
    assert_eq!(visit.wire.count(), 1, "not once for each visitor");
    visit.wire.cut.store(false, Ordering::Relaxed);
    visit.later(5);
    visit.sign_in("alice").await.expect("signed in");
}

#[tokio::test]
async fn a_provider_that_goes_away_later() {
    let mut visit = Visit::new();
    let begun = visit.begin(Freshness::Any).await;
    let query = visit.browser.sign_in(&begun.url);
    visit.wire.cut.store(true, Ordering::Relaxed);
    let refusal = visit.finish(&begun, &query).await.expect_err("away");
    assert_eq!(refusal.shown(), Shown::ProviderUnreachable);
    visit.later(3600);
    visit.begin(Freshness::Any).await;
    visit.later(24 * 3600);
    let refusal = visit
        .provider
        .begin(Freshness::Any, visit.now)
        .await
        .expect_err("too old");
    assert_eq!(refusal.code(), "unreachable");
}

#[tokio::test]
async fn nobody_listens_there() {
    let port = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap().port()
    };
    let visit = Visit::with(|settings| settings.issuer = format!("http://127.0.0.1:{port}"));
    let refusal = visit
        .provider
        .begin(Freshness::Any, visit.now)
        .await
        .expect_err("away");
    assert!(
        refusal.to_string().contains("connection refused"),
        "{refusal}"
    );
}
