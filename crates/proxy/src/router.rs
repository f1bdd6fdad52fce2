//! Every path, and what all requests go through.

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{any, get};
use serde_json::Map;
use signet_model::OperationName;
use signet_model::api::ApiError;
use tracing::{debug, error, info, warn};

use crate::app::App;
use crate::record::{Entry, Kind};
use crate::{answer, guard, routes};

/// The proxy's own id of a request.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// The one route table.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        // For whoever watches over the process.
        .route("/healthz", get(routes::health::alive))
        .route("/readyz", get(routes::health::ready))
        // For the dashboard and scripts.
        .route("/api/session", get(routes::session::show))
        .route("/api/operations", get(routes::operations::list))
        .route("/api/operations/{name}", any(routes::operations::call))
        .route("/api", any(unknown))
        .route("/api/{*rest}", any(unknown))
        // For the browser.
        .fallback(routes::pages::show)
        .method_not_allowed_fallback(reading_only)
        .layer(from_fn_with_state(Arc::clone(&app), every_request))
        .with_state(app)
}

async fn unknown() -> Response {
    answer::unknown_path()
}

/// All paths with fixed methods are for reading.
async fn reading_only() -> Response {
    answer::method_not_allowed("GET, HEAD")
}

async fn every_request(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let request_id = app.ports.nonces.next();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let mut response = match guard::check(&method, request.uri(), request.headers()) {
        Err(refused) => {
            record_refusal(
                &app,
                &request_id,
                &format!("{method} {}", shortened(&path)),
                &refused,
            );
            answer::error(*refused)
        }
        Ok(()) if is_confusing(&path) => answer::unknown_path(),
        Ok(()) => {
            request
                .extensions_mut()
                .insert(RequestId(request_id.clone()));
            next.run(request).await
        }
    };
    answer::finish(response.headers_mut(), &request_id);

    let status = response.status().as_u16();
    let operation = response
        .extensions()
        .get::<OperationName>()
        .map(|name| name.as_str());
    let path = operation.is_none().then(|| shortened(&path));
    let took_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    macro_rules! log {
        ($level:ident) => {
            $level!(request_id, %method, operation, path, status, took_us, "answered")
        };
    }
    let acted = operation
        .and_then(OperationName::find)
        .is_some_and(|name| !name.spec().effect.leaves_no_trace());
    match status {
        500 => log!(error),
        400.. => log!(warn),
        _ if acted => log!(info),
        _ => log!(debug),
    }
    response
}

fn record_refusal(app: &App, request_id: &str, what: &str, refused: &ApiError) {
    let entry = Entry {
        time: app.ports.clock.now(),
        kind: Kind::Refused,
        act: "",
        actor: "unknown",
        request_id,
        operation: what,
        effect: None,
        object: Map::new(),
        account: None,
        region: None,
        ending: None,
        error: Some(refused.code),
        cloud_code: None,
        cloud_request_id: None,
    };
    if let Err(cause) = app.ports.recorder.append(&entry) {
        error!(request_id, %cause, "a refusal cannot be recorded");
    }
}

/// A path as it may stand in a log or a record.
fn shortened(path: &str) -> String {
    path.chars().take(200).collect()
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
