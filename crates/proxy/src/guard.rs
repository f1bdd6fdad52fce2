//! What no page and no program of ours would send is refused before anything else looks at it. A server on loopback is a target
//! too: any page in the same browser can reach it, under its own name by DNS rebinding.
//!
//! The order gives each offence its own code: host, forwarded, origin, then the missing header.

mod cors;
mod host;
mod network;
mod origin;
mod sender;

pub use host::PublicUrl;
pub use network::Network;
pub use origin::parse as parse_origin;

use std::net::{IpAddr, Ipv4Addr};

use http::{Extensions, HeaderMap, HeaderValue, Method, Uri};
use signet_identity::header::Headers;
use signet_model::api::{ApiError, ErrorCode, GUARD_HEADER};

use crate::server::{OverTls, PeerAddress};
use crate::service::Refused;

/// Which requests are ours.
#[derive(Clone, Debug, Default)]
pub struct Guard {
    /// Where people reach the proxy; `None` where only this machine does.
    pub public_url: Option<PublicUrl>,
    /// Whether the names of this machine are ours: they are where the proxy listens on loopback.
    pub loopback: bool,
    /// Other origins whose pages may call, each as a browser writes it.
    pub allowed_origins: Vec<String>,
    /// Other origins whose pages may hold ours in a frame, each as a browser writes it.
    pub frame_ancestors: Vec<String>,
    /// Peers that are believed about whom they forward for.
    pub trusted_proxies: Vec<Network>,
    /// Headers that say who somebody is; nobody is believed where `None`.
    pub identity: Option<IdentityHeaders>,
}

/// Headers by which a reverse proxy says who somebody is.
#[derive(Clone, Debug)]
pub struct IdentityHeaders {
    /// The headers.
    pub headers: Headers,
    /// From whom they are believed.
    pub peers: Vec<Network>,
}

/// What of a request the guard looks at.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Its method.
    pub method: &'a Method,
    /// Its target.
    pub uri: &'a Uri,
    /// Its headers.
    pub headers: &'a HeaderMap,
    /// The other end of its connection.
    pub peer: IpAddr,
    /// Whether the connection is encrypted.
    pub tls: bool,
    /// Whether a link on another site may lead there.
    pub linkable: bool,
    /// Whether a page is there, which another site may hold in a frame where the configuration names it.
    pub page: bool,
}

/// A request that may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// The address that it came from first, as far as somebody believed says so.
    pub client: IpAddr,
    /// Whether its sender's side is encrypted.
    pub secure: bool,
    /// Whether it was sent to the public name.
    pub public: bool,
    /// Whether its identity headers are to be believed.
    pub identified: bool,
}

impl<'a> Asked<'a> {
    /// What the server noted about the connection. A request that came on none, as in tests, came from this machine.
    #[must_use]
    pub fn new(
        method: &'a Method,
        uri: &'a Uri,
        headers: &'a HeaderMap,
        extensions: &Extensions,
    ) -> Self {
        let peer = extensions
            .get::<PeerAddress>()
            .map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| {
                peer.0.to_canonical()
            });
        Self {
            method,
            uri,
            headers,
            peer,
            tls: extensions.get::<OverTls>().is_some(),
            linkable: false,
            page: false,
        }
    }
}

impl Guard {
    /// The guard of a proxy that only this machine reaches.
    #[must_use]
    pub fn local() -> Self {
        Self {
            loopback: true,
            ..Self::default()
        }
    }

    /// Checks a request by its first lines.
    ///
    /// # Errors
    /// Which guard refuses it.
    pub fn check(&self, asked: &Asked<'_>) -> Result<Passed, Refused> {
        let name = self.host(asked)?;
        let sender = self.sender(asked, &name)?;
        self.origin(asked, &name, sender.secure)?;
        self.fetch_site(asked)?;
        let marked = asked.headers.get_all(GUARD_HEADER).iter();
        if *asked.method == Method::POST && !marked.eq(["1"]) {
            let error = ApiError::new(
                ErrorCode::MissingHeader,
                "a POST needs the header X-Signet: 1",
            );
            return Err(Box::new(error.remedy(
                "Send X-Signet: 1. It keeps pages of other sites from posting without asking first.",
            )));
        }
        Ok(Passed {
            client: sender.client,
            secure: sender.secure,
            public: name.public,
            identified: sender.identified,
        })
    }

    /// The one allowed foreign origin that a request names.
    #[must_use]
    pub fn allowed_origin<'a>(&self, headers: &'a HeaderMap) -> Option<&'a HeaderValue> {
        let mut named = headers.get_all(http::header::ORIGIN).iter();
        let (Some(origin), None) = (named.next(), named.next()) else {
            return None;
        };
        let allowed = |allowed: &String| allowed.as_bytes() == origin.as_bytes();
        self.allowed_origins.iter().any(allowed).then_some(origin)
    }
}

#[cfg(test)]
mod tests;
