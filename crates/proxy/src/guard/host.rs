//! The name that the request was sent to. A page that had its own name point here by DNS rebinding still sends that name.

use http::{HeaderMap, Uri};
use signet_model::api::{ApiError, ErrorCode};

use super::required_host;
use crate::service::Refused;
use crate::upstream::is_loopback_name;

/// Gives the `Host`, or refuses it.
pub(super) fn check<'a>(uri: &Uri, headers: &'a HeaderMap) -> Result<&'a str, Refused> {
    let refused = || {
        let error = ApiError::new(
            ErrorCode::ForbiddenHost,
            "the request was sent to a name that is not this machine's own",
        );
        Box::new(
            error.remedy("Open http://127.0.0.1 or http://localhost with the port of this proxy."),
        )
    };
    let host = required_host(headers).ok_or_else(refused)?;
    let named_elsewhere = uri
        .authority()
        .is_some_and(|authority| !authority.as_str().eq_ignore_ascii_case(host));
    if named_elsewhere || !names_this_machine(host) {
        return Err(refused());
    }
    Ok(host)
}

fn names_this_machine(host: &str) -> bool {
    let bracketed = host.find(']').map(|end| end + 1);
    let (name, port) = match bracketed {
        Some(end) => (
            &host[..end],
            host[end..]
                .strip_prefix(':')
                .or((end == host.len()).then_some("0")),
        ),
        None => match host.split_once(':') {
            Some((name, port)) => (name, Some(port)),
            None => (host, Some("0")),
        },
    };
    let port_is_right = port.is_some_and(|port| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
    });
    port_is_right && is_loopback_name(name)
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
}
