//! A provider and portal that signs what a test wants: its answers come through [`Fetch`], its key is P-256.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{Request, Response};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use signet_identity::{Algorithm, ClaimNames, Fetch, FetchError, Fetching, jwt, oidc};

/// The issuer, and where it lies.
pub(crate) const ISSUER: &str = "https://login.example";

pub(crate) struct Issuer {
    key: EcdsaKeyPair,
    /// The claims of the ID token for each code that may be used.
    codes: Mutex<HashMap<String, Value>>,
}

impl Issuer {
    pub(crate) fn new() -> Arc<Self> {
        let (random, algorithm) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref(), &random).expect("a key");
        Arc::new(Self {
            key,
            codes: Mutex::default(),
        })
    }

    /// A token with these claims.
    pub(crate) fn sign(&self, claims: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!(
            "{}.{}",
            part(&json!({ "alg": "ES256", "kid": "1", "typ": "JWT" })),
            part(claims)
        );
        let signature = self
            .key
            .sign(&SystemRandom::new(), signed.as_bytes())
            .expect("a signature");
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    /// From now on that code is good for an ID token with these claims, once.
    pub(crate) fn give(&self, code: &str, claims: Value) {
        let mut codes = self.codes.lock().expect("codes");
        codes.insert(code.to_owned(), claims);
    }

    fn answer(&self, request: &Request<Vec<u8>>) -> (u16, Value) {
        let point = self.key.public_key().as_ref();
        let half = |from, to| URL_SAFE_NO_PAD.encode(&point[from..to]);
        match request.uri().path() {
            "/.well-known/openid-configuration" => (
                200,
                json!({
                    "issuer": ISSUER,
                    "authorization_endpoint": format!("{ISSUER}/authorize"),
                    "token_endpoint": format!("{ISSUER}/token"),
                    "jwks_uri": format!("{ISSUER}/keys"),
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["ES256"],
                }),
            ),
            "/keys" => (
                200,
                json!({ "keys": [{ "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": "1", "x": half(1, 33), "y": half(33, 65) }] }),
            ),
            "/token" => {
                let body = String::from_utf8_lossy(request.body()).into_owned();
                let code = body
                    .split('&')
                    .find_map(|pair| pair.strip_prefix("code="))
                    .unwrap_or_default();
                match self.codes.lock().expect("codes").remove(code) {
                    Some(claims) => (
                        200,
                        json!({ "access_token": "a", "token_type": "Bearer", "id_token": self.sign(&claims) }),
                    ),
                    None => (400, json!({ "error": "invalid_grant" })),
                }
            }
            _ => (404, json!({})),
        }
    }

    pub(crate) fn portal() -> jwt::Settings {
        jwt::Settings {
            issuer: ISSUER.to_owned(),
            audience: "signet".to_owned(),
            jwks_url: format!("{ISSUER}/keys"),
            algorithms: vec![Algorithm::Es256],
            claims: ClaimNames::default(),
        }
    }

    pub(crate) fn provider() -> oidc::Settings {
        oidc::Settings {
            id: "corp".to_owned(),
            issuer: ISSUER.to_owned(),
            client_id: "signet".to_owned(),
            client_secret: None,
            redirect_url: "https://signet.example/sign-in/oidc/corp/callback".to_owned(),
            scopes: vec!["profile".to_owned()],
            claims: ClaimNames::default(),
            algorithms: vec![Algorithm::Es256],
        }
    }
}

impl Fetch for Issuer {
    fn fetch(&self, request: Request<Vec<u8>>) -> Fetching<'_> {
        let (status, body) = self.answer(&request);
        let response = Response::builder()
            .status(status)
            .header("content-type", "application/json")
            .body(body.to_string().into_bytes());
        let response = response.map_err(|_| FetchError::Unreachable("no answer".to_owned()));
        Box::pin(std::future::ready(response))
    }
}
