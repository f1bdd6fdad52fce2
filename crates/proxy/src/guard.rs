//! What no page and no program of ours would send is refused before anything else looks at it. A server on loopback is a target
//! too: any page in the same browser can reach it, under its own name by DNS rebinding.
//!
//! The order gives each offence its own code: host, forwarded, origin, then the missing header.

mod host;

use http::header::{HOST, ORIGIN};
use http::{HeaderMap, Method, Uri};
use signet_model::api::{ApiError, ErrorCode, GUARD_HEADER};

use crate::service::Refused;

/// Checks a request by its first lines.
///
/// # Errors
/// Which guard refuses it.
pub fn check(method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Refused> {
    let host = host::check(uri, headers)?;
    forwarded(headers)?;
    origin(headers, host)?;
    fetch_site(method, uri, headers)?;
    if method == Method::POST && headers.get(GUARD_HEADER).is_none_or(|value| value != "1") {
        let error = ApiError::new(
            ErrorCode::MissingHeader,
            "a POST needs the header X-Signet: 1",
        );
        return Err(Box::new(error.remedy(
            "Send X-Signet: 1. It keeps pages of other sites from posting without asking first.",
        )));
    }
    Ok(())
}

/// Refuses headers of a proxy in between, in any spelling: `_` passes for `-` in some.
fn forwarded(headers: &HeaderMap) -> Result<(), Refused> {
    let found = headers.keys().find(|name| {
        let name = name.as_str().replace('_', "-");
        matches!(name.as_str(), "forwarded" | "x-real-ip" | "via")
            || name.starts_with("x-forwarded")
    });
    match found {
        None => Ok(()),
        Some(name) => {
            let error = ApiError::new(
                ErrorCode::ForwardedHeader,
                format!("the header {name} says that another proxy is in between"),
            );
            Err(Box::new(
                error.remedy("Open this proxy directly on its own machine."),
            ))
        }
    }
}

/// A page of another origin, `null` included.
fn origin(headers: &HeaderMap, host: &str) -> Result<(), Refused> {
    let own = |value: &[u8]| {
        value
            .strip_prefix(b"http://")
            .is_some_and(|rest| rest.eq_ignore_ascii_case(host.as_bytes()))
    };
    match headers
        .get_all(ORIGIN)
        .iter()
        .all(|value| own(value.as_bytes()))
    {
        true => Ok(()),
        false => Err(foreign("the request comes from a page of another origin")),
    }
}

/// What the browser says of the page behind the request. A link on another site may open our pages, and nothing else.
fn fetch_site(method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Refused> {
    let is = |name: &str, wanted: &str| {
        headers
            .get(name)
            .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(wanted.as_bytes()))
    };
    let foreign_site = headers
        .get_all("sec-fetch-site")
        .iter()
        .any(|value| !matches!(value.as_bytes(), b"same-origin" | b"none"));
    let opens_a_page = method == Method::GET
        && is("sec-fetch-mode", "navigate")
        && is("sec-fetch-dest", "document")
        && !uri.path().starts_with("/api");
    if foreign_site && !opens_a_page {
        return Err(foreign(
            "the browser says that another site's page sent the request",
        ));
    }
    Ok(())
}

fn foreign(what: &str) -> Refused {
    Box::new(
        ApiError::new(ErrorCode::ForbiddenOrigin, what)
            .remedy("Use the dashboard that this proxy serves."),
    )
}

/// The text of `Host`, after it was found to name this machine.
fn required_host(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(HOST).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
