//! What is refused, and why.

use serde_json::{Value, json};
use signet_identity::oidc::{Freshness, Pending};
use signet_identity::{Algorithm, Shown};

use crate::provider::{Visit, after, now};

/// What comes of a sign-in at a provider that misbehaves in that way.
async fn refusal(visit: &mut Visit, how: Value) -> String {
    visit.wire.misbehave(how.clone());
    match visit.sign_in("alice").await {
        Ok(identity) => panic!("{how} gave {identity:?}"),
        Err(refusal) => {
            let text = refusal.to_string();
            assert!(!text.contains("eyJ"), "a token in `{text}`");
            refusal.code().to_owned()
        }
    }
}

#[tokio::test]
async fn a_token_with_wrong_claims() {
    let mut visit = Visit::new();
    let (past, future) = (
        now().as_millis() / 1000 - 120,
        now().as_millis() / 1000 + 600,
    );
    for (claims, code) in [
        (json!({"nonce": "another one"}), "wrong_nonce"),
        (json!({"nonce": null}), "wrong_nonce"),
        (json!({"iss": "https://evil.example"}), "wrong_issuer"),
        (json!({"iss": null}), "malformed"),
        (json!({"aud": "another-client"}), "wrong_audience"),
        (
            json!({"aud": ["signet", "another-client"]}),
            "wrong_audience",
        ),
        (json!({"aud": []}), "wrong_audience"),
        (json!({"azp": "another-client"}), "claim"),
        (json!({"exp": past}), "expired"),
        (json!({"exp": "tomorrow"}), "malformed"),
        (json!({"exp": null}), "malformed"),
        (json!({"iat": future}), "not_yet"),
        (json!({"nbf": future}), "not_yet"),
        (json!({"auth_time": future}), "not_yet"),
        (json!({"sub": null}), "malformed"),
        (json!({"sub": "", "name": "x", "groups": []}), "claim"),
        (
            json!({"sub": "al\u{0}ice", "name": "x", "groups": []}),
            "claim",
        ),
        (json!({"sub": 7}), "malformed"),
        (json!({"groups": 7}), "claim"),
        (json!({"groups": ["ops", {"name": "admins"}]}), "claim"),
        (json!({"padding": "x".repeat(9000)}), "too_large"),
    ] {
        let how = json!({"token": {"claims": claims}});
        assert_eq!(refusal(&mut visit, how).await, code, "{claims}");
    }
    visit.wire.behave();
    visit
        .sign_in("alice")
        .await
        .expect("an honest token is taken still");
}

#[tokio::test]
async fn a_token_that_is_not_signed_as_it_should_be() {
    let mut only_rsa = Visit::new();
    for (token, code) in [
        (json!({"key": "none"}), "unsigned"),
        (
            json!({"key": "none", "header": {"alg": "None"}}),
            "algorithm",
        ),
        (
            json!({"key": "none", "header": {"alg": "RS256", "kid": "rsa"}}),
            "wrong_signature",
        ),
        (json!({"key": "none", "header": {"alg": null}}), "malformed"),
        // HMAC with the public key as its secret, which everybody has.
        (json!({"key": "public"}), "algorithm"),
        (
            json!({"key": "public", "header": {"alg": "RS256"}}),
            "wrong_signature",
        ),
        (json!({"key": "ec"}), "algorithm"),
        (
            json!({"key": "rsa", "header": {"alg": "RS512"}}),
            "algorithm",
        ),
        (
            json!({"key": "rsa", "header": {"kid": "ec"}}),
            "unknown_key",
        ),
        (json!({"key": "stranger"}), "unknown_key"),
        (
            json!({"key": "stranger", "header": {"kid": "rsa"}}),
            "wrong_signature",
        ),
        (
            json!({"key": "stranger", "header": {"kid": null}}),
            "wrong_signature",
        ),
        (json!({"header": {"crit": ["exp"]}}), "malformed"),
        (json!({"header": {"typ": "logout+jwt"}}), "malformed"),
        (json!({"header": {"typ": "at+jwt"}}), "malformed"),
        (json!({"header": {"cty": "JWT"}}), "malformed"),
    ] {
        assert_eq!(
            refusal(&mut only_rsa, json!({"token": token})).await,
            code,
            "{token}"
        );
    }
    let mut both =
        Visit::with(|settings| settings.algorithms = vec![Algorithm::Rs256, Algorithm::Es256]);
    for (token, code) in [
        (
            json!({"key": "ec", "header": {"kid": "rsa"}}),
            "unknown_key",
        ),
        (
            json!({"key": "rsa", "header": {"alg": "ES256"}}),
            "unknown_key",
        ),
        (
            json!({"key": "public", "header": {"alg": "HS256", "kid": null}}),
            "algorithm",
        ),
    ] {
        assert_eq!(
            refusal(&mut both, json!({"token": token})).await,
            code,
            "{token}"
        );
    }
}

#[tokio::test]
async fn a_token_signed_with_the_clients_secret() {
    let mut visit = Visit::with(|settings| settings.client_id = "signet-hs".to_owned());
    let refusal = visit
        .sign_in("alice")
        .await
        .expect_err("HS256, honestly made");
    assert_eq!(refusal.code(), "algorithm");
    assert!(refusal.to_string().contains("HS256"), "{refusal}");
}

#[tokio::test]
async fn an_honest_token_when_the_clocks_do_not_agree() {
    for (hours, code) in [(2, "expired"), (-2, "not_yet")] {
        let mut visit = Visit::new();
        visit.later(hours * 3600);
        assert_eq!(visit.sign_in("alice").await.unwrap_err().code(), code);
    }
    let mut visit = Visit::new();
    visit.now = after(now(), -30);
    visit
        .sign_in("alice")
        .await
        .expect("half a minute is forgiven");
}

#[tokio::test]
async fn an_answer_that_another_sign_in_asked_for() {
    let mut visit = Visit::new();
    let (mine, other) = (
        visit.begin(Freshness::Any).await,
        visit.begin(Freshness::Any).await,
    );
    let query = visit.browser.sign_in(&mine.url);
    let refusal = visit
        .finish(&other, &query)
        .await
        .expect_err("the state of another browser");
    assert_eq!(refusal.code(), "wrong_state");
    assert_eq!(refusal.shown(), Shown::BeginAgain);

    // The state of the one, the secret of the other: the provider holds the code against the challenge that it was asked with.
    let mut mixed = serde_json::to_value(&mine.pending).unwrap();
    mixed["verifier"] = serde_json::to_value(&other.pending).unwrap()["verifier"].take();
    let mixed = signet_identity::oidc::Begun {
        url: mine.url,
        pending: serde_json::from_value::<Pending>(mixed).unwrap(),
    };
    let refusal = visit
        .finish(&mixed, &query)
        .await
        .expect_err("the verifier of another browser");
    assert_eq!(
        refusal.to_string(),
        "the provider refused the code: `invalid_grant`"
    );

    let elsewhere = Visit::with(|settings| settings.id = "elsewhere".to_owned());
    assert_eq!(
        elsewhere.finish(&other, &query).await.unwrap_err().code(),
        "wrong_state"
    );
}

#[tokio::test]
async fn a_code_that_was_used() {
    let mut visit = Visit::new();
    let begun = visit.begin(Freshness::Any).await;
    let query = visit.browser.sign_in(&begun.url);
    visit.finish(&begun, &query).await.expect("signed in");
    let refusal = visit
        .finish(&begun, &query)
        .await
        .expect_err("the same again");
    assert_eq!(
        refusal.to_string(),
        "the provider refused the code: `invalid_grant`"
    );
}

#[tokio::test]
async fn a_wrong_secret_of_the_client() {
    let mut visit =
        Visit::with(|settings| settings.client_secret = Some(signet_model::Secret::new("wrong")));
    let refusal = visit.sign_in("alice").await.expect_err("not the client");
    assert_eq!(
        refusal.to_string(),
        "the provider refused the code: `invalid_client`"
    );
}

#[tokio::test]
async fn an_answer_of_another_issuer() {
    let mut visit = Visit::new();
    let begun = visit.begin(Freshness::Any).await;
    let query = visit.browser.sign_in(&begun.url);
    let (rest, issuer) = query.split_once("&iss=").expect("RFC 9207");
    let forged = format!("{rest}&iss=https%3A%2F%2Fevil.example");
    for query in [rest, &forged] {
        let refusal = visit
            .finish(&begun, query)
            .await
            .expect_err("not from this provider");
        assert_eq!(refusal.code(), "wrong_issuer", "{refusal}");
    }
    visit
        .finish(&begun, &format!("{rest}&iss={issuer}"))
        .await
        .expect("signed in");
}

#[tokio::test]
async fn a_person_who_is_turned_away() {
    let refusal = Visit::new().sign_in("nobody").await.expect_err("declined");
    assert_eq!(
        refusal.to_string(),
        "the provider refused the sign-in: `access_denied`"
    );
    assert_eq!(refusal.shown(), Shown::Declined);
}

#[tokio::test]
async fn claims_about_somebody_else() {
    let mut visit = Visit::new();
    for sub in [json!("mallory"), Value::Null] {
        assert_eq!(
            refusal(
                &mut visit,
                json!({"userinfo": {"sub": sub, "groups": ["admins"]}})
            )
            .await,
            "unusable"
        );
    }
}

#[tokio::test]
async fn a_configuration_that_leads_elsewhere() {
    for (discovery, code) in [
        (json!({"issuer": "https://evil.example"}), "wrong_issuer"),
        (
            json!({"token_endpoint": "http://evil.example/token"}),
            "unusable",
        ),
        (
            json!({"authorization_endpoint": "http://evil.example/auth"}),
            "unusable",
        ),
        (
            json!({"userinfo_endpoint": "ftp://evil.example/me"}),
            "unusable",
        ),
        (json!({"token_endpoint": null}), "unusable"),
        (json!({"jwks_uri": null}), "unusable"),
        (json!({"issuer": 7}), "unusable"),
    ] {
        let visit = Visit::new();
        visit.wire.misbehave(json!({"discovery": discovery}));
        let refusal = visit
            .provider
            .begin(Freshness::Any, visit.now)
            .await
            .expect_err("not usable");
        assert_eq!(refusal.code(), code, "{discovery}: {refusal}");
    }
}
