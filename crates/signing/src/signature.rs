//! From the canonical request to the `Authorization` header.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::canonical::{CanonicalHeaders, canonical_headers, canonical_query, canonical_request};
use crate::encoding::push_hex;
use crate::{Credentials, SignError};

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The `Authorization` value for any request: `headers` are those to sign, all of them, as they will be sent.
///
/// # Errors
/// See [`SignError`].
pub fn authorization(
    method: &str,
    path: &str,
    query: &[(&str, &str)],
    headers: &[(&str, &str)],
    payload_hash: &str,
    credentials: &Credentials,
) -> Result<String, SignError> {
    authorize(
        method,
        path,
        &canonical_query(query),
        &canonical_headers(headers)?,
        payload_hash,
        credentials,
    )
}

/// What the key signs: the algorithm's name and the hash of the canonical request (`cloud-api.md` section 3.2, step 6).
#[must_use]
pub fn string_to_sign(canonical_request: &str) -> String {
    let mut text = String::with_capacity(ALGORITHM.len() + 1 + 64);
    text.push_str(ALGORITHM);
    text.push('\n');
    push_hex(&Sha256::digest(canonical_request).into(), &mut text);
    text
}

pub(crate) fn authorize(
    method: &str,
    path: &str,
    query_string: &str,
    headers: &CanonicalHeaders,
    payload_hash: &str,
    credentials: &Credentials,
) -> Result<String, SignError> {
    let id = credentials.access_key_id();
    if let Some(at) = id
        .bytes()
        .position(|byte| !byte.is_ascii_graphic() || byte == b',')
    {
        return Err(SignError::AccessKeyId { at });
    }
    let request = canonical_request(method, path, query_string, headers, payload_hash)?;
    let to_sign = string_to_sign(&request);

    let fixed = ALGORITHM.len() + " Credential=,SignedHeaders=,Signature=".len() + 64;
    let mut out = String::with_capacity(fixed + id.len() + headers.signed.len());
    out.push_str(ALGORITHM);
    out.push_str(" Credential=");
    out.push_str(id);
    out.push_str(",SignedHeaders=");
    out.push_str(&headers.signed);
    out.push_str(",Signature=");
    push_hex(
        &hmac_sha256(credentials.secret(), to_sign.as_bytes()),
        &mut out,
    );
    Ok(out)
}

fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_access_key_id_that_would_end_the_field_is_refused() {
        let refused = |id: &str| {
            let credentials = Credentials::new(id, "secret", None);
            authorization("GET", "/", &[], &[], &"0".repeat(64), &credentials).err()
        };
        assert_eq!(
            refused("LTAI,SignedHeaders=host"),
            Some(SignError::AccessKeyId { at: 4 })
        );
        assert_eq!(refused("LTAI\n"), Some(SignError::AccessKeyId { at: 4 }));
        assert_eq!(refused(" LTAI"), Some(SignError::AccessKeyId { at: 0 }));
        assert_eq!(refused("LTAI"), None);
    }
}
