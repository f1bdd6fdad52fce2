//! The chain of the audit log: what an entry's bytes are, how each record carries the hash of all before it, and what is signed.
//!
//! Pure: bytes go in and come out. Where they are kept, what time it is and where randomness comes from is others' business.
//!
//! `hash of n = SHA-256(hash of n-1 ‖ n as 8 bytes, big-endian ‖ bytes of the entry)`; the hash before the first comes from the
//! random id of the store. A chain alone shows changes but not a cut tail, so its [`Head`] is signed at each commit; and whoever holds
//! the signing key could sign another chain, so [`Checkpoint`]s leave the machine.

mod chain;
mod hash;
mod key;
mod signed;
mod verify;

pub use chain::{Head, canonical, genesis, link};
pub use hash::{Hash, NotAHash};
pub use key::{KeyError, MasterKey, Sealer};
pub use signed::{Checkpoint, NotHexadecimal, PublicKey, Signature, Signer};
pub use verify::{Fault, Flaw, KnownHead, NotAHead, Verdict, Verifier};
