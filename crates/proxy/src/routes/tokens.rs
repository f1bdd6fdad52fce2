//! API tokens: one's own, and for admins everybody's.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::response::Response;
use serde_json::json;
use signet_model::api::{CreateToken, Tokens};
use signet_model::fields::Fields;

use super::{body, input};
use crate::answer;
use crate::app::App;
use crate::people::Principal;
use crate::service::Refused;

/// `GET /api/tokens`
pub async fn list(
    State(app): State<Arc<App>>,
    Extension(principal): Extension<Principal>,
) -> Response {
    let listed = async {
        let tokens = match app.people.sign_in() {
            Some(sign_in) => sign_in.tokens_of(&principal).await?,
            None => Vec::new(),
        };
        Ok::<_, Refused>(Tokens { tokens })
    };
    match listed.await {
        Ok(tokens) => answer::json(&tokens),
        Err(refused) => answer::error(*refused),
    }
}

/// `POST /api/tokens/create`
pub async fn create(
    State(app): State<Arc<App>>,
    Extension(principal): Extension<Principal>,
    request: Request,
) -> Response {
    let created = async {
        let asked = asked(body::read(request).await?)?;
        let sign_in = app.people.sign_in().ok_or_else(answer::no_sign_in)?;
        sign_in.create_token(&principal, asked).await
    };
    match created.await {
        Ok(token) => answer::json(&token),
        Err(refused) => answer::error(*refused),
    }
}

/// `POST /api/tokens/revoke`
pub async fn revoke(
    State(app): State<Arc<App>>,
    Extension(principal): Extension<Principal>,
    request: Request,
) -> Response {
    let revoked = async {
        let mut fields = body::read(request).await?;
        let input::Text::<64>(id) = input::take(&mut fields, "id")?;
        input::finish(fields)?;
        let sign_in = app.people.sign_in().ok_or_else(answer::no_sign_in)?;
        sign_in.revoke_token(&principal, &id).await
    };
    match revoked.await {
        Ok(()) => answer::json(&json!({})),
        Err(refused) => answer::error(*refused),
    }
}

fn asked(mut fields: Fields) -> Result<CreateToken, Refused> {
    let input::Text::<256>(name) = input::take(&mut fields, "name")?;
    let grants = input::take_grants(&mut fields, "grants")?;
    let input::Text::<64>(end) = input::take(&mut fields, "expires_at")?;
    let expires_at = end
        .parse()
        .map_err(|rule| input::invalid("expires_at", format!("expires_at {rule}")))?;
    input::finish(fields)?;
    Ok(CreateToken {
        name,
        grants,
        expires_at,
    })
}
