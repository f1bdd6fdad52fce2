//! Where a call goes, how urgently, and who counts it.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::{Priority, Target};
use crate::quota::TooBusy;

/// Where a call goes, how urgently, and who counts it.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    pub(super) target: &'a Target,
    pub(super) priority: Priority,
    calls: Option<&'a Calls>,
    to_the_end: bool,
}

/// The calls of a plan: how many were sent, and whether any more may be.
#[derive(Debug, Default)]
pub struct Calls {
    sent: AtomicU64,
    throttled: AtomicU64,
    halted: CancellationToken,
}

impl<'a> Way<'a> {
    /// Nobody counts.
    pub(super) const fn new(target: &'a Target, priority: Priority) -> Self {
        Self {
            target,
            priority,
            calls: None,
            to_the_end: false,
        }
    }

    /// For an item of a plan.
    pub(super) const fn planned(target: &'a Target, calls: &'a Calls) -> Self {
        Self {
            target,
            priority: Priority::Plan,
            calls: Some(calls),
            to_the_end: false,
        }
    }

    /// The same for reading back, which is done to its end.
    pub(super) const fn to_the_end(self) -> Self {
        Self {
            to_the_end: true,
            ..self
        }
    }

    /// Waits for a slot, as long as one is wanted.
    pub(super) async fn slot<T>(
        &self,
        slot: impl Future<Output = Result<T, TooBusy>>,
    ) -> Result<T, TooBusy> {
        match self.calls {
            Some(calls) if !self.to_the_end => tokio::select! {
                biased;
                () = calls.halted.cancelled() => Err(TooBusy { wait: Duration::ZERO }),
                slot = slot => slot,
            },
            _ => slot.await,
        }
    }

    /// A call is sent.
    pub(super) fn sent(&self) {
        if let Some(calls) = self.calls {
            calls.sent.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The cloud throttled it.
    pub(super) fn throttled(&self) {
        if let Some(calls) = self.calls {
            calls.throttled.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Calls {
    /// Nothing more is sent: what waits for its slot is not sent any more, and says so. What was sent is still read back.
    pub fn halt(&self) {
        self.halted.cancel();
    }

    /// How many were sent, and how many of those were throttled, since this was asked last.
    pub fn take(&self) -> (u64, u64) {
        (
            self.sent.swap(0, Ordering::Relaxed),
            self.throttled.swap(0, Ordering::Relaxed),
        )
    }
}
