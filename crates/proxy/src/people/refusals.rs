//! Refusals: of whoever is nobody, and of each person, the first of each kind in a minute are recorded one by one, the rest as a number, so that
//! nobody fills the disk by asking.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use signet_model::Timestamp;
use signet_model::api::ErrorCode;
use signet_model::audit::{Entry, Kind};

/// How many of a kind are recorded one by one in a minute.
const ONE_BY_ONE: u64 = 30;
const MINUTE: i64 = 60_000;
/// The most people and kinds that are told apart in a minute.
const MOST: usize = 10_000;
/// Whoever is nobody, and whoever is one too many.
const NOBODY: &str = "unknown";

/// Counts refusals.
#[derive(Debug, Default)]
pub struct Refusals {
    minutes: Mutex<HashMap<(String, ErrorCode), Minute>>,
}

#[derive(Clone, Copy, Debug)]
struct Minute {
    began: i64,
    refusals: u64,
}

impl Refusals {
    /// Counts one of nobody and tells whether to record it for itself.
    #[must_use]
    pub fn count(&self, code: ErrorCode, now: Timestamp) -> bool {
        self.count_of(NOBODY, code, now)
    }

    /// Counts one of somebody and tells whether to record it for itself.
    #[must_use]
    pub fn count_of(&self, actor: &str, code: ErrorCode, now: Timestamp) -> bool {
        let mut minutes = self.minutes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut key = (actor.to_owned(), code);
        if minutes.len() >= MOST && !minutes.contains_key(&key) {
            NOBODY.clone_into(&mut key.0);
        }
        let minute = minutes.entry(key).or_insert(Minute {
            began: now.as_millis(),
            refusals: 0,
        });
        minute.refusals += 1;
        minute.refusals <= ONE_BY_ONE
    }

    /// What to record of the minutes that are over; of all of them where the proxy stops.
    #[must_use]
    pub fn over(&self, now: Timestamp, stopping: bool) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut minutes = self.minutes.lock().unwrap_or_else(PoisonError::into_inner);
        minutes.retain(|(actor, code), minute| {
            if !stopping && now.as_millis() - minute.began < MINUTE {
                return true;
            }
            if minute.refusals > ONE_BY_ONE {
                entries.push(Entry {
                    error: Some(*code),
                    count: Some(minute.refusals - ONE_BY_ONE),
                    ..Entry::new(now, Kind::Refused, actor.as_str(), "Refusals")
                });
            }
            false
        });
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis).expect("a time")
    }

    #[test]
    fn the_first_are_recorded_and_the_rest_is_a_number() {
        let refusals = Refusals::default();
        let alone = (0..100)
            .filter(|_| refusals.count(ErrorCode::SignInRequired, at(0)))
            .count();
        assert_eq!(alone, 30);
        assert!(
            refusals.count(ErrorCode::ForbiddenHost, at(0)),
            "another kind"
        );
        assert_eq!(refusals.over(at(59_999), false), []);
        let entries = refusals.over(at(60_000), false);
        assert_eq!(
            entries
                .iter()
                .map(|entry| (entry.error, entry.count))
                .collect::<Vec<_>>(),
            [(Some(ErrorCode::SignInRequired), Some(70))]
        );
        assert!(
            refusals.count(ErrorCode::SignInRequired, at(60_000)),
            "a new minute"
        );
        assert_eq!(refusals.over(at(60_001), true), []);
    }
}
