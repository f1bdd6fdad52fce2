//! Taking checkpoints off this machine: whoever may change its files cannot take back what lies elsewhere.

use std::sync::Arc;
use std::time::Duration;

use http::{Request, Uri, header};
use signet_audit::Checkpoint;
use signet_identity::Fetch;
use tokio::sync::mpsc;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::KeptRecord;
use crate::clock::Clock;

/// When a checkpoint that nobody took is tried again.
const AGAIN: Duration = Duration::from_secs(60);

/// Posts checkpoints to `url`, the newest of those that wait, until `stop`; then once more. One that nobody took is tried again until there is
/// a newer one, which says the same and more.
pub async fn send_off(
    mut waiting: mpsc::UnboundedReceiver<Checkpoint>,
    url: Uri,
    fetch: Arc<dyn Fetch>,
    record: Arc<KeptRecord>,
    clock: Arc<dyn Clock>,
    stop: CancellationToken,
) {
    let mut newest: Option<Checkpoint> = None;
    loop {
        let is_last = tokio::select! {
            biased;
            Some(newer) = waiting.recv() => {
                newest = Some(newer);
                false
            }
            () = stop.cancelled() => true,
            () = sleep(AGAIN), if newest.is_some() => false,
        };
        while let Ok(newer) = waiting.try_recv() {
            newest = Some(newer);
        }
        if let Some(checkpoint) = &newest {
            match post(checkpoint, &url, &*fetch).await {
                Ok(()) => {
                    record.taken(checkpoint.sequence, clock.now());
                    newest = None;
                }
                Err(cause) => {
                    warn!(target: "audit", sequence = checkpoint.sequence, cause, "a checkpoint was not taken");
                }
            }
        }
        if is_last {
            return;
        }
    }
}

/// The error names no URL: it may hold a secret.
async fn post(checkpoint: &Checkpoint, url: &Uri, fetch: &dyn Fetch) -> Result<(), String> {
    let body = serde_json::to_vec(checkpoint).map_err(|error| error.to_string())?;
    let request = Request::post(url.clone())
        .header(header::CONTENT_TYPE, "application/json")
        .body(body)
        .map_err(|error| error.to_string())?;
    let answer = fetch
        .fetch(request)
        .await
        .map_err(|error| error.to_string())?;
    if answer.status().is_success() {
        Ok(())
    } else {
        Err(format!("it was answered with status {}", answer.status()))
    }
}
