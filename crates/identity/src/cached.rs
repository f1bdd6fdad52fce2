//! Something of the provider's that is kept for a while and read again: seldom, by one at a time, and never faster than the limits here,
//! however many tokens are thrown at the proxy.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, RwLock, RwLockReadGuard, RwLockWriteGuard};

use signet_model::Timestamp;
use tokio::sync::Mutex;

use crate::refusal::Refusal;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;

/// After so long it is read again.
pub(crate) const LIFETIME: i64 = 10 * MINUTE;
/// So long it serves on where it cannot be read again.
pub(crate) const LONGEST: i64 = 24 * 60 * MINUTE;
/// So often at most it is read again because it lacks something.
pub(crate) const BETWEEN: i64 = MINUTE;
/// So often at most it is tried while there is none.
pub(crate) const BETWEEN_FAILURES: i64 = 5 * SECOND;

/// A value and when it was read.
#[derive(Debug)]
pub(crate) struct Cached<T> {
    held: RwLock<Held<T>>,
    reading: Mutex<()>,
}

#[derive(Debug)]
struct Held<T> {
    value: Option<(Arc<T>, Timestamp)>,
    tried: Option<Timestamp>,
    failure: Option<Refusal>,
}

/// A value on its way. Boxed: through a generic future the compiler does not see that callers may be sent between threads.
pub(crate) type Reading<'a, T> = Pin<Box<dyn Future<Output = Result<T, Refusal>> + Send + 'a>>;

impl<T> Cached<T> {
    pub(crate) const fn new() -> Self {
        Self {
            held: RwLock::new(Held {
                value: None,
                tried: None,
                failure: None,
            }),
            reading: Mutex::const_new(()),
        }
    }

    /// The value; `read` is awaited where there is none yet or it has become old.
    pub(crate) async fn get(
        &self,
        now: Timestamp,
        read: impl Future<Output = Result<T, Refusal>>,
    ) -> Result<Arc<T>, Refusal> {
        if let Some(value) = self.within(now, LIFETIME) {
            return Ok(value);
        }
        let old = self.within(now, LONGEST);
        let _turn = match (&old, self.reading.try_lock()) {
            (_, Ok(turn)) => turn,
            (Some(old), Err(_)) => return Ok(old.clone()),
            (None, Err(_)) => self.reading.lock().await,
        };
        if let Some(value) = self.within(now, LIFETIME) {
            return Ok(value);
        }
        let pause = if old.is_some() {
            BETWEEN
        } else {
            BETWEEN_FAILURES
        };
        let outcome = self.attempt(now, pause, read).await;
        match (outcome, old) {
            (Some(Ok(value)), _) | (_, Some(value)) => Ok(value),
            (Some(Err(refusal)), None) => Err(refusal),
            (None, None) => Err(self.last_failure()),
        }
    }

    /// A newer value than `seen`, which lacks something; `None` where it was read too short a time ago.
    pub(crate) async fn newer(
        &self,
        seen: &Arc<T>,
        now: Timestamp,
        read: impl Future<Output = Result<T, Refusal>>,
    ) -> Result<Option<Arc<T>>, Refusal> {
        let _turn = self.reading.lock().await;
        if let Some((value, _)) = &self.look().value
            && !Arc::ptr_eq(value, seen)
        {
            return Ok(Some(value.clone()));
        }
        self.attempt(now, BETWEEN, read).await.transpose()
    }

    /// Reads, unless that was tried less than `pause` ago.
    async fn attempt(
        &self,
        now: Timestamp,
        pause: i64,
        read: impl Future<Output = Result<T, Refusal>>,
    ) -> Option<Result<Arc<T>, Refusal>> {
        if self
            .look()
            .tried
            .is_some_and(|tried| is_within(tried, now, pause))
        {
            return None;
        }
        self.change().tried = Some(now);
        let outcome = read.await.map(Arc::new);
        let mut held = self.change();
        match &outcome {
            Ok(value) => {
                held.value = Some((value.clone(), now));
                held.failure = None;
            }
            Err(refusal) => held.failure = Some(refusal.clone()),
        }
        Some(outcome)
    }

    fn within(&self, now: Timestamp, age: i64) -> Option<Arc<T>> {
        let held = self.look();
        let (value, read_at) = held.value.as_ref()?;
        is_within(*read_at, now, age).then(|| value.clone())
    }

    fn last_failure(&self) -> Refusal {
        self.look().failure.clone().unwrap_or(Refusal::Unreachable {
            what: "the provider",
            why: "the last attempt was given up".to_owned(),
        })
    }

    fn look(&self) -> RwLockReadGuard<'_, Held<T>> {
        self.held
            .read()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn change(&self) -> RwLockWriteGuard<'_, Held<T>> {
        self.held
            .write()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// Whether `then` lies less than `age` milliseconds before `now`. What lies in the future, after a clock was set back, does not.
fn is_within(then: Timestamp, now: Timestamp, age: i64) -> bool {
    (0..age).contains(&(now.as_millis() - then.as_millis()))
}

#[cfg(test)]
mod tests;
