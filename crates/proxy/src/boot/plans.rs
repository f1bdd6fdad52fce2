//! Plans go on where the last process left them, surveys begin, and what is over for long is dropped.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval};
use tracing::{error, info};

use super::BootError;
use crate::app::App;
use crate::plans::Survey;

const TIDIED_EVERY: Duration = Duration::from_secs(3600);

/// Lets plans go on.
///
/// # Errors
/// What is kept of them cannot be read.
pub(super) async fn start(app: &Arc<App>, surveys: Vec<Survey>) -> Result<(), BootError> {
    app.plans.recover().await?;
    app.plans.survey(surveys);
    let plans = Arc::clone(&app.plans);
    tokio::spawn(async move {
        let mut ticks = interval(TIDIED_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            match plans.tidy().await {
                Ok(0) => {}
                Ok(dropped) => info!(dropped, "plans that were over for long are dropped"),
                Err(cause) => error!(%cause, "plans that were over for long cannot be dropped"),
            }
        }
    });
    Ok(())
}
