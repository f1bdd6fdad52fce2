//! How many calls may leave. Smooth (GCRA, burst 1), because a bucket that starts full trips the cloud's own limit
//! (`performance.md`), and fair: whoever came first goes first. Whether a call would wait too long is decided before it waits.
//!
//! Two limits hold at once: one for the source address, over everything, because above 300 calls/s the cloud *blocks* the
//! address; and one for each AccessKey and operation, as the cloud documents it.

mod lane;
mod meter;

pub use lane::Permit;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use signet_model::OperationName;
use tokio::time::{Instant, timeout_at};

use lane::Lane;
use meter::Meter;

/// How much of a documented quota is used: the rest absorbs jitter on the way (`performance.md`).
const MARGIN: f64 = 0.98;

/// The proxy's own limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaLimits {
    /// Calls a second over all operations and accounts; `None` lifts every limit.
    pub calls_per_second: Option<u32>,
}

/// The call would have waited longer than its caller has patience.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooBusy {
    /// How long it would have waited.
    pub wait: Duration,
}

/// All limits of this process.
#[derive(Debug)]
pub struct Quota {
    limits: QuotaLimits,
    egress: Option<Lane>,
    keys: Mutex<HashMap<String, Arc<KeyQuota>>>,
    meter: Meter,
}

/// The limits of one AccessKey.
#[derive(Debug)]
pub struct KeyQuota {
    lanes: Vec<Lane>,
}

impl Quota {
    /// Starts with nothing used.
    #[must_use]
    pub fn new(limits: QuotaLimits) -> Self {
        Self {
            limits,
            egress: limits
                .calls_per_second
                .map(|rate| Lane::smooth(f64::from(rate))),
            keys: Mutex::default(),
            meter: Meter::default(),
        }
    }

    /// The limits of an AccessKey. Accounts of the configuration that share a key share them.
    pub fn of_key(&self, access_key_id: &str) -> Arc<KeyQuota> {
        let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(keys.entry(access_key_id.to_owned()).or_default())
    }

    /// The limits, and how many calls left within the last second.
    #[must_use]
    pub fn usage(&self) -> (QuotaLimits, u32) {
        (self.limits, self.meter.last_second())
    }

    /// Waits for a slot. The permit is kept until the answer is there: operations with a small quota go one after the other.
    ///
    /// # Errors
    /// [`TooBusy`] where the wait would be longer than `patience`.
    pub async fn slot(
        &self,
        key: &KeyQuota,
        operation: OperationName,
        patience: Duration,
    ) -> Result<Permit, TooBusy> {
        let Some(egress) = &self.egress else {
            self.meter.count();
            return Ok(Permit::default());
        };
        let lane = &key.lanes[operation as usize];
        let wait = lane.expected_wait().max(egress.expected_wait());
        if wait > patience {
            return Err(TooBusy { wait });
        }
        // The estimate cannot know how long the answer before will take, so patience also bounds the wait itself.
        let deadline = Instant::now() + patience;
        let (here, there) = (lane.enter(), egress.enter());
        let waiting = async {
            let permit = lane.pass(here).await;
            egress.pass(there).await;
            permit
        };
        let permit = timeout_at(deadline, waiting)
            .await
            .map_err(|_| TooBusy { wait: patience })?;
        self.meter.count();
        Ok(permit)
    }

    /// The cloud throttled the operation: go slower for a while.
    pub fn throttled(&self, key: &KeyQuota, operation: OperationName) {
        key.lanes[operation as usize].slow_down();
    }
}

impl Default for KeyQuota {
    fn default() -> Self {
        let lane = |operation: &OperationName| {
            let quota = operation.spec().quota;
            let rate = f64::from(quota.per_second) * MARGIN;
            if quota.serialised {
                Lane::serialised(rate)
            } else {
                Lane::smooth(rate)
            }
        };
        // Indexed by `OperationName as usize`: the list is in the order of the enum.
        Self {
            lanes: OperationName::ALL.iter().map(lane).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
