//! Sign-in, from settings to [`People`], and what has to be done for it every minute.

use std::sync::Arc;
use std::time::Duration;

use signet_identity::Fetch;
use signet_store::Store;
use tokio::time::{MissedTickBehavior, interval};
use tracing::error;

use crate::app::App;
use crate::clock::SystemClock;
use crate::config::ConfigError;
use crate::grants::Grants;
use crate::nonce::RandomNonces;
use crate::people::{Outside, People, SignInSettings};
use crate::record::Recorder;

const TIDIED_EVERY: Duration = Duration::from_secs(60);

/// Who may ask.
///
/// # Errors
/// The key that is wrong.
pub(super) fn people(
    sign_in: Option<SignInSettings>,
    store: &Store,
    grants: &Arc<Grants>,
    recorder: &Arc<dyn Recorder>,
    fetch: &Arc<dyn Fetch>,
) -> Result<People, ConfigError> {
    let Some(sign_in) = sign_in else {
        return Ok(People::local());
    };
    let outside = Outside {
        store: store.clone(),
        recorder: Arc::clone(recorder),
        grants: Arc::clone(grants),
        clock: Arc::new(SystemClock),
        nonces: Arc::new(RandomNonces),
        fetch: Arc::clone(fetch),
    };
    People::new(sign_in, outside).map_err(|(key, why)| ConfigError::about(&key, why))
}

/// Drops what is over, every minute.
pub(super) async fn tidy(app: Arc<App>) {
    let mut ticks = interval(TIDIED_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        app.people.tidy(app.ports.clock.now()).await;
        write_down(&app, false).await;
    }
}

/// Writes down how many refusals were counted and not recorded one by one.
pub(super) async fn write_down(app: &App, stopping: bool) {
    let now = app.ports.clock.now();
    let strangers = app.people.refusals.over(now, stopping);
    let known = app.service.refusals().over(now, stopping);
    for entry in strangers.into_iter().chain(known) {
        if let Err(cause) = app.ports.recorder.append(entry).await {
            error!(%cause, "how many were refused cannot be recorded");
        }
    }
}
