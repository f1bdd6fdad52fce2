//! The public keys of a provider: which of them are fit for use.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreJsonWebKey, CoreJsonWebKeySet};
use serde::Deserialize;
use serde_json::Value;

use crate::refusal::Refusal;

/// The most keys of one provider that are looked at.
const MOST_KEYS: usize = 64;
/// RFC 7518 section 3.3: a smaller RSA key must not be used.
const LEAST_RSA_BYTES: usize = 2048 / 8;

/// A JWKS document.
#[derive(Deserialize)]
pub(crate) struct Document {
    keys: Vec<Value>,
}

/// The keys of the document that signatures can be checked with. Those of a kind that nobody here knows are left out, as RFC 7517 section 5 asks;
/// so are secret keys and RSA keys that are too short.
pub(crate) fn usable(document: Document, what: &'static str) -> Result<CoreJsonWebKeySet, Refusal> {
    let unusable = |why: &str| Refusal::Unusable {
        what,
        why: why.to_owned(),
    };
    if document.keys.len() > MOST_KEYS {
        return Err(unusable("it holds more than 64 keys"));
    }
    let keys: Vec<CoreJsonWebKey> = document
        .keys
        .into_iter()
        .filter(is_fit)
        .filter_map(|key| serde_json::from_value(key).ok())
        .collect();
    if keys.is_empty() {
        return Err(unusable(
            "it holds no public key of a kind that can be used",
        ));
    }
    Ok(CoreJsonWebKeySet::new(keys))
}

/// The same rules for keys that the library has read.
pub(crate) fn usable_of(
    keys: &CoreJsonWebKeySet,
    what: &'static str,
) -> Result<CoreJsonWebKeySet, Refusal> {
    let keys = keys
        .keys()
        .iter()
        .filter_map(|key| serde_json::to_value(key).ok());
    usable(
        Document {
            keys: keys.collect(),
        },
        what,
    )
}

fn is_fit(key: &Value) -> bool {
    match key.get("kty").and_then(Value::as_str) {
        Some("RSA") => key
            .get("n")
            .and_then(Value::as_str)
            .and_then(|modulus| URL_SAFE_NO_PAD.decode(modulus.trim_end_matches('=')).ok())
            .is_some_and(|bytes| {
                bytes.iter().skip_while(|byte| **byte == 0).count() >= LEAST_RSA_BYTES
            }),
        Some("EC" | "OKP") => true,
        _ => false,
    }
}
