//! Refusals: of whoever is nobody, and of each person, the first of each kind in a while are recorded one by one, the rest as a number, so that
//! nobody fills the disk by asking. Strangers, however many, add less than 20 MB a day.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use signet_model::Timestamp;
use signet_model::api::ErrorCode;
use signet_model::audit::{Entry, Kind};

/// How many of a kind are recorded one by one, and in which time.
#[derive(Clone, Copy, Debug)]
struct Pace {
    one_by_one: u64,
    millis: i64,
}

/// Somebody who is known answers for what they ask.
const PERSON: Pace = Pace {
    one_by_one: 30,
    millis: 60_000,
};
const STRANGERS: Pace = Pace {
    one_by_one: 10,
    millis: 600_000,
};
/// The most people and kinds that are told apart at a time.
const MOST: usize = 10_000;
/// Whoever is nobody, and whoever is one too many.
const NOBODY: &str = "unknown";

/// Counts refusals.
#[derive(Debug, Default)]
pub struct Refusals {
    counted: Mutex<HashMap<(String, ErrorCode), Counted>>,
}

#[derive(Clone, Copy, Debug)]
struct Counted {
    began: i64,
    refusals: u64,
}

fn pace(actor: &str) -> Pace {
    if actor == NOBODY { STRANGERS } else { PERSON }
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
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let mut key = (actor.to_owned(), code);
        if counted.len() >= MOST && !counted.contains_key(&key) {
            NOBODY.clone_into(&mut key.0);
        }
        let one_by_one = pace(&key.0).one_by_one;
        let alike = counted.entry(key).or_insert(Counted {
            began: now.as_millis(),
            refusals: 0,
        });
        alike.refusals += 1;
        alike.refusals <= one_by_one
    }

    /// What to record of the times that are over; of all of them where the proxy stops.
    #[must_use]
    pub fn over(&self, now: Timestamp, stopping: bool) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        counted.retain(|(actor, code), alike| {
            let Pace { one_by_one, millis } = pace(actor);
            if !stopping && now.as_millis() - alike.began < millis {
                return true;
            }
            if alike.refusals > one_by_one {
                entries.push(Entry {
                    error: Some(*code),
                    count: Some(alike.refusals - one_by_one),
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
        assert_eq!(alone, 10);
        let known = (0..100)
            .filter(|_| refusals.count_of("user:a", ErrorCode::RoleRequired, at(0)))
            .count();
        assert_eq!(known, 30, "of somebody who is known, more");
        assert!(
            refusals.count(ErrorCode::ForbiddenHost, at(0)),
            "another kind"
        );
        let over = |millis, stopping| {
            let entries = refusals.over(at(millis), stopping);
            let told = |entry: &Entry| (entry.actor.clone(), entry.error, entry.count);
            entries.iter().map(told).collect::<Vec<_>>()
        };
        let (person, stranger) = ("user:a".to_owned(), NOBODY.to_owned());
        assert_eq!(over(59_999, false), []);
        let expected = [(person, Some(ErrorCode::RoleRequired), Some(70))];
        assert_eq!(over(60_000, false), expected);
        assert_eq!(over(599_999, false), []);
        let expected = [(stranger, Some(ErrorCode::SignInRequired), Some(90))];
        assert_eq!(over(600_000, false), expected);
        assert!(
            refusals.count(ErrorCode::SignInRequired, at(600_000)),
            "counted anew"
        );
        assert_eq!(over(600_001, true), []);
    }
}
