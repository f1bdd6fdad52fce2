//! What a browser is told about pages of the other origins that may call.

use axum::body::Body;
use axum::response::Response;
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::{Asked, Guard};

const METHODS: HeaderValue = HeaderValue::from_static("GET, POST");
const HEADERS: HeaderValue =
    HeaderValue::from_static("content-type, x-signet, x-signet-reason, authorization");
const EXPOSED: HeaderValue =
    HeaderValue::from_static("x-request-id, x-signet-api-version, retry-after");
/// Seconds for which a browser need not ask again.
const MAX_AGE: HeaderValue = HeaderValue::from_static("600");

impl Guard {
    /// The answer to a browser that asks on behalf of an allowed origin what its page may send; `None` where that is not what is asked.
    #[must_use]
    pub fn preflight(&self, asked: &Asked<'_>) -> Option<Response> {
        let asks = *asked.method == Method::OPTIONS
            && asked.headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
            && self.allowed_origin(asked.headers).is_some();
        asks.then(|| {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NO_CONTENT;
            let headers = response.headers_mut();
            headers.insert(ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            headers.insert(ACCESS_CONTROL_MAX_AGE, MAX_AGE);
            response
        })
    }

    /// Adds to an answer what lets a page of the origin read it. Answers differ by origin wherever some are allowed.
    pub fn let_read(&self, origin: Option<HeaderValue>, answer: &mut HeaderMap) {
        if self.allowed_origins.is_empty() {
            return;
        }
        answer.append(VARY, HeaderValue::from_static("Origin"));
        if let Some(origin) = origin {
            answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            answer.insert(
                ACCESS_CONTROL_ALLOW_CREDENTIALS,
                HeaderValue::from_static("true"),
            );
            answer.insert(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }
}
