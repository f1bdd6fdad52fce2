//! For whoever watches over the process.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde_json::json;
use signet_model::api::{ApiError, ErrorCode};

use crate::answer;
use crate::app::App;

/// Where [`alive`] is.
pub const ALIVE: &str = "/healthz";

/// The process answers.
pub async fn alive() -> Response {
    answer::json(&json!({ "status": "ok" }))
}

/// The process takes new work.
pub async fn ready(State(app): State<Arc<App>>) -> Response {
    if app.is_stopping() {
        answer::error(ApiError::new(
            ErrorCode::ShuttingDown,
            "the proxy is stopping",
        ))
    } else if app.has_no_key() {
        answer::error(ApiError::new(
            ErrorCode::NoKey,
            "the proxy has no key: it shows what to do, and calls nobody",
        ))
    } else {
        answer::json(&json!({ "status": "ready" }))
    }
}
