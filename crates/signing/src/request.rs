//! The usual request: an RPC operation, signed with every header it needs.

use std::fmt;

use crate::canonical::{canonical_query, header_value, write_headers};
use crate::encoding::sha256_hex;
use crate::signature::authorize;
use crate::{Credentials, SignError};

/// An operation about to be sent.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// `GET` or `POST`.
    pub method: &'a str,
    /// Always `/` for the operations of OnsMqtt and Iot.
    pub path: &'a str,
    /// The value of the `Host` header, with the port where it is not the scheme's own.
    pub host: &'a str,
    /// The operation's name, as in `x-acs-action`.
    pub action: &'a str,
    /// The version of the product's API, as in `2020-04-20`.
    pub version: &'a str,
    /// Now in UTC, as in `2026-01-02T03:04:05Z`. The cloud accepts 15 minutes of difference.
    pub date: &'a str,
    /// A text never used before, by custom 32 hexadecimal digits. A retry needs a new one.
    pub nonce: &'a str,
    /// Parameters in the query, in any order, not encoded.
    pub query: &'a [(&'a str, &'a str)],
    /// The body as it will be sent; empty for all operations whose parameters travel in the query.
    pub body: &'a [u8],
    /// The type of the body, where there is one.
    pub content_type: Option<&'a str>,
}

/// What to put on the wire.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// The query, encoded and ready to follow `?`. A client that encodes it again breaks the signature.
    pub query_string: String,
    /// All headers the signature needs, names in lower case. Others (`accept`, `user-agent`) may be added.
    pub headers: Vec<(&'static str, String)>,
}

/// Signs an operation.
///
/// # Errors
/// See [`SignError`]: a part of the request that cannot travel in a header, or in the path.
pub fn sign(request: &Request<'_>, credentials: &Credentials) -> Result<Signed, SignError> {
    let payload_hash = sha256_hex(request.body);
    let lent = credentials.security_token();
    // In canonical order.
    let present = [
        ("content-type", request.content_type),
        ("host", Some(request.host)),
        (
            "x-acs-accesskey-id",
            lent.map(|_| credentials.access_key_id()),
        ),
        ("x-acs-action", Some(request.action)),
        ("x-acs-content-sha256", Some(payload_hash.as_str())),
        ("x-acs-date", Some(request.date)),
        ("x-acs-security-token", lent),
        ("x-acs-signature-nonce", Some(request.nonce)),
        ("x-acs-version", Some(request.version)),
    ];
    let mut headers = Vec::with_capacity(present.len() + 1);
    for (name, value) in present {
        if let Some(value) = value {
            headers.push((name, header_value(name, value)?.to_owned()));
        }
    }

    let query_string = canonical_query(request.query);
    let canonical = write_headers(headers.iter().map(|(name, value)| (*name, value.as_str())));
    let authorization = authorize(
        request.method,
        request.path,
        &query_string,
        &canonical,
        &payload_hash,
        credentials,
    )?;
    headers.push(("authorization", authorization));
    Ok(Signed {
        query_string,
        headers,
    })
}

/// Names only: the values hold the security token and a signature, and the query may hold whatever the user typed.
impl fmt::Debug for Signed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        formatter
            .debug_struct("Signed")
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}
