//! `/api/protected`: what single acts may not destroy or take out of service. An operator protects, a custodian lifts the protection.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::json;
use signet_model::Effect;
use signet_model::api::{ApiError, ErrorCode, ProtectedList, ProtectedMark};
use signet_model::audit::Entry;
use signet_model::identifiers::Reason;
use signet_store::ports::Marks as _;

use super::input::{self, Text};
use super::place::Place;
use super::{acting, body, looking};
use crate::answer;
use crate::app::App;
use crate::asker::Asker;
use crate::service::Refused;

/// Every object that is marked is kept in memory.
const MOST_MARKS: usize = 10_000;

/// `GET /api/protected`
pub async fn list(State(app): State<Arc<App>>, request: Request) -> Response {
    looking(async move {
        let Asker { actor, .. } = Asker::of(request.extensions())?;
        let protected = &app.service.safeguards().protected;
        let shows = |instance: &str, object: Option<&str>| {
            let place = Place::of(instance, object);
            place.is_ok_and(|place| app.service.shows(&actor.grants, place.scope()))
        };
        let patterns = protected.patterns().iter().filter(|pattern| {
            let instance = pattern.instance.as_deref();
            !actor.grants.is_empty() && instance.is_none_or(|instance| shows(instance, None))
        });
        let marks = protected.marks().into_iter();
        let marks = marks.filter(|mark| shows(&mark.instance_id, Some(&mark.object)));
        Ok(answer::json(&ProtectedList {
            patterns: patterns.cloned().collect(),
            marks: marks.collect(),
        }))
    })
    .await
}

/// `POST /api/protected/mark`
pub async fn mark(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        let (mark, event) = changed(&app, &asker, request, "Mark", Effect::Suspend).await?;
        let protected = &app.service.safeguards().protected;
        let known = protected.find(&mark.instance_id, &mark.object);
        if known.is_none() && protected.count() >= MOST_MARKS {
            let mut error =
                input::invalid("object", format!("there are {MOST_MARKS} marks already"));
            error.remedy =
                Some("Protect many objects by a pattern: [[protected]] in signet.toml.".to_owned());
            return Err(error);
        }
        asker.note(&app.service, event.clone()).await?;
        if let Err(cause) = app.store.mark(mark.clone()).await {
            return Err(asker.failed(&app.service, event, &cause).await);
        }
        protected.mark(mark);
        Ok(answer::json(&json!({})))
    })
    .await
}

/// `POST /api/protected/unmark`
pub async fn unmark(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        let (mark, event) = changed(&app, &asker, request, "Unmark", Effect::Destroy).await?;
        let protected = &app.service.safeguards().protected;
        if protected.find(&mark.instance_id, &mark.object).is_none() {
            let mut error = ApiError::new(
                ErrorCode::NotFound,
                format!(
                    "there is no mark on {} in {}",
                    mark.object, mark.instance_id
                ),
            );
            error.field = Some("object".to_owned());
            return Err(Box::new(error.remedy(
                "GET /api/protected lists the marks; patterns are changed in signet.toml.",
            )));
        }
        asker.note(&app.service, event.clone()).await?;
        if let Err(cause) = app.store.unmark(&mark.instance_id, &mark.object).await {
            return Err(asker.failed(&app.service, event, &cause).await);
        }
        protected.unmark(&mark.instance_id, &mark.object);
        Ok(answer::json(&json!({})))
    })
    .await
}

/// Reads a change of the list and checks that the asker may make it.
async fn changed(
    app: &App,
    asker: &Asker,
    request: Request,
    what: &str,
    effect: Effect,
) -> Result<(ProtectedMark, Entry), Refused> {
    let mut fields = body::read(request).await?;
    let Text::<64>(instance) = input::take(&mut fields, "instance_id")?;
    let Text::<256>(object) = input::take(&mut fields, "object")?;
    let reason: Reason = input::take(&mut fields, "reason")?;
    input::finish(fields)?;
    let place = Place::of(&instance, Some(&object))?;
    let reached = app.service.place(&asker.actor, what, effect, place.scope());
    let target = match reached.await {
        Ok(target) => target,
        Err(refused) if refused.code.status() == 403 => {
            return Err(asker
                .refused(&app.service, what, place.about(), refused)
                .await);
        }
        Err(refused) => return Err(refused),
    };
    let mut event = asker.event(&app.service, what, place.about());
    event.reason = Some(reason.to_string());
    event.account = Some(target.account.name.clone());
    event.region = Some(target.region.clone());
    let mark = ProtectedMark {
        instance_id: instance,
        object,
        reason: reason.to_string(),
        marked_by: asker.actor.subject.clone(),
        marked_at: app.ports.clock.now(),
    };
    Ok((mark, event))
}
