//! `/api/people`: who may do what, for admins.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::{Map, Value, json};
use signet_model::api::{ApiError, ErrorCode, GivenGrant, People, Person};
use signet_model::roles::{Grant, Role};
use signet_store::{KeptGrant, StoreError, ports};

use super::input::{self, Name, Text};
use super::{acting, body, looking};
use crate::answer;
use crate::app::App;
use crate::asker::{Asker, object};
use crate::config::check_subject;
use crate::grants::Grants;
use crate::service::Refused;

/// How the subject of a local user starts, and that of a token.
const USER: &str = "user:";
const TOKEN: &str = "token:";

/// `GET /api/people`
pub async fn list(State(app): State<Arc<App>>) -> Response {
    looking(async move {
        let people = everybody(&app).await;
        let people = people.map_err(|cause| crate::people::failed(&cause))?;
        Ok(answer::json(&People { people }))
    })
    .await
}

/// Everybody who has a grant, a session, a password or a token, by subject.
async fn everybody(app: &App) -> Result<Vec<Person>, StoreError> {
    let mut people: BTreeMap<String, Person> = BTreeMap::new();
    fn entry<'a>(people: &'a mut BTreeMap<String, Person>, subject: &str) -> &'a mut Person {
        people.entry(subject.to_owned()).or_insert_with(|| Person {
            subject: subject.to_owned(),
            name: None,
            grants: Vec::new(),
            last_seen_at: None,
            sessions: 0,
        })
    }
    for (to, given) in app.grants.all() {
        entry(&mut people, &to).grants.push(given);
    }
    for user in ports::Users::list(&app.store).await? {
        let subject = format!("{USER}{}", user.name);
        entry(&mut people, &subject).name = Some(user.name);
    }
    for token in ports::Tokens::list(&app.store).await? {
        match &token.owner {
            Some(owner) => {
                entry(&mut people, owner);
            }
            None => {
                let person = entry(&mut people, &format!("{TOKEN}{}", token.name));
                person.grants.extend(token.grants.into_iter().map(fixed));
                person.last_seen_at = token.last_used_at;
                person.name = Some(token.name);
            }
        }
    }
    for seen in ports::Sessions::seen(&app.store).await? {
        let person = entry(&mut people, &seen.subject);
        person.name = Some(seen.name);
        person.last_seen_at = Some(seen.last_seen_at);
        person.sessions = seen.sessions;
    }
    Ok(people.into_values().collect())
}

/// A grant that cannot be withdrawn here.
fn fixed(grant: Grant) -> GivenGrant {
    GivenGrant {
        id: None,
        grant,
        granted_by: None,
        granted_at: None,
    }
}

/// `POST /api/people/grant`
pub async fn grant(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        let mut fields = body::read(request).await?;
        let Text(subject): Name = input::take(&mut fields, "subject")?;
        let grant = input::take_grant(&mut fields, "grant")?;
        input::finish(fields)?;
        check_subject(&subject)
            .map_err(|rule| input::invalid("subject", format!("subject {rule}")))?;
        check_account(&app, &grant)?;
        let about = about(&subject, &grant);
        if is_own(&asker, &subject) {
            let error = ApiError::new(
                ErrorCode::OwnGrant,
                format!("{subject} is you, or a group that you are in, and nobody grants anything to themselves"),
            );
            let refused = Box::new(error.remedy("Ask another admin."));
            return Err(asker.refused(&app.service, "Grant", about, refused).await);
        }
        let kept = KeptGrant {
            id: app.ports.nonces.next(),
            subject,
            grant,
            granted_by: asker.actor.subject.clone(),
            granted_at: app.ports.clock.now(),
        };
        if let Some((_, given)) = same(&app, &kept) {
            return Ok(answer::json(&given));
        }
        let event = asker.event(&app.service, "Grant", about);
        asker.note(&app.service, event.clone()).await?;
        if let Err(cause) = ports::Grants::add(&app.store, kept.clone()).await {
            return Err(asker.failed(&app.service, event, &cause).await);
        }
        let subject = kept.subject.clone();
        let given = GivenGrant::from(kept);
        app.grants.add(&subject, given.clone());
        Ok(answer::json(&given))
    })
    .await
}

/// `POST /api/people/withdraw`
pub async fn withdraw(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        let mut fields = body::read(request).await?;
        let Text(id): Name = input::take(&mut fields, "id")?;
        input::finish(fields)?;
        let Some((subject, given)) = app.grants.find(&id) else {
            let mut error = ApiError::new(ErrorCode::NotFound, "there is no grant with this id");
            error.field = Some("id".to_owned());
            return Err(Box::new(error.remedy(
                "GET /api/people lists the grants; those of the configuration have no id and are changed in signet.toml.",
            )));
        };
        let about = about(&subject, &given.grant);
        if given.grant.role == Role::Admin
            && is_own(&asker, &subject)
            && !app.grants.has_admin_without(&id)
        {
            let error = ApiError::new(
                ErrorCode::OwnGrant,
                format!("{subject} would not be an admin any more, and nobody else is one"),
            );
            let refused = Box::new(error.remedy("Make somebody else an admin first."));
            return Err(asker.refused(&app.service, "Withdraw", about, refused).await);
        }
        let event = asker.event(&app.service, "Withdraw", about);
        asker.note(&app.service, event.clone()).await?;
        if let Err(cause) = ports::Grants::remove(&app.store, &id).await {
            return Err(asker.failed(&app.service, event, &cause).await);
        }
        app.grants.remove(&id);
        Ok(answer::json(&json!({})))
    })
    .await
}

/// `POST /api/people/sign-out`
pub async fn sign_out(State(app): State<Arc<App>>, request: Request) -> Response {
    acting(&Arc::clone(&app), async move {
        let asker = Asker::of(request.extensions())?;
        let mut fields = body::read(request).await?;
        let Text(subject): Name = input::take(&mut fields, "subject")?;
        input::finish(fields)?;
        let about = object([("subject", Some(subject.as_str().into()))]);
        let event = asker.event(&app.service, "SignOutOf", about);
        asker.note(&app.service, event.clone()).await?;
        match app.people.sign_out_of(&subject).await {
            Ok(sessions) => Ok(answer::json(&json!({ "sessions": sessions }))),
            Err(cause) => Err(asker.failed(&app.service, event, &cause).await),
        }
    })
    .await
}

/// A grant that is there already is not made twice.
fn same(app: &App, kept: &KeptGrant) -> Option<(String, GivenGrant)> {
    let mut all = app.grants.all().into_iter();
    all.find(|(to, given)| *to == kept.subject && given.grant == kept.grant)
}

/// The person, and whoever made the token that asks.
fn is_own(asker: &Asker, subject: &str) -> bool {
    [&asker.actor.subject, &asker.actor.budget]
        .into_iter()
        .any(|person| Grants::is_own(subject, person, &asker.groups))
}

/// A grant on an account that is not there would be a slip.
fn check_account(app: &App, grant: &Grant) -> Result<(), Refused> {
    match &grant.account {
        Some(account) if !app.accounts.iter().any(|known| known.name == *account) => {
            Err(input::invalid(
                "grant.account",
                format!("grant.account: there is no account `{account}`"),
            ))
        }
        _ => Ok(()),
    }
}

/// Who was given what, by field.
fn about(subject: &str, grant: &Grant) -> Map<String, Value> {
    let place = |text: &Option<String>| text.clone().map(Value::from);
    object([
        ("subject", Some(subject.into())),
        ("role", Some(grant.role.as_str().into())),
        ("account", place(&grant.account)),
        ("instance_id", place(&grant.instance)),
        ("group_id", place(&grant.group)),
        ("iot_instance_id", place(&grant.iot_instance)),
    ])
}
