//! `/api/plans`: plans are made, shown, approved, run and proved.

mod asked;
mod events;
mod report;
mod rules;
mod selection;
mod settings;

pub use events::events;
pub use report::report;
pub use rules::{list as rules, make as make_rule, withdraw as withdraw_rule};

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::response::Response;
use serde::Serialize;
use signet_model::api::MAX_PLAN_BODY_BYTES;

use super::{acting, body, looking, reason};
use crate::answer;
use crate::app::App;
use crate::asker::Asker;
use crate::service::Refused;

/// Answers with what there is to answer.
fn answered(answer: Result<impl Serialize, Refused>) -> Result<Response, Refused> {
    answer.map(|answer| answer::json(&answer))
}

/// `GET /api/plans`
pub async fn list(State(app): State<Arc<App>>, request: Request) -> Response {
    looking(async move {
        let asker = Asker::of(request.extensions())?;
        let wanted = asked::wanted(request.uri().query().unwrap_or_default())?;
        answered(app.plans.asked_by(&asker).list(wanted).await)
    })
    .await
}

/// `GET /api/plans/{id}`
pub async fn show(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    looking(async move {
        let asker = Asker::of(request.extensions())?;
        answered(app.plans.asked_by(&asker).show(&id).await)
    })
    .await
}

/// `GET /api/plans/{id}/items`
pub async fn items(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    looking(async move {
        let asker = Asker::of(request.extensions())?;
        let wanted = asked::wanted_items(request.uri().query().unwrap_or_default())?;
        answered(app.plans.asked_by(&asker).items(&id, &wanted).await)
    })
    .await
}

/// `POST /api/plans/create`
pub async fn create(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        let reason = reason::read(request.headers())?;
        let mut asked = asked::create(body::read(request).await?)?;
        asked.reason = asked.reason.or(reason);
        answered(app.plans.asked_by(&asker).create(asked).await)
    })
    .await
}

/// `POST /api/plans/add`
pub async fn add(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        let slice = asked::slice(body::read_up_to(request, MAX_PLAN_BODY_BYTES).await?)?;
        answered(app.plans.asked_by(&asker).add(slice).await)
    })
    .await
}

/// One of the commands that are told in the same words.
macro_rules! told {
    ($($path:literal: $name:ident by $read:ident;)*) => {$(
        #[doc = concat!("`POST /api/plans/", $path, "`")]
        pub async fn $name(State(app): State<Arc<App>>, request: Request) -> Response {
            acting(&Arc::clone(&app), async move {
                let asker = Asker::of(request.extensions())?;
                let told = asked::$read(body::read(request).await?)?;
                answered(app.plans.asked_by(&asker).$name(told).await)
            })
            .await
        }
    )*};
}

told! {
    "freeze": freeze by tell;
    "exclude": exclude by exclude;
    "adjust": adjust by adjust;
    "approve": approve by tell;
    "reject": reject by tell;
    "run": run by tell;
    "pause": pause by tell;
    "resume": resume by tell;
    "cancel": cancel by tell;
    "undo": undo by tell;
    "hand-out": hand_out by tell;
    "received": received by received;
}
