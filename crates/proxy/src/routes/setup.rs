//! `/api/setup`: what is configured, whether it works, and what the key needs; for admins, and for whoever sits at the machine.

use std::sync::Arc;

use axum::extract::{RawQuery, Request, State};
use axum::response::Response;
use serde_json::{Map, json};
use signet_model::FieldError;
use signet_model::Violation;
use signet_model::api::{ApiError, ErrorCode};
use signet_model::identifiers::InstanceId;

use super::{acting, body, input, looking, query};
use crate::app::App;
use crate::asker::Asker;
use crate::service::Refused;
use crate::setup::{self, Busy, Turn};
use crate::{answer, ram_policy};

/// How the audit log calls a check.
const CHECK: &str = "CheckSetup";
/// Until a check that runs is over: there is no telling, so ask again soon.
const SOON_MS: u64 = 1_000;
/// The most instances of one policy: RAM takes 6,144 characters, and each instance is some 70 of them.
const MOST_INSTANCES: usize = 50;

/// `GET /api/setup`
pub async fn show(State(app): State<Arc<App>>) -> Response {
    answer::json(&setup::shown(&app))
}

/// `POST /api/setup/check`
pub async fn check(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        input::finish(body::read(request).await?)?;
        let turn = match Turn::take(&app) {
            Ok(turn) => turn,
            Err(busy) => {
                let about = Map::new();
                return Err(asker
                    .refused(&app.service, CHECK, about, refused(busy))
                    .await);
            }
        };
        let event = asker.event(&app.service, CHECK, Map::new());
        asker.note(&app.service, event).await?;
        turn.examine().await;
        Ok(answer::json(&json!({ "check": app.setup.checked() })))
    })
    .await
}

fn refused(busy: Busy) -> Refused {
    let (what, left) = match busy {
        Busy::Running => ("a check is running already", SOON_MS),
        Busy::Resting(left) => ("a check was over a moment ago", left),
    };
    let mut error = ApiError::new(ErrorCode::QuotaExceeded, what);
    error.retry_after_ms = Some(left);
    Box::new(error.remedy("GET /api/setup has what it found, while it runs too."))
}

/// `GET /api/setup/ram-policy`
pub async fn ram_policy(RawQuery(query): RawQuery) -> Response {
    looking(async move {
        let instances = instances(query.as_deref().unwrap_or_default())?;
        Ok(answer::json(&ram_policy::policy(&instances)))
    })
    .await
}

/// What `instance` says, once for each.
fn instances(text: &str) -> Result<Vec<InstanceId>, Refused> {
    let broken = |field: &str, violation| {
        let field = field.to_owned();
        Box::new(ApiError::from(FieldError { field, violation }))
    };
    let mut instances = Vec::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, value) = (query::decoded(name)?, query::decoded(value)?);
        if name != "instance" {
            let shown: String = name.chars().take(64).collect();
            return Err(broken(&shown, Violation::UnknownField));
        }
        let id = InstanceId::parse(value).map_err(|violation| broken("instance", violation))?;
        instances.push(id);
    }
    match instances.len() {
        0 => Err(broken("instance", Violation::Missing)),
        found if found > MOST_INSTANCES => {
            let limit = MOST_INSTANCES;
            Err(broken("instance", Violation::TooManyItems { limit, found }))
        }
        _ => Ok(instances),
    }
}
