use std::sync::LazyLock;

use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::keys;

const NOW: i64 = 1_800_000_000;

fn now() -> Timestamp {
    Timestamp::from_millis(NOW * 1000).unwrap()
}

fn key() -> SigningKey {
    SigningKey::from_slice(&[7; 32]).unwrap()
}

fn published() -> CoreJsonWebKeySet {
    let point = key().verifying_key().to_sec1_point(false);
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let (x, y) = (part(point.x().unwrap()), part(point.y().unwrap()));
    let keys = json!({"keys": [{"kty": "EC", "crv": "P-256", "kid": "k", "x": x, "y": y}]});
    keys::usable(serde_json::from_value(keys).unwrap(), "the keys").unwrap()
}

fn signed(header: &Value, claims: &Value) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(header), part(claims));
    let signature: Signature = key().sign(text.as_bytes());
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
}

static HONEST: LazyLock<String> = LazyLock::new(|| {
    let claims = json!({"iss": "https://idp.example", "aud": "signet", "sub": "alice", "iat": NOW, "exp": NOW + 60});
    signed(&json!({"alg": "ES256", "kid": "k"}), &claims)
});

static PUBLISHED: LazyLock<CoreJsonWebKeySet> = LazyLock::new(published);

fn check(token: &str) -> Result<Claims, Refusal> {
    let issuer = IssuerUrl::new("https://idp.example".to_owned()).unwrap();
    let rules = Rules {
        issuer: &issuer,
        audience: "signet",
        algorithms: &[Algorithm::Es256],
        nonce: None,
    };
    rules.check(token, &PUBLISHED, now())
}

#[test]
fn an_honest_token_is_believed() {
    let claims = check(&HONEST).expect("believed");
    assert_eq!(claims.get("sub"), Some(&json!("alice")));
}

#[test]
fn strange_headers_and_claims_are_malformed() {
    let claims = json!({"iss": "https://idp.example", "aud": "signet", "sub": "alice", "iat": NOW, "exp": NOW + 60});
    for header in [
        json!({}),
        json!([]),
        json!({"alg": 7}),
        json!({"alg": "ES256", "kid": 7}),
    ] {
        let code = check(&signed(&header, &claims))
            .unwrap_err()
            .code()
            .to_owned();
        assert_eq!(code, "malformed", "{header}");
    }
    let header = json!({"alg": "ES256"});
    for claims in [
        json!([]),
        json!("x"),
        json!({}),
        json!({"iss": 1, "aud": 2, "sub": 3, "iat": 4, "exp": 5}),
    ] {
        let code = check(&signed(&header, &claims))
            .unwrap_err()
            .code()
            .to_owned();
        assert_eq!(code, "malformed", "{claims}");
    }
}

#[test]
fn no_time_overflows() {
    for at in [
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e308),
        json!(-1e308),
        json!(0.5),
    ] {
        for claim in ["exp", "iat", "nbf"] {
            let mut claims = json!({"iss": "https://idp.example", "aud": "signet", "sub": "alice", "iat": NOW, "exp": NOW + 60});
            claims[claim] = at.clone();
            let outcome = check(&signed(&json!({"alg": "ES256"}), &claims));
            let fine = claim != "exp" && at == json!(0.5);
            assert_eq!(outcome.is_ok(), fine, "{claim} {at} {outcome:?}");
        }
    }
    for millis in [-62_135_596_800_000, -1, 0, 253_402_300_799_999] {
        let issuer = IssuerUrl::new("https://idp.example".to_owned()).unwrap();
        let rules = Rules {
            issuer: &issuer,
            audience: "signet",
            algorithms: &[Algorithm::Es256],
            nonce: None,
        };
        let _ = rules.check(&HONEST, &PUBLISHED, Timestamp::from_millis(millis).unwrap());
    }
}

#[test]
fn what_a_stranger_wrote_is_quoted_and_cut() {
    let claims = json!({"iss": format!("https://x\n{}", "y".repeat(500)), "aud": "signet", "sub": "a", "iat": NOW, "exp": NOW});
    let text = check(&signed(&json!({"alg": "ES256"}), &claims))
        .unwrap_err()
        .to_string();
    assert!(text.len() < 250 && !text.contains('\n'), "{text}");
}

proptest! {
    #[test]
    fn no_changed_token_is_believed(at in 0_usize..300, to in "[A-Za-z0-9_.-]") {
        let honest = &*HONEST;
        let at = at % honest.len();
        let mut changed = honest.clone();
        changed.replace_range(at..=at, &to);
        // Also where the last character of a part gets other bits that mean nothing.
        prop_assume!(changed != *honest);
        prop_assert!(check(&changed).is_err(), "{changed}");
    }

    #[test]
    fn any_text_gets_an_answer(text in ".{0,300}") {
        prop_assert!(check(&text).is_err());
    }

    #[test]
    fn any_json_gets_an_answer(header in any_json(), claims in any_json()) {
        prop_assert!(check(&signed(&header, &claims)).is_err());
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(json!("ES256")),
        Just(json!("https://idp.example")),
    ];
    let names = "alg|kid|typ|cty|crit|iss|aud|sub|exp|iat|nbf|nonce|address|updated_at|.{0,4}";
    leaf.prop_recursive(3, 16, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(names, inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}
