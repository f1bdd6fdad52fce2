//! Sign-in across sites, as requests: the link that somebody comes by, the exchange of the code that they go back with, and renewals.

mod page;

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::response::Response;
use signet_model::Secret;
use signet_model::api::{ErrorCode, Exchange};

use super::sign_in::{from, see_other};
use super::{body, input, pages};
use crate::answer;
use crate::app::App;
use crate::guard::Passed;
use crate::people::exchange::{Answered, Asked, origin_of};
use crate::router::RequestId;
use crate::service::Refused;

/// `GET /sign-in/exchange`: back to the page with a code, or the dashboard, which has somebody sign in and asks again.
pub async fn link(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Extension(passed): Extension<Passed>,
    request: Request,
) -> Response {
    let Some(sign_in) = app.people.sign_in() else {
        return page::no_sign_in();
    };
    let query = request.uri().query().unwrap_or_default();
    let asked = match Asked::read(query, &app.guard.allowed_origins) {
        Ok(asked) => asked,
        Err(wrong) => {
            let from = from(request.headers(), passed, &id);
            sign_in.note_wrong_link(&wrong, &from).await;
            return page::wrong(&wrong);
        }
    };
    let answered = match app.people.who(request.headers(), &passed, &id.0).await {
        Ok(principal) => sign_in.answer_link(&principal, &asked),
        Err(unproven) if is_nobody(unproven.refused.code) => Answered::SignIn,
        Err(unproven) => return page::failed(unproven.refused.code),
    };
    match answered {
        Answered::Back(place) => see_other(&place),
        Answered::SignIn => pages::show(State(Arc::clone(&app)), request).await,
        Answered::NoSession => page::no_session(),
    }
}

const fn is_nobody(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::SignInRequired | ErrorCode::SessionExpired)
}

/// `POST /api/session/exchange`
pub async fn exchange(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Extension(passed): Extension<Passed>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let exchanged = async {
        let sign_in = app.people.sign_in().ok_or_else(answer::no_sign_in)?;
        let asked = asked(request).await?;
        let from = from(&headers, passed, &id);
        sign_in.exchange(&asked, origin_of(&headers), &from).await
    };
    match exchanged.await {
        Ok(exchanged) => answer::json(&exchanged),
        Err(refused) => answer::error(*refused),
    }
}

async fn asked(request: Request) -> Result<Exchange, Refused> {
    let mut fields = body::read(request).await?;
    let asked = Exchange {
        code: Secret::new(input::take::<input::Text<64>>(&mut fields, "code")?.0),
        verifier: Secret::new(input::take::<input::Text<128>>(&mut fields, "verifier")?.0),
    };
    input::finish(fields)?;
    Ok(asked)
}

/// `POST /api/session/renew`
pub async fn renew(
    State(app): State<Arc<App>>,
    Extension(id): Extension<RequestId>,
    Extension(passed): Extension<Passed>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let renewed = async {
        let sign_in = app.people.sign_in().ok_or_else(answer::no_sign_in)?;
        input::finish(body::read(request).await?)?;
        sign_in.renew(&headers, &from(&headers, passed, &id)).await
    };
    match renewed.await {
        Ok(renewed) => answer::json(&renewed),
        Err(refused) => answer::error(*refused),
    }
}
