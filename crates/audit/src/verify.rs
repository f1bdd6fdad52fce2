//! Reading a log from its beginning and saying what is wrong with it.
//!
//! Records go through one after the other and nothing of them is kept, so that a log may be longer than memory. After a record that is not
//! right the next ones are held against what is written in it: one changed record is one fault and not a million.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::chain::{Head, link};
use crate::hash::Hash;
use crate::signed::{Checkpoint, PublicKey, Signature};

/// The most faults that are told: a log with more has no use for them.
const MOST: usize = 100;

/// A place in the log that somebody wrote down elsewhere: `HASH` or `SEQUENCE:HASH`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownHead {
    /// The number of the record, where it was written down.
    pub sequence: Option<u64>,
    /// Its hash.
    pub hash: Hash,
}

/// The text is not a place in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be HASH or SEQUENCE:HASH, where HASH is 64 hexadecimal digits")]
pub struct NotAHead;

/// One thing that is wrong, and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The number of the first record that is not as it was.
    pub sequence: u64,
    /// What is wrong.
    pub what: Flaw,
}

/// What is wrong with a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The hash does not fit the record and those before it.
    Changed,
    /// Records are missing before this number is found.
    Missing {
        /// What comes instead.
        found: u64,
    },
    /// The number was there before, or is out of its order.
    OutOfOrder {
        /// The number that is due.
        due: u64,
    },
    /// The log is shorter than its signed end.
    Cut {
        /// The number of the last record that there was.
        end: u64,
    },
    /// The log is longer than its signed end.
    Unsigned,
    /// The last record is not the one that was signed.
    OtherEnd,
    /// The signature of the end is not of this store's key.
    BadSignature,
    /// A checkpoint was signed with another hash of this record.
    OtherCheckpoint,
    /// The signature of a checkpoint is not of this store's key.
    BadCheckpoint,
    /// The place that was written down elsewhere is not in this log.
    NotThatLog,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "record {}: ", self.sequence)?;
        match self.what {
            Flaw::Changed => {
                f.write_str("its hash does not fit: it, or one before it, was changed or replaced")
            }
            Flaw::Missing { found } => {
                write!(f, "it is missing: the next one is {found}")
            }
            Flaw::OutOfOrder { due } => {
                write!(f, "it comes where {due} is due: records were added or moved")
            }
            Flaw::Cut { end } => write!(
                f,
                "it is missing, with all up to {end}: the end of the log was cut off"
            ),
            Flaw::Unsigned => {
                f.write_str("it comes after the signed end of the log: it was not written by signet")
            }
            Flaw::OtherEnd => f.write_str("it is the last and not the one that was signed as the end"),
            Flaw::BadSignature => {
                f.write_str("the signature of the end of the log is not of this store's key")
            }
            Flaw::OtherCheckpoint => {
                f.write_str("a checkpoint was signed with another hash: the log up to here was rewritten")
            }
            Flaw::BadCheckpoint => {
                f.write_str("the signature of its checkpoint is not of this store's key")
            }
            Flaw::NotThatLog => f.write_str(
                "the head that you know is not in this log: it was rolled back or rewritten, or it is another log",
            ),
        }
    }
}

/// Reads a log.
#[derive(Debug)]
pub struct Verifier {
    store_id: String,
    public_key: PublicKey,
    end: (Head, Signature),
    checkpoints: BTreeMap<u64, Checkpoint>,
    known: Option<KnownHead>,
    is_known_found: bool,
    at: Head,
    faults: Vec<Fault>,
    records: u64,
}

/// What reading a log showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How many records there are.
    pub records: u64,
    /// The last of them.
    pub head: Head,
    /// What is wrong, by number; nothing where the log is whole.
    pub faults: Vec<Fault>,
}

impl Verifier {
    /// Begins with what the log says about itself: whose it is, its signed end and its checkpoints, and with a place in it that is known
    /// from elsewhere.
    #[must_use]
    pub fn new(
        store_id: &str,
        public_key: PublicKey,
        end: (Head, Signature),
        checkpoints: Vec<Checkpoint>,
        known: Option<KnownHead>,
    ) -> Self {
        Self {
            at: Head::genesis(store_id),
            store_id: store_id.to_owned(),
            public_key,
            end,
            checkpoints: checkpoints
                .into_iter()
                .map(|checkpoint| (checkpoint.sequence, checkpoint))
                .collect(),
            is_known_found: false,
            known,
            faults: Vec::new(),
            records: 0,
        }
    }

    /// The next record, as it is kept.
    pub fn take(&mut self, sequence: u64, hash: &Hash, body: &[u8]) {
        let due = self.at.sequence + 1;
        self.records += 1;
        if sequence < due {
            self.fault(sequence, Flaw::OutOfOrder { due });
            return;
        }
        if sequence > due {
            self.fault(due, Flaw::Missing { found: sequence });
        } else if link(&self.at.hash, sequence, body) != *hash {
            self.fault(sequence, Flaw::Changed);
        }
        self.at = Head {
            sequence,
            hash: *hash,
        };
        if let Some(known) = &self.known
            && known.hash == *hash
            && known.sequence.is_none_or(|known| known == sequence)
        {
            self.is_known_found = true;
        }
        if let Some(checkpoint) = self.checkpoints.remove(&sequence) {
            self.check(&checkpoint, Some(hash));
        }
    }

    /// After the last record.
    #[must_use]
    pub fn finish(mut self) -> Verdict {
        let (end, signature) = self.end;
        let (at, next) = (self.at, self.at.sequence + 1);
        if at.sequence < end.sequence {
            self.fault(next, Flaw::Cut { end: end.sequence });
        } else if at.sequence > end.sequence {
            self.fault(end.sequence + 1, Flaw::Unsigned);
        } else if at.hash != end.hash {
            self.fault(at.sequence, Flaw::OtherEnd);
        }
        if !self
            .public_key
            .has_signed_head(&self.store_id, end, &signature)
        {
            self.fault(end.sequence, Flaw::BadSignature);
        }
        for checkpoint in std::mem::take(&mut self.checkpoints).into_values() {
            // Of a record that was missing in the middle: that is told already.
            if checkpoint.sequence > at.sequence && checkpoint.sequence > end.sequence {
                let end = checkpoint.sequence;
                self.fault(next, Flaw::Cut { end });
            }
            self.check(&checkpoint, None);
        }
        if let Some(known) = self.known
            && !self.is_known_found
        {
            self.fault(known.sequence.unwrap_or(next), Flaw::NotThatLog);
        }
        self.faults.sort_by_key(|fault| fault.sequence);
        Verdict {
            records: self.records,
            head: at,
            faults: self.faults,
        }
    }

    fn check(&mut self, checkpoint: &Checkpoint, hash: Option<&Hash>) {
        if checkpoint.store_id != self.store_id
            || !self.public_key.has_signed_checkpoint(checkpoint)
        {
            self.fault(checkpoint.sequence, Flaw::BadCheckpoint);
        } else if hash.is_some_and(|hash| *hash != checkpoint.hash) {
            self.fault(checkpoint.sequence, Flaw::OtherCheckpoint);
        }
    }

    fn fault(&mut self, sequence: u64, what: Flaw) {
        if self.faults.len() < MOST {
            self.faults.push(Fault { sequence, what });
        }
    }
}

impl FromStr for KnownHead {
    type Err = NotAHead;

    fn from_str(text: &str) -> Result<Self, NotAHead> {
        let (sequence, hash) = match text.split_once(':') {
            Some((sequence, hash)) => (Some(sequence.parse().map_err(|_| NotAHead)?), hash),
            None => (None, text),
        };
        let hash = hash.parse().map_err(|_| NotAHead)?;
        Ok(Self { sequence, hash })
    }
}
