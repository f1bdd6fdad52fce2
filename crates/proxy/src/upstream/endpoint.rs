//! Where a product answers.

use std::fmt;
use std::net::IpAddr;

use http::Uri;
use http::uri::{PathAndQuery, Scheme};

/// A scheme, a host and a port. Plain `http` only on this machine.
#[derive(Clone, PartialEq, Eq)]
pub struct Endpoint {
    base: String,
    uri: Uri,
    host: String,
    loopback: bool,
}

impl Endpoint {
    /// Reads `https://host[:port]`, or `http://` for a loopback host.
    ///
    /// # Errors
    /// Says what is wrong, to follow the name of the flag or key.
    pub fn parse(text: &str) -> Result<Self, String> {
        let shown = || {
            text.chars()
                .take(200)
                .collect::<String>()
                .escape_debug()
                .to_string()
        };
        let uri: Uri = text
            .parse()
            .map_err(|_| format!("`{}` is not a URL", shown()))?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return Err(format!(
                "`{}` must be a whole URL like https://onsmqtt.cn-hangzhou.aliyuncs.com",
                shown()
            ));
        };
        if authority.as_str().contains('@') {
            return Err("must not hold a user name or password".to_owned());
        }
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(format!("`{}` must end after the host and port", shown()));
        }
        let default_port = match scheme {
            scheme if *scheme == Scheme::HTTPS => 443,
            scheme if *scheme == Scheme::HTTP => 80,
            other => return Err(format!("must be http or https, not {other}")),
        };
        let name = authority.host().to_ascii_lowercase();
        let loopback = is_loopback_name(&name);
        if *scheme == Scheme::HTTP && !loopback {
            return Err(format!(
                "`{}` must be https: plain http is only for this machine",
                shown()
            ));
        }
        let port = match authority.as_str()[authority.host().len()..].strip_prefix(':') {
            None => default_port,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits
                .parse::<u16>()
                .map_err(|_| format!("`{}` has no valid port", shown()))?,
            Some(_) => return Err(format!("`{}` has no valid port", shown())),
        };
        // The scheme's own port does not appear in `Host`, and what is signed must be what is sent.
        let host = if port == default_port {
            name
        } else {
            format!("{name}:{port}")
        };
        let base = format!("{scheme}://{host}/");
        Ok(Self {
            // Read once: reading it for each call is as dear as signing.
            uri: base
                .parse()
                .map_err(|_| format!("`{}` is not a URL", shown()))?,
            base,
            host,
            loopback,
        })
    }

    /// The public endpoint of a product in a region (`cloud-api.md` section 4.1).
    ///
    /// # Errors
    /// A region that makes no host name.
    pub fn of_region(product_code: &str, region: &str) -> Result<Self, String> {
        Self::parse(&format!("https://{product_code}.{region}.aliyuncs.com"))
    }

    /// The URL of `/` there, with its final slash.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The URL of a call there with that encoded query; `None` where it holds what no URL may.
    pub(super) fn uri(&self, query: &str) -> Option<Uri> {
        if query.is_empty() {
            return Some(self.uri.clone());
        }
        let mut parts = self.uri.clone().into_parts();
        parts.path_and_query = Some(PathAndQuery::try_from(format!("/?{query}")).ok()?);
        Uri::from_parts(parts).ok()
    }

    /// The value of `Host`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The name and the port, to connect to.
    #[must_use]
    pub fn address(&self) -> String {
        let port = if self.is_plain() { 80 } else { 443 };
        match self.host.rsplit_once(':') {
            // The colons of an address in brackets are its own.
            Some((_, digits)) if !digits.ends_with(']') => self.host.clone(),
            _ => format!("{}:{port}", self.host),
        }
    }

    /// Whether it is on this machine.
    #[must_use]
    pub const fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Whether the calls travel in plain text.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.base.starts_with("http:")
    }
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

/// Whether a host name, without its port, can only mean this machine: 127.0.0.0/8, `localhost`, `[::1]`.
#[must_use]
pub fn is_loopback_name(name: &str) -> bool {
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let address = match name
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(v6) => v6.parse().map(IpAddr::V6),
        None => name.parse().map(IpAddr::V4),
    };
    address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_https_anywhere_and_http_on_this_machine() {
        let check = |text: &str, base: &str, host: &str, loopback: bool| {
            let endpoint = Endpoint::parse(text).expect(text);
            assert_eq!(
                (endpoint.base(), endpoint.host(), endpoint.is_loopback()),
                (base, host, loopback)
            );
        };
        check(
            "https://onsmqtt.cn-hangzhou.aliyuncs.com",
            "https://onsmqtt.cn-hangzhou.aliyuncs.com/",
            "onsmqtt.cn-hangzhou.aliyuncs.com",
            false,
        );
        check(
            "http://127.0.0.1:9000/",
            "http://127.0.0.1:9000/",
            "127.0.0.1:9000",
            true,
        );
        check(
            "http://LOCALHOST:80",
            "http://localhost/",
            "localhost",
            true,
        );
        check(
            "https://[::1]:8443",
            "https://[::1]:8443/",
            "[::1]:8443",
            true,
        );
        check(
            "https://localhost:443",
            "https://localhost/",
            "localhost",
            true,
        );
    }

    #[test]
    fn an_address_to_connect_to_always_has_its_port() {
        for (text, address) in [
            (
                "https://onsmqtt.cn-hangzhou.aliyuncs.com",
                "onsmqtt.cn-hangzhou.aliyuncs.com:443",
            ),
            ("http://127.0.0.1:9000", "127.0.0.1:9000"),
            ("http://[::1]", "[::1]:80"),
            ("https://[::1]:8443", "[::1]:8443"),
        ] {
            assert_eq!(Endpoint::parse(text).expect(text).address(), address);
        }
    }

    #[test]
    fn refuses_what_would_leak_or_cannot_be_signed() {
        for text in [
            "",
            "127.0.0.1:9000",
            "http://example.com",
            "http://10.0.0.1",
            "ftp://127.0.0.1",
            "https://user:pw@localhost",
            "https://localhost/path",
            "https://localhost/?x=1",
            "http://localhost:99999",
            "http://localhost:",
            "http://",
            "http://localhost.evil.example",
            "http://127.1:80",
            "https:///x",
            "http://2130706433/",
        ] {
            assert!(Endpoint::parse(text).is_err(), "{text}");
        }
    }
}
