//! How far a plan is, told as it goes on.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, Request, State};
use axum::response::Response;
use bytes::Bytes;
use signet_model::plans::Progress;
use tokio::time::{Instant, sleep, sleep_until};

use crate::app::App;
use crate::asker::Asker;
use crate::plans::Live;
use crate::routes::stream::Parts;
use crate::routes::{looking, stream};

/// At most so often something is told.
const PAUSE: Duration = Duration::from_millis(250);
/// Whoever is between keeps the connection open where something comes so often.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Whoever watches longer asks again, and so proves again that they may.
const LONGEST: Duration = Duration::from_secs(300);

/// `GET /api/plans/{id}/events`
pub async fn events(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    looking(async move {
        let asker = Asker::of(request.extensions())?;
        let live = app.plans.asked_by(&asker).known(&id).await?;
        // So that what is told first is all there is to tell.
        app.plans.progress(&live).await?;
        let (parts, response) = stream::answer("text/event-stream");
        let plans = Arc::clone(&app.plans);
        tokio::spawn(async move {
            tokio::select! {
                () = tell(&live, &parts) => {}
                () = plans.resting() => {}
                () = sleep(LONGEST) => {}
                () = parts.closed() => {}
            }
        });
        Ok(response)
    })
    .await
}

/// Tells until the plan is over, or nobody listens.
async fn tell(live: &Live, parts: &Parts) {
    let mut watching = live.watch();
    let mut told: Option<Progress> = None;
    let mut quiet_until = Instant::now();
    loop {
        let progress = watching.borrow_and_update().clone();
        let is_over = progress.state.is_some_and(|state| state.is_over());
        if told.as_ref() != Some(&progress) {
            if parts.send(Ok(event(&progress))).await.is_err() {
                return;
            }
            quiet_until = Instant::now() + KEEP_ALIVE;
        }
        if is_over {
            return;
        }
        told = Some(progress);
        sleep(PAUSE).await;
        loop {
            tokio::select! {
                changed = watching.changed() => match changed {
                    Ok(()) => break,
                    Err(_) => return,
                },
                () = sleep_until(quiet_until) => {
                    let alive = Bytes::from_static(b": keep-alive\n\n");
                    if parts.send(Ok(alive)).await.is_err() {
                        return;
                    }
                    quiet_until += KEEP_ALIVE;
                }
            }
        }
    }
}

fn event(progress: &Progress) -> Bytes {
    let data = serde_json::to_string(progress).unwrap_or_default();
    format!("event: progress\ndata: {data}\n\n").into()
}
