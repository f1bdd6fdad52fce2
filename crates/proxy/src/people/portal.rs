//! Those whom each request proves anew: by a portal's JWT, or by a reverse proxy's headers. They have no session.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use signet_identity::Identity;
use signet_model::Timestamp;

/// The most people that are remembered as having arrived.
const MOST: usize = 10_000;

/// Who was here lately without a session: the first request after a while is their sign-in.
#[derive(Debug, Default)]
pub(crate) struct Arrivals {
    seen: Mutex<HashMap<String, (i64, Vec<String>)>>,
}

impl Arrivals {
    /// Whether this request is an arrival: the first after `idle_millis`, or with other groups than before.
    pub(crate) fn arrives(&self, identity: &Identity, idle_millis: i64, now: Timestamp) -> bool {
        let now = now.as_millis();
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() >= MOST && !seen.contains_key(&identity.subject) {
            seen.retain(|_, (last, _)| now - *last < idle_millis);
            if seen.len() >= MOST {
                seen.clear();
            }
        }
        match seen.get_mut(&identity.subject) {
            Some((last, groups)) if now - *last < idle_millis && *groups == identity.groups => {
                *last = now.max(*last);
                false
            }
            _ => {
                seen.insert(identity.subject.clone(), (now, identity.groups.clone()));
                true
            }
        }
    }

    /// An arrival was not written down: the next request is one again.
    pub(crate) fn forget(&self, identity: &Identity) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.remove(&identity.subject);
    }
}
