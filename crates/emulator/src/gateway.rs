//! The cloud's gateway: reads a request, checks who signed it and when, and that its nonce is new.
//!
//! It knows nothing of products: what comes out is an action, a version and parameters.

mod acs3;
mod encoding;
mod nonces;
mod rpc;
mod throttle;

pub(crate) use encoding::hex;
pub(crate) use nonces::Nonces;
pub(crate) use throttle::Throttle;

use bytes::Bytes;
use http::{HeaderMap, Request, header};
use signet_model::Timestamp;

use crate::options::Key;
use crate::refusal::Refusal;
use acs3::{Claim, Signed};
use encoding::{Pairs, decode_form};

/// How far the clock of a request may be off, in either direction (`cloud-api.md` section 3.2).
pub(crate) const SKEW_MILLIS: i64 = 15 * 60 * 1000;

/// A request as the gateway reads it, not yet believed.
pub(crate) struct Call<'a> {
    pub(crate) action: String,
    pub(crate) version: String,
    /// Decoded parameters from the query and a form body.
    pub(crate) parameters: Pairs,
    request: &'a Request<Bytes>,
    query: Pairs,
    proof: Proof<'a>,
}

enum Proof<'a> {
    Acs3(Claim<'a>),
    Rpc,
    None,
}

/// The names under which the two signatures carry the same thing: a header, or a parameter.
struct Field {
    header: &'static str,
    parameter: &'static str,
}

const ACTION: Field = Field {
    header: "x-acs-action",
    parameter: "Action",
};
const VERSION: Field = Field {
    header: "x-acs-version",
    parameter: "Version",
};
const DATE: Field = Field {
    header: "x-acs-date",
    parameter: "Timestamp",
};
const NONCE: Field = Field {
    header: "x-acs-signature-nonce",
    parameter: "SignatureNonce",
};
const TOKEN: Field = Field {
    header: "x-acs-security-token",
    parameter: "SecurityToken",
};

impl<'a> Call<'a> {
    /// Reads a request.
    pub(crate) fn read(request: &'a Request<Bytes>) -> Result<Self, Refusal> {
        let not_text = |_| Refusal::saying("InvalidParameter", "The parameters are not UTF-8.");
        let query =
            decode_form(request.uri().query().unwrap_or_default().as_bytes()).map_err(not_text)?;
        let mut parameters = query.clone();
        if is_form(request.headers()) {
            parameters.extend(decode_form(request.body()).map_err(not_text)?);
        }
        let proof = proof(request.headers(), &parameters)?;
        let mut call = Self {
            action: String::new(),
            version: String::new(),
            parameters,
            request,
            query,
            proof,
        };
        call.action = call.required(&ACTION)?.to_owned();
        call.version = call.required(&VERSION)?.to_owned();
        Ok(call)
    }

    /// Checks the key, the clock, the signature and the nonce, in this order: a nonce is used up only by whom the key
    /// belongs to.
    pub(crate) fn authenticate(
        &self,
        key: &Key,
        nonces: &mut Nonces,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        if self.access_key_id()? != key.id {
            return Err(Refusal::of("InvalidAccessKeyId.NotFound"));
        }
        self.check_clock(now)?;
        self.check_token(key)?;
        let nonce = self.required(&NONCE)?;
        self.check_signature(key)?;
        if nonces.first_use(nonce, now) {
            Ok(())
        } else {
            Err(Refusal::of("SignatureNonceUsed"))
        }
    }

    fn access_key_id(&self) -> Result<&str, Refusal> {
        match &self.proof {
            Proof::Acs3(claim) => Ok(claim.access_key_id),
            Proof::Rpc => self
                .parameter("AccessKeyId")
                .ok_or_else(|| Refusal::missing("AccessKeyId")),
            Proof::None => Err(Refusal::missing("AccessKeyId")),
        }
    }

    fn check_clock(&self, now: Timestamp) -> Result<(), Refusal> {
        let date = self.required(&DATE)?;
        let at: Timestamp = date
            .parse()
            .ok()
            .filter(|_| date.len() == "2026-01-02T03:04:05Z".len())
            .ok_or_else(|| Refusal::of("InvalidTimeStamp.Format"))?;
        if (now.as_millis() - at.as_millis()).abs() > SKEW_MILLIS {
            return Err(Refusal::of("InvalidTimeStamp.Expired"));
        }
        Ok(())
    }

    fn check_token(&self, key: &Key) -> Result<(), Refusal> {
        match (
            self.field(&TOKEN),
            key.security_token.as_ref().map(|token| token.reveal()),
        ) {
            (None, None) => Ok(()),
            (Some(sent), Some(known)) if sent == known => Ok(()),
            (None, Some(_)) => Err(Refusal::of("InvalidSecurityToken.Malformed")),
            (Some(_), _) => Err(Refusal::of("InvalidSecurityToken.MismatchWithAccessKey")),
        }
    }

    fn check_signature(&self, key: &Key) -> Result<(), Refusal> {
        let method = self.request.method().as_str();
        match &self.proof {
            Proof::Acs3(claim) => {
                self.check_signed_headers(claim)?;
                let signed = Signed {
                    method,
                    path: self.request.uri().path(),
                    query: &self.query,
                    headers: self.request.headers(),
                    authority: self
                        .request
                        .uri()
                        .authority()
                        .map(http::uri::Authority::as_str),
                    body: self.request.body(),
                };
                let string_to_sign = signed.string_to_sign(claim.signed_headers);
                if claim.is_by(key.secret.reveal(), &string_to_sign) {
                    return Ok(());
                }
                Err(Refusal::saying(
                    "SignatureDoesNotMatch",
                    format!(
                        "Specified signature does not match our calculation. server StringToSign is [{string_to_sign}]"
                    ),
                ))
            }
            Proof::Rpc => {
                let string_to_sign = rpc::string_to_sign(method, &self.parameters);
                if rpc::is_by(
                    key.secret.reveal(),
                    &string_to_sign,
                    self.parameter("Signature").unwrap_or_default(),
                ) {
                    return Ok(());
                }
                Err(Refusal::saying(
                    "SignatureDoesNotMatch",
                    format!(
                        "Specified signature is not matched with our calculation. server string to sign is:{string_to_sign}"
                    ),
                ))
            }
            Proof::None => Err(Refusal::missing("AccessKeyId")),
        }
    }

    /// Every common header that is present must be signed (`cloud-api.md` section 3.2), and the hash of the body must be there.
    fn check_signed_headers(&self, claim: &Claim<'_>) -> Result<(), Refusal> {
        let headers = self.request.headers();
        if !headers.contains_key("x-acs-content-sha256") {
            return Err(Refusal::missing("ContentSha256"));
        }
        let common = headers
            .keys()
            .map(header::HeaderName::as_str)
            .filter(|name| name.starts_with("x-acs-"));
        match common.chain(["host"]).find(|name| !claim.signs(name)) {
            Some(unsigned) => Err(Refusal::saying(
                "SignatureDoesNotMatch",
                format!(
                    "Specified signature does not match our calculation. The header {unsigned} is present but not in SignedHeaders."
                ),
            )),
            None => Ok(()),
        }
    }

    fn required(&self, field: &Field) -> Result<&str, Refusal> {
        self.field(field)
            .ok_or_else(|| Refusal::missing(field.parameter))
    }

    fn field(&self, field: &Field) -> Option<&str> {
        let found = match &self.proof {
            Proof::Rpc => self.parameter(field.parameter),
            Proof::Acs3(_) => text(self.request.headers(), field.header),
            Proof::None => text(self.request.headers(), field.header)
                .or_else(|| self.parameter(field.parameter)),
        };
        found.filter(|value| !value.is_empty())
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

fn proof<'a>(headers: &'a HeaderMap, parameters: &Pairs) -> Result<Proof<'a>, Refusal> {
    let value = |name: &str| {
        parameters
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    if let Some(authorization) = headers.get(header::AUTHORIZATION) {
        let claim = authorization
            .to_str()
            .ok()
            .and_then(|text| text.trim().split_once(' '))
            .filter(|(algorithm, _)| *algorithm == acs3::ALGORITHM)
            .and_then(|(_, rest)| Claim::parse(rest));
        return claim
            .map(Proof::Acs3)
            .ok_or_else(|| Refusal::of("IncompleteSignature"));
    }
    if value("Signature").is_none() {
        return Ok(Proof::None);
    }
    match (value("SignatureMethod"), value("SignatureVersion")) {
        (Some("HMAC-SHA1"), Some("1.0")) => Ok(Proof::Rpc),
        _ => Err(Refusal::of("IncompleteSignature")),
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = text(headers, "content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::trim)
}
