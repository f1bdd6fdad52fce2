//! What time it is, handed in so that tests decide.

use std::time::{SystemTime, UNIX_EPOCH};

use signet_model::Timestamp;

/// Tells the time of day. Waiting is not its business: that is tokio's.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let millis = i64::try_from(since.as_millis()).unwrap_or_default();
        Timestamp::from_millis(millis).unwrap_or_else(epoch)
    }
}

/// A moment without its fraction of a second, as `x-acs-date` wants it.
#[must_use]
pub fn whole_seconds(moment: Timestamp) -> Timestamp {
    Timestamp::from_millis(moment.as_millis().div_euclid(1000) * 1000).unwrap_or(moment)
}

fn epoch() -> Timestamp {
    Timestamp::from_millis(0).expect("1970 is in range")
}
