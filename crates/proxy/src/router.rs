//! Every path, and what all requests go through.

mod door;

use std::sync::Arc;
use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::any;
use signet_model::OperationName;
use tracing::{Instrument, debug, error, info, warn};

use crate::app::App;
use crate::routes::table::{self, ROUTES};
use crate::{answer, routes, spans};

/// The proxy's own id of a request.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// The router, made of [`ROUTES`].
pub fn router(app: Arc<App>) -> Router {
    let routes = ROUTES.iter().fold(Router::new(), |router, route| {
        router.route(route.path, route.handler())
    });
    routes
        .route("/api", any(unknown))
        .route("/api/", any(unknown))
        .route("/api/{*rest}", any(unknown))
        .fallback(routes::pages::show)
        .method_not_allowed_fallback(other_methods)
        .layer(from_fn_with_state(Arc::clone(&app), every_request))
        .with_state(app)
}

async fn unknown() -> Response {
    answer::unknown_path()
}

async fn other_methods(path: MatchedPath) -> Response {
    answer::method_not_allowed(&table::methods(path.as_str()))
}

async fn every_request(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let start = Instant::now();
    let request_id = app.ports.nonces.next();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let origin = app.guard.allowed_origin(request.headers()).cloned();
    let (passed, opened) = door::open(&app, &mut request, &request_id).await;
    let mut response = match opened {
        Ok(()) => {
            request
                .extensions_mut()
                .insert(RequestId(request_id.clone()));
            let matched = request.extensions().get::<MatchedPath>();
            let span = spans::of_request(&method, matched.map(MatchedPath::as_str));
            let response = next.run(request).instrument(span.clone()).await;
            spans::answered(&span, response.status().as_u16());
            response
        }
        Err(answer) => answer,
    };
    app.guard.let_read(origin, response.headers_mut());
    if passed.is_some_and(|passed| passed.secure && passed.public) {
        answer::only_over_tls(response.headers_mut());
    }
    if path == routes::health::ALIVE {
        answer::noticed_by_all(response.headers_mut());
    }
    answer::finish(response.headers_mut(), &request_id);
    app.metrics.answered(&response);

    let status = response.status().as_u16();
    let name = response.extensions().get::<OperationName>().copied();
    let operation = name.map(OperationName::as_str);
    let path = operation.is_none().then(|| shortened(&path));
    let took_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    macro_rules! log {
        ($level:ident) => {
            $level!(request_id, %method, operation, path, status, took_us, "answered")
        };
    }
    let acted = name.is_some_and(|name| !name.spec().effect.leaves_no_trace());
    match status {
        500 => log!(error),
        400.. => log!(warn),
        _ if acted => log!(info),
        _ => log!(debug),
    }
    response
}

/// A path as it may stand in a log or a record.
pub(crate) fn shortened(path: &str) -> String {
    path.chars().take(200).collect()
}
