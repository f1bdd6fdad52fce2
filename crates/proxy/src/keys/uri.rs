//! An address that hands out keys (`cloud-api.md` section 9).

use std::fmt;

use http::header::ACCEPT;
use http::{Request, Uri};

use super::fault::KeyFault;
use super::lent::{Lent, coded};
use super::source::KeyPorts;
use crate::outbound;

const REMEDY: &str = "Check that what hands out keys there runs and can be reached.";

/// `https` anywhere, plain `http` only on this machine: who reads the answer has the key. What follows the host may be a secret and
/// is not shown.
#[derive(Clone, PartialEq, Eq)]
pub struct CredentialsUri(Uri);

impl CredentialsUri {
    /// Reads a URI.
    ///
    /// # Errors
    /// Says what is wrong, to follow the name of its key; the URI is not shown.
    pub fn parse(text: &str) -> Result<Self, String> {
        let uri: Uri = text.parse().map_err(|_| "is not a URL".to_owned())?;
        outbound::check(&uri)?;
        if uri.host() == Some(outbound::ECS_METADATA) {
            return Err("is the metadata of an ECS instance; name its role in ecs_role".to_owned());
        }
        Ok(Self(uri))
    }

    /// All of it, which may be a secret.
    pub(super) fn as_str(&self) -> String {
        self.0.to_string()
    }
}

/// Its host and port.
impl fmt::Display for CredentialsUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            self.0
                .authority()
                .map_or("", |authority| authority.as_str()),
        )
    }
}

impl fmt::Debug for CredentialsUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CredentialsUri({self})")
    }
}

pub(super) async fn ask(uri: &CredentialsUri, ports: &KeyPorts) -> Result<Lent, KeyFault> {
    let who = format!("the credentials URI at {uri}");
    let mut request = Request::new(Vec::new());
    *request.uri_mut() = uri.0.clone();
    request
        .headers_mut()
        .insert(ACCEPT, http::HeaderValue::from_static("application/json"));
    let answer = ports
        .fetch
        .fetch(request)
        .await
        .map_err(|error| KeyFault::no_answer(&who, &error, REMEDY))?;
    match answer.status().as_u16() {
        200 => coded(&who, answer),
        status @ (429 | 500..) => Err(KeyFault::unreachable(
            format!("{who} answered with status {status}"),
            REMEDY,
        )),
        status => Err(KeyFault::refused(
            format!("{who} answered with status {status}"),
            "Check ALIBABA_CLOUD_CREDENTIALS_URI or credentials_uri: the whole address with its path.",
        )),
    }
}
