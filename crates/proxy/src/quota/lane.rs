//! One queue before one limit.
//!
//! The limit is a schedule: each call has its moment, one distance after that of the call before. Whoever wakes up a little late keeps the schedule,
//! so that the rate is met on a timer that is a millisecond coarse; whoever comes later than that begins it anew, so that time which nobody used is
//! never made up for by a burst.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, sleep_until};

use super::slowdown::Slowdown;

/// Tokio's timer wakes a waiter up to this much late.
const TICK: Duration = Duration::from_millis(1);

/// How late a call may be and still keep the schedule. In any second that is one or two calls more than the rate at the most.
const LATE: Duration = Duration::from_millis(4);

#[derive(Debug)]
pub(super) struct Lane {
    rate: f64,
    serialised: bool,
    waiting: AtomicU32,
    slowdown: Mutex<Slowdown>,
    /// Tokio's mutex is fair: this is the queue.
    turn: Arc<tokio::sync::Mutex<Turn>>,
    /// Before the queue: of those whom nobody waits for, one at a time is in it.
    behind: tokio::sync::Mutex<()>,
}

/// What whoever is first in the queue works with.
#[derive(Debug)]
struct Turn {
    /// The moment of the next call.
    next: Instant,
}

/// Leave to send one call. To be dropped when its answer is there.
#[derive(Debug, Default)]
pub struct Permit {
    /// Whoever is next waits until it is given back.
    _turn: Option<OwnedMutexGuard<Turn>>,
}

impl Lane {
    /// Calls at even distances.
    pub(super) fn smooth(rate: f64) -> Self {
        Self::new(rate, false)
    }

    /// Calls at even distances, none of them before the *answer* to the one before.
    pub(super) fn serialised(rate: f64) -> Self {
        Self::new(rate, true)
    }

    fn new(rate: f64, serialised: bool) -> Self {
        Self {
            rate,
            serialised,
            waiting: AtomicU32::new(0),
            slowdown: Mutex::default(),
            turn: Arc::new(tokio::sync::Mutex::new(Turn {
                next: Instant::now(),
            })),
            behind: tokio::sync::Mutex::default(),
        }
    }

    /// How long a call that comes now will wait behind those that came before it.
    pub(super) fn expected_wait(&self) -> Duration {
        (self.distance() + TICK).saturating_mul(self.waiting.load(Ordering::Relaxed))
    }

    /// Counts a call as waiting here, for as long as the guard lives: also while it waits elsewhere first.
    pub(super) fn enter(&self) -> Queued<'_> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Queued(&self.waiting)
    }

    /// Waits in the queue and then for the limit. May be dropped while waiting.
    pub(super) async fn pass(&self, _queued: Queued<'_>) -> Permit {
        let mut turn = Arc::clone(&self.turn).lock_owned().await;
        sleep_until(turn.next).await;
        let now = Instant::now();
        let is_on_time = now.saturating_duration_since(turn.next) <= LATE;
        let kept = if is_on_time { turn.next } else { now };
        turn.next = kept + self.distance();
        Permit {
            _turn: self.serialised.then_some(turn),
        }
    }

    /// The same for a call that nobody waits for: everybody else goes first.
    pub(super) async fn pass_behind(&self) -> Permit {
        let _one_at_a_time = self.behind.lock().await;
        self.pass(self.enter()).await
    }

    /// The cloud throttled a call.
    pub(super) fn slow_down(&self) {
        self.slowdown().throttled(Instant::now());
    }

    fn distance(&self) -> Duration {
        Duration::from_secs_f64(1.0 / (self.rate * self.slowdown().part(Instant::now())))
    }

    fn slowdown(&self) -> std::sync::MutexGuard<'_, Slowdown> {
        self.slowdown.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts as waiting for as long as it lives.
pub(super) struct Queued<'a>(&'a AtomicU32);

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
