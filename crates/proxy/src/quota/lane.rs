//! One queue before one limit.

use std::ops::Add;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::RateLimiter;
use governor::clock::{Clock, Reference};
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::{InMemoryState, NotKeyed};
use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, sleep, sleep_until};

/// After a throttle answer the rate is cut to this (`performance.md`) …
const SLOWER: f64 = 0.7;
/// … for this long.
const SLOW_FOR: Duration = Duration::from_secs(10);

/// Tokio's timer wakes a waiter up to this much late.
const TICK: Duration = Duration::from_millis(1);

#[derive(Debug)]
pub(super) struct Lane {
    rate: f64,
    serialised: bool,
    waiting: AtomicU32,
    slow_until: Mutex<Option<Instant>>,
    /// Tokio's mutex is fair: this is the queue.
    turn: Arc<tokio::sync::Mutex<Turn>>,
}

/// What whoever is first in the queue works with.
#[derive(Debug)]
struct Turn {
    rate: f64,
    limiter: Limiter,
    not_before: Option<Instant>,
}

/// Leave to send one call. To be dropped when its answer is there.
#[derive(Debug, Default)]
pub struct Permit(Option<OwnedMutexGuard<Turn>>);

type Limiter = RateLimiter<NotKeyed, InMemoryState, TokioClock, NoOpMiddleware<TokioInstant>>;

impl Lane {
    /// Calls at even distances.
    pub(super) fn smooth(rate: f64) -> Self {
        Self::new(rate, false)
    }

    /// Each call at a distance from the *answer* of the one before.
    pub(super) fn serialised(rate: f64) -> Self {
        Self::new(rate, true)
    }

    fn new(rate: f64, serialised: bool) -> Self {
        let turn = Turn {
            rate,
            limiter: limiter(rate),
            not_before: None,
        };
        Self {
            rate,
            serialised,
            waiting: AtomicU32::new(0),
            slow_until: Mutex::new(None),
            turn: Arc::new(tokio::sync::Mutex::new(turn)),
        }
    }

    /// How long a call that comes now will wait behind those that came before it.
    pub(super) fn expected_wait(&self) -> Duration {
        (period(self.rate_now()) + TICK).saturating_mul(self.waiting.load(Ordering::Relaxed))
    }

    /// Counts a call as waiting here, for as long as the guard lives: also while it waits elsewhere first.
    pub(super) fn enter(&self) -> Queued<'_> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Queued(&self.waiting)
    }

    /// Waits in the queue and then for the limit. May be dropped while waiting.
    pub(super) async fn pass(&self, _queued: Queued<'_>) -> Permit {
        let mut turn = Arc::clone(&self.turn).lock_owned().await;
        turn.adopt(self.rate_now());
        if self.serialised {
            if let Some(moment) = turn.not_before {
                sleep_until(moment).await;
            }
            return Permit(Some(turn));
        }
        while let Err(early) = turn.limiter.check() {
            sleep(early.wait_time_from(TokioClock.now())).await;
        }
        Permit::default()
    }

    pub(super) fn slow_down(&self) {
        *self
            .slow_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + SLOW_FOR);
    }

    fn rate_now(&self) -> f64 {
        let mut slow_until = self
            .slow_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *slow_until = slow_until.filter(|moment| *moment > Instant::now());
        if slow_until.is_some() {
            self.rate * SLOWER
        } else {
            self.rate
        }
    }
}

impl Turn {
    /// Takes on another rate, without giving away a call for the change.
    fn adopt(&mut self, rate: f64) {
        if self.rate.total_cmp(&rate).is_ne() {
            self.rate = rate;
            self.limiter = limiter(rate);
            let _used_up = self.limiter.check();
        }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(turn) = &mut self.0 {
            turn.not_before = Some(Instant::now() + period(turn.rate));
        }
    }
}

/// Counts as waiting for as long as it lives.
pub(super) struct Queued<'a>(&'a AtomicU32);

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn period(rate: f64) -> Duration {
    Duration::from_secs_f64(1.0 / rate)
}

fn limiter(rate: f64) -> Limiter {
    // `with_period` means a burst of one.
    let quota = governor::Quota::with_period(period(rate)).expect("a rate is above zero");
    RateLimiter::direct_with_clock(quota, TokioClock)
}

/// Tokio's clock for governor, so that tests can let time pass.
#[derive(Clone, Debug, Default)]
pub(super) struct TokioClock;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TokioInstant(Instant);

impl Clock for TokioClock {
    type Instant = TokioInstant;

    fn now(&self) -> TokioInstant {
        TokioInstant(Instant::now())
    }
}

impl Add<Nanos> for TokioInstant {
    type Output = Self;

    fn add(self, more: Nanos) -> Self {
        Self(self.0 + Duration::from(more))
    }
}

impl Reference for TokioInstant {
    fn duration_since(&self, earlier: Self) -> Nanos {
        self.0.saturating_duration_since(earlier.0).into()
    }

    fn saturating_sub(&self, duration: Nanos) -> Self {
        self.0.checked_sub(duration.into()).map_or(*self, Self)
    }
}
