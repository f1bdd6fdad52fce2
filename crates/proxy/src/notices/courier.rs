//! Carries notices to one webhook, one after the other.

use std::sync::Arc;
use std::time::Duration;

use signet_identity::Fetch;
use tokio::sync::mpsc::Receiver;
use tokio::time::sleep;
use tracing::{debug, warn};

use super::{Notice, Webhook, body};
use crate::clock::Clock;
use crate::metrics::Metrics;

/// How long to wait before each further attempt.
const PAUSES: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(5),
    Duration::from_secs(25),
];

/// Carries what comes, until nobody can send any more.
pub(super) async fn carry(
    webhook: Webhook,
    mut waiting: Receiver<Notice>,
    fetch: Arc<dyn Fetch>,
    clock: Arc<dyn Clock>,
    metrics: Arc<Metrics>,
) {
    while let Some(notice) = waiting.recv().await {
        let mut pauses = PAUSES.iter();
        loop {
            let result = attempt(&webhook, &notice, &*fetch, &*clock).await;
            let Err(why) = result else {
                metrics.notices_sent.increment(1);
                break;
            };
            let event = notice.event.as_str();
            let Some(pause) = pauses.next() else {
                metrics.notices_failed.increment(1);
                warn!(
                    webhook = webhook.name,
                    event, why, "a notice was not taken; given up"
                );
                break;
            };
            debug!(
                webhook = webhook.name,
                event, why, "a notice was not taken; it is sent again"
            );
            sleep(*pause).await;
        }
    }
}

async fn attempt(
    webhook: &Webhook,
    notice: &Notice,
    fetch: &dyn Fetch,
    clock: &dyn Clock,
) -> Result<(), String> {
    // Made anew each time: signatures carry the time.
    let request = body::request(webhook, notice, clock.now())
        .ok_or_else(|| "its URL cannot be used".to_owned())?;
    let answer = fetch
        .fetch(request)
        .await
        .map_err(|error| error.to_string())?;
    body::taken(webhook.format, &answer)
}
