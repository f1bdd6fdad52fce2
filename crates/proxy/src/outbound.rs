//! Everything that leaves this machine and is not a signed call to the cloud: STS, the metadata of an ECS instance, identity providers,
//! webhooks. Who asks for what is not known here.
//!
//! `https` everywhere; plain `http` only to this machine, and to the metadata address of an ECS instance, which knows nothing else. A limit on
//! time and on size. Errors name no URL: one of a webhook is a secret.

use std::time::Duration;

use http::header::{CONTENT_LENGTH, HeaderValue, USER_AGENT};
use http::uri::Scheme;
use http::{Method, Request, Response, Uri};
use http_body_util::Full;
use signet_identity::{Fetch, FetchError, Fetching, LARGEST_ANSWER};

use crate::client::{AGENT, Failed, HttpClient};
use crate::upstream::is_loopback_name;

const WHOLE_CALL: Duration = Duration::from_secs(10);

/// Where an ECS instance asks about itself (`cloud-api.md` section 9): an address of the link, which no router passes on.
pub const ECS_METADATA: &str = "100.100.100.200";

/// Carries requests to where they say.
#[derive(Clone, Debug)]
pub struct Outbound {
    client: HttpClient,
}

impl Outbound {
    /// Sends by `client`.
    #[must_use]
    pub const fn new(client: HttpClient) -> Self {
        Self { client }
    }

    async fn carry(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, FetchError> {
        check(request.uri()).map_err(|what| FetchError::Unreachable(what.to_owned()))?;
        // What has no body says so, where one is expected: some gateways answer 411 otherwise.
        let says_length =
            request.body().is_empty() && matches!(*request.method(), Method::POST | Method::PUT);
        let mut request = request.map(Full::from);
        let headers = request.headers_mut();
        headers.entry(USER_AGENT).or_insert(AGENT);
        if says_length {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        // Signatures, tokens and client secrets travel here: whatever logs a header below shows none of them.
        for value in headers.values_mut() {
            value.set_sensitive(true);
        }
        let answer = self.client.exchange(request, LARGEST_ANSWER, WHOLE_CALL);
        answer.await.map_err(failed)
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

fn failed(failed: Failed) -> FetchError {
    match failed {
        Failed::NoConnection(what) | Failed::Broken(what) => FetchError::Unreachable(what),
        Failed::TooLarge => FetchError::TooLarge,
        Failed::TimedOut => FetchError::TimedOut,
    }
}
