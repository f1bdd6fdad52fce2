//! One after the other where two at once would do harm: two registrations of one new id would both see that there is none, and
//! the second would take the secret of the first.

use std::hash::{DefaultHasher, Hash, Hasher};

use tokio::sync::{Mutex, MutexGuard};

/// Objects share a turn by chance, which costs a wait and nothing else.
const STRIPES: usize = 64;

/// The turns of all objects.
#[derive(Debug)]
pub(super) struct Turns(Vec<Mutex<()>>);

impl Default for Turns {
    fn default() -> Self {
        Self((0..STRIPES).map(|_| Mutex::default()).collect())
    }
}

impl Turns {
    /// Waits until nobody else is at the object.
    pub(super) async fn take(&self, object: (&str, &str)) -> MutexGuard<'_, ()> {
        let mut hasher = DefaultHasher::new();
        object.hash(&mut hasher);
        let stripe = usize::try_from(hasher.finish() % STRIPES as u64).unwrap_or_default();
        self.0[stripe].lock().await
    }
}
