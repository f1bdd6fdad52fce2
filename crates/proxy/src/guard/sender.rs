//! Who sent the request, and over what: the other end of the connection, or whom a trusted reverse proxy there forwards for.

use std::net::{IpAddr, SocketAddr};

use http::{HeaderMap, HeaderName, HeaderValue};
use signet_model::api::{ApiError, ErrorCode};

use super::host::Name;
use super::network::any_contains;
use super::{Asked, Guard};
use crate::service::Refused;

pub(super) struct Sender {
    pub(super) client: IpAddr,
    pub(super) secure: bool,
    pub(super) identified: bool,
}

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

impl Guard {
    /// Who sent it. Headers that only a reverse proxy sends are refused from everybody else, in any spelling: `_` passes for `-` in some.
    pub(super) fn sender(&self, asked: &Asked<'_>, name: &Name<'_>) -> Result<Sender, Refused> {
        let trusted = any_contains(&self.trusted_proxies, asked.peer);
        let identified = self.identity_headers(asked)?;
        let forwarding = asked
            .headers
            .keys()
            .find(|header| is_forwarding(header.as_str()));
        if let (Some(header), false) = (forwarding, trusted) {
            return Err(self.not_trusted(header, asked.peer));
        }
        let (client, forwarded_over) = if trusted {
            (
                self.client(asked.headers, asked.peer)?,
                forwarded_over(asked.headers)?,
            )
        } else {
            (asked.peer, None)
        };
        let public_https =
            name.public && self.public_url.as_ref().is_some_and(|url| url.is_https());
        Ok(Sender {
            client,
            // A reverse proxy that says nothing about it is taken at the word of the configuration.
            secure: asked.tls || forwarded_over.unwrap_or(public_https && trusted),
            identified,
        })
    }

    /// Whether identity headers are to be believed.
    fn identity_headers(&self, asked: &Asked<'_>) -> Result<bool, Refused> {
        let Some(identity) = &self.identity else {
            return Ok(false);
        };
        let found = identity.headers.find(asked.headers);
        let believed = any_contains(&identity.peers, asked.peer);
        let wrong = match believed {
            true => found.lookalikes.first(),
            false => found.ours.iter().chain(&found.lookalikes).next(),
        };
        match wrong {
            Some(header) => Err(says_who_somebody_is(header, asked.peer)),
            None => Ok(believed),
        }
    }

    /// The nearest address that is not one of ours: whatever stands before it, the client may have written itself.
    fn client(&self, headers: &HeaderMap, peer: IpAddr) -> Result<IpAddr, Refused> {
        let mut client = peer;
        let values: Vec<_> = headers.get_all(FOR).iter().collect();
        for value in values.into_iter().rev() {
            let text = value.to_str().map_err(|_| unreadable(&FOR))?;
            for hop in text.rsplit(',') {
                client = address(hop.trim()).ok_or_else(|| unreadable(&FOR))?;
                if !any_contains(&self.trusted_proxies, client) {
                    return Ok(client);
                }
            }
        }
        Ok(client)
    }

    fn not_trusted(&self, header: &HeaderName, peer: IpAddr) -> Refused {
        let error = ApiError::new(
            ErrorCode::ForwardedHeader,
            format!("the header {header} says that another proxy is in between"),
        );
        Box::new(error.remedy(if self.public_url.is_some() {
            format!("If {peer} is your reverse proxy, name it in trusted_proxies.")
        } else {
            "Open this proxy directly on its own machine.".to_owned()
        }))
    }
}

fn says_who_somebody_is(header: &HeaderName, peer: IpAddr) -> Refused {
    let error = ApiError::new(
        ErrorCode::ForwardedHeader,
        format!(
            "the header {header} would say who somebody is, and {peer} is not believed about it"
        ),
    );
    Box::new(error.remedy(
        "If it is your reverse proxy, name its address in sign_in.headers.peers, and let it drop names with _ in the place of -.",
    ))
}

fn unreadable(header: &HeaderName) -> Refused {
    let error = ApiError::new(
        ErrorCode::ForwardedHeader,
        format!("the reverse proxy's header {header} cannot be read"),
    );
    Box::new(error.remedy(
        "Have it send addresses in X-Forwarded-For, and http or https in X-Forwarded-Proto.",
    ))
}

/// Looked at for each header of each request, so nothing is made for it.
fn is_forwarding(name: &str) -> bool {
    let starts = |with: &str| {
        let mut letters = name
            .bytes()
            .map(|byte| if byte == b'_' { b'-' } else { byte });
        with.bytes().all(|byte| letters.next() == Some(byte))
    };
    let is = |known: &str| name.len() == known.len() && starts(known);
    is("forwarded") || is("x-real-ip") || is("via") || starts("x-forwarded")
}

/// What the nearest reverse proxy says that it was asked over: whether encrypted.
fn forwarded_over(headers: &HeaderMap) -> Result<Option<bool>, Refused> {
    let Some(value) = headers.get_all(PROTO).iter().next_back() else {
        return Ok(None);
    };
    let nearest = HeaderValue::to_str(value)
        .ok()
        .and_then(|text| text.rsplit(',').next());
    match nearest
        .map(|text| text.trim().to_ascii_lowercase())
        .as_deref()
    {
        Some("https") => Ok(Some(true)),
        Some("http") => Ok(Some(false)),
        _ => Err(unreadable(&PROTO)),
    }
}

/// An address, with or without a port and brackets.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(text);
    bare.parse::<IpAddr>()
        .or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip()))
        .map(|address| address.to_canonical())
        .ok()
}
