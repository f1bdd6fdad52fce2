//! How outcomes look over HTTP: JSON, the one error shape, and the headers that every answer carries.

use axum::body::Body;
use axum::response::Response;
use http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, RETRY_AFTER,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use signet_model::api::{
    ApiError, ErrorBody, ErrorCode, REQUEST_ID_HEADER, VERSION, VERSION_HEADER,
};

use crate::service::Refused;

/// 200 with a JSON body.
pub fn json(value: &impl Serialize) -> Response {
    serde_json::to_vec(value).map_or_else(|_| internal(), |body| with_body(StatusCode::OK, body))
}

/// An error in the one shape, with the status that goes with its code.
pub fn error(error: ApiError) -> Response {
    let status =
        StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let (code, retry_after_ms) = (error.code, error.retry_after_ms);
    let Ok(body) = serde_json::to_vec(&ErrorBody { error }) else {
        return internal();
    };
    let mut response = with_body(status, body);
    response.extensions_mut().insert(code);
    if let Some(millis) = retry_after_ms {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from(millis.div_ceil(1000).max(1)));
    }
    response
}

/// 405, with the methods that would do.
pub fn method_not_allowed(allowed: &str) -> Response {
    let mut response = error(ApiError::new(
        ErrorCode::MethodNotAllowed,
        format!("this path takes {allowed} only"),
    ));
    if let Ok(allowed) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(ALLOW, allowed);
    }
    response
}

/// 404 for a path that is nothing here.
pub fn unknown_path() -> Response {
    error(
        ApiError::new(ErrorCode::UnknownPath, "there is nothing at this path")
            .remedy("Open / for the dashboard, or GET /api/operations for the list of operations."),
    )
}

/// 404 for a part of sign-in, where there is none.
pub(crate) fn no_sign_in() -> Refused {
    let error = ApiError::new(ErrorCode::UnknownPath, "there is no sign-in here");
    Box::new(error.remedy(
        "This proxy is for whoever sits at its machine; [sign_in] in signet.toml changes that.",
    ))
}

fn internal() -> Response {
    with_body(
        StatusCode::INTERNAL_SERVER_ERROR,
        br#"{"error":{"code":"internal","message":"the answer could not be written"}}"#.to_vec(),
    )
}

fn with_body(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

static FIXED: [(HeaderName, HeaderValue); 5] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
    (
        HeaderName::from_static(VERSION_HEADER),
        HeaderValue::from_static(VERSION),
    ),
];

/// What holds unless an answer says otherwise: it is no page, for nobody else's page, and not to be kept.
static USUAL: [(HeaderName, HeaderValue); 3] = [
    (
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ),
    (RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

static REQUEST_ID: HeaderName = HeaderName::from_static(REQUEST_ID_HEADER);

/// Tells the browser to come over TLS only, for a year: on every answer that travels by https, here or at a proxy that is trusted.
/// Other names below ours are not ours to decide for.
pub fn only_over_tls(headers: &mut HeaderMap) {
    headers.insert(
        STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=31536000"),
    );
}

/// Lets a page anywhere notice that there is an answer, and nothing of what it says: so a page that may not call is told from a proxy that
/// cannot be reached.
pub fn noticed_by_all(headers: &mut HeaderMap) {
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
}

/// Adds what every answer carries, and what the usual one does.
pub fn finish(headers: &mut HeaderMap, request_id: &str) {
    headers.reserve(FIXED.len() + USUAL.len() + 1);
    for (name, value) in &FIXED {
        headers.insert(name, value.clone());
    }
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(&REQUEST_ID, id);
    }
    for (name, value) in &USUAL {
        headers.entry(name).or_insert_with(|| value.clone());
    }
}
