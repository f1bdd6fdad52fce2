//! Who asks, which cloud answers, what may be done.

use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use signet_model::Effect;
use signet_model::api::{Account, IotInstance, Limits, Session};
use signet_model::roles::{Grant, Object, is_admin, may};

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
        origin: principal.origin,
        grants: actor.grants.to_vec(),
        cloud: app.cloud,
        accounts: accounts(app, &actor.grants),
        iot_instances: iot_instances(app, &actor.grants),
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

/// The accounts that some grant reaches.
fn accounts(app: &App, grants: &[Grant]) -> Vec<Account> {
    let mut accounts = app.shown_accounts();
    accounts.retain(|account| {
        grants.iter().any(|grant| {
            let named = grant.account.as_deref();
            named.is_none_or(|named| named == account.name)
        })
    });
    accounts
}

/// The named instances of IoT Platform that one may read. Admins grant them, so they see which there are.
fn iot_instances(app: &App, grants: &[Grant]) -> Vec<IotInstance> {
    let mut instances = app.iot_instances.clone();
    instances.retain(|instance| {
        let object = Object::Iot(instance.iot_instance_id.as_deref());
        is_admin(grants) || may(grants, Effect::Read, &instance.account, object).is_ok()
    });
    instances
}
