//! The real upstream: signed calls as HTTP requests, for all accounts and regions.

use std::time::{Duration, UNIX_EPOCH};

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH, DATE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use http_body_util::Full;

use signet_model::Timestamp;

use super::{Endpoint, Incoming, Outgoing, SendError, Sending, Upstream};
use crate::client::{AGENT, Failed, HttpClient};

const WHOLE_CALL: Duration = Duration::from_secs(15);
/// A page of 100 certificates with their PEM is below 1 MiB.
const MAX_ANSWER: usize = 8 * 1024 * 1024;

/// The cloud over HTTP.
#[derive(Debug)]
pub struct HttpsUpstream {
    client: HttpClient,
}

/// How an endpoint greets whoever asks it for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Greeting {
    /// What time it says it is, to the second; `None` where it does not say.
    pub date: Option<Timestamp>,
}

impl HttpsUpstream {
    /// Sends by `client`.
    #[must_use]
    pub const fn new(client: HttpClient) -> Self {
        Self { client }
    }

    /// Says hello: an unsigned call of nothing, which every endpoint refuses with a date on the refusal.
    ///
    /// # Errors
    /// There was no answer.
    pub async fn greet(&self, endpoint: &Endpoint) -> Result<Greeting, SendError> {
        let mut request = Request::new(Full::default());
        *request.uri_mut() = endpoint.uri("").ok_or_else(no_url)?;
        request.headers_mut().insert(USER_AGENT, AGENT);
        let answer = self.client.exchange(request, MAX_ANSWER, WHOLE_CALL).await;
        let answer = answer.map_err(failed)?;
        let date = answer
            .headers()
            .get(DATE)
            .and_then(|value| httpdate::parse_http_date(value.to_str().ok()?).ok())
            .and_then(|date| date.duration_since(UNIX_EPOCH).ok())
            .and_then(|since| Timestamp::from_millis(i64::try_from(since.as_millis()).ok()?));
        Ok(Greeting { date })
    }

    async fn call(&self, call: Outgoing) -> Result<Incoming, SendError> {
        let answer = self
            .client
            .exchange(request(call)?, MAX_ANSWER, WHOLE_CALL)
            .await
            .map_err(failed)?;
        let retry_after_ms = answer
            .headers()
            .get("x-acs-retry-after")
            .and_then(|value| value.to_str().ok()?.trim().parse().ok())
            .filter(|millis| *millis > 0);
        Ok(Incoming {
            status: answer.status().as_u16(),
            retry_after_ms,
            body: answer.into_body(),
        })
    }
}

impl Upstream for HttpsUpstream {
    fn send(&self, call: Outgoing) -> Sending<'_> {
        Box::pin(self.call(call))
    }
}

fn request(call: Outgoing) -> Result<Request<Full<Bytes>>, SendError> {
    let mut headers = HeaderMap::with_capacity(call.headers.len() + 4);
    for (name, value) in call.headers {
        let mut value = HeaderValue::try_from(value)
            .map_err(|_| SendError::NotSent(format!("the header {name} cannot be sent")))?;
        value.set_sensitive(matches!(name, "authorization" | "x-acs-security-token"));
        headers.append(HeaderName::from_static(name), value);
    }
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(USER_AGENT, AGENT);
    if call.post && call.body.is_empty() {
        headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    let mut request = Request::new(Full::from(call.body));
    *request.method_mut() = if call.post { Method::POST } else { Method::GET };
    *request.uri_mut() = call.endpoint.uri(&call.query).ok_or_else(no_url)?;
    *request.headers_mut() = headers;
    Ok(request)
}

fn no_url() -> SendError {
    SendError::NotSent("the URL cannot be used".to_owned())
}

fn failed(failed: Failed) -> SendError {
    match failed {
        Failed::NoConnection(what) => SendError::NotSent(what),
        Failed::Broken(what) => SendError::Lost(what),
        Failed::TooLarge => SendError::Lost(format!("it is larger than {MAX_ANSWER} bytes")),
        Failed::TimedOut => SendError::Lost(format!("it did not come within {WHOLE_CALL:?}")),
    }
}
