//! Word to people who are not looking: what happened, to which object, what to do now, sent to webhooks of their choice.
//!
//! [`Rules`] decide, out of what they are told and when; a courier for each webhook carries. Nothing that asks waits for a notice: whatever
//! a webhook does, the proxy goes on.

mod body;
mod courier;
mod event;
mod rate;
mod rules;
#[cfg(test)]
mod tests;
mod watched;
mod webhook;

pub use event::{Event, Notice};
pub use rules::{Rules, Thresholds};
pub use watched::{Watch, Watched};
pub use webhook::{Format, Webhook};

use std::sync::{Arc, Mutex, PoisonError};

use signet_identity::Fetch;
use signet_model::audit::Entry;
use tokio::sync::mpsc::{Sender, channel};
use tokio::time::Interval;
use tracing::warn;

use crate::clock::Clock;
use crate::metrics::Metrics;

/// The most notices that wait for one webhook; what comes on top is logged and not sent.
const QUEUE: usize = 64;

/// Decides and hands to the couriers.
pub struct Notices {
    rules: Mutex<Rules>,
    couriers: Vec<(Webhook, Sender<Notice>)>,
    metrics: Arc<Metrics>,
}

impl Notices {
    /// Starts a courier for each webhook. Without webhooks notices are only logged.
    pub fn start(
        thresholds: Thresholds,
        webhooks: Vec<Webhook>,
        fetch: &Arc<dyn Fetch>,
        clock: &Arc<dyn Clock>,
        metrics: &Arc<Metrics>,
    ) -> Self {
        let couriers = webhooks
            .into_iter()
            .map(|webhook| {
                let (sender, waiting) = channel(QUEUE);
                tokio::spawn(courier::carry(
                    webhook.clone(),
                    waiting,
                    Arc::clone(fetch),
                    Arc::clone(clock),
                    Arc::clone(metrics),
                ));
                (webhook, sender)
            })
            .collect();
        Self {
            rules: Mutex::new(Rules::new(thresholds)),
            couriers,
            metrics: Arc::clone(metrics),
        }
    }

    /// Looks at how the proxy is at each of `ticks`, for good.
    pub async fn keep_looking(self: Arc<Self>, clock: Arc<dyn Clock>, mut ticks: Interval) {
        loop {
            ticks.tick().await;
            let vitals = self.metrics.vitals.take();
            let notices = self.rules().look(&vitals, clock.now());
            for notice in notices {
                self.send(&notice);
            }
        }
    }

    fn send(&self, notice: &Notice) {
        warn!(event = notice.event.as_str(), "{}", notice.text);
        for (webhook, courier) in &self.couriers {
            if webhook.wants(notice.event) && courier.try_send(notice.clone()).is_err() {
                self.metrics.notices_failed.increment(1);
                warn!(
                    webhook = webhook.name,
                    "too many notices wait for the webhook; one is dropped"
                );
            }
        }
    }

    fn rules(&self) -> std::sync::MutexGuard<'_, Rules> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for Notices {
    fn appended(&self, entry: &Entry) {
        let notice = self.rules().appended(entry);
        if let Some(notice) = notice {
            self.send(&notice);
        }
    }
}
