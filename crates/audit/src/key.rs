//! The one secret of a store, and the keys that are made of it: one for signing, one for sealing.

use std::fmt;

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use zeroize::Zeroizing;

use crate::signed::Signer;

/// What is in `signet.key`: 32 random bytes.
pub struct MasterKey(Zeroizing<[u8; 32]>);

/// Something sealed cannot be opened, or a key cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The bytes were sealed with another key, for another name, or were changed.
    #[error("it was sealed with another signet.key, or it was changed")]
    CannotOpen,
    /// The cryptographic library refused; it never does for 32 bytes.
    #[error("the key is refused by the cryptographic library")]
    Refused,
}

/// Seals small secrets with ChaCha20-Poly1305.
pub struct Sealer(LessSafeKey);

struct Bytes32;

impl KeyType for Bytes32 {
    fn len(&self) -> usize {
        32
    }
}

impl MasterKey {
    /// The key with these bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// What signs heads and checkpoints.
    ///
    /// # Errors
    /// See [`KeyError::Refused`].
    pub fn signer(&self) -> Result<Signer, KeyError> {
        let seed = self.derive(b"signet audit signing 1")?;
        Signer::from_seed(&seed)
    }

    /// What seals the seeds of one-time codes.
    ///
    /// # Errors
    /// See [`KeyError::Refused`].
    pub fn sealer(&self) -> Result<Sealer, KeyError> {
        let key = self.derive(b"signet totp sealing 1")?;
        UnboundKey::new(&CHACHA20_POLY1305, &*key)
            .map(|key| Sealer(LessSafeKey::new(key)))
            .map_err(|_| KeyError::Refused)
    }

    fn derive(&self, label: &[u8]) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        let mut bytes = Zeroizing::new([0; 32]);
        Salt::new(HKDF_SHA256, b"signet")
            .extract(&*self.0)
            .expand(&[label], Bytes32)
            .and_then(|key| key.fill(&mut *bytes))
            .map_err(|_| KeyError::Refused)?;
        Ok(bytes)
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[key]")
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[key]")
    }
}

impl Sealer {
    /// Seals `secret` so that it opens only under the same `name`. The nonce must be random and is kept in front.
    ///
    /// # Errors
    /// See [`KeyError::Refused`].
    pub fn seal(
        &self,
        name: &str,
        secret: &[u8],
        nonce: [u8; NONCE_LEN],
    ) -> Result<Vec<u8>, KeyError> {
        let mut sealed = secret.to_vec();
        let unique = Nonce::assume_unique_for_key(nonce);
        self.0
            .seal_in_place_append_tag(unique, Aad::from(name.as_bytes()), &mut sealed)
            .map_err(|_| KeyError::Refused)?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed under `name`.
    ///
    /// # Errors
    /// See [`KeyError::CannotOpen`].
    pub fn open(&self, name: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let (nonce, rest) = sealed
            .split_at_checked(NONCE_LEN)
            .ok_or(KeyError::CannotOpen)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| KeyError::CannotOpen)?;
        let mut bytes = Zeroizing::new(rest.to_vec());
        let length = self
            .0
            .open_in_place(nonce, Aad::from(name.as_bytes()), &mut bytes)
            .map_err(|_| KeyError::CannotOpen)?
            .len();
        bytes.truncate(length);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_under_its_name_and_key_only() {
        let sealer = |byte| MasterKey::new([byte; 32]).sealer().expect("a key");
        let sealed = sealer(1).seal("alice", b"seed", [7; 12]).expect("sealed");
        assert!(!sealed.windows(4).any(|window| window == b"seed"));
        assert_eq!(
            &**sealer(1).open("alice", &sealed).expect("opened"),
            b"seed"
        );
        assert_eq!(sealer(1).open("bob", &sealed), Err(KeyError::CannotOpen));
        assert_eq!(sealer(2).open("alice", &sealed), Err(KeyError::CannotOpen));
        assert_eq!(sealer(1).open("alice", b"short"), Err(KeyError::CannotOpen));
        let mut flipped = sealed;
        flipped[14] ^= 1;
        assert_eq!(sealer(1).open("alice", &flipped), Err(KeyError::CannotOpen));
    }

    #[test]
    fn no_key_is_shown() {
        let key = MasterKey::new([0x5a; 32]);
        let shown = format!("{key:?} {:?}", key.sealer());
        assert!(!shown.contains("5a") && !shown.contains("90"), "{shown}");
    }
}
