//! From HTTP to the service and back.

pub mod audit;
pub mod exchange;
pub mod health;
pub mod metrics;
pub mod operations;
pub mod pages;
pub mod people;
pub mod plans;
pub mod protected;
pub mod session;
pub mod setup;
pub mod sign_in;
pub mod table;
pub mod tokens;

mod body;
mod input;
mod place;
mod query;
mod reason;
mod stream;

use std::future::Future;
use std::sync::Arc;

use axum::response::Response;
use signet_model::api::{ApiError, ErrorCode};

use crate::answer;
use crate::app::App;
use crate::service::Refused;

/// Answers what only looks.
async fn looking(answer: impl Future<Output = Result<Response, Refused>>) -> Response {
    answer
        .await
        .unwrap_or_else(|refused| answer::error(*refused))
}

/// Answers what changes something. It comes to its end even if whoever asked does not wait for it.
async fn acting(
    app: &Arc<App>,
    change: impl Future<Output = Result<Response, Refused>> + Send + 'static,
) -> Response {
    if app.is_stopping() {
        return answer::error(ApiError::new(
            ErrorCode::ShuttingDown,
            "the proxy is stopping; nothing was done",
        ));
    }
    let ended = app.acts.spawn(change).await.unwrap_or_else(|_| {
        Err(Box::new(ApiError::new(
            ErrorCode::Internal,
            "this ended by a fault of the proxy",
        )))
    });
    ended.unwrap_or_else(|refused| answer::error(*refused))
}
