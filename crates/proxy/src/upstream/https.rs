//! The real upstream: one client, one pool, for all accounts and regions.

use std::collections::HashMap;
use std::error::Error;
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, UNIX_EPOCH};

use reqwest::header::{ACCEPT, CONTENT_LENGTH, DATE, HeaderName, HeaderValue, USER_AGENT};
use reqwest::{Certificate, Client, Method, Url, redirect, retry};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;

use signet_model::Timestamp;

use super::{Endpoint, Incoming, Outgoing, SendError, Sending, Upstream};

const CONNECT: Duration = Duration::from_secs(5);
const WHOLE_CALL: Duration = Duration::from_secs(15);
/// Shorter than what gateways commonly keep, so that a call seldom meets a connection that is about to be closed.
const IDLE: Duration = Duration::from_secs(20);
/// A page of 100 certificates with their PEM is below 1 MiB.
const MAX_ANSWER: usize = 8 * 1024 * 1024;

const AGENT: &str = concat!("signet/", env!("CARGO_PKG_VERSION"));

/// The cloud over HTTP.
#[derive(Debug)]
pub struct HttpsUpstream {
    client: Client,
    bases: RwLock<HashMap<String, Url>>,
}

/// How an endpoint greets whoever asks it for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Greeting {
    /// What time it says it is, to the second; `None` where it does not say.
    pub date: Option<Timestamp>,
}

/// The client could not be made.
#[derive(Debug, thiserror::Error)]
pub enum UpstreamError {
    /// The file of extra roots.
    #[error("upstream_ca: {0}")]
    Roots(String),
    /// TLS could not be set up, mostly because the machine has no trusted certificates.
    #[error(
        "TLS to the cloud cannot be set up: {0}; install the system's CA certificates (package ca-certificates)"
    )]
    Tls(String),
}

impl HttpsUpstream {
    /// Makes the client. `extra_roots` is PEM. With `only_loopback` the machine's own trusted certificates are not asked for: a demo
    /// must start where there are none.
    ///
    /// # Errors
    /// Roots that cannot be read, or a machine without trusted certificates.
    pub fn new(extra_roots: Option<&[u8]>, only_loopback: bool) -> Result<Self, UpstreamError> {
        let roots = extra_roots.map(read_roots).transpose()?.unwrap_or_default();
        let builder = Client::builder()
            .connect_timeout(CONNECT)
            .timeout(WHOLE_CALL)
            .pool_idle_timeout(IDLE)
            .tcp_nodelay(true)
            // An answer that points elsewhere is not the cloud's, and a repeated call would repeat its nonce.
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .no_proxy();
        let builder = if only_loopback {
            builder.tls_certs_only(roots)
        } else {
            builder.tls_certs_merge(roots)
        };
        let client = builder
            .build()
            .map_err(|error| UpstreamError::Tls(causes(&error)))?;
        Ok(Self {
            client,
            bases: RwLock::default(),
        })
    }

    /// Says hello: an unsigned call of nothing, which every endpoint refuses with a date on the refusal.
    ///
    /// # Errors
    /// There was no answer.
    pub async fn greet(&self, endpoint: &Endpoint) -> Result<Greeting, SendError> {
        let request = self.client.get(endpoint.base()).header(USER_AGENT, AGENT);
        let answer = request.send().await.map_err(failed)?;
        let date = answer
            .headers()
            .get(DATE)
            .and_then(|value| httpdate::parse_http_date(value.to_str().ok()?).ok())
            .and_then(|date| date.duration_since(UNIX_EPOCH).ok())
            .and_then(|since| Timestamp::from_millis(i64::try_from(since.as_millis()).ok()?));
        Ok(Greeting { date })
    }

    /// The URL of a call. Its host is read once and then kept: reading it is as dear as signing.
    fn url(&self, call: &Outgoing) -> Result<Url, ()> {
        let base = call.endpoint.base();
        let kept = self
            .bases
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(base)
            .cloned();
        let mut url = match kept {
            Some(url) => url,
            None => {
                let url: Url = base.parse().map_err(|_| ())?;
                self.bases
                    .write()
                    .unwrap_or_else(PoisonError::into_inner)
                    .insert(base.to_owned(), url.clone());
                url
            }
        };
        if !call.query.is_empty() {
            url.set_query(Some(&call.query));
        }
        Ok(url)
    }

    async fn call(&self, call: Outgoing) -> Result<Incoming, SendError> {
        let url = self
            .url(&call)
            .map_err(|()| SendError::NotSent("the URL cannot be used".to_owned()))?;
        let method = if call.post { Method::POST } else { Method::GET };
        let mut request = reqwest::Request::new(method, url);
        let headers = request.headers_mut();
        headers.reserve(call.headers.len() + 3);
        for (name, value) in call.headers {
            let mut value = HeaderValue::try_from(value)
                .map_err(|_| SendError::NotSent(format!("the header {name} cannot be sent")))?;
            value.set_sensitive(matches!(name, "authorization" | "x-acs-security-token"));
            headers.append(HeaderName::from_static(name), value);
        }
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
        if call.body.is_empty() {
            if call.post {
                headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
        } else {
            *request.body_mut() = Some(call.body.into());
        }

        let mut answer = self.client.execute(request).await.map_err(failed)?;
        let status = answer.status().as_u16();
        let retry_after_ms = answer
            .headers()
            .get("x-acs-retry-after")
            .and_then(|value| value.to_str().ok()?.trim().parse().ok())
            .filter(|millis| *millis > 0);
        let expected = answer
            .content_length()
            .and_then(|length| usize::try_from(length).ok())
            .unwrap_or_default();
        let mut body = Vec::with_capacity(expected.min(MAX_ANSWER));
        while let Some(part) = answer
            .chunk()
            .await
            .map_err(|error| SendError::Lost(causes(&error.without_url())))?
        {
            if body.len() + part.len() > MAX_ANSWER {
                return Err(SendError::Lost(format!(
                    "it is larger than {MAX_ANSWER} bytes"
                )));
            }
            body.extend_from_slice(&part);
        }
        Ok(Incoming {
            status,
            retry_after_ms,
            body,
        })
    }
}

impl Upstream for HttpsUpstream {
    fn send(&self, call: Outgoing) -> Sending<'_> {
        Box::pin(self.call(call))
    }
}

/// Reads roots in PEM.
///
/// # Errors
/// Says what is wrong with them.
pub(crate) fn read_roots(pem: &[u8]) -> Result<Vec<Certificate>, UpstreamError> {
    let mut roots = Vec::new();
    for block in CertificateDer::pem_slice_iter(pem) {
        let der = block.map_err(|error| UpstreamError::Roots(error.to_string()))?;
        // Tried here, where it can still be said which file is wrong.
        RootCertStore::empty()
            .add(der.clone())
            .map_err(|error| UpstreamError::Roots(error.to_string()))?;
        roots.push(
            Certificate::from_der(&der).map_err(|error| UpstreamError::Roots(causes(&error)))?,
        );
    }
    if roots.is_empty() {
        return Err(UpstreamError::Roots(
            "holds no certificate in PEM".to_owned(),
        ));
    }
    Ok(roots)
}

fn failed(error: reqwest::Error) -> SendError {
    let not_sent = error.is_connect() || error.is_builder();
    let text = causes(&error.without_url());
    if not_sent {
        SendError::NotSent(text)
    } else {
        SendError::Lost(text)
    }
}

/// The innermost cause: the outer ones only say that a request failed.
pub(crate) fn causes(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
