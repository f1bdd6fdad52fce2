//! What a request goes through before anything answers it: the guards, what it is asked to be plain about, who sends it, whether they may ask
//! for this path at all.

use axum::extract::{MatchedPath, Request};
use axum::response::Response;
use http::header::SET_COOKIE;
use http::{HeaderMap, Method};
use serde_json::Map;
use signet_model::api::{ApiError, ErrorCode};
use signet_model::roles::{Role, is_admin};
use tracing::error;

use super::shortened;
use crate::answer;
use crate::app::App;
use crate::guard::{Asked, Passed};
use crate::people::cookie::SESSION;
use crate::people::{Principal, Unproven};
use crate::record::{Entry, Kind};
use crate::routes::table::{Access, access};
use crate::service::Refused;

/// A request at the door.
struct Visit<'a> {
    app: &'a App,
    request_id: &'a str,
    method: &'a Method,
    path: &'a str,
    headers: &'a HeaderMap,
}

/// Lets a request in, with who it is from among its extensions, or answers it. Tells what the guard found, where it let it pass.
pub(super) async fn open(
    app: &App,
    request: &mut Request,
    request_id: &str,
) -> (Option<Passed>, Result<(), Response>) {
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let path = request.uri().path();
    let access = match &matched {
        Some(matched) => access(request.method(), matched.as_str()),
        // Pages are the same for everybody; what is on them is asked for later.
        None => Access::PublicLink,
    };
    let visit = Visit {
        app,
        request_id,
        method: request.method(),
        path,
        headers: request.headers(),
    };
    let asked = Asked {
        linkable: access == Access::PublicLink,
        page: matched.is_none(),
        ..Asked::new(
            request.method(),
            request.uri(),
            request.headers(),
            request.extensions(),
        )
    };
    let passed = match app.guard.check(&asked) {
        Ok(passed) => passed,
        Err(refused) => {
            visit.record_stranger(&refused, None).await;
            return (None, Err(answer::error(*refused)));
        }
    };
    if let Some(answer) = app.guard.preflight(&asked) {
        return (Some(passed), Err(answer));
    }
    if is_confusing(path) {
        return (Some(passed), Err(answer::unknown_path()));
    }
    let principal = match access {
        Access::Public | Access::PublicLink => None,
        _ => match visit.enter(&passed, access).await {
            Ok(principal) => Some(principal),
            Err(answer) => return (Some(passed), Err(*answer)),
        },
    };
    let extensions = request.extensions_mut();
    extensions.insert(passed);
    if let Some(principal) = principal {
        extensions.insert(principal);
    }
    (Some(passed), Ok(()))
}

impl Visit<'_> {
    /// Whoever it is, if they may ask for this path.
    async fn enter(&self, passed: &Passed, access: Access) -> Result<Principal, Box<Response>> {
        let people = &self.app.people;
        let principal = match people.who(self.headers, passed, self.request_id).await {
            Ok(principal) => principal,
            Err(unproven) => return Err(Box::new(self.turn_away(passed, unproven).await)),
        };
        if let Err(refused) = may_ask(&principal, access) {
            self.record_refusal(&principal, &refused).await;
            return Err(Box::new(answer::error(*refused)));
        }
        Ok(principal)
    }

    async fn turn_away(&self, passed: &Passed, unproven: Unproven) -> Response {
        // Whether somebody is signed in is what every page asks first: no is an answer, not an offence.
        if unproven.cause.is_some() || self.path != "/api/session" {
            self.record_stranger(&unproven.refused, unproven.cause)
                .await;
        }
        let mut response = answer::error(*unproven.refused);
        if unproven.forget
            && let Some(cookie) = SESSION.clear(passed.secure)
        {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }

    /// A refusal of nobody in particular, unless there are too many of its kind.
    async fn record_stranger(&self, refused: &ApiError, cause: Option<&'static str>) {
        let now = self.app.ports.clock.now();
        if !self.app.people.refusals.count(refused.code, now) {
            return;
        }
        let mut object = Map::new();
        if let Some(cause) = cause {
            object.insert("cause".to_owned(), cause.into());
        }
        self.record(Entry {
            object,
            ..self.entry("unknown", refused)
        })
        .await;
    }

    async fn record_refusal(&self, principal: &Principal, refused: &ApiError) {
        let actor = &principal.actor;
        let now = self.app.ports.clock.now();
        let refusals = self.app.service.refusals();
        if !refusals.count_of(&actor.subject, refused.code, now) {
            return;
        }
        self.record(Entry {
            via: Some(actor.via.as_str().to_owned()),
            address: actor.address.clone(),
            ..self.entry(&actor.subject, refused)
        })
        .await;
    }

    fn entry(&self, actor: &str, refused: &ApiError) -> Entry {
        let what = format!("{} {}", self.method, shortened(self.path));
        Entry {
            request_id: Some(self.request_id.to_owned()),
            error: Some(refused.code),
            ..Entry::new(self.app.ports.clock.now(), Kind::Refused, actor, what)
        }
    }

    async fn record(&self, entry: Entry) {
        if let Err(cause) = self.app.ports.recorder.append(entry).await {
            error!(request_id = self.request_id, %cause, "a refusal cannot be recorded");
        }
    }
}

/// Whether somebody who is signed in may ask for a path.
fn may_ask(principal: &Principal, access: Access) -> Result<(), Refused> {
    let grants = &principal.actor.grants;
    let needs_grant = matches!(access, Access::Granted | Access::Admin);
    if needs_grant && grants.is_empty() {
        let error = ApiError::new(ErrorCode::NoGrant, "nothing was granted to you here");
        Err(Box::new(
            error.remedy("Ask an administrator of this proxy for a role."),
        ))
    } else if access == Access::Admin && !is_admin(grants) {
        let role = Role::Admin.as_str();
        let error = ApiError::new(
            ErrorCode::RoleRequired,
            format!("this takes the role {role}"),
        );
        Err(Box::new(
            error.remedy("Ask an administrator of this proxy."),
        ))
    } else {
        Ok(())
    }
}

/// Paths that mean one thing here and another elsewhere. No link of ours is among them.
fn is_confusing(path: &str) -> bool {
    let hides = |encoded: String| {
        ["%2e", "%2f", "%5c", "%00"]
            .iter()
            .any(|hidden| encoded.contains(hidden))
    };
    let other_case = |prefix: &str| {
        let start = path.get(..prefix.len()).unwrap_or_default();
        start != prefix && start.eq_ignore_ascii_case(prefix)
    };
    path.contains("//")
        || path.contains('\\')
        || other_case("/api")
        || (path.contains('.')
            && path
                .split('/')
                .any(|segment| segment.ends_with('.') || segment.starts_with('.')))
        || (path.contains('%') && hides(path.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_ours_are_plain() {
        for path in [
            "/",
            "/api/operations/ListInstances",
            "/instances/post-cn-1/credentials",
            "/x/GID_a%40%40%40dev%201",
            "/signet-0123.js",
        ] {
            assert!(!is_confusing(path), "{path}");
        }
        for path in [
            "//",
            "/api//session",
            "/api/%2e%2e/x",
            "/%2E",
            "/a/../b",
            "/./a",
            "/.git/config",
            "/api/session.",
            "/a%2Fb",
            "/a\\b",
            "/a%00",
            "/%5Cx",
            "/API/session",
            "/Api",
        ] {
            assert!(is_confusing(path), "{path}");
        }
    }
}
