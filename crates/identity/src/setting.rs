//! Settings that cannot work are refused before anybody signs in.

use openidconnect::url::{Host, Url};

/// A setting that cannot work: which, and why. `key` is the name within its table of `signet.toml`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key} {reason}")]
pub struct SettingError {
    /// The key.
    pub key: &'static str,
    /// What is wrong and what to write instead; reads on from the key.
    pub reason: String,
}

impl SettingError {
    pub(crate) fn new(key: &'static str, reason: impl Into<String>) -> Self {
        Self {
            key,
            reason: reason.into(),
        }
    }
}

/// An address that tokens and keys may travel to: https, or http to this machine itself.
pub(crate) fn safe_url(key: &'static str, text: &str) -> Result<Url, SettingError> {
    let url = Url::parse(text).map_err(|error| {
        SettingError::new(
            key,
            format!("is not an address like https://sso.corp.example ({error})"),
        )
    })?;
    if !is_safe(&url) {
        let reason = "must start with https:// (http:// only for 127.0.0.1, [::1] or localhost)";
        return Err(SettingError::new(key, reason));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(SettingError::new(
            key,
            "must not hold a user name or a password",
        ));
    }
    if url.fragment().is_some() {
        return Err(SettingError::new(key, "must not hold a #"));
    }
    Ok(url)
}

/// Whether nobody on the way can read or change what is sent there.
pub(crate) fn is_safe(url: &Url) -> bool {
    match url.scheme() {
        "https" => url.host().is_some(),
        "http" => match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        },
        _ => false,
    }
}

/// A text that must not be empty.
pub(crate) fn not_empty(key: &'static str, text: &str) -> Result<(), SettingError> {
    if text.trim().is_empty() {
        return Err(SettingError::new(key, "must not be empty"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
