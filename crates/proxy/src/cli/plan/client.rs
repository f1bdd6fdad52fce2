//! Asking a proxy.

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use clap::Args;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method, Request, Response, StatusCode, Uri};
use http_body_util::Full;
use serde::Serialize;
use serde::de::DeserializeOwned;
use signet_model::api::{ErrorBody, GUARD_HEADER, Plan};
use zeroize::Zeroizing;

use super::answer::Trouble;
use super::encoded;
use crate::client::{AGENT, Failed, HttpClient, MachineRoots};
use crate::outbound::check;

/// Where the token is taken from: a flag would be in the list of processes.
const TOKEN: &str = "SIGNET_TOKEN";
/// The largest ordinary answer.
const LARGEST: usize = 16 * 1024 * 1024;
/// How long an answer may take: freezing a million items is a matter of seconds.
const WITHIN: Duration = Duration::from_secs(120);

/// Which proxy.
#[derive(Args, Debug)]
pub(super) struct Server {
    /// The proxy. An API token is taken from the variable SIGNET_TOKEN.
    #[arg(
        long,
        value_name = "URL",
        env = "SIGNET_URL",
        default_value = "http://127.0.0.1:8787",
        global = true
    )]
    url: Uri,
    /// Trust this CA certificate (PEM) too.
    #[arg(long, value_name = "FILE", global = true)]
    ca: Option<PathBuf>,
}

/// Asks a proxy.
pub(super) struct Client {
    http: HttpClient,
    base: String,
    headers: HeaderMap,
}

impl Server {
    /// Gets ready to ask; nothing is sent.
    pub(super) fn connect(&self) -> Result<Client, Trouble> {
        check(&self.url).map_err(|what| Trouble::wrong(format!("--url {what}")))?;
        let roots = self.ca.as_ref().map(std::fs::read).transpose();
        let roots =
            roots.map_err(|error| Trouble::wrong(format!("--ca cannot be read: {error}")))?;
        let machine = match self.url.scheme_str() {
            Some("https") if roots.is_none() => MachineRoots::Required,
            _ => MachineRoots::IfAny,
        };
        let http = HttpClient::new(roots.as_deref(), machine)
            .map_err(|error| Trouble::wrong(error.to_string()))?;
        Ok(Client {
            http,
            base: self.url.to_string().trim_end_matches('/').to_owned(),
            headers: headers()?,
        })
    }
}

/// What goes with every request.
fn headers() -> Result<HeaderMap, Trouble> {
    let mut headers = HeaderMap::new();
    headers.insert(GUARD_HEADER, HeaderValue::from_static("1"));
    headers.insert(http::header::USER_AGENT, AGENT);
    if let Ok(token) = std::env::var(TOKEN) {
        let token = Zeroizing::new(token);
        let bearer = Zeroizing::new(format!("Bearer {}", token.trim()));
        let mut value = HeaderValue::from_str(&bearer).map_err(|_| {
            Trouble::wrong(format!(
                "{TOKEN} is not a token: it has characters that none has"
            ))
        })?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    Ok(headers)
}

impl Client {
    /// A plan.
    pub(super) async fn plan(&self, id: &str) -> Result<Plan, Trouble> {
        self.get(&format!("/api/plans/{}", encoded::component(id)))
            .await
    }

    /// Reads.
    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, Trouble> {
        let request = self.request(Method::GET, path, Bytes::new())?;
        let answer = self.http.exchange(request, LARGEST, WITHIN).await;
        read(answer)
    }

    /// Acts.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Trouble> {
        self.post_for(path, body, LARGEST).await
    }

    /// Acts, for an answer of at most `most` bytes.
    pub(super) async fn post_for<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
        most: usize,
    ) -> Result<T, Trouble> {
        let body = serde_json::to_vec(body).map_err(|error| Trouble::here(error.to_string()))?;
        let mut request = self.request(Method::POST, path, body.into())?;
        request
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let answer = self.http.exchange(request, most, WITHIN).await;
        read(answer)
    }

    /// Reads something of any length, part by part.
    pub(super) async fn receive(&self, path: &str, out: &mut impl Write) -> Result<(), Trouble> {
        let request = self.request(Method::GET, path, Bytes::new())?;
        let mut answer = self.http.open(request, WITHIN).await.map_err(failed)?;
        if answer.status() != StatusCode::OK {
            let status = answer.status();
            let whole = answer.rest(LARGEST, WITHIN).await.map_err(failed)?;
            return Err(refusal(status, &whole));
        }
        while let Some(part) = answer.part(WITHIN).await.map_err(failed)? {
            out.write_all(&part)
                .map_err(|error| Trouble::here(format!("it cannot be written: {error}")))?;
        }
        Ok(())
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        body: Bytes,
    ) -> Result<Request<Full<Bytes>>, Trouble> {
        let request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .body(Full::new(body));
        let mut request = request.map_err(|error| Trouble::wrong(format!("--url: {error}")))?;
        *request.headers_mut() = self.headers.clone();
        Ok(request)
    }
}

fn read<T: DeserializeOwned>(answer: Result<Response<Vec<u8>>, Failed>) -> Result<T, Trouble> {
    let answer = answer.map_err(failed)?;
    if answer.status() != StatusCode::OK {
        return Err(refusal(answer.status(), answer.body()));
    }
    serde_json::from_slice(answer.body()).map_err(|error| {
        Trouble::unreachable(format!(
            "the answer is not one of this version of Signet: {error}; is there a proxy at --url?"
        ))
    })
}

fn refusal(status: StatusCode, body: &[u8]) -> Trouble {
    match serde_json::from_slice::<ErrorBody>(body) {
        Ok(body) => body.error.into(),
        Err(_) => Trouble::unreachable(format!(
            "HTTP status {status} and no answer of Signet; is there a proxy at --url?"
        )),
    }
}

fn failed(failed: Failed) -> Trouble {
    Trouble::unreachable(match failed {
        Failed::NoConnection(what) => {
            format!("the proxy cannot be reached: {what}; name it with --url")
        }
        Failed::Broken(what) => format!("the connection to the proxy broke: {what}"),
        Failed::TooLarge => "the answer is larger than any of Signet".to_owned(),
        Failed::TimedOut => "the proxy did not answer in time".to_owned(),
    })
}
