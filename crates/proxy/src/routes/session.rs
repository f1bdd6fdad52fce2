//! Who asks, which cloud answers, what may be done.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use signet_model::api::{Limits, Session};

use crate::answer;
use crate::app::App;
use crate::router::RequestId;
use crate::service::Actor;

/// `GET /api/session`
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(RequestId(id)): Extension<RequestId>,
) -> Response {
    let actor = Actor::local(id);
    let (allowed, refusal) = app.service.policy().allowed();
    let (limits, calls_now) = app.service.usage();
    answer::json(&Session {
        actor: actor.subject,
        name: actor.name,
        via: actor.via,
        signed_in_at: actor.signed_in_at,
        expires_at: None,
        grants: actor.grants.to_vec(),
        cloud: app.cloud,
        accounts: app.shown_accounts(),
        iot_instances: app.iot_instances.clone(),
        allowed,
        refusal,
        reason_required: Vec::new(),
        recent_sign_in: Vec::new(),
        limits: Limits {
            calls_per_second: limits.calls_per_second,
            calls_now,
        },
    })
}
