//! `/api/plans/rules`: approvals that stand.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::json;

use super::{answered, asked};
use crate::app::App;
use crate::asker::Asker;
use crate::routes::{acting, body, looking};

/// `GET /api/plans/rules`
pub async fn list(State(app): State<Arc<App>>, request: Request) -> Response {
    looking(async move {
        let asker = Asker::of(request.extensions())?;
        answered(app.plans.asked_by(&asker).rules().await)
    })
    .await
}

/// `POST /api/plans/rules/make`
pub async fn make(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        let bounds = asked::bounds(body::read(request).await?)?;
        answered(app.plans.asked_by(&asker).make_rule(bounds).await)
    })
    .await
}

/// `POST /api/plans/rules/withdraw`
pub async fn withdraw(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        let id = asked::only_id(body::read(request).await?)?;
        let withdrawn = app.plans.asked_by(&asker).withdraw_rule(&id).await;
        answered(withdrawn.map(|()| json!({})))
    })
    .await
}
