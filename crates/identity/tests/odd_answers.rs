//! Providers that answer oddly: everything is refused in words, and nothing secret is in them.

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{Request, Response};
use serde_json::{Value, json};
use signet_identity::oidc::{Begun, Callback, Freshness, Provider, Settings};
use signet_identity::{
    Algorithm, ClaimNames, Fetch, FetchError, Fetching, LARGEST_ANSWER, Refusal, jwt,
};
use signet_model::{Secret, Timestamp};

const CANARY: &str = "canary-7f3a";

/// A provider made of answers: status, content type and body for each path.
struct Provided {
    discovery: (u16, &'static str, String),
    jwks: (u16, &'static str, String),
    token: (u16, &'static str, String),
    asked: Mutex<Vec<Request<Vec<u8>>>>,
}

const JSON: &str = "application/json";

impl Provided {
    fn new() -> Self {
        let discovery = json!({
            "issuer": "https://idp.example",
            "authorization_endpoint": "https://idp.example/auth",
            "token_endpoint": "https://idp.example/token",
            "jwks_uri": "https://idp.example/jwks",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        });
        Self {
            discovery: (200, JSON, discovery.to_string()),
            jwks: (200, JSON, json!({"keys": [rsa(2048)]}).to_string()),
            token: (200, JSON, "{}".to_owned()),
            asked: Mutex::default(),
        }
    }
}

impl Fetch for Provided {
    fn fetch(&self, request: Request<Vec<u8>>) -> Fetching<'_> {
        let answer = match request.uri().path() {
            "/.well-known/openid-configuration" => &self.discovery,
            "/jwks" => &self.jwks,
            _ => &self.token,
        };
        let (status, kind, body) = answer.clone();
        self.asked.lock().unwrap().push(request);
        Box::pin(async move {
            if status == 0 {
                return Err(FetchError::TimedOut);
            }
            let response = Response::builder()
                .status(status)
                .header("content-type", kind);
            Ok(response
                .header("location", "https://evil.example/")
                .body(body.into_bytes())
                .unwrap())
        })
    }
}

/// A public key of so many bits; nobody has the private one.
fn rsa(bits: usize) -> Value {
    let modulus = URL_SAFE_NO_PAD.encode(vec![0xC5; bits / 8]);
    json!({"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "k", "n": modulus, "e": "AQAB"})
}

fn now() -> Timestamp {
    "2026-11-22T08:00:00Z".parse().unwrap()
}

fn provider(provided: &Arc<Provided>) -> Provider {
    let settings = Settings {
        id: "corp".to_owned(),
        issuer: "https://idp.example".to_owned(),
        client_id: "signet".to_owned(),
        client_secret: Some(Secret::new(format!("{CANARY}-secret"))),
        redirect_url: "https://signet.example/sign-in/oidc/corp/callback".to_owned(),
        scopes: Vec::new(),
        claims: ClaimNames::default(),
        algorithms: vec![Algorithm::Rs256],
    };
    Provider::new(settings, provided.clone()).expect("the settings work")
}

async fn begin(provided: Provided) -> Result<Begun, Refusal> {
    provider(&Arc::new(provided))
        .begin(Freshness::Any, now())
        .await
}

async fn finish(provided: Provided) -> (Refusal, Arc<Provided>) {
    let provided = Arc::new(provided);
    let provider = provider(&provided);
    let begun = provider.begin(Freshness::Any, now()).await.expect("begun");
    let state = serde_json::to_value(&begun.pending).unwrap()["state"].clone();
    let query = format!("code={CANARY}-code&state={}", state.as_str().unwrap());
    let callback = Callback::read(&query).unwrap();
    let refusal = provider.finish(&begun.pending, &callback, now()).await;
    (refusal.expect_err("refused"), provided)
}

#[tokio::test]
async fn a_configuration_that_is_none() {
    begin(Provided::new()).await.expect("this one is");
    for (status, kind, body, code) in [
        (0, JSON, String::new(), "unreachable"),
        (500, JSON, CANARY.to_owned(), "unusable"),
        (302, JSON, String::new(), "unusable"),
        (404, "text/html", "<html>".to_owned(), "unusable"),
        (200, "text/html", "<html>".to_owned(), "unusable"),
        (200, JSON, CANARY.to_owned(), "unusable"),
        (
            200,
            JSON,
            format!("{{\"issuer\": {{\"{CANARY}\": 1}}}}"),
            "unusable",
        ),
        (200, JSON, "[".repeat(50_000), "unusable"),
        (200, JSON, " ".repeat(LARGEST_ANSWER + 1), "unreachable"),
    ] {
        let mut provided = Provided::new();
        provided.discovery = (status, kind, body);
        let refusal = begin(provided).await.expect_err("not usable");
        assert_eq!(refusal.code(), code, "{status} {kind}: {refusal}");
        assert!(
            !format!("{refusal} {refusal:?}").contains(CANARY),
            "{refusal}"
        );
    }
}

#[tokio::test]
async fn keys_that_are_none() {
    let many: Vec<Value> = vec![rsa(2048); 65];
    for keys in [
        json!({"keys": []}),
        json!({"keys": [rsa(1024)]}),
        json!({"keys": [rsa(2040)]}),
        json!({"keys": [{"kty": "oct", "k": CANARY}]}),
        json!({"keys": [{"kty": "RSA", "n": "!", "e": "AQAB"}, 7, null, {"kty": "new"}]}),
        json!({"keys": many}),
        json!({"keys": "none"}),
        json!([]),
    ] {
        let mut provided = Provided::new();
        provided.jwks.2 = keys.to_string();
        let refusal = begin(provided).await.expect_err("no keys");
        assert_eq!(refusal.code(), "unusable", "{keys}: {refusal}");
        assert!(!refusal.to_string().contains(CANARY), "{refusal}");
    }
}

#[tokio::test]
async fn tokens_that_are_none() {
    let part = |value: Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let token = |header: Value| format!("{}.{}.x", part(header), part(json!({"sub": CANARY})));
    for (status, body, code) in [
        (0, String::new(), "unreachable"),
        (200, String::new(), "unusable"),
        (200, CANARY.to_owned(), "unusable"),
        (200, json!({"access_token": CANARY, "token_type": "Bearer"}).to_string(), "unusable"),
        (200, json!({"id_token": CANARY, "access_token": CANARY, "token_type": "Bearer"}).to_string(), "malformed"),
        (200, json!({"id_token": token(json!({"alg": CANARY})), "access_token": "x", "token_type": "Bearer"}).to_string(), "malformed"),
        (200, json!({"id_token": 7, "access_token": CANARY, "token_type": "Bearer"}).to_string(), "unusable"),
        (400, json!({"error": "invalid_grant", "error_description": CANARY}).to_string(), "code_refused"),
        (401, json!({"error": "invalid_client"}).to_string(), "code_refused"),
        (500, CANARY.to_owned(), "unusable"),
        (302, String::new(), "unusable"),
    ] {
        let mut provided = Provided::new();
        provided.token = (status, JSON, body.clone());
        let (refusal, _) = finish(provided).await;
        assert_eq!(refusal.code(), code, "{status} {body}: {refusal}");
        assert!(!format!("{refusal} {refusal:?}").contains(CANARY), "{refusal:?}");
    }
}

#[tokio::test]
async fn the_secret_travels_in_its_header_and_nowhere_else() {
    let (_, provided) = finish(Provided::new()).await;
    let asked = provided.asked.lock().unwrap();
    let request = asked.last().expect("the token endpoint was asked");
    assert_eq!(
        (
            request.method().as_str(),
            request.uri().to_string().as_str()
        ),
        ("POST", "https://idp.example/token")
    );
    let header = request.headers()["authorization"].to_str().unwrap();
    let credentials = base64::engine::general_purpose::STANDARD
        .decode(header.strip_prefix("Basic ").unwrap())
        .unwrap();
    assert_eq!(
        String::from_utf8(credentials).unwrap(),
        format!("signet:{CANARY}-secret")
    );
    let body = std::str::from_utf8(request.body()).unwrap();
    for part in [
        "grant_type=authorization_code",
        "code=canary-7f3a-code",
        "code_verifier=",
        "redirect_uri=",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
    for request in asked.iter() {
        assert!(!request.uri().to_string().contains(CANARY));
    }
}

#[tokio::test]
async fn a_portal_whose_keys_cannot_be_read() {
    for (status, body, code) in [
        (0, String::new(), "unreachable"),
        (503, CANARY.to_owned(), "unusable"),
        (302, String::new(), "unusable"),
        (200, CANARY.to_owned(), "unusable"),
        (200, json!({"keys": [rsa(1024)]}).to_string(), "unusable"),
        (200, " ".repeat(LARGEST_ANSWER + 1), "unreachable"),
    ] {
        let mut provided = Provided::new();
        provided.jwks = (status, "text/plain", body);
        let settings = jwt::Settings {
            issuer: "https://idp.example".to_owned(),
            audience: "signet".to_owned(),
            jwks_url: "https://idp.example/jwks".to_owned(),
            algorithms: vec![Algorithm::Rs256],
            claims: ClaimNames::default(),
        };
        let verifier = jwt::Verifier::new(settings, Arc::new(provided)).unwrap();
        let refusal = verifier
            .verify(&format!("{CANARY}.{CANARY}.{CANARY}"), now())
            .await
            .expect_err("no keys");
        assert_eq!(refusal.code(), code, "{refusal}");
        assert!(
            !format!("{refusal} {refusal:?}").contains(CANARY),
            "{refusal}"
        );
    }
}
