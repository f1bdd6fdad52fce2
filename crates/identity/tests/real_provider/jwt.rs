//! A portal's tokens, signed with the provider's keys and checked against its JWKS.

use std::sync::Arc;

use serde_json::{Value, json};
use signet_identity::jwt::{Settings, Verifier};
use signet_identity::{Algorithm, ClaimNames, Refusal, Way};
use signet_model::Timestamp;

use crate::browser::send;
use crate::provider::{Wire, after, now, url};

struct Portal {
    wire: Arc<Wire>,
    verifier: Verifier,
    now: Timestamp,
}

impl Portal {
    fn new(algorithms: &[Algorithm]) -> Self {
        let wire = Arc::new(Wire::default());
        let settings = Settings {
            issuer: "https://portal.example".to_owned(),
            audience: "signet".to_owned(),
            jwks_url: format!("{}/jwks", url()),
            algorithms: algorithms.to_vec(),
            claims: ClaimNames::default(),
        };
        Self {
            verifier: Verifier::new(settings, wire.clone()).expect("the settings work"),
            wire,
            now: now(),
        }
    }

    fn claims(&self, more: &Value) -> Value {
        let now = self.now.as_millis() / 1000;
        let mut claims = json!({
            "iss": "https://portal.example", "aud": ["signet", "other"], "sub": "u-17", "name": "Li Wei",
            "groups": ["iot-ops"], "iat": now - 10, "exp": now + 300,
        });
        for (name, value) in more.as_object().unwrap() {
            match value {
                Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
                value => claims[name] = value.clone(),
            }
        }
        claims
    }

    async fn verify(&self, token: &str) -> Result<signet_identity::Identity, Refusal> {
        self.verifier.verify(token, self.now).await
    }
}

fn mint(token: &Value) -> String {
    let request = http::Request::get(format!("{}/mint", url()))
        .header("x-mint", token.to_string())
        .body(Vec::new())
        .unwrap();
    String::from_utf8(send(&request).unwrap().into_body()).unwrap()
}

#[tokio::test]
async fn a_portals_token_says_who_somebody_is() {
    for (key, algorithm) in [("rsa", Algorithm::Rs256), ("ec", Algorithm::Es256)] {
        let portal = Portal::new(&[algorithm]);
        let claims = portal.claims(&json!({}));
        let token = mint(&json!({"claims": claims, "key": key}));
        let person = portal.verify(&token).await.expect("believed");
        assert_eq!(
            (person.subject.as_str(), person.name.as_str()),
            ("jwt:u-17", "Li Wei")
        );
        assert_eq!(
            (person.groups.as_slice(), person.way),
            (["iot-ops".to_owned()].as_slice(), Way::Jwt)
        );
        let seconds = |at: Timestamp| at.as_millis() / 1000;
        assert_eq!(Some(seconds(person.signed_in_at)), claims["iat"].as_i64());
        assert_eq!(person.expires_at.map(seconds), claims["exp"].as_i64());
        portal.verify(&token).await.expect("believed again");
        assert_eq!(portal.wire.count(), 1, "the keys are kept");
    }
}

#[tokio::test]
async fn an_access_token_of_rfc_9068_will_do_and_an_old_session_is_old() {
    let portal = Portal::new(&[Algorithm::Rs256]);
    let signed_in = portal.now.as_millis() / 1000 - 3000;
    let claims = portal.claims(&json!({"auth_time": signed_in, "aud": "signet"}));
    let token = mint(&json!({"claims": claims, "header": {"typ": "at+jwt"}}));
    let person = portal.verify(&token).await.expect("believed");
    assert_eq!(person.signed_in_at.as_millis(), signed_in * 1000);
}

#[tokio::test]
async fn tokens_that_are_not_believed() {
    let portal = Portal::new(&[Algorithm::Rs256, Algorithm::Es256]);
    let now = portal.now.as_millis() / 1000;
    for (token, code) in [
        (
            json!({"claims": {"iss": "https://portal.example/"}}),
            "wrong_issuer",
        ),
        (json!({"claims": {"aud": "other"}}), "wrong_audience"),
        (json!({"claims": {"aud": null}}), "malformed"),
        (json!({"claims": {"exp": now - 61}}), "expired"),
        (json!({"claims": {"exp": 1e300}}), "malformed"),
        (json!({"claims": {"exp": -1}}), "expired"),
        (json!({"claims": {"nbf": now + 61}}), "not_yet"),
        (json!({"claims": {"iat": now + 61}}), "not_yet"),
        (json!({"claims": {"iat": null}}), "malformed"),
        (json!({"key": "none"}), "unsigned"),
        (json!({"key": "public"}), "algorithm"),
        (
            json!({"key": "public", "header": {"alg": "ES256", "kid": "ec"}}),
            "wrong_signature",
        ),
        (
            json!({"key": "rsa", "header": {"alg": "ES256"}}),
            "unknown_key",
        ),
        (
            json!({"key": "rsa", "header": {"alg": "RS384"}}),
            "algorithm",
        ),
        (json!({"key": "stranger"}), "unknown_key"),
        (
            json!({"key": "stranger", "header": {"kid": "rsa"}}),
            "wrong_signature",
        ),
        (
            json!({"header": {"crit": ["b64"], "b64": false}}),
            "malformed",
        ),
        // A key that the token itself brings along, or an address to find it at, is not looked at.
        (
            json!({"key": "stranger", "header": {"jku": "http://evil.example", "kid": null}}),
            "wrong_signature",
        ),
    ] {
        let mut honest =
            json!({"claims": portal.claims(token.get("claims").unwrap_or(&json!({})))});
        for field in ["key", "header"] {
            if let Some(value) = token.get(field) {
                honest[field] = value.clone();
            }
        }
        let refusal = portal
            .verify(&mint(&honest))
            .await
            .expect_err("not believed");
        assert_eq!(refusal.code(), code, "{token}: {refusal}");
    }
    for (claims, why) in [
        (json!({"exp": now - 59}), "a minute is forgiven"),
        (
            json!({"nbf": now + 59, "iat": now + 59}),
            "in both directions",
        ),
        (json!({"exp": now as f64 + 0.5}), "fractions are times"),
    ] {
        portal
            .verify(&mint(&json!({"claims": portal.claims(&claims)})))
            .await
            .expect(why);
    }
}

#[tokio::test]
async fn a_changed_token_is_not_believed() {
    let portal = Portal::new(&[Algorithm::Rs256]);
    let token = mint(&json!({"claims": portal.claims(&json!({}))}));
    let other = mint(&json!({"claims": portal.claims(&json!({"sub": "admin"}))}));
    let [mine, theirs] = [&token, &other].map(|token| token.split('.').collect::<Vec<_>>());
    let spliced = [mine[0], theirs[1], mine[2]].join(".");
    assert_eq!(
        portal.verify(&spliced).await.unwrap_err(),
        Refusal::Signature
    );
    let cut = token.trim_end_matches(|c| c != '.');
    assert_eq!(portal.verify(cut).await.unwrap_err(), Refusal::Signature);
    for text in [
        "",
        "..",
        "a.b.c",
        "Bearer x",
        &format!("{token}."),
        &format!(" {token}"),
        &mine[..2].join("."),
    ] {
        assert_eq!(
            portal.verify(text).await.unwrap_err().code(),
            "malformed",
            "{text}"
        );
    }
}

#[tokio::test]
async fn keys_are_read_again_when_one_is_unknown_but_seldom() {
    let mut portal = Portal::new(&[Algorithm::Rs256, Algorithm::Es256]);
    let token = mint(&json!({"claims": portal.claims(&json!({}))}));
    portal.wire.misbehave(json!({"hide": "rsa"}));
    assert_eq!(
        portal.verify(&token).await.unwrap_err().code(),
        "unknown_key"
    );
    portal.wire.behave();
    for _ in 0..9 {
        assert_eq!(
            portal.verify(&token).await.unwrap_err().code(),
            "unknown_key"
        );
    }
    assert_eq!(portal.wire.count(), 1);
    portal.now = after(portal.now, 60);
    portal.verify(&token).await.expect("believed");
    assert_eq!(portal.wire.count(), 2);
}
