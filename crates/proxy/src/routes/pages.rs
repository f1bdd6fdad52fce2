//! The dashboard's files and pages.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use http::Method;

use crate::answer;
use crate::app::App;

/// Everything that is not the API: a file of the dashboard, or a place in it.
pub async fn show(State(app): State<Arc<App>>, request: Request) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        app.dashboard
            .answer(request.uri().path(), request.headers())
            .await
    } else {
        answer::method_not_allowed("GET, HEAD")
    }
}
