//! A request, and its two signatures.

use base64::Engine as _;
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use http::Request;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::HOST;

const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A request before it is signed.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) method: &'static str,
    pub(crate) action: String,
    pub(crate) version: &'static str,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) unsigned_headers: Vec<(&'static str, String)>,
    pub(crate) date: String,
    pub(crate) nonce: String,
    pub(crate) key: &'static str,
    pub(crate) secret: &'static str,
}

impl Draft {
    /// The request, signed with ACS3-HMAC-SHA256.
    pub(crate) fn acs3(&self) -> Request<Bytes> {
        let body = encode(&self.form, false);
        let mut headers: Vec<(&str, String)> = vec![
            ("host", HOST.into()),
            ("x-acs-action", self.action.clone()),
            ("x-acs-version", self.version.into()),
            ("x-acs-date", self.date.clone()),
            ("x-acs-signature-nonce", self.nonce.clone()),
            ("x-acs-content-sha256", hex(&Sha256::digest(&body))),
        ];
        headers.extend(self.headers.iter().cloned());
        if !body.is_empty() {
            headers.push(("content-type", "application/x-www-form-urlencoded".into()));
        }
        headers.sort();
        let names = headers
            .iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>()
            .join(";");
        let lines: String = headers
            .iter()
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        let (method, query) = (self.method, encode(&self.query, true));
        let canonical = format!(
            "{method}\n/\n{query}\n{lines}\n{names}\n{}",
            hex(&Sha256::digest(&body))
        );
        let to_sign = format!("ACS3-HMAC-SHA256\n{}", hex(&Sha256::digest(canonical)));
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_bytes()).unwrap();
        mac.update(to_sign.as_bytes());
        let signature = hex(&mac.finalize().into_bytes());
        let authorization = format!(
            "ACS3-HMAC-SHA256 Credential={},SignedHeaders={names},Signature={signature}",
            self.key
        );
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/?{}", query.replace("%20", "+")));
        for (name, value) in headers.iter().chain(&self.unsigned_headers) {
            request = request.header(*name, value);
        }
        request
            .header("authorization", authorization)
            .body(Bytes::from(body))
            .unwrap()
    }

    /// The request, signed with the older HMAC-SHA1.
    pub(crate) fn rpc(&self) -> Request<Bytes> {
        let mut query = self.query.clone();
        for (name, value) in [
            ("Action", self.action.as_str()),
            ("Version", self.version),
            ("Format", "JSON"),
            ("Timestamp", &self.date),
            ("SignatureNonce", &self.nonce),
            ("SignatureMethod", "HMAC-SHA1"),
            ("SignatureVersion", "1.0"),
            ("AccessKeyId", self.key),
        ] {
            query.push((name.into(), value.into()));
        }
        for (name, value) in &self.headers {
            query.push(((*name).into(), value.clone()));
        }
        let all: Vec<_> = query.iter().chain(&self.form).cloned().collect();
        let to_sign = format!(
            "{}&%2F&{}",
            self.method,
            utf8_percent_encode(&encode(&all, true), UNRESERVED)
        );
        let mut mac = Hmac::<Sha1>::new_from_slice(format!("{}&", self.secret).as_bytes()).unwrap();
        mac.update(to_sign.as_bytes());
        let signature =
            base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes());
        query.push(("Signature".into(), signature));
        Request::builder()
            .method(self.method)
            .uri(format!("/?{}", encode(&query, false)))
            .header("host", HOST)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Bytes::from(encode(&self.form, false)))
            .unwrap()
    }
}

fn encode(pairs: &[(String, String)], sorted: bool) -> String {
    let mut pairs = pairs.to_vec();
    if sorted {
        pairs.sort();
    }
    let encode = |text| utf8_percent_encode(text, UNRESERVED);
    pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
