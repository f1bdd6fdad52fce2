//! Texts that prove who somebody is because nobody can guess them. Only their hashes are kept.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use signet_model::Secret;

use crate::nonce::Nonces;

/// SHA-256 of such a text.
pub(crate) type Hash = [u8; 32];

/// How an API token starts: whoever finds one in a file knows what it is.
pub(crate) const TOKEN: &str = "sgn_";

/// How a bearer of a page on another site starts.
pub(crate) const BEARER: &str = "sgs_";

/// Characters of 256 bits in base64url.
const CHARACTERS: usize = 43;

/// A new id of a session, or the name of a sign-in under way: 256 random bits.
pub(crate) fn new_id(nonces: &dyn Nonces) -> Secret {
    Secret::new(random(nonces))
}

/// A new API token.
pub(crate) fn new_token(nonces: &dyn Nonces) -> Secret {
    Secret::new(format!("{TOKEN}{}", random(nonces)))
}

/// A new bearer of a page on another site.
pub(crate) fn new_bearer(nonces: &dyn Nonces) -> Secret {
    Secret::new(format!("{BEARER}{}", random(nonces)))
}

/// The hash of what may be an id; `None` where it cannot be one.
pub(crate) fn hash_of_id(text: &[u8]) -> Option<Hash> {
    (text.len() == CHARACTERS && URL_SAFE_NO_PAD.decode(text).is_ok()).then(|| hash(text))
}

/// The hash of what may be an API token; `None` where it cannot be one.
pub(crate) fn hash_of_token(text: &str) -> Option<Hash> {
    hash_of_id(text.strip_prefix(TOKEN)?.as_bytes()).map(|_| hash(text.as_bytes()))
}

/// The hash of what may be a bearer of a page on another site; `None` where it cannot be one.
pub(crate) fn hash_of_bearer(text: &str) -> Option<Hash> {
    hash_of_id(text.strip_prefix(BEARER)?.as_bytes()).map(|_| hash(text.as_bytes()))
}

/// SHA-256.
pub(crate) fn hash(bytes: &[u8]) -> Hash {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
    hash
}

fn random(nonces: &dyn Nonces) -> String {
    let digits = nonces.next() + &nonces.next();
    let bytes: Vec<u8> = digits
        .as_bytes()
        .chunks(2)
        .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nonce::RandomNonces;

    #[test]
    fn a_new_one_has_256_bits_and_its_hash_is_found_again() {
        let id = new_id(&RandomNonces);
        assert_eq!(id.expose().len(), CHARACTERS);
        assert_eq!(
            hash_of_id(id.expose().as_bytes()),
            Some(hash(id.expose().as_bytes()))
        );
        let token = new_token(&RandomNonces);
        assert_eq!(
            hash_of_token(token.expose()),
            Some(hash(token.expose().as_bytes()))
        );
        let bearer = new_bearer(&RandomNonces);
        assert_eq!(
            hash_of_bearer(bearer.expose()),
            Some(hash(bearer.expose().as_bytes()))
        );
        assert_eq!(hash_of_token(bearer.expose()), None);
        assert_ne!(new_id(&RandomNonces), id);
    }

    #[test]
    fn what_cannot_be_one_is_not_looked_for() {
        let id = new_id(&RandomNonces);
        let id = id.expose();
        for text in [
            "",
            "abc",
            &id[1..],
            &format!("{id}A"),
            &id.replace(&id[5..6], "!"),
        ] {
            assert_eq!(hash_of_id(text.as_bytes()), None, "{text}");
        }
        assert_eq!(hash_of_token(id), None);
        assert_eq!(hash_of_token("sgn_"), None);
    }
}
