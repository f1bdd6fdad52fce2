//! What pages on other sites prove somebody by.

use signet_model::Timestamp;

use super::Answer;

/// A bearer. The text itself is not kept, only its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// SHA-256 of it.
    pub hash: [u8; 32],
    /// The hash of the id of the session that it came from, and without which it proves nothing.
    pub session: [u8; 32],
    /// The origin whose pages may use it.
    pub origin: String,
    /// The hash of the code that the first of its line was given for: what a bearer is renewed to has the same.
    pub code: [u8; 32],
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Whether it ended before that: it was renewed, its code came twice, or there were too many.
    pub ended: bool,
}

/// Bearers of pages on other sites. They stay when they have ended, so that it can be said that there was one.
pub trait Bearers: Send + Sync {
    /// Keeps one. Of those of its session that have not ended, the newest `most` stay; the others end.
    fn add(&self, bearer: Bearer, most: u32) -> Answer<'_, ()>;

    /// The bearer with that hash, whatever its times say.
    fn find(&self, hash: [u8; 32]) -> Answer<'_, Option<Bearer>>;

    /// Ends one and keeps what takes its place, in one step; false where it had ended already, and then nothing is kept.
    fn renew(&self, before: [u8; 32], bearer: Bearer) -> Answer<'_, bool>;

    /// Ends all that came from a code, and gives one of them as it was before; `None` where none is known.
    fn end_of_code(&self, code: [u8; 32]) -> Answer<'_, Option<Bearer>>;

    /// Drops those whose time was over by `now` and that had ended before, and all whose time was over by `long_ago`; how many there were.
    fn remove_expired(&self, now: Timestamp, long_ago: Timestamp) -> Answer<'_, u32>;
}
