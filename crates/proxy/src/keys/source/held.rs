//! A key with its times, and when the next one is due.

use std::sync::Arc;
use std::time::Duration;

use signet_model::Timestamp;
use signet_signing::Credentials;

use super::super::lent::Lent;

/// How long before its end a key is replaced, where it is good for longer than twice that.
const AHEAD: Duration = Duration::from_secs(5 * 60);
/// And up to this much earlier, by chance, so that many proxies do not ask in the same second.
const JITTER: Duration = Duration::from_secs(60);
/// A source that hands out a key that ends soon, again and again, is asked no more often than this.
const AT_MOST_EVERY: Duration = Duration::from_secs(5);
/// The pause after the first failure; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

pub(super) struct Held {
    pub(super) credentials: Arc<Credentials>,
    /// `None` where it was given.
    pub(super) obtained_at: Option<Timestamp>,
    /// `None` where nobody told.
    pub(super) expires_at: Option<Timestamp>,
    /// When the next one is to be got.
    pub(super) replace_at: Option<Timestamp>,
}

impl Held {
    pub(super) fn given(credentials: Credentials) -> Self {
        Self {
            credentials: Arc::new(credentials),
            obtained_at: None,
            expires_at: None,
            replace_at: None,
        }
    }

    /// `chance` is from 0 to 1.
    pub(super) fn lent(lent: Lent, now: Timestamp, chance: f64) -> Self {
        let replace_at = lent.expires_at.and_then(|end| {
            let left = between(now, end);
            let early = AHEAD + JITTER.mul_f64(chance);
            let wait = left.saturating_sub(early).max(left / 2);
            after(now, wait.max(AT_MOST_EVERY))
        });
        Self {
            credentials: Arc::new(lent.credentials),
            obtained_at: Some(now),
            expires_at: lent.expires_at,
            replace_at,
        }
    }
}

/// The pause after so many failures before this one: between half of it and all of it, by chance.
pub(super) fn pause(failures: u32, chance: f64) -> Duration {
    FIRST_PAUSE
        .saturating_mul(2_u32.saturating_pow(failures))
        .min(LONGEST_PAUSE)
        .mul_f64(0.5 + chance / 2.0)
}

/// How long from now until then; nothing if that is over.
pub(super) fn between(now: Timestamp, then: Timestamp) -> Duration {
    let millis = then.as_millis().saturating_sub(now.as_millis());
    Duration::from_millis(u64::try_from(millis).unwrap_or_default())
}

fn after(now: Timestamp, wait: Duration) -> Option<Timestamp> {
    let wait = i64::try_from(wait.as_millis()).ok()?;
    Timestamp::from_millis(now.as_millis().checked_add(wait)?)
}
