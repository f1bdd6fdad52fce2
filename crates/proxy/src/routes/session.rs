//! Who asks, which cloud answers, what may be done.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use signet_model::api::{Limits, Session};

use crate::answer;
use crate::app::App;
use crate::people::Principal;

/// `GET /api/session`
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(principal): Extension<Principal>,
) -> Response {
    answer::json(&session(&app, principal))
}

/// What the dashboard must know about somebody who is signed in.
pub(super) fn session(app: &App, principal: Principal) -> Session {
    let actor = principal.actor;
    let (allowed, refusal) = app.service.policy().allowed();
    let (limits, calls_now) = app.service.usage();
    let safety = &app.service.safeguards().safety;
    Session {
        actor: actor.subject,
        name: actor.name,
        via: actor.via,
        signed_in_at: actor.signed_in_at,
        expires_at: principal.expires_at,
        grants: actor.grants.to_vec(),
        cloud: app.cloud,
        accounts: app.shown_accounts(),
        iot_instances: app.iot_instances.clone(),
        allowed,
        refusal,
        reason_required: safety.reason_required.clone(),
        recent_sign_in: safety.recent_sign_in.clone(),
        limits: Limits {
            calls_per_second: limits.calls_per_second,
            calls_now,
        },
    }
}
