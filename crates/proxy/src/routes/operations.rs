//! `POST /api/operations/{Name}` and the list of what there is.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use http::Method;
use serde_json::{Value, json};
use signet_model::api::{ApiError, ErrorCode};
use signet_model::every_operation;
use signet_model::fields::Fields;
use signet_model::operations::*;
use signet_model::{Effect, OperationName};
use tracing::Instrument;

use super::{body, reason};
use crate::answer;
use crate::app::App;
use crate::asker::Asker;
use crate::service::{Actor, Priority, Proxied, Refused};

/// `GET /api/operations`: every operation with its fields, effect, quota and RAM actions.
pub async fn list() -> Response {
    let operations: Vec<Value> = OperationName::ALL
        .iter()
        .map(|name| {
            let spec = name.spec();
            json!({
                "name": name.as_str(),
                "product": spec.product,
                "effect": spec.effect,
                "quota": spec.quota,
                "ram_actions": spec.ram_actions,
                "fields": name.fields(),
            })
        })
        .collect();
    answer::json(&json!({ "operations": operations }))
}

/// `POST /api/operations/{Name}`
pub async fn call(State(app): State<Arc<App>>, request: Request) -> Response {
    // Taken from the path as it came: nothing encoded is a name.
    let asked = request.uri().path().rsplit('/').next().unwrap_or_default();
    let Some(name) = OperationName::find(asked) else {
        let shown: String = asked.chars().take(64).collect();
        let error = ApiError::new(
            ErrorCode::UnknownOperation,
            format!("there is no operation `{shown}`"),
        );
        return answer::error(
            error.remedy(
                "GET /api/operations lists them; names are spelt as the cloud spells them.",
            ),
        );
    };
    let mut response = if request.method() != Method::POST {
        answer::method_not_allowed("POST")
    } else if app.is_stopping() {
        answer::error(ApiError::new(
            ErrorCode::ShuttingDown,
            "the proxy is stopping; nothing was sent",
        ))
    } else {
        match answer_to(&app, name, request).await {
            Ok(response) => response,
            Err(refused) => answer::error(*refused),
        }
    };
    response.extensions_mut().insert(name);
    response
}

async fn answer_to(
    app: &Arc<App>,
    name: OperationName,
    request: Request,
) -> Result<Response, Refused> {
    let mut actor = Asker::of(request.extensions())?.actor;
    actor.reason = reason::read(request.headers())?;
    let fields = body::read(request).await?;
    dispatch(app, name, actor, fields).await
}

macro_rules! dispatch {
    ($($name:ident)*) => {
        async fn dispatch(app: &Arc<App>, name: OperationName, actor: Actor, fields: Fields) -> Result<Response, Refused> {
            match name {
                $(OperationName::$name => Box::pin(execute::<$name>(app, actor, fields)).await,)*
            }
        }
    };
}

every_operation!(dispatch);

async fn execute<O: Proxied>(
    app: &Arc<App>,
    actor: Actor,
    fields: Fields,
) -> Result<Response, Refused> {
    let operation = O::from_fields(fields).map_err(|error| Box::new(ApiError::from(error)))?;
    let output = if operation.effect() == Effect::Read {
        app.service
            .execute(&actor, operation, Priority::Interactive)
            .await?
    } else {
        // A page that is closed half-way must not leave what is recorded without its outcome.
        let service = Arc::clone(&app.service);
        let act = async move {
            service
                .execute(&actor, operation, Priority::Interactive)
                .await
        };
        let act = app.acts.spawn(act.in_current_span());
        act.await.map_err(|_| {
            Box::new(ApiError::new(
                ErrorCode::Internal,
                format!("{} ended by a fault of the proxy", O::NAME),
            ))
        })??
    };
    Ok(answer::json(&output))
}
