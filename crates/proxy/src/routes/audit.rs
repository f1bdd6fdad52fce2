//! `/api/audit`: what was done, for those who may know it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::json;
use signet_model::Effect;
use signet_model::api::AuditQuery;
use signet_model::fields::Fields;
use signet_model::roles::is_admin;
use signet_store::Visible;
use signet_store::ports::AuditLog as _;

use super::input::{self, Count, Name, Text};
use super::place::Place;
use super::{acting, body, looking, query};
use crate::answer;
use crate::app::App;
use crate::asker::{Asker, object};
use crate::service::Refused;

/// The most entries of a page.
const MOST: u32 = 200;
const EXPORT: &str = "Export";
const OUTCOMES: [&str; 4] = ["done", "not_done", "unknown", "refused"];

/// `GET /api/audit`: admins see everything, others what they did and what was done to what they may read.
pub async fn list(State(app): State<Arc<App>>, request: Request) -> Response {
    looking(async move {
        let Asker { actor, .. } = Asker::of(request.extensions())?;
        let query = read(request.uri().query().unwrap_or_default())?;
        let visible = if is_admin(&actor.grants) {
            Visible::All
        } else {
            Visible::Of {
                subject: actor.subject,
                grants: actor.grants.to_vec(),
            }
        };
        let page = app.store.page(&query, &visible).await;
        let page = page.map_err(|cause| crate::people::failed(&cause))?;
        Ok(answer::json(&page))
    })
    .await
}

/// `POST /api/audit/export-made`
pub async fn export_made(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        let mut fields = body::read(request).await?;
        let Text::<64>(what) = input::take(&mut fields, "what")?;
        let instance: Option<Text<64>> = input::take(&mut fields, "instance_id")?;
        let Count(rows) = input::take(&mut fields, "rows")?;
        input::finish(fields)?;
        let mut about = object([("what", Some(what.into())), ("rows", Some(rows.into()))]);
        let mut account = None;
        if let Some(Text(instance)) = instance {
            let place = Place::of(&instance, None)?;
            about.extend(place.about());
            let reached = app
                .service
                .place(&asker.actor, EXPORT, Effect::Read, place.scope());
            match reached.await {
                Ok(target) => account = Some(target.account.name.clone()),
                Err(refused) if refused.code.status() == 403 => {
                    return Err(asker.refused(&app.service, EXPORT, about, refused).await);
                }
                Err(refused) => return Err(refused),
            }
        }
        let mut event = asker.event(&app.service, EXPORT, about);
        event.account = account;
        asker.note(&app.service, event).await?;
        Ok(answer::json(&json!({})))
    })
    .await
}

/// Reads the query of the URL.
///
/// # Errors
/// 422 with field, limit and found.
fn read(text: &str) -> Result<AuditQuery, Refused> {
    let mut fields = Fields::new(query::parameters(text)?);
    let mut named = |name: &str| {
        let text: Option<Name> = input::take(&mut fields, name)?;
        Ok::<_, Refused>(text.map(|Text(text)| text))
    };
    let effects = Effect::ALL.map(Effect::as_str);
    let query = AuditQuery {
        actor: named("actor")?,
        operation: named("operation")?,
        effect: query::one_of("effect", named("effect")?, &effects)?,
        instance: named("instance")?,
        object: named("object")?,
        outcome: query::one_of("outcome", named("outcome")?, &OUTCOMES)?,
        before: query::number("before", named("before")?, 1, u64::MAX)?,
        limit: query::number("limit", named("limit")?, 1, u64::from(MOST))?
            .and_then(|limit| u32::try_from(limit).ok()),
    };
    input::finish(fields)?;
    Ok(query)
}

#[cfg(test)]
mod tests {
    use signet_model::api::ErrorCode;

    use super::*;

    #[test]
    fn a_query_is_read() {
        let query =
            read("actor=user%3Aalice&object=GID_a%40%40%40dev+1&limit=200&effect=destroy&outcome=")
                .expect("a query");
        assert_eq!(query.actor.as_deref(), Some("user:alice"));
        assert_eq!(query.object.as_deref(), Some("GID_a@@@dev 1"));
        assert_eq!(
            (query.limit, query.effect.as_deref(), query.outcome),
            (Some(200), Some("destroy"), None)
        );
        assert_eq!(read("").expect("nothing"), AuditQuery::default());
    }

    #[test]
    fn what_is_wrong_with_a_query_is_named() {
        for (text, code, field) in [
            ("limit=0", ErrorCode::InvalidField, Some("limit")),
            ("limit=201", ErrorCode::InvalidField, Some("limit")),
            ("limit=ten", ErrorCode::InvalidField, Some("limit")),
            ("before=-1", ErrorCode::InvalidField, Some("before")),
            ("effect=destory", ErrorCode::InvalidField, Some("effect")),
            ("outcome=maybe", ErrorCode::InvalidField, Some("outcome")),
            ("actor=a&actor=b", ErrorCode::InvalidField, Some("actor")),
            ("actr=a", ErrorCode::UnknownField, Some("actr")),
            ("actor=%FF", ErrorCode::InvalidField, None),
            ("object=%00", ErrorCode::InvalidField, Some("object")),
        ] {
            let refused = read(text).expect_err(text);
            assert_eq!(
                (refused.code, refused.field.as_deref()),
                (code, field),
                "{text}"
            );
        }
    }
}
