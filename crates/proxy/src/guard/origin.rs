//! Whose page sent the request.

use http::Method;
use http::header::ORIGIN;
use signet_model::api::{ApiError, ErrorCode};

use super::host::{Name, PublicUrl};
use super::{Asked, Guard};
use crate::service::Refused;

/// Reads an origin of the configuration, to be compared as a browser writes it.
///
/// # Errors
/// What is wrong with it, to follow the name of a key.
pub fn parse(text: &str) -> Result<String, &'static str> {
    let shape = "must be an origin like https://portal.example, with nothing after the name";
    let origin = text.parse::<PublicUrl>()?.origin();
    if origin.eq_ignore_ascii_case(text) {
        Ok(origin)
    } else {
        Err(shape)
    }
}

impl Guard {
    /// A page of another origin, `null` included, unless it is one of the allowed.
    pub(super) fn origin(
        &self,
        asked: &Asked<'_>,
        name: &Name<'_>,
        secure: bool,
    ) -> Result<(), Refused> {
        let own = |value: &[u8]| match &self.public_url {
            Some(url) if name.public => url.origin().as_bytes() == value,
            _ => {
                let scheme: &[u8] = if secure { b"https://" } else { b"http://" };
                value
                    .strip_prefix(scheme)
                    .is_some_and(|rest| rest.eq_ignore_ascii_case(name.text.as_bytes()))
            }
        };
        let mut named = asked.headers.get_all(ORIGIN).iter();
        if named.all(|value| own(value.as_bytes())) || self.allowed_origin(asked.headers).is_some()
        {
            Ok(())
        } else {
            Err(foreign("the request comes from a page of another origin"))
        }
    }

    /// What the browser says of the page behind the request. A link on another site may open our pages, and nothing else. Which site may hold
    /// them in a frame is said by their policy, which the browser keeps: the request does not say whose frame it is.
    pub(super) fn fetch_site(&self, asked: &Asked<'_>) -> Result<(), Refused> {
        let is = |name: &str, wanted: &str| {
            asked
                .headers
                .get(name)
                .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(wanted.as_bytes()))
        };
        let foreign_site = asked
            .headers
            .get_all("sec-fetch-site")
            .iter()
            .any(|value| !matches!(value.as_bytes(), b"same-origin" | b"none"));
        let framed = asked.page && !self.frame_ancestors.is_empty();
        let opens_a_page = *asked.method == Method::GET
            && is("sec-fetch-mode", "navigate")
            && (is("sec-fetch-dest", "document") && asked.linkable
                || is("sec-fetch-dest", "iframe") && framed);
        if foreign_site && !opens_a_page && self.allowed_origin(asked.headers).is_none() {
            return Err(foreign(
                "the browser says that another site's page sent the request",
            ));
        }
        Ok(())
    }
}

fn foreign(what: &str) -> Refused {
    Box::new(ApiError::new(ErrorCode::ForbiddenOrigin, what).remedy(
        "Use the dashboard that this proxy serves, at its own address. Pages of other origins may call only where allowed_origins names them.",
    ))
}
