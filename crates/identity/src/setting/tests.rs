use std::sync::Arc;

use signet_model::Secret;

use super::*;
use crate::{Algorithm, ClaimNames, Fetch, Fetching, jwt, oidc};

struct Nowhere;

impl Fetch for Nowhere {
    fn fetch(&self, _: http::Request<Vec<u8>>) -> Fetching<'_> {
        panic!("nothing is asked for before somebody signs in")
    }
}

fn oidc_settings() -> oidc::Settings {
    oidc::Settings {
        id: "corp".to_owned(),
        issuer: "https://sso.corp.example/realms/iot".to_owned(),
        client_id: "signet".to_owned(),
        client_secret: Some(Secret::new("s")),
        redirect_url: "https://signet.example/sign-in/oidc/corp/callback".to_owned(),
        scopes: vec!["openid".to_owned()],
        claims: ClaimNames::default(),
        algorithms: vec![Algorithm::Rs256],
    }
}

#[track_caller]
fn oidc_refuses(key: &str, change: impl FnOnce(&mut oidc::Settings)) {
    let mut settings = oidc_settings();
    change(&mut settings);
    let error = oidc::Provider::new(settings, Arc::new(Nowhere))
        .err()
        .expect("refused");
    assert_eq!(error.key, key, "{error}");
}

#[test]
fn a_provider_that_cannot_work_is_refused_by_the_key() {
    oidc::Provider::new(oidc_settings(), Arc::new(Nowhere)).expect("these work");
    for id in ["", "a:b", "a b", "a/b", &"x".repeat(65)] {
        oidc_refuses("id", |settings| settings.id = id.to_owned());
    }
    for issuer in [
        "",
        "sso.corp.example",
        "http://sso.corp.example",
        "http://localhost.evil.example",
        "file:///etc/passwd",
        "https://user:password@sso.corp.example",
        "https://sso.corp.example/?x=y",
        "https://sso.corp.example/#x",
    ] {
        oidc_refuses("issuer", |settings| settings.issuer = issuer.to_owned());
    }
    oidc_refuses("client_id", |settings| settings.client_id = " ".to_owned());
    oidc_refuses("client_secret_env", |settings| {
        settings.client_secret = Some(Secret::new(""));
    });
    oidc_refuses("scopes", |settings| {
        settings.scopes = vec!["profile email".to_owned()];
    });
    oidc_refuses("algorithms", |settings| settings.algorithms.clear());
    oidc_refuses("subject_claim", |settings| settings.claims.subject.clear());
    oidc_refuses("public_url", |settings| {
        settings.redirect_url = "http://signet.example/".to_owned();
    });
}

#[test]
fn a_portal_that_cannot_work_is_refused_by_the_key() {
    let settings =
        |issuer: &str, audience: &str, jwks_url: &str, algorithms: &[Algorithm]| jwt::Settings {
            issuer: issuer.to_owned(),
            audience: audience.to_owned(),
            jwks_url: jwks_url.to_owned(),
            algorithms: algorithms.to_vec(),
            claims: ClaimNames::default(),
        };
    let (issuer, keys, rs256) = (
        "https://portal.example",
        "https://portal.example/jwks",
        &[Algorithm::Rs256][..],
    );
    let refused = |settings| {
        jwt::Verifier::new(settings, Arc::new(Nowhere))
            .err()
            .map(|error| error.key)
    };
    assert_eq!(refused(settings(issuer, "signet", keys, rs256)), None);
    assert_eq!(
        refused(settings("portal", "signet", keys, rs256)),
        Some("issuer")
    );
    assert_eq!(refused(settings(issuer, "", keys, rs256)), Some("audience"));
    assert_eq!(
        refused(settings(
            issuer,
            "signet",
            "http://portal.example/jwks",
            rs256
        )),
        Some("jwks_url")
    );
    assert_eq!(
        refused(settings(issuer, "signet", keys, &[])),
        Some("algorithms")
    );
}

#[test]
fn on_this_machine_http_will_do() {
    for url in [
        "http://127.0.0.1:8080/x",
        "http://[::1]:8080",
        "http://localhost",
        "http://127.9.9.9",
        "https://x",
    ] {
        assert!(safe_url("issuer", url).is_ok(), "{url}");
    }
    for url in [
        "http://127.0.0.1.evil.example",
        "http://0.0.0.0",
        "http://10.0.0.1",
        "ftp://127.0.0.1",
        "https:",
    ] {
        assert!(safe_url("issuer", url).is_err(), "{url}");
    }
}

#[test]
fn algorithms_that_anybody_can_forge_are_no_algorithms() {
    for algorithm in Algorithm::ALL {
        assert_eq!(algorithm.as_str().parse(), Ok(algorithm));
    }
    for (text, why) in [
        ("none", "anybody could sign in"),
        ("HS256", "can forge it"),
        ("rs256", "known are RS256, "),
    ] {
        let error = text.parse::<Algorithm>().expect_err(text).to_string();
        assert!(
            error.starts_with("algorithms ") && error.contains(why),
            "{error}"
        );
    }
}
