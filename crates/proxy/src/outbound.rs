//! The one client for everything that leaves this machine and is not a signed call to the cloud: STS, the metadata of an ECS instance,
//! identity providers, webhooks. Who asks for what is not known here.
//!
//! `https` everywhere; plain `http` only to this machine, and to the metadata address of an ECS instance, which knows nothing else. No
//! redirects, no proxy of the environment, a limit on time and on size. Errors name no URL: one of a webhook is a secret.

use std::time::Duration;

use http::header::{CONTENT_LENGTH, HeaderValue, USER_AGENT};
use http::uri::Scheme;
use http::{Method, Request, Response, Uri};
use reqwest::{Client, redirect, retry};
use signet_identity::{Fetch, FetchError, Fetching, LARGEST_ANSWER};

use crate::upstream::{UpstreamError, causes, is_loopback_name, read_roots};

const CONNECT: Duration = Duration::from_secs(5);
const WHOLE_CALL: Duration = Duration::from_secs(10);
const IDLE: Duration = Duration::from_secs(20);
const AGENT: &str = concat!("signet/", env!("CARGO_PKG_VERSION"));

/// Where an ECS instance asks about itself (`cloud-api.md` section 9): an address of the link, which no router passes on.
pub const ECS_METADATA: &str = "100.100.100.200";

/// The client.
#[derive(Clone, Debug)]
pub struct Outbound {
    client: Client,
}

impl Outbound {
    /// Makes the client. `extra_roots` is PEM. On a machine without trusted certificates only these are trusted: whoever then asks an
    /// `https` address is told so, and a demo, which asks none, starts.
    ///
    /// # Errors
    /// Roots that cannot be read.
    pub fn new(extra_roots: Option<&[u8]>) -> Result<Self, UpstreamError> {
        let roots = extra_roots.map(read_roots).transpose()?.unwrap_or_default();
        let builder = || {
            Client::builder()
                .connect_timeout(CONNECT)
                .timeout(WHOLE_CALL)
                .pool_idle_timeout(IDLE)
                .redirect(redirect::Policy::none())
                .retry(retry::never())
                .no_proxy()
        };
        let client = builder()
            .tls_certs_merge(roots.clone())
            .build()
            .or_else(|_| builder().tls_certs_only(roots).build())
            .map_err(|error| UpstreamError::Tls(causes(&error)))?;
        Ok(Self { client })
    }

    async fn carry(&self, mut request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchError> {
        check(request.uri()).map_err(|what| FetchError::Unreachable(what.to_owned()))?;
        // What has no body says so, where one is expected: some gateways answer 411 otherwise.
        let says_length =
            request.body().is_empty() && matches!(*request.method(), Method::POST | Method::PUT);
        let headers = request.headers_mut();
        headers
            .entry(USER_AGENT)
            .or_insert(HeaderValue::from_static(AGENT));
        if says_length {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        // Signatures, tokens and client secrets travel here: whatever logs a header below shows none of them.
        for value in headers.values_mut() {
            value.set_sensitive(true);
        }
        let request = reqwest::Request::try_from(request)
            .map_err(|_| FetchError::Unreachable("the URL cannot be used".to_owned()))?;
        let mut answer = self.client.execute(request).await.map_err(failed)?;
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(failed)? {
            if body.len() + part.len() > LARGEST_ANSWER {
                return Err(FetchError::TooLarge);
            }
            body.extend_from_slice(&part);
        }
        let mut response = Response::new(body);
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response)
    }
}

impl Fetch for Outbound {
    fn fetch(&self, request: Request<Vec<u8>>) -> Fetching<'_> {
        Box::pin(self.carry(request))
    }
}

/// Whether this client may ask there: `https`, or plain `http` where nobody else is on the way.
///
/// # Errors
/// Says what is wrong, to follow the name of a key; it does not show the URL.
pub fn check(uri: &Uri) -> Result<(), &'static str> {
    let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
        return Err("must be a whole URL, like https://example.com/path");
    };
    if authority.as_str().contains('@') {
        return Err("must not hold a user name or password");
    }
    let host = authority.host();
    match scheme {
        scheme if *scheme == Scheme::HTTPS => Ok(()),
        scheme if *scheme == Scheme::HTTP && (is_loopback_name(host) || host == ECS_METADATA) => {
            Ok(())
        }
        scheme if *scheme == Scheme::HTTP => {
            Err("must be https: plain http is only for this machine")
        }
        _ => Err("must be https"),
    }
}

fn failed(error: reqwest::Error) -> FetchError {
    if error.is_timeout() {
        return FetchError::TimedOut;
    }
    FetchError::Unreachable(causes(&error.without_url()))
}
