//! Where the proxy listens, by which names and through whom it is reached, and the rule between that and sign-in: without sign-in everybody
//! who reaches it could act.

use std::net::{SocketAddr, ToSocketAddrs};

use super::{ConfigError, File, Flags};
use crate::guard::{Guard, Network, PublicUrl, parse_origin};

const DEFAULT_LISTEN: &str = "127.0.0.1:8787";

/// Where to listen, and which requests are the proxy's.
///
/// # Errors
/// The key or flag that is wrong.
pub(super) fn network(flags: &Flags, file: &File) -> Result<(SocketAddr, Guard), ConfigError> {
    let (key, listen) = listen(flags, file)?;
    let guard = Guard {
        public_url: public_url(file)?,
        loopback: listen.ip().is_loopback(),
        allowed_origins: origins("allowed_origins", &file.allowed_origins)?,
        frame_ancestors: origins("frame_ancestors", &file.frame_ancestors)?,
        trusted_proxies: networks("trusted_proxies", &file.trusted_proxies)?,
        identity: None,
    };
    check(key, listen, &guard, file)?;
    Ok((listen, guard))
}

/// Whether anybody but this machine reaches the proxy.
pub(super) fn is_reached_by_others(guard: &Guard) -> bool {
    !guard.loopback || guard.public_url.as_ref().is_some_and(PublicUrl::is_https)
}

/// The networks of a key.
///
/// # Errors
/// The key, and which of its texts is none.
pub(super) fn networks(key: &str, texts: &[String]) -> Result<Vec<Network>, ConfigError> {
    let parse = |text: &String| {
        let wrong = |rule: &dyn std::fmt::Display| {
            ConfigError::about(key, format!("`{}` {rule}", text.escape_debug()))
        };
        let network: Network = text.parse().map_err(|rule| wrong(&rule))?;
        if network.is_everybody() {
            let rule =
                "is everybody, and whoever is named here is believed: name your reverse proxies";
            return Err(wrong(&rule));
        }
        Ok(network)
    };
    texts.iter().map(parse).collect()
}

fn listen(flags: &Flags, file: &File) -> Result<(&'static str, SocketAddr), ConfigError> {
    let (key, text) = match (&flags.listen, &file.listen) {
        (Some(text), _) => ("--listen", text.as_str()),
        (None, Some(text)) => ("listen", text.as_str()),
        (None, None) => ("--listen", DEFAULT_LISTEN),
    };
    let wrong = || {
        ConfigError::about(
            key,
            format!(
                "`{}` must be an address and a port like {DEFAULT_LISTEN}",
                text.escape_debug()
            ),
        )
    };
    let address = match text.parse() {
        Ok(address) => address,
        // A name is looked up only where it can mean nothing but this machine.
        Err(_) if text.to_ascii_lowercase().starts_with("localhost:") => text
            .to_socket_addrs()
            .ok()
            .and_then(|mut found| found.find(SocketAddr::is_ipv4))
            .ok_or_else(wrong)?,
        Err(_) => return Err(wrong()),
    };
    Ok((key, address))
}

fn public_url(file: &File) -> Result<Option<PublicUrl>, ConfigError> {
    let parse = |text: &String| {
        text.parse().map_err(|rule| {
            ConfigError::about("public_url", format!("`{}` {rule}", text.escape_debug()))
        })
    };
    file.public_url.as_ref().map(parse).transpose()
}

/// The origins of a key.
fn origins(key: &str, texts: &[String]) -> Result<Vec<String>, ConfigError> {
    let parse = |text: &String| {
        parse_origin(text)
            .map_err(|rule| ConfigError::about(key, format!("`{}` {rule}", text.escape_debug())))
    };
    texts.iter().map(parse).collect()
}

/// The rules between them.
fn check(key: &str, listen: SocketAddr, guard: &Guard, file: &File) -> Result<(), ConfigError> {
    let others_listen = !guard.loopback;
    let https = guard.public_url.as_ref().is_some_and(PublicUrl::is_https);
    let encrypted = file.tls.is_some() || !guard.trusted_proxies.is_empty();
    let wrong = |key: &str, what: String| Err(ConfigError::about(key, what));
    if file.sign_in.is_none() {
        if others_listen {
            return wrong(
                key,
                format!(
                    "{listen} can be reached from other machines, and until there is sign-in everyone there could act; add [sign_in], or listen on 127.0.0.1"
                ),
            );
        }
        if https {
            return wrong(
                "public_url",
                "until there is sign-in everyone who reaches it could act; add [sign_in]"
                    .to_owned(),
            );
        }
        for (key, origins) in [
            ("allowed_origins", &guard.allowed_origins),
            ("frame_ancestors", &guard.frame_ancestors),
        ] {
            if origins.iter().any(|origin| origin.starts_with("https:")) {
                return wrong(
                    key,
                    "until there is sign-in every page there could act; add [sign_in]".to_owned(),
                );
            }
        }
    }
    if others_listen && !https {
        return wrong(
            key,
            format!(
                "{listen} can be reached from other machines: name the address that they use, as public_url = \"https://…\""
            ),
        );
    }
    if others_listen && !encrypted {
        return wrong(
            key,
            format!(
                "{listen} can be reached from other machines, and passwords and sessions would travel in plain text; add [tls], or name your reverse proxy in trusted_proxies"
            ),
        );
    }
    if https && !encrypted {
        return wrong(
            "public_url",
            "is https, but nothing here speaks it; add [tls], or name your reverse proxy in trusted_proxies".to_owned(),
        );
    }
    if !guard.trusted_proxies.is_empty() && guard.public_url.is_none() {
        return wrong(
            "trusted_proxies",
            "name the address that people use, too, as public_url = \"https://…\"".to_owned(),
        );
    }
    Ok(())
}
