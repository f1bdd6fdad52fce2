//! What was done, by whom, to what: one entry before each act and one after, one for each refusal, one for each sign-in.
//!
//! Who writes an entry knows [`Recorder`]; where it goes is decided in `boot`.

pub mod checkpoints;
mod kept;
mod reserve;

pub use kept::{KeptRecord, Parts, SendCheckpoint};
pub use reserve::Reserve;

use std::fmt;
use std::future::Future;
use std::pin::Pin;

pub use signet_model::audit::{Ending, Entry, Kind};

/// Keeps entries.
pub trait Recorder: Send + Sync {
    /// Appends one entry; when this answers, it will survive the end of this process.
    ///
    /// # Errors
    /// The entry could not be kept. An act must then not be made.
    fn append(&self, entry: Entry) -> Appending<'_>;
}

/// Whether an entry was kept, in time.
pub type Appending<'a> = Pin<Box<dyn Future<Output = Result<(), NotKept>> + Send + 'a>>;

/// An entry could not be kept; the text says why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotKept(pub String);

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NotKept {}
