//! What goes back.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use serde_json::{Value, json};
use signet_model::operations::Product;
use signet_wire::{CloudError, write_error};

use crate::refusal::{Refusal, Statuses};

/// What the emulator gives back for one request.
#[derive(Debug)]
pub struct Reply {
    /// How long to wait before anything is sent.
    pub delay: Duration,
    /// What is sent.
    pub outcome: Outcome,
}

/// What is sent for one request.
#[derive(Debug)]
pub enum Outcome {
    /// An answer.
    Answered(Response<Bytes>),
    /// Nothing: the connection is closed.
    Dropped {
        /// Whether the call took effect before.
        effect: bool,
    },
}

impl Reply {
    /// The answer; `None` where the connection is closed instead.
    #[must_use]
    pub fn response(self) -> Option<Response<Bytes>> {
        match self.outcome {
            Outcome::Answered(response) => Some(response),
            Outcome::Dropped { .. } => None,
        }
    }

    pub(super) fn health(method: &Method) -> Self {
        let status = if matches!(*method, Method::GET | Method::HEAD) {
            200
        } else {
            405
        };
        let mut response = Response::new(Bytes::from_static(b"ok\n"));
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or_default();
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        Self {
            delay: Duration::ZERO,
            outcome: Outcome::Answered(response),
        }
    }
}

/// The answer of a call that worked.
pub(super) fn answer(request_id: &str, body: &Value) -> Response<Bytes> {
    json_response(200, request_id, body)
}

/// The answer of a call that did not: the error body of `cloud-api.md` section 3.4, or the envelope of IoT Platform.
pub(super) fn refuse(
    request_id: &str,
    refusal: &Refusal,
    statuses: Statuses,
    product: Product,
    request: &Request<Bytes>,
) -> Response<Bytes> {
    if refusal.is_iot_business() {
        let body = json!({
            "RequestId": request_id,
            "Success": false,
            "Code": refusal.code,
            "ErrorMessage": refusal.message,
        });
        return json_response(200, request_id, &body);
    }
    let error = CloudError {
        code: refusal.code.to_string(),
        message: refusal.message.to_string(),
        request_id: Some(request_id.to_owned()),
        status: refusal.status(statuses),
    };
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let product = match product {
        Product::OnsMqtt => "OnsMqtt",
        Product::Iot => "Iot",
    };
    json_response(
        error.status,
        request_id,
        &write_error(&error, host, product),
    )
}

fn json_response(status: u16, request_id: &str, body: &Value) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json;charset=utf-8"),
    );
    if let Ok(request_id) = HeaderValue::from_str(request_id) {
        headers.insert("x-acs-request-id", request_id);
    }
    response
}
