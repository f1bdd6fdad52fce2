//! The one HTTP client: its pool of connections and the roots that it trusts serve signed calls and everything else. HTTP/1.1, TLS by rustls,
//! no redirects, no proxy of the environment; a limit on time and on size comes with each request. Where requests go is not known here.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;
use tokio::time::timeout;
use tower::Service;

/// The most that a connection may take to be made, TLS included.
const CONNECT: Duration = Duration::from_secs(5);
/// Shorter than what gateways commonly keep, so that a call seldom meets a connection that is about to be closed.
const IDLE: Duration = Duration::from_secs(20);
/// A silent connection is asked after this long whether it is still there, and is given up after twice as much.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// What the proxy calls itself.
pub(crate) const AGENT: HeaderValue =
    HeaderValue::from_static(concat!("signet/", env!("CARGO_PKG_VERSION")));

/// The client. Clones share its connections.
#[derive(Clone)]
pub struct HttpClient {
    inner: legacy::Client<Connector, Full<Bytes>>,
}

/// Whether the machine's own trusted certificates must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MachineRoots {
    /// Nothing works without them.
    Required,
    /// Where there are none, only the extra roots are trusted: a demo must start there, too.
    IfAny,
}

/// The client could not be made.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// The file of extra roots.
    #[error("upstream_ca: {0}")]
    Roots(String),
    /// TLS could not be set up, mostly because the machine has no trusted certificates.
    #[error(
        "TLS to the cloud cannot be set up: {0}; install the system's CA certificates (package ca-certificates)"
    )]
    Tls(String),
}

/// Why no whole answer came. The texts hold no URL.
#[derive(Debug)]
pub(crate) enum Failed {
    /// There was no connection: nothing was sent.
    NoConnection(String),
    /// The connection broke, or what came is no HTTP.
    Broken(String),
    /// The answer is larger than the limit.
    TooLarge,
    /// The answer took too long.
    TimedOut,
}

impl HttpClient {
    /// Makes the client. `extra_roots` is PEM, trusted beside what the machine trusts.
    ///
    /// # Errors
    /// Roots that cannot be read, or a machine without trusted certificates where they are required.
    pub fn new(extra_roots: Option<&[u8]>, machine: MachineRoots) -> Result<Self, TrustError> {
        let roots = extra_roots.map(read_roots).transpose()?.unwrap_or_default();
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_keepalive(Some(KEEP_ALIVE));
        #[cfg(target_os = "linux")]
        http.set_tcp_user_timeout(Some(2 * KEEP_ALIVE));
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(trusting(roots, machine)?)
            .https_or_http()
            .enable_http1()
            .wrap_connector(http);
        let inner = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .build(Connector(connector));
        Ok(Self { inner })
    }

    /// Sends a request once and reads the whole answer, of at most `most` bytes, `within` that time.
    pub(crate) async fn exchange(
        &self,
        request: Request<Full<Bytes>>,
        most: usize,
        within: Duration,
    ) -> Result<Response<Vec<u8>>, Failed> {
        let exchange = async {
            let answer = self
                .inner
                .request(request)
                .await
                .map_err(|error| not_answered(&error))?;
            let (head, body) = answer.into_parts();
            Ok(Response::from_parts(head, whole(body, most).await?))
        };
        timeout(within, exchange)
            .await
            .unwrap_or(Err(Failed::TimedOut))
    }

    /// Sends a request once, for an answer of any length: it begins, and each part of it comes, `within` that time.
    pub(crate) async fn open(
        &self,
        request: Request<Full<Bytes>>,
        within: Duration,
    ) -> Result<Opened, Failed> {
        let answer = timeout(within, self.inner.request(request)).await;
        let answer = answer.map_err(|_| Failed::TimedOut)?;
        Ok(Opened(answer.map_err(|error| not_answered(&error))?))
    }
}

/// An answer that is still on its way.
pub(crate) struct Opened(Response<Incoming>);

impl Opened {
    /// Its status.
    pub(crate) fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// The next part; nothing where it has ended.
    pub(crate) async fn part(&mut self, within: Duration) -> Result<Option<Bytes>, Failed> {
        loop {
            let frame = timeout(within, self.0.body_mut().frame()).await;
            let Some(frame) = frame.map_err(|_| Failed::TimedOut)? else {
                return Ok(None);
            };
            let frame = frame.map_err(|error| Failed::Broken(causes(&error)))?;
            if let Ok(part) = frame.into_data() {
                return Ok(Some(part));
            }
        }
    }

    /// All that is left, where that is at most so many bytes.
    pub(crate) async fn rest(self, most: usize, within: Duration) -> Result<Vec<u8>, Failed> {
        let rest = timeout(within, whole(self.0.into_body(), most)).await;
        rest.unwrap_or(Err(Failed::TimedOut))
    }
}

/// The whole of a body of at most `most` bytes.
async fn whole(mut body: Incoming, most: usize) -> Result<Vec<u8>, Failed> {
    let expected = usize::try_from(body.size_hint().lower()).unwrap_or(most);
    let mut bytes = Vec::with_capacity(expected.min(most));
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| Failed::Broken(causes(&error)))?;
        if let Some(part) = frame.data_ref() {
            if bytes.len() + part.len() > most {
                return Err(Failed::TooLarge);
            }
            bytes.extend_from_slice(part);
        }
    }
    Ok(bytes)
}

impl fmt::Debug for HttpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HttpClient")
    }
}

fn not_answered(error: &legacy::Error) -> Failed {
    let what = causes(error);
    if error.is_connect() {
        Failed::NoConnection(what)
    } else {
        Failed::Broken(what)
    }
}

/// Makes connections, each within [`CONNECT`].
#[derive(Clone)]
struct Connector(HttpsConnector<HttpConnector>);

type Connection = <HttpsConnector<HttpConnector> as Service<Uri>>::Response;
type ConnectError = Box<dyn Error + Send + Sync>;

impl Service<Uri> for Connector {
    type Response = Connection;
    type Error = ConnectError;
    type Future = Pin<Box<dyn Future<Output = Result<Connection, ConnectError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let connecting = self.0.call(to);
        Box::pin(async move {
            let connected = timeout(CONNECT, connecting).await;
            connected.unwrap_or_else(|_| Err("no answer within 5 s".into()))
        })
    }
}

fn trusting(
    roots: Vec<CertificateDer<'static>>,
    machine: MachineRoots,
) -> Result<ClientConfig, TrustError> {
    let provider: Arc<CryptoProvider> = Arc::new(ring::default_provider());
    let tls = |error: rustls::Error| TrustError::Tls(causes(&error));
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(tls)?;
    let builder = match Verifier::new_with_extra_roots(roots.clone(), provider) {
        Ok(verifier) => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier)),
        Err(error) if machine == MachineRoots::Required => return Err(tls(error)),
        Err(_) => {
            let mut only = RootCertStore::empty();
            only.add_parsable_certificates(roots);
            builder.with_root_certificates(only)
        }
    };
    Ok(builder.with_no_client_auth())
}

/// Reads roots in PEM.
fn read_roots(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, TrustError> {
    let wrong = |what: String| TrustError::Roots(what);
    let mut roots = Vec::new();
    for block in CertificateDer::pem_slice_iter(pem) {
        let der = block.map_err(|error| wrong(error.to_string()))?;
        // Tried here, where it can still be said which file is wrong.
        RootCertStore::empty()
            .add(der.clone())
            .map_err(|error| wrong(error.to_string()))?;
        roots.push(der);
    }
    if roots.is_empty() {
        return Err(wrong("holds no certificate in PEM".to_owned()));
    }
    Ok(roots)
}

/// The innermost cause: the outer ones only say that a request failed.
fn causes(error: &dyn Error) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
