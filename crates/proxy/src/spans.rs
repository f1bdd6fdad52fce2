//! What happened in which order and how long it took: a span for each request, for the operation in it and for each call to the cloud.
//!
//! Spans name paths as the router knows them, operations, hosts and statuses: never an id, a person or a secret. Without the feature `otel`
//! there are none, and nothing is spent on them.

#[cfg(feature = "otel")]
mod collector;
#[cfg(not(feature = "otel"))]
mod none;

#[cfg(feature = "otel")]
pub use collector::Spans;
#[cfg(not(feature = "otel"))]
pub use none::Spans;

use http::Method;
use signet_model::OperationName;
use tracing::Span;

/// Where spans say they come from; log lines never do.
#[cfg(feature = "otel")]
pub(crate) const TARGET: &str = "signet::spans";

/// A request, by the path of the route that answers it; `None` is a page.
#[cfg(feature = "otel")]
pub(crate) fn of_request(method: &Method, route: Option<&str>) -> Span {
    let route = route.unwrap_or("/");
    tracing::info_span!(
        target: TARGET,
        "request",
        otel.name = format!("{method} {route}"),
        otel.kind = "server",
        http.request.method = %method,
        http.route = route,
        http.response.status_code = tracing::field::Empty,
    )
}

/// An operation.
#[cfg(feature = "otel")]
pub(crate) fn of_operation(operation: OperationName) -> Span {
    let effect = operation.spec().effect.as_str();
    tracing::info_span!(target: TARGET, "operation", otel.name = operation.as_str(), signet.effect = effect)
}

/// A call to the cloud.
#[cfg(feature = "otel")]
pub(crate) fn of_call(operation: Option<OperationName>, host: &str) -> Span {
    let name = operation.map_or("call", OperationName::as_str);
    tracing::info_span!(target: TARGET, "call", otel.name = name, otel.kind = "client", server.address = host)
}

/// Says how a request was answered.
#[cfg(feature = "otel")]
pub(crate) fn answered(span: &Span, status: u16) {
    span.record("http.response.status_code", status);
}

#[cfg(not(feature = "otel"))]
pub(crate) const fn of_request(_method: &Method, _route: Option<&str>) -> Span {
    Span::none()
}

#[cfg(not(feature = "otel"))]
pub(crate) const fn of_operation(_operation: OperationName) -> Span {
    Span::none()
}

#[cfg(not(feature = "otel"))]
pub(crate) const fn of_call(_operation: Option<OperationName>, _host: &str) -> Span {
    Span::none()
}

#[cfg(not(feature = "otel"))]
pub(crate) const fn answered(_span: &Span, _status: u16) {}
