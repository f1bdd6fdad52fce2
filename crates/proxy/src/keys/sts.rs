//! Roles that are assumed at STS (`cloud-api.md` section 9): with another key, signed as every call is; or with the token of an identity
//! provider, where the token is the proof and nothing is signed.

mod answer;

use std::path::{Path, PathBuf};

use http::Request;
use http::header::{ACCEPT, CONTENT_TYPE};
use signet_signing::{Credentials, canonical_query, sign};
use tokio::io::AsyncReadExt;
use zeroize::Zeroizing;

use super::fault::KeyFault;
use super::lent::Lent;
use super::source::KeyPorts;
use answer::ask;

use crate::clock::whole_seconds;
use crate::upstream::Endpoint;

const VERSION: &str = "2015-04-01";
/// What every role allows; only roles with a longer `MaxSessionDuration` take more.
const AN_HOUR: u32 = 3600;
/// Larger than any token that an identity provider writes.
const LARGEST_TOKEN: u64 = 64 * 1024;

/// A role and how it is assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// `acs:ram::ACCOUNT:role/NAME`.
    pub arn: String,
    /// What the cloud's own records call the sessions of this proxy.
    pub session_name: String,
    /// How long a key shall be good, in seconds.
    pub seconds: u32,
    /// A policy that narrows the role further.
    pub policy: Option<String>,
    /// What the owner of the role asks strangers to say.
    pub external_id: Option<String>,
    /// Where STS answers.
    pub sts: Endpoint,
}

impl Role {
    /// A role for an hour at a time.
    ///
    /// # Errors
    /// Says which of the two cannot be right.
    pub fn new(arn: &str, session_name: Option<&str>, sts: Endpoint) -> Result<Self, String> {
        if !is_arn(arn, ":role/") {
            return Err("role_arn must be like acs:ram::1234567890123456:role/name".to_owned());
        }
        let session_name = session_name.unwrap_or("signet");
        let usable = (2..=64).contains(&session_name.len())
            && session_name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".@-_".contains(&byte));
        if !usable {
            return Err(
                "role_session_name must be 2 to 64 letters, digits or any of . @ - _".to_owned(),
            );
        }
        Ok(Self {
            arn: arn.to_owned(),
            session_name: session_name.to_owned(),
            seconds: AN_HOUR,
            policy: None,
            external_id: None,
            sts,
        })
    }

    fn who(&self) -> String {
        format!("STS at {}", self.sts.host())
    }
}

/// Whether a text is an ARN of RAM that names a thing of this kind.
pub(super) fn is_arn(text: &str, kind: &str) -> bool {
    let parts = text
        .strip_prefix("acs:ram::")
        .and_then(|rest| rest.split_once(kind));
    parts.is_some_and(|(account, name)| {
        !account.is_empty()
            && account.bytes().all(|byte| byte.is_ascii_digit())
            && (1..=128).contains(&name.len())
            && name.bytes().all(|byte| byte.is_ascii_graphic())
    })
}

/// `AssumeRole` with a key.
pub(super) async fn assume(
    role: &Role,
    base: &Credentials,
    ports: &KeyPorts,
) -> Result<Lent, KeyFault> {
    let seconds = role.seconds.to_string();
    let mut query = vec![
        ("DurationSeconds", seconds.as_str()),
        ("RoleArn", role.arn.as_str()),
        ("RoleSessionName", role.session_name.as_str()),
    ];
    query.extend(role.policy.as_deref().map(|policy| ("Policy", policy)));
    query.extend(role.external_id.as_deref().map(|id| ("ExternalId", id)));
    let signed = sign(
        &signet_signing::Request {
            method: "POST",
            path: "/",
            host: role.sts.host(),
            action: "AssumeRole",
            version: VERSION,
            date: &whole_seconds(ports.clock.now()).to_string(),
            nonce: &ports.nonces.next(),
            query: &query,
            body: b"",
            content_type: None,
        },
        base,
    )
    .map_err(|error| unusable(&error.to_string()))?;
    let mut request = Request::post(format!("{}?{}", role.sts.base(), signed.query_string))
        .header(ACCEPT, "application/json");
    // The client writes `host` from the URL.
    for (name, value) in signed.headers.iter().filter(|(name, _)| *name != "host") {
        request = request.header(*name, value);
    }
    ask(role, request.body(Vec::new()), ports).await
}

/// `AssumeRoleWithOIDC` with a token from a file.
pub(super) async fn assume_with_oidc(
    role: &Role,
    provider_arn: &str,
    token_file: &Path,
    ports: &KeyPorts,
) -> Result<Lent, KeyFault> {
    let token = token(token_file).await?;
    let query = canonical_query(&[
        ("Action", "AssumeRoleWithOIDC"),
        ("Format", "JSON"),
        ("Timestamp", &whole_seconds(ports.clock.now()).to_string()),
        ("Version", VERSION),
    ]);
    let seconds = role.seconds.to_string();
    let mut form = vec![
        ("DurationSeconds", seconds.as_str()),
        ("OIDCProviderArn", provider_arn),
        ("OIDCToken", token.as_str()),
        ("RoleArn", role.arn.as_str()),
        ("RoleSessionName", role.session_name.as_str()),
    ];
    form.extend(role.policy.as_deref().map(|policy| ("Policy", policy)));
    let request = Request::post(format!("{}?{query}", role.sts.base()))
        .header(ACCEPT, "application/json")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(canonical_query(&form).into_bytes());
    ask(role, request, ports).await
}

async fn token(file: &Path) -> Result<Zeroizing<String>, KeyFault> {
    const REMEDY: &str =
        "Check the path, who may read it, and that the pod's service account has RRSA enabled.";
    let shown = file.display();
    let fault =
        |what: String| KeyFault::refused(format!("the OIDC token file {shown} {what}"), REMEDY);
    let mut text = Zeroizing::new(String::new());
    let opened = tokio::fs::File::open(PathBuf::from(file)).await;
    let read = match opened {
        Ok(file) => file.take(LARGEST_TOKEN + 1).read_to_string(&mut text).await,
        Err(error) => Err(error),
    };
    let length = read.map_err(|error| fault(format!("cannot be read: {error}")))?;
    if u64::try_from(length).is_ok_and(|length| length > LARGEST_TOKEN) {
        return Err(fault(format!("is larger than {LARGEST_TOKEN} bytes")));
    }
    let token = Zeroizing::new(text.trim().to_owned());
    match token.as_str() {
        "" => Err(fault("is empty".to_owned())),
        text if text.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(token),
        _ => Err(fault("holds something that is no token".to_owned())),
    }
}

fn unusable(cause: &str) -> KeyFault {
    KeyFault::refused(
        format!("AssumeRole cannot be signed: {cause}"),
        "Check the key that assumes the role.",
    )
}
