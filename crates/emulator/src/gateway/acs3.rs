//! The signature `ACS3-HMAC-SHA256` (`cloud-api.md` section 3.2), checked from the headers that the request itself names.
//!
//! Written for this crate alone: a mistake shared with the signer would pass on both sides.

use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::{Digest, Sha256};

use super::encoding::{Pairs, canonical_query, hex, unhex};

/// The name of the algorithm, as it stands at the head of `Authorization` and of the string to sign.
pub(crate) const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// What an `Authorization` header claims.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Claim<'a> {
    pub(crate) access_key_id: &'a str,
    pub(crate) signed_headers: &'a str,
    pub(crate) signature: &'a str,
}

/// The parts of a request that are signed.
pub(crate) struct Signed<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    pub(crate) query: &'a Pairs,
    pub(crate) headers: &'a HeaderMap,
    /// Stands in where the `Host` header is missing: the authority of the request line.
    pub(crate) authority: Option<&'a str>,
    pub(crate) body: &'a [u8],
}

impl<'a> Claim<'a> {
    /// Reads what follows the algorithm's name: `Credential=…,SignedHeaders=…,Signature=…` in any order.
    pub(crate) fn parse(rest: &'a str) -> Option<Self> {
        let (mut access_key_id, mut signed_headers, mut signature) = (None, None, None);
        for part in rest.split(',') {
            let (name, value) = part.trim().split_once('=')?;
            match name {
                "Credential" => access_key_id = Some(value),
                "SignedHeaders" => signed_headers = Some(value),
                "Signature" => signature = Some(value),
                _ => return None,
            }
        }
        Some(Self {
            access_key_id: access_key_id?,
            signed_headers: signed_headers?,
            signature: signature?,
        })
    }

    /// Whether the header `name`, in lower case, is among those signed.
    pub(crate) fn signs(&self, name: &str) -> bool {
        self.signed_headers.split(';').any(|signed| signed == name)
    }

    /// Whether the signature is the one that `secret` makes over `string_to_sign`.
    pub(crate) fn is_by(&self, secret: &str, string_to_sign: &str) -> bool {
        let Some(signature) = unhex(self.signature) else {
            return false;
        };
        mac(secret, string_to_sign).verify_slice(&signature).is_ok()
    }
}

impl Signed<'_> {
    /// The string to sign, from the request as it arrived; the body is hashed here and not believed.
    pub(crate) fn string_to_sign(&self, signed_headers: &str) -> String {
        format!(
            "{ALGORITHM}\n{}",
            hex(&Sha256::digest(self.canonical_request(signed_headers)))
        )
    }

    fn canonical_request(&self, signed_headers: &str) -> String {
        let Self { method, path, .. } = self;
        let query = canonical_query(
            self.query
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        let mut names: Vec<_> = signed_headers.split(';').collect();
        names.sort_unstable();
        let headers: String = names
            .into_iter()
            .map(|name| format!("{name}:{}\n", self.header(name)))
            .collect();
        let hash = hex(&Sha256::digest(self.body));
        format!("{method}\n{path}\n{query}\n{headers}\n{signed_headers}\n{hash}")
    }

    /// The header's value, trimmed; several are joined by commas after sorting.
    fn header(&self, name: &str) -> String {
        let values = self
            .headers
            .get_all(name)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()));
        let mut values: Vec<_> = values.map(|value| value.trim().to_owned()).collect();
        if let (true, "host", Some(authority)) = (values.is_empty(), name, self.authority) {
            values.push(authority.to_owned());
        }
        values.sort_unstable();
        values.join(",")
    }
}

fn mac(secret: &str, string_to_sign: &str) -> Hmac<Sha256> {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(string_to_sign.as_bytes());
    mac
}

#[cfg(test)]
mod tests;
