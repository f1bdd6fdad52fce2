//! What is signed: the head at each commit, and checkpoints that leave the machine. Each has its own first line, so that neither is
//! taken for the other.

use std::fmt;
use std::str::FromStr;

use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use signet_model::Timestamp;

use crate::chain::Head;
use crate::hash::{Hash, hex, read_hex};
use crate::key::KeyError;

/// An Ed25519 signature; hexadecimal as text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature(pub [u8; 64]);

/// The text is not hexadecimal, or not of the right length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not hexadecimal of the right length")]
pub struct NotHexadecimal;

/// What checks signatures; hexadecimal as text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(pub [u8; 32]);

/// Signs heads and checkpoints.
pub struct Signer(Ed25519KeyPair);

/// A signed statement that the log was so long and had this hash: what leaves the machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Which store.
    pub store_id: String,
    /// The number of the last record.
    pub sequence: u64,
    /// Its hash: what `signet audit verify --head` takes.
    pub hash: Hash,
    /// When.
    pub time: Timestamp,
    /// Over all of the above.
    pub signature: Signature,
    /// What checks the signature. A checkpoint that was kept elsewhere shows that it was this one from the start.
    pub public_key: PublicKey,
}

impl Signer {
    /// # Errors
    /// See [`KeyError::Refused`].
    pub(crate) fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyError> {
        Ed25519KeyPair::from_seed_unchecked(seed)
            .map(Self)
            .map_err(|_| KeyError::Refused)
    }

    /// What checks its signatures.
    #[must_use]
    pub fn public_key(&self) -> PublicKey {
        let mut key = [0; 32];
        key.copy_from_slice(self.0.public_key().as_ref());
        PublicKey(key)
    }

    /// Signs the end of the chain.
    #[must_use]
    pub fn sign_head(&self, store_id: &str, head: Head) -> Signature {
        self.sign(&head_text(store_id, head))
    }

    /// Signs a checkpoint.
    #[must_use]
    pub fn checkpoint(&self, store_id: &str, head: Head, time: Timestamp) -> Checkpoint {
        Checkpoint {
            store_id: store_id.to_owned(),
            sequence: head.sequence,
            hash: head.hash,
            time,
            signature: self.sign(&checkpoint_text(store_id, head, time)),
            public_key: self.public_key(),
        }
    }

    fn sign(&self, text: &str) -> Signature {
        let mut bytes = [0; 64];
        bytes.copy_from_slice(self.0.sign(text.as_bytes()).as_ref());
        Signature(bytes)
    }
}

impl PublicKey {
    /// Whether this end of the chain was signed.
    #[must_use]
    pub fn has_signed_head(&self, store_id: &str, head: Head, signature: &Signature) -> bool {
        self.has_signed(&head_text(store_id, head), signature)
    }

    /// Whether the checkpoint was signed. The key that the checkpoint itself names is not asked.
    #[must_use]
    pub fn has_signed_checkpoint(&self, checkpoint: &Checkpoint) -> bool {
        let head = Head {
            sequence: checkpoint.sequence,
            hash: checkpoint.hash,
        };
        let text = checkpoint_text(&checkpoint.store_id, head, checkpoint.time);
        self.has_signed(&text, &checkpoint.signature)
    }

    fn has_signed(&self, text: &str, signature: &Signature) -> bool {
        UnparsedPublicKey::new(&ED25519, &self.0)
            .verify(text.as_bytes(), &signature.0)
            .is_ok()
    }
}

fn head_text(store_id: &str, head: Head) -> String {
    format!(
        "signet audit head 1\n{store_id}\n{}\n{}\n",
        head.sequence, head.hash
    )
}

fn checkpoint_text(store_id: &str, head: Head, time: Timestamp) -> String {
    format!(
        "signet audit checkpoint 1\n{store_id}\n{}\n{}\n{time}\n",
        head.sequence, head.hash
    )
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[key of {}]", self.public_key())
    }
}

macro_rules! hexadecimal {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                hex(f, &self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                hex(f, &self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl FromStr for $name {
            type Err = NotHexadecimal;

            fn from_str(text: &str) -> Result<Self, NotHexadecimal> {
                read_hex(text).map(Self).ok_or(NotHexadecimal)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?
                    .parse()
                    .map_err(de::Error::custom)
            }
        }
    };
}

hexadecimal!(Signature);
hexadecimal!(PublicKey);
