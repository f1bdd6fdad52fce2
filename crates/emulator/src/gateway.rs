//! The cloud's gateway: reads a request, checks who signed it and when, and that its nonce is new.
//!
//! It knows nothing of products: what comes out is an action, a version and parameters.

mod acs3;
mod authentication;
mod encoding;
mod nonces;
mod rpc;
mod throttle;

pub(crate) use encoding::hex;
pub(crate) use nonces::Nonces;
pub(crate) use throttle::{Counted, Limit, Throttle};

use bytes::Bytes;
use http::{HeaderMap, Request, header};

use crate::refusal::Refusal;
use acs3::Claim;
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
