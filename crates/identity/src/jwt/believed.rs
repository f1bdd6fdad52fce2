//! Tokens that were checked a moment ago. A portal sends the same one with every call, and checking a signature takes longer than all the rest of a call
//! that is not the cloud's.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use openidconnect::core::CoreJsonWebKeySet;
use sha2::{Digest as _, Sha256};
use signet_model::Timestamp;

use crate::identity::Identity;
use crate::token::LEEWAY;

/// The most tokens that are remembered; about a megabyte.
const MOST: usize = 2048;

/// Tokens by their hash, for as long as the keys that they were checked with are the newest.
#[derive(Debug, Default)]
pub(super) struct Believed(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    keys: Option<Arc<CoreJsonWebKeySet>>,
    tokens: HashMap<[u8; 32], Identity>,
}

impl Believed {
    /// Who the token named, if it was checked with these keys and its time is not over.
    pub(super) fn find(
        &self,
        token: &str,
        keys: &Arc<CoreJsonWebKeySet>,
        now: Timestamp,
    ) -> Option<Identity> {
        let held = self.lock();
        let same = held
            .keys
            .as_ref()
            .is_some_and(|held| Arc::ptr_eq(held, keys));
        let identity = held.tokens.get(&hash(token)).filter(|_| same)?;
        let end = identity.expires_at?.as_millis().saturating_add(LEEWAY);
        (identity.signed_in_at <= now && now.as_millis() < end).then(|| identity.clone())
    }

    /// Remembers a token that was checked with these keys.
    pub(super) fn keep(&self, token: &str, keys: &Arc<CoreJsonWebKeySet>, identity: &Identity) {
        let mut held = self.lock();
        let same = held
            .keys
            .as_ref()
            .is_some_and(|held| Arc::ptr_eq(held, keys));
        if !same || held.tokens.len() >= MOST {
            held.tokens.clear();
            held.keys = Some(keys.clone());
        }
        held.tokens.insert(hash(token), identity.clone());
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Held> {
        self.0
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Way;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000 + millis).unwrap()
    }

    fn alice() -> Identity {
        Identity {
            subject: "jwt:alice".to_owned(),
            name: "Alice".to_owned(),
            groups: Vec::new(),
            way: Way::Jwt,
            signed_in_at: at(0),
            expires_at: Some(at(1000)),
        }
    }

    fn keys() -> Arc<CoreJsonWebKeySet> {
        Arc::new(CoreJsonWebKeySet::new(Vec::new()))
    }

    #[test]
    fn a_token_is_known_until_it_ends_and_no_other_is() {
        let (believed, keys) = (Believed::default(), keys());
        assert_eq!(believed.find("a", &keys, at(1)), None);
        believed.keep("a", &keys, &alice());
        assert_eq!(believed.find("a", &keys, at(1)), Some(alice()));
        assert_eq!(believed.find("b", &keys, at(1)), None);
        assert_eq!(
            believed.find("a", &keys, at(1000 + LEEWAY - 1)),
            Some(alice())
        );
        assert_eq!(believed.find("a", &keys, at(1000 + LEEWAY)), None);
        assert_eq!(
            believed.find("a", &keys, at(-1)),
            None,
            "a clock that was set back"
        );
    }

    #[test]
    fn new_keys_are_a_reason_to_check_again() {
        let (believed, old, new) = (Believed::default(), keys(), keys());
        believed.keep("a", &old, &alice());
        assert_eq!(believed.find("a", &new, at(1)), None);
        believed.keep("b", &new, &alice());
        assert_eq!(believed.find("a", &old, at(1)), None);
        assert_eq!(believed.find("b", &new, at(1)), Some(alice()));
    }

    #[test]
    fn it_does_not_grow_without_end() {
        let (believed, keys) = (Believed::default(), keys());
        for number in 0..3 * MOST {
            believed.keep(&number.to_string(), &keys, &alice());
        }
        assert!(believed.lock().tokens.len() <= MOST);
    }
}
