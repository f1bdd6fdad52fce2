//! Keys that are lent for a while, as STS, the metadata of an ECS instance and a credentials URI write them (`cloud-api.md` section 9).

use http::Response;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use signet_model::Timestamp;
use signet_signing::Credentials;
use zeroize::Zeroizing;

use super::clean;
use super::fault::KeyFault;

/// A key and when it ends; `None` is a key that was given, whose end nobody told.
pub(super) struct Lent {
    pub(super) credentials: Credentials,
    pub(super) expires_at: Option<Timestamp>,
}

/// The four fields that all of them have, and the code that stands beside them everywhere but at STS.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct LentFields {
    code: Option<String>,
    #[serde(default)]
    access_key_id: String,
    #[serde(default)]
    access_key_secret: Zeroizing<String>,
    #[serde(default)]
    security_token: Zeroizing<String>,
    #[serde(default)]
    expiration: String,
}

const NOT_ITS_ANSWER: &str =
    "Check that it is the right address and that nothing between answers in its place.";

/// Reads an answer of `who` that carries its key at the top, beside a code.
pub(super) fn coded(who: &str, answer: Response<Vec<u8>>) -> Result<Lent, KeyFault> {
    let fields: LentFields = read(who, answer)?;
    match fields.code.as_deref() {
        None | Some("Success") => lent(who, fields),
        Some(code) => Err(KeyFault::refused(
            format!("{who} answered {}", shown_code(code)),
            "See what is wrong there.",
        )),
    }
}

/// Reads the JSON of an answer. What it holds is not shown: it may be half a key.
pub(super) fn read<T: DeserializeOwned>(
    who: &str,
    answer: Response<Vec<u8>>,
) -> Result<T, KeyFault> {
    let body = Zeroizing::new(answer.into_body());
    serde_json::from_slice(&body).map_err(|error| {
        let what = format!(
            "the answer of {who} is not as documented, at line {} column {}",
            error.line(),
            error.column()
        );
        KeyFault::refused(what, NOT_ITS_ANSWER)
    })
}

/// Checks the four fields.
pub(super) fn lent(who: &str, fields: LentFields) -> Result<Lent, KeyFault> {
    for (name, value) in [
        ("AccessKeyId", fields.access_key_id.as_str()),
        ("AccessKeySecret", fields.access_key_secret.as_str()),
        ("SecurityToken", fields.security_token.as_str()),
        ("Expiration", fields.expiration.as_str()),
    ] {
        if value.is_empty() {
            let what = format!("the answer of {who} has no {name}");
            return Err(KeyFault::refused(what, NOT_ITS_ANSWER));
        }
        clean(name, value).map_err(|what| {
            KeyFault::refused(format!("in the answer of {who}, {what}"), NOT_ITS_ANSWER)
        })?;
    }
    let expires_at = fields.expiration.parse().map_err(|_| {
        let what = format!("the Expiration in the answer of {who} is not a UTC time");
        KeyFault::refused(what, NOT_ITS_ANSWER)
    })?;
    Ok(Lent {
        credentials: Credentials::new(
            fields.access_key_id,
            fields.access_key_secret.as_str(),
            Some(fields.security_token.as_str().to_owned()),
        ),
        expires_at: Some(expires_at),
    })
}

/// A code from outside, if it looks like one.
pub(super) fn shown_code(code: &str) -> &str {
    let is_one = (1..=64).contains(&code.len())
        && code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'));
    if is_one {
        code
    } else {
        "something that is no code"
    }
}
