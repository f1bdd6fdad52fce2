//! How many calls may leave. Smooth, because a bucket that starts full trips the cloud's own limit (`performance.md`), and fair: whoever came
//! first goes first, but for plans, which let everybody pass. Whether a call would wait too long is decided before it waits.
//!
//! Two limits hold at once: one for the source address, over everything, because above 300 calls/s the cloud *blocks* the
//! address; and one for each AccessKey and operation, as the cloud documents it.

mod lane;
mod meter;
mod slowdown;

pub use lane::Permit;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use signet_model::OperationName;
use tokio::time::{Instant, timeout, timeout_at};

use crate::service::Priority;
use lane::Lane;
use meter::Meter;

/// How much of a documented quota is used: the rest absorbs jitter on the way (`performance.md`).
const MARGIN: f64 = 0.98;

/// The same where a quota is so small that a few early calls are a tenth of it: eleven calls are then 60 ms longer on their way than the second
/// that would count them together.
const SMALL_MARGIN: f64 = 0.94;

/// `QueryDevice` far from the first page, calls a second (`cloud-api.md` section 2).
const DEEP_DEVICES: f64 = 2.0;

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
    deep_devices: Lane,
}

/// Which of the cloud's quotas a call counts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// That of its operation.
    Of(OperationName),
    /// A page of `QueryDevice` far from the first: 2 calls/s (`cloud-api.md` section 2).
    DeepDevices,
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
    /// [`TooBusy`] where the wait would be longer than the caller has patience.
    pub async fn slot(
        &self,
        key: &KeyQuota,
        class: Class,
        priority: Priority,
    ) -> Result<Permit, TooBusy> {
        let patience = priority.patience();
        let Some(egress) = &self.egress else {
            self.meter.count();
            return Ok(Permit::default());
        };
        let lane = key.lane(class);
        if priority == Priority::Plan {
            return self.slot_behind(lane, egress, patience).await;
        }
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

    /// A slot for what nobody waits for. However many ask, one of them is in each queue, so that a person waits for one call more at the most.
    async fn slot_behind(
        &self,
        lane: &Lane,
        egress: &Lane,
        patience: Duration,
    ) -> Result<Permit, TooBusy> {
        let waiting = async {
            let permit = lane.pass_behind().await;
            egress.pass_behind().await;
            permit
        };
        let permit = timeout(patience, waiting)
            .await
            .map_err(|_| TooBusy { wait: patience })?;
        self.meter.count();
        Ok(permit)
    }

    /// The cloud throttled a call: go slower for a while.
    pub fn throttled(&self, key: &KeyQuota, class: Class) {
        key.lane(class).slow_down();
    }
}

impl KeyQuota {
    fn lane(&self, class: Class) -> &Lane {
        match class {
            Class::Of(operation) => &self.lanes[operation as usize],
            Class::DeepDevices => &self.deep_devices,
        }
    }
}

impl Default for KeyQuota {
    fn default() -> Self {
        let lane = |operation: &OperationName| {
            let quota = operation.spec().quota;
            let rate = f64::from(quota.per_second);
            if quota.serialised {
                Lane::serialised(rate * SMALL_MARGIN)
            } else {
                Lane::smooth(rate * MARGIN)
            }
        };
        // Indexed by `OperationName as usize`: the list is in the order of the enum.
        Self {
            lanes: OperationName::ALL.iter().map(lane).collect(),
            deep_devices: Lane::serialised(DEEP_DEVICES * SMALL_MARGIN),
        }
    }
}

#[cfg(test)]
mod tests;
