//! Nonces that were used: a request is taken once.

use std::collections::{HashSet, VecDeque};

use sha2::{Digest, Sha256};
use signet_model::Timestamp;

/// How many are remembered at most, a few dozen bytes each. More than this within the window, and the oldest are
/// forgotten: 145 calls a second for half an hour.
const CAPACITY: usize = 1 << 18;

/// For how long a nonce counts. A request dated 15 minutes ahead is taken until 30 minutes after it first came.
const WINDOW_MILLIS: i64 = 2 * super::SKEW_MILLIS;

/// The nonces of the last half hour, by their hash.
#[derive(Debug, Default)]
pub(crate) struct Nonces {
    seen: HashSet<u128>,
    order: VecDeque<(Timestamp, u128)>,
}

impl Nonces {
    /// Whether this is the first use; from now on it is not.
    pub(crate) fn first_use(&mut self, nonce: &str, now: Timestamp) -> bool {
        self.forget(now);
        let hash = Sha256::digest(nonce.as_bytes());
        let key = hash
            .iter()
            .take(16)
            .fold(0, |key, byte| key << 8 | u128::from(*byte));
        let first = self.seen.insert(key);
        if first {
            self.order.push_back((now, key));
        }
        first
    }

    fn forget(&mut self, now: Timestamp) {
        while let Some((at, key)) = self.order.front() {
            let expired = now.as_millis() - at.as_millis() > WINDOW_MILLIS;
            if !expired && self.order.len() < CAPACITY {
                return;
            }
            self.seen.remove(key);
            self.order.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis).unwrap()
    }

    #[test]
    fn a_nonce_counts_for_half_an_hour() {
        let mut nonces = Nonces::default();
        assert!(nonces.first_use("a", at(0)));
        assert!(nonces.first_use("b", at(1)));
        assert!(!nonces.first_use("a", at(WINDOW_MILLIS)));
        assert!(nonces.first_use("a", at(WINDOW_MILLIS + 1)));
        assert!(!nonces.first_use("b", at(WINDOW_MILLIS + 1)));
    }

    #[test]
    fn memory_is_bounded() {
        let mut nonces = Nonces::default();
        for number in 0..CAPACITY + 10 {
            assert!(nonces.first_use(&number.to_string(), at(0)));
        }
        assert_eq!(
            (nonces.seen.len(), nonces.order.len()),
            (CAPACITY, CAPACITY)
        );
        assert!(!nonces.first_use("20", at(0)));
    }
}
