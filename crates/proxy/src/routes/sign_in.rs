//! Coming in and leaving.

use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use http::header::{LOCATION, SET_COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderValue, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use signet_model::fields::Field;
use signet_model::{Secret, Violation};

use super::{body, input, session};
use crate::answer;
use crate::app::App;
use crate::guard::Passed;
use crate::people::cookie::{AT_PROVIDER, SESSION, Sent};
use crate::people::{Departure, From, NotSignedIn, Principal, SECONDS_AT_PROVIDER, Typed, at_home};
use crate::router::RequestId;
use crate::service::Refused;

/// `GET /api/sign-in`
pub async fn ways(State(app): State<Arc<App>>) -> Response {
    answer::json(&app.people.ways())
}

/// `POST /api/sign-in/password`
pub async fn by_password(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Extension(passed): Extension<Passed>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let answered = async {
        let typed = typed(request).await?;
        let sign_in = app.people.sign_in().ok_or_else(answer::no_sign_in)?;
        let from = from(&headers, passed, &id);
        let signed_in = sign_in.by_password(typed, &from).await?;
        let cookie = SESSION.set(
            passed.secure,
            signed_in.id.expose(),
            sign_in.longest_seconds(),
        );
        let mut response = answer::json(&session::session(&app, signed_in.principal));
        append(&mut response, cookie);
        Ok(response)
    };
    answered
        .await
        .unwrap_or_else(|refused: Refused| answer::error(*refused))
}

async fn typed(request: Request) -> Result<Typed, Refused> {
    let mut fields = body::read(request).await?;
    let typed = Typed {
        name: input::take::<input::Name>(&mut fields, "name")?.0,
        password: Secret::new(input::take::<input::Text<4096>>(&mut fields, "password")?.0),
        code: input::take::<Option<Code>>(&mut fields, "code")?.map(|Code(code)| code),
    };
    input::finish(fields)?;
    Ok(typed)
}

/// A one-time code as it was typed; a form sends an empty one where there is none.
struct Code(Secret);

impl Field for Code {
    const KIND: &'static str = "string";

    fn read(value: Option<&Value>) -> Result<Self, Violation> {
        match value.and_then(Value::as_str) {
            Some("") => Ok(Self(Secret::new(""))),
            _ => input::Text::<64>::read(value).map(|code| Self(Secret::new(code.0))),
        }
    }
}

/// `GET /sign-in/oidc/{id}`
pub async fn depart(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Extension(passed): Extension<Passed>,
    Path(provider): Path<String>,
    request: Request,
) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let return_to = at_home(parameter(query, "return_to").as_deref());
    let again = parameter(query, "again").as_deref() == Some("true");
    let from = from(request.headers(), passed, &id);
    let Some(sign_in) = app.people.sign_in() else {
        return answer::unknown_path();
    };
    match sign_in.depart(&provider, return_to, again, &from).await {
        Ok(Departure { url, name }) => {
            let cookie = AT_PROVIDER.set(passed.secure, name.expose(), SECONDS_AT_PROVIDER);
            let mut response = see_other(&url);
            append(&mut response, cookie);
            response
        }
        Err(why) => turned_back(&why),
    }
}

/// Back to the page, which says why nobody is signed in.
fn turned_back(why: &NotSignedIn) -> Response {
    match why {
        NotSignedIn::NoProvider => answer::unknown_path(),
        NotSignedIn::Told(code) => see_other(&format!("/?sign_in_error={code}")),
    }
}

/// `GET /sign-in/oidc/{id}/callback`
pub async fn come_back(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Extension(passed): Extension<Passed>,
    Path(provider): Path<String>,
    request: Request,
) -> Response {
    let Some(sign_in) = app.people.sign_in() else {
        return answer::unknown_path();
    };
    let query = request.uri().query().unwrap_or_default();
    let name = match AT_PROVIDER.read(request.headers(), passed.secure) {
        Sent::Once(name) => Some(name),
        Sent::Nothing | Sent::Twice => None,
    };
    let from = from(request.headers(), passed, &id);
    let came = sign_in.return_from(&provider, name, query, &from).await;
    let mut response = match came {
        Ok((signed_in, return_to)) => {
            let id = signed_in.id.expose();
            let cookie = SESSION.set(passed.secure, id, sign_in.longest_seconds());
            let mut response = see_other(&return_to);
            append(&mut response, cookie);
            response
        }
        Err(why) => turned_back(&why),
    };
    append(&mut response, AT_PROVIDER.clear(passed.secure));
    response
}

/// `POST /api/sign-out`
pub async fn out(
    State(app): State<Arc<App>>,
    Extension(principal): Extension<Principal>,
    Extension(passed): Extension<Passed>,
    request: Request,
) -> Response {
    leave(&app, &principal, passed, request, false).await
}

/// `POST /api/sign-out/everywhere`
pub async fn out_everywhere(
    State(app): State<Arc<App>>,
    Extension(principal): Extension<Principal>,
    Extension(passed): Extension<Passed>,
    request: Request,
) -> Response {
    leave(&app, &principal, passed, request, true).await
}

async fn leave(
    app: &App,
    principal: &Principal,
    passed: Passed,
    request: Request,
    everywhere: bool,
) -> Response {
    let left = async {
        input::finish(body::read(request).await?)?;
        if let Some(sign_in) = app.people.sign_in() {
            sign_in.leave(principal, everywhere).await?;
        }
        Ok::<_, Refused>(())
    };
    match left.await {
        Ok(()) => {
            let mut response = answer::json(&json!({}));
            append(&mut response, SESSION.clear(passed.secure));
            response
        }
        Err(refused) => answer::error(*refused),
    }
}

/// From where a request comes, for a sign-in.
pub(super) fn from<'a>(
    headers: &'a HeaderMap,
    passed: Passed,
    RequestId(id): &'a RequestId,
) -> From<'a> {
    From {
        address: passed.client,
        user_agent: headers
            .get(USER_AGENT)
            .and_then(|value| value.to_str().ok()),
        request_id: id,
        before: match SESSION.read(headers, passed.secure) {
            Sent::Once(id) => From::session_before(id),
            Sent::Nothing | Sent::Twice => None,
        },
    }
}

/// Decoded, the first parameter of that name.
fn parameter(query: &str, name: &str) -> Option<String> {
    let (_, value) = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(known, _)| *known == name)?;
    let value = value.replace('+', " ");
    let decoded = percent_decode_str(&value).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

pub(super) fn see_other(place: &str) -> Response {
    let Ok(place) = HeaderValue::from_str(place) else {
        return answer::unknown_path();
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    response.headers_mut().insert(LOCATION, place);
    response
}

fn append(response: &mut Response, cookie: Option<HeaderValue>) {
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}
