//! The name that the request was sent to. A page that had its own name point here by DNS rebinding still sends that name.

use std::fmt;
use std::str::FromStr;

use http::header::HOST;
use http::{HeaderMap, Uri};
use signet_model::api::{ApiError, ErrorCode};

use super::{Asked, Guard};
use crate::service::Refused;
use crate::upstream::is_loopback_name;

/// Where people reach the proxy: `https://signet.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    https: bool,
    /// In small letters, with the port where it is not the scheme's own.
    host: String,
}

/// The text of `Host`, and whether it is the public name.
#[derive(Debug)]
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    pub(super) public: bool,
}

impl PublicUrl {
    /// As a browser writes it in `Origin`.
    #[must_use]
    pub fn origin(&self) -> String {
        let scheme = if self.https { "https" } else { "http" };
        format!("{scheme}://{}", self.host)
    }

    /// Whether it is an `https` address.
    #[must_use]
    pub const fn is_https(&self) -> bool {
        self.https
    }

    fn is_named(&self, host: &str) -> bool {
        let default_port = if self.https { ":443" } else { ":80" };
        let host = host.strip_suffix(default_port).unwrap_or(host);
        host.eq_ignore_ascii_case(&self.host)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin())
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let shape = "must be an address like https://signet.example, with nothing after the name";
        let uri: Uri = text.parse().map_err(|_| shape)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(shape);
        };
        let https = match scheme {
            "https" => true,
            "http" => false,
            _ => return Err(shape),
        };
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() || text.contains(['@', '#']) {
            return Err(shape);
        }
        let name = authority.host().to_ascii_lowercase();
        let port = port(&authority.as_str()[authority.host().len()..]).ok_or(shape)?;
        let usual = if https { 443 } else { 80 };
        if name.is_empty() || name.ends_with('.') {
            return Err(shape);
        }
        if !https && !is_loopback_name(&name) {
            return Err(
                "must be https: plain http is only for this machine, where nobody else is on the way",
            );
        }
        let host = match port {
            Some(port) if port != usual => format!("{name}:{port}"),
            _ => name,
        };
        Ok(Self { https, host })
    }
}

/// The port in what follows a name; the outer `None` is no port at all.
fn port(rest: &str) -> Option<Option<u16>> {
    if rest.is_empty() {
        return Some(None);
    }
    let digits = rest.strip_prefix(':')?;
    let number = digits.bytes().all(|byte| byte.is_ascii_digit());
    number
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|port| *port != 0)
        .map(Some)
}

impl Guard {
    /// Gives the `Host`, or refuses it.
    pub(super) fn host<'a>(&self, asked: &Asked<'a>) -> Result<Name<'a>, Refused> {
        let refused = || {
            let what = "the request was sent to a name that is not this proxy's own";
            let remedy = match (&self.public_url, self.loopback) {
                (Some(url), _) => format!(
                    "Open {url}. A reverse proxy has to pass the header Host on as it came."
                ),
                (None, true) => {
                    "Open http://127.0.0.1 or http://localhost with the port of this proxy."
                        .to_owned()
                }
                (None, false) => "Name the proxy's own address as public_url.".to_owned(),
            };
            Box::new(ApiError::new(ErrorCode::ForbiddenHost, what).remedy(remedy))
        };
        let text = the_one_host(asked.headers).ok_or_else(refused)?;
        let named_elsewhere = asked
            .uri
            .authority()
            .is_some_and(|authority| !authority.as_str().eq_ignore_ascii_case(text));
        let public = self
            .public_url
            .as_ref()
            .is_some_and(|url| url.is_named(text));
        if named_elsewhere || !(public || (self.loopback && names_this_machine(text))) {
            return Err(refused());
        }
        Ok(Name { text, public })
    }
}

fn the_one_host(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(HOST).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

fn names_this_machine(host: &str) -> bool {
    let end = match host.find(']') {
        Some(end) => end + 1,
        None => host.find(':').unwrap_or(host.len()),
    };
    let (name, rest) = host.split_at(end);
    port(rest).is_some() && is_loopback_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_can_mean_nothing_but_this_machine() {
        for host in [
            "127.0.0.1",
            "127.0.0.1:8787",
            "localhost:1",
            "LocalHost",
            "[::1]",
            "[::1]:8787",
            "127.9.8.7:65535",
        ] {
            assert!(names_this_machine(host), "{host}");
        }
        for host in [
            "",
            ":8787",
            "example.com",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "evil.localhost",
            "localhost.",
            "10.0.0.1",
            "[::]",
            "[::1",
            "::1",
            "[::1]x",
            "127.0.0.1:",
            "127.0.0.1:99999",
            "127.0.0.1:80:80",
            "user@127.0.0.1",
            "127.0.0.1:+80",
            "0",
            "2130706433",
            "127.0.0.1 ",
            "[::ffff:127.0.0.1]",
        ] {
            assert!(!names_this_machine(host), "{host}");
        }
    }

    #[test]
    fn a_public_url_is_named_with_and_without_the_usual_port() {
        let url: PublicUrl = "https://Signet.Example/".parse().expect("a URL");
        assert_eq!(url.origin(), "https://signet.example");
        for host in ["signet.example", "SIGNET.example", "signet.example:443"] {
            assert!(url.is_named(host), "{host}");
        }
        for host in [
            "signet.example:80",
            "signet.example:8443",
            "signet.example.",
            "x.signet.example",
            "signet.example:443:443",
            "",
        ] {
            assert!(!url.is_named(host), "{host}");
        }
        let url: PublicUrl = "https://signet.example:8443".parse().expect("a URL");
        assert!(url.is_named("signet.example:8443") && !url.is_named("signet.example"));
    }

    #[test]
    fn what_is_no_public_url_is_refused() {
        for text in [
            "",
            "signet.example",
            "https://",
            "https://signet.example/signet",
            "https://signet.example?x",
            "https://signet.example/#x",
            "https://me@signet.example",
            "https://signet.example:0",
            "https://signet.example:99999",
            "https://signet.example.",
            "ftp://signet.example",
            "http://signet.example",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text}");
        }
        assert!("http://127.0.0.1:8787".parse::<PublicUrl>().is_ok());
    }
}
