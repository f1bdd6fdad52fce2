//! The published vectors, and those made with the official SDK (`cloud-api.md` section 3.5): one file each.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use signet_signing::{
    Credentials, Request, authorization, canonical_headers, canonical_query, canonical_request,
    sha256_hex, sign, string_to_sign,
};

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
enum Vector {
    Request(Box<WholeRequest>),
    Authorization(Box<Parts>),
    Query {
        source: String,
        query: Vec<(String, String)>,
        expect: String,
    },
    Sha256 {
        source: String,
        text: String,
        expect: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeRequest {
    source: String,
    method: String,
    path: String,
    host: String,
    action: String,
    version: String,
    date: String,
    nonce: String,
    query: Vec<(String, String)>,
    body: String,
    content_type: Option<String>,
    access_key_id: String,
    secret: String,
    security_token: Option<String>,
    expect: ExpectedRequest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedRequest {
    query_string: String,
    payload_hash: String,
    canonical_request_hash: String,
    signed_headers: String,
    signature: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    source: String,
    method: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    payload_hash: String,
    access_key_id: String,
    secret: String,
    expect: ExpectedParts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedParts {
    canonical_headers: String,
    signed_headers: String,
    signature: String,
}

/// The vectors of section 3.5 that are ours, and one more of the same origin (P-G); a lost file must not pass unnoticed.
const EXPECTED: [&str; 12] = [
    "P-A", "P-B", "P-C", "P-D", "P-E", "P-G", "V1", "V10", "V2", "V3", "V4", "V5",
];

#[test]
fn every_vector_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    let mut seen = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the folder of vectors") {
        let text = fs::read_to_string(entry.expect("a file").path()).expect("a readable vector");
        let vector: Vector = serde_json::from_str(&text).expect("a vector");
        let source = match vector {
            Vector::Request(vector) => vector.check(),
            Vector::Authorization(vector) => vector.check(),
            Vector::Query {
                source,
                query,
                expect,
            } => {
                assert_eq!(canonical_query(&borrowed(&query)), expect, "{source}");
                source
            }
            Vector::Sha256 {
                source,
                text,
                expect,
            } => {
                assert_eq!(sha256_hex(text.as_bytes()), expect, "{source}");
                source
            }
        };
        seen.insert(source.split(':').next().unwrap_or_default().to_owned());
    }
    assert!(seen.iter().eq(EXPECTED), "{seen:?}");
}

impl WholeRequest {
    fn check(self) -> String {
        let query = borrowed(&self.query);
        let credentials = Credentials::new(self.access_key_id, self.secret, self.security_token);
        let signed = sign(
            &Request {
                method: &self.method,
                path: &self.path,
                host: &self.host,
                action: &self.action,
                version: &self.version,
                date: &self.date,
                nonce: &self.nonce,
                query: &query,
                body: self.body.as_bytes(),
                content_type: self.content_type.as_deref(),
            },
            &credentials,
        )
        .expect("signed");
        let (source, expect) = (self.source, self.expect);
        assert_eq!(signed.query_string, expect.query_string, "{source}");
        assert_eq!(
            header(&signed.headers, "x-acs-content-sha256"),
            expect.payload_hash,
            "{source}"
        );
        assert_eq!(
            header(&signed.headers, "authorization"),
            format!(
                "ACS3-HMAC-SHA256 Credential={},SignedHeaders={},Signature={}",
                credentials.access_key_id(),
                expect.signed_headers,
                expect.signature
            ),
            "{source}"
        );

        let sent: Vec<_> = signed
            .headers
            .iter()
            .filter(|(name, _)| *name != "authorization")
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let headers = canonical_headers(&sent).expect("canonical headers");
        let canonical = canonical_request(
            &self.method,
            &self.path,
            &signed.query_string,
            &headers,
            &expect.payload_hash,
        )
        .expect("a canonical request");
        assert_eq!(
            string_to_sign(&canonical),
            format!("ACS3-HMAC-SHA256\n{}", expect.canonical_request_hash),
            "{source}"
        );
        source
    }
}

impl Parts {
    fn check(self) -> String {
        let headers = borrowed(&self.headers);
        let canonical = canonical_headers(&headers).expect("canonical headers");
        assert_eq!(
            canonical.lines, self.expect.canonical_headers,
            "{}",
            self.source
        );
        let value = authorization(
            &self.method,
            &self.path,
            &borrowed(&self.query),
            &headers,
            &self.payload_hash,
            &Credentials::new(self.access_key_id.as_str(), self.secret, None),
        )
        .expect("signed");
        assert_eq!(
            value,
            format!(
                "ACS3-HMAC-SHA256 Credential={},SignedHeaders={},Signature={}",
                self.access_key_id, self.expect.signed_headers, self.expect.signature
            ),
            "{}",
            self.source
        );
        self.source
    }
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect()
}

fn header<'a>(headers: &'a [(&'static str, String)], name: &str) -> &'a str {
    headers
        .iter()
        .find(|(found, _)| *found == name)
        .map_or("", |(_, value)| value)
}
