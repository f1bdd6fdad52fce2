//! Checking one signed token (JWS, compact form). The signature and the issuer, audience, algorithm and key are the library's work; the times, with
//! their leeway, and the words for what is wrong are ours.

use std::str::FromStr as _;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier, CoreJsonWebKeySet};
use openidconnect::{
    ClaimsVerificationError, ClientId, IssuerUrl, JsonWebTokenType, Nonce,
    SignatureVerificationError,
};
use serde_json::{Map, Value};
use signet_model::Timestamp;

use crate::algorithm::Algorithm;
use crate::claims::Claims;
use crate::refusal::{Refusal, quoted};

/// The most bytes of a token.
pub(crate) const LARGEST_TOKEN: usize = 8 * 1024;
/// How far the clocks of a provider and of the proxy may differ, in milliseconds.
pub(crate) const LEEWAY: i64 = 60_000;

/// What a token has to be.
pub(crate) struct Rules<'a> {
    pub(crate) issuer: &'a IssuerUrl,
    pub(crate) audience: &'a str,
    pub(crate) algorithms: &'a [Algorithm],
    /// `None` for an ID token, which has to answer the sign-in with this nonce and be meant for nobody else.
    pub(crate) nonce: Option<&'a Nonce>,
}

impl Rules<'_> {
    /// Checks a token and gives its claims.
    pub(crate) fn check(
        &self,
        token: &str,
        keys: &CoreJsonWebKeySet,
        now: Timestamp,
    ) -> Result<Claims, Refusal> {
        let (header, claims) = open(token)?;
        self.check_header(&header)?;
        self.check_presence(&claims)?;
        let parsed = CoreIdToken::from_str(token)
            .map_err(|_| Refusal::malformed("has a header or a claim of the wrong kind"))?;
        let nonce = self.nonce;
        parsed
            .claims(
                &self.verifier(keys, now),
                move |found: Option<&Nonce>| match nonce {
                    None => Ok(()),
                    Some(nonce) => openidconnect::NonceVerifier::verify(nonce, found),
                },
            )
            .map_err(|error| self.refusal(error, &header, &claims))?;
        for claim in ["nbf", "iat"] {
            not_yet(claim, &claims, now)?;
        }
        Ok(claims)
    }

    fn verifier<'k>(&self, keys: &CoreJsonWebKeySet, now: Timestamp) -> CoreIdTokenVerifier<'k> {
        let audience = ClientId::new(self.audience.to_owned());
        let only_us = self.nonce.is_some();
        // RFC 9068: an access token says that it is one, so that it is not taken for an ID token.
        let types: &[&str] = if only_us {
            &["JWT"]
        } else {
            &["JWT", "at+jwt"]
        };
        // Never the verifier for confidential clients: it would take signatures made with the client's secret.
        CoreIdTokenVerifier::new_public_client(audience, self.issuer.clone(), keys.clone())
            .set_allowed_algs(self.algorithms.iter().map(|one| one.of_library()))
            .set_allowed_jose_types(
                types
                    .iter()
                    .filter_map(|name| JsonWebTokenType::new((*name).to_owned()).normalize().ok()),
            )
            .set_other_audience_verifier_fn(move |_| !only_us)
            .set_time_fn(move || with_leeway(now).into())
    }

    fn check_header(&self, header: &Map<String, Value>) -> Result<(), Refusal> {
        match header.get("alg").and_then(Value::as_str) {
            None => Err(Refusal::malformed("names no `alg` in its header")),
            Some("none") => Err(Refusal::Unsigned),
            Some(name) if self.algorithms.iter().any(|one| one.as_str() == name) => Ok(()),
            Some(name) => Err(Refusal::Algorithm {
                found: quoted(name),
                allowed: self.allowed(),
            }),
        }
    }

    fn check_presence(&self, claims: &Claims) -> Result<(), Refusal> {
        for name in ["iss", "sub", "aud", "exp", "iat"] {
            if claims.0.get(name).is_none_or(Value::is_null) {
                return Err(Refusal::malformed(format!("has no `{name}`")));
            }
        }
        Ok(())
    }

    fn allowed(&self) -> String {
        let names: Vec<_> = self.algorithms.iter().map(|one| one.as_str()).collect();
        names.join(", ")
    }

    fn refusal(
        &self,
        error: ClaimsVerificationError,
        header: &Map<String, Value>,
        claims: &Claims,
    ) -> Refusal {
        let found = |claim: &str| quoted(&claims.get(claim).map(plain).unwrap_or_default());
        let algorithm = || header.get("alg").map(plain).unwrap_or_default();
        match error {
            ClaimsVerificationError::Expired(_) => match claims.moment("exp") {
                Ok(Some(at)) => Refusal::Expired { at },
                _ => Refusal::malformed("has an `exp` that is no time in seconds"),
            },
            ClaimsVerificationError::InvalidAudience(_) => Refusal::Audience {
                expected: self.audience.to_owned(),
                found: found("aud"),
            },
            ClaimsVerificationError::InvalidIssuer(_) => Refusal::Issuer {
                expected: self.issuer.as_str().to_owned(),
                found: found("iss"),
            },
            ClaimsVerificationError::InvalidNonce(_) => Refusal::Nonce,
            ClaimsVerificationError::SignatureVerification(error) => match error {
                SignatureVerificationError::AmbiguousKeyId(_) => Refusal::AmbiguousKey,
                SignatureVerificationError::NoMatchingKey
                | SignatureVerificationError::InvalidKey(_) => Refusal::Key {
                    algorithm: quoted(&algorithm()),
                },
                SignatureVerificationError::DisallowedAlg(_)
                | SignatureVerificationError::UnsupportedAlg(_) => Refusal::Algorithm {
                    found: quoted(&algorithm()),
                    allowed: self.allowed(),
                },
                SignatureVerificationError::NoSignature => Refusal::Unsigned,
                _ => Refusal::Signature,
            },
            ClaimsVerificationError::Unsupported(_) => Refusal::malformed(
                "has a header (`typ`, `cty` or `crit`) that is not one of a signed JWT",
            ),
            _ => Refusal::malformed("breaks a rule for tokens"),
        }
    }
}

/// Refuses a moment of the token that lies in the future.
pub(crate) fn not_yet(
    claim: &'static str,
    claims: &Claims,
    now: Timestamp,
) -> Result<Option<Timestamp>, Refusal> {
    let moment = claims.moment(claim)?;
    match moment {
        Some(at) if at.as_millis() > now.as_millis() + LEEWAY => Err(Refusal::NotYet { claim, at }),
        _ => Ok(moment),
    }
}

/// The header and the claims, not checked yet.
fn open(token: &str) -> Result<(Map<String, Value>, Claims), Refusal> {
    if token.len() > LARGEST_TOKEN {
        return Err(Refusal::TooLarge {
            limit: LARGEST_TOKEN,
            found: token.len(),
        });
    }
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else {
        return Err(Refusal::malformed(
            "is not three parts with dots between them",
        ));
    };
    // The library takes a signature whose last character holds bits that mean nothing: one signature, several texts.
    if URL_SAFE_NO_PAD.decode(signature).is_err() {
        return Err(Refusal::malformed("has a signature that is no base64url"));
    }
    let part = |text: &str, what: &str| {
        URL_SAFE_NO_PAD
            .decode(text)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or_else(|| {
                Refusal::malformed(format!("has {what} that is no JSON object in base64url"))
            })
    };
    Ok((part(header, "a header")?, Claims(part(claims, "claims")?)))
}

/// The moment that a token's `exp` is held against.
fn with_leeway(now: Timestamp) -> SystemTime {
    let millis = now.as_millis().saturating_sub(LEEWAY);
    let since = Duration::from_millis(millis.unsigned_abs());
    let epoch = SystemTime::UNIX_EPOCH;
    let moment = if millis < 0 {
        epoch.checked_sub(since)
    } else {
        epoch.checked_add(since)
    };
    moment.unwrap_or(epoch)
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests;
