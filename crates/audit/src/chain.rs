//! Bytes of an entry and the hash that ties it to all before it.

use ring::digest::{Context, SHA256};
use signet_model::audit::Entry;

use crate::hash::Hash;

/// The end of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the last record; 0 where there is none.
    pub sequence: u64,
    /// Its hash.
    pub hash: Hash,
}

impl Head {
    /// Where a store with this id begins.
    #[must_use]
    pub fn genesis(store_id: &str) -> Self {
        Self {
            sequence: 0,
            hash: genesis(store_id),
        }
    }

    /// The head after one more record with these bytes.
    #[must_use]
    pub fn next(self, bytes: &[u8]) -> Self {
        let sequence = self.sequence + 1;
        Self {
            sequence,
            hash: link(&self.hash, sequence, bytes),
        }
    }
}

/// The bytes of an entry that are hashed and kept: its JSON without white space. They are read back as they were written and never
/// made anew, so that what another version would write does not matter.
///
/// # Errors
/// The object of the entry holds a number that JSON has no text for.
pub fn canonical(entry: &Entry) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(entry)
}

/// The hash before the first record of a store.
#[must_use]
pub fn genesis(store_id: &str) -> Hash {
    digest(&[b"signet audit log\n", store_id.as_bytes()])
}

/// The hash of record `sequence`.
#[must_use]
pub fn link(previous: &Hash, sequence: u64, bytes: &[u8]) -> Hash {
    digest(&[&previous.0, &sequence.to_be_bytes(), bytes])
}

fn digest(parts: &[&[u8]]) -> Hash {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    Hash(hash)
}
