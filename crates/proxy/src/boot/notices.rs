//! Who is told what is recorded and how the proxy is.

use std::sync::Arc;
use std::time::Duration;

use signet_identity::Fetch;
use tokio::time::{Instant, interval_at};

use crate::clock::{Clock, SystemClock};
use crate::config::Settings;
use crate::metrics::Metrics;
use crate::notices::{Notices, Watched};
use crate::record::Recorder;

/// How often it is looked for what is about to end.
const LOOK: Duration = Duration::from_secs(60);
/// How often measurements are sorted into their buckets.
const TIDY: Duration = Duration::from_secs(1);

/// Starts notices and metrics, and lets them watch what `recorder` keeps.
pub(super) fn watched(
    settings: &Settings,
    recorder: Arc<dyn Recorder>,
    fetch: &Arc<dyn Fetch>,
    metrics: &Arc<Metrics>,
) -> Arc<dyn Recorder> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let webhooks = settings.webhooks.clone();
    let notices = Notices::start(settings.notices, webhooks, fetch, &clock, metrics);
    let notices = Arc::new(notices);
    let looking =
        Arc::clone(&notices).keep_looking(clock, interval_at(Instant::now() + LOOK, LOOK));
    tokio::spawn(looking);
    let measured = Arc::clone(metrics);
    tokio::spawn(async move {
        let mut ticks = interval_at(Instant::now() + TIDY, TIDY);
        loop {
            ticks.tick().await;
            measured.tidy();
        }
    });
    Arc::new(Watched::new(
        recorder,
        vec![Arc::clone(metrics) as _, notices],
    ))
}
