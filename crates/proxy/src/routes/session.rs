//! Who asks, which cloud answers, what may be done.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use signet_model::api::{Limits, Session};

use crate::answer;
use crate::app::App;
use crate::service::Actor;

/// `GET /api/session`
pub async fn show(State(app): State<Arc<App>>) -> Response {
    let (allowed, refusal) = app.service.policy().allowed();
    let (limits, calls_now) = app.service.usage();
    answer::json(&Session {
        actor: Actor::LOCAL.to_owned(),
        cloud: app.cloud,
        accounts: app.accounts.clone(),
        iot_instances: app.iot_instances.clone(),
        allowed,
        refusal,
        limits: Limits {
            calls_per_second: limits.calls_per_second,
            calls_now,
        },
    })
}
