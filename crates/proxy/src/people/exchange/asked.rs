//! What a page on another site asks for when it sends somebody here, read from the query of its link.

use percent_encoding::percent_decode_str;
use signet_identity::pkce::Challenge;

/// The most bytes of a `return_to`.
pub(crate) const LONGEST_RETURN_TO: usize = 1000;
/// The most characters of a `state`.
pub(crate) const LONGEST_STATE: usize = 128;
/// How old a sign-in may be asked to be at the most, in seconds. Less than the least would be over before the browser is back.
pub(crate) const MAX_AGE: std::ops::RangeInclusive<i64> = 60..=86_400;

/// A link that can be answered.
#[derive(Debug)]
pub(crate) struct Asked {
    /// Whose pages may use what is given: one of those that are allowed.
    pub(crate) origin: String,
    /// Where the person goes back to: a page of that origin, without query and fragment.
    pub(crate) return_to: String,
    /// Whoever uses the code has to know what it was made of.
    pub(crate) challenge: Challenge,
    /// By which the page knows what it asked; characters that need no encoding.
    pub(crate) state: String,
    /// How old the sign-in may be, in seconds; any age where `None`.
    pub(crate) max_age: Option<i64>,
}

/// Why a link cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// A parameter is not there.
    Missing(&'static str),
    /// A parameter is there twice.
    Twice(&'static str),
    /// A parameter is not what it should be.
    Invalid(&'static str),
    /// `return_to` has so many bytes.
    TooLong(usize),
    /// `return_to` is no http and no https address.
    Scheme,
    /// `return_to` has a name and perhaps a password before the host.
    Userinfo,
    /// `return_to` has a query.
    Query,
    /// `return_to` has a fragment.
    Fragment,
    /// `return_to` is a page of this origin, which the configuration does not name.
    NotAllowed(String),
}

impl Wrong {
    /// Its name, for the audit log and for whoever looks for help.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "parameter_missing",
            Self::Twice(_) => "parameter_twice",
            Self::Invalid(_) => "parameter_invalid",
            Self::TooLong(_) => "return_to_too_long",
            Self::Scheme => "return_to_scheme",
            Self::Userinfo => "return_to_userinfo",
            Self::Query => "return_to_query",
            Self::Fragment => "return_to_fragment",
            Self::NotAllowed(_) => "origin_not_allowed",
        }
    }
}

impl Asked {
    /// Reads the query of a link; `allowed` are the origins that the configuration names.
    pub(crate) fn read(query: &str, allowed: &[String]) -> Result<Self, Wrong> {
        let return_to = parameter(query, "return_to")?.ok_or(Wrong::Missing("return_to"))?;
        let origin = origin_of(&return_to)?;
        if !allowed.contains(&origin) {
            return Err(Wrong::NotAllowed(origin));
        }
        let challenge = parameter(query, "challenge")?.ok_or(Wrong::Missing("challenge"))?;
        let challenge = Challenge::read(&challenge).ok_or(Wrong::Invalid("challenge"))?;
        let state = parameter(query, "state")?.ok_or(Wrong::Missing("state"))?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if !(1..=LONGEST_STATE).contains(&state.len()) || !state.bytes().all(plain) {
            return Err(Wrong::Invalid("state"));
        }
        let max_age = parameter(query, "max_age")?.map(|text| {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            let seconds = text.parse().ok().filter(|_| digits);
            seconds
                .filter(|seconds| MAX_AGE.contains(seconds))
                .ok_or(Wrong::Invalid("max_age"))
        });
        Ok(Self {
            max_age: max_age.transpose()?,
            origin,
            return_to,
            challenge,
            state,
        })
    }

    /// Where the browser goes with a code.
    pub(crate) fn back_with(&self, code: &str) -> String {
        let (return_to, state) = (&self.return_to, &self.state);
        format!("{return_to}?signet_code={code}&signet_state={state}")
    }
}

/// The origin of an address as a browser writes it. What stands before the path is compared as it is, so that nothing that is read in two ways
/// passes: another port, a name before the host, a `\` for a `/`.
fn origin_of(address: &str) -> Result<String, Wrong> {
    if address.len() > LONGEST_RETURN_TO {
        return Err(Wrong::TooLong(address.len()));
    }
    let plain = |byte: u8| (0x21..0x7f).contains(&byte) && !b"\\\"<>".contains(&byte);
    if !address.bytes().all(plain) {
        return Err(Wrong::Invalid("return_to"));
    }
    let (scheme, rest) = address.split_once("://").ok_or(Wrong::Scheme)?;
    if !matches!(scheme, "http" | "https") {
        return Err(Wrong::Scheme);
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('@') {
        return Err(Wrong::Userinfo);
    }
    if rest.contains('#') {
        return Err(Wrong::Fragment);
    }
    if rest.contains('?') {
        return Err(Wrong::Query);
    }
    Ok(format!("{scheme}://{host}"))
}

/// The one parameter of that name, decoded.
fn parameter(query: &str, name: &'static str) -> Result<Option<String>, Wrong> {
    let mut found = query
        .split('&')
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .filter(|(known, _)| *known == name);
    let (Some((_, value)), more) = (found.next(), found.next()) else {
        return Ok(None);
    };
    if more.is_some() {
        return Err(Wrong::Twice(name));
    }
    let value = value.replace('+', " ");
    let decoded = percent_decode_str(&value).decode_utf8();
    let decoded = decoded.map_err(|_| Wrong::Invalid(name))?;
    Ok(Some(decoded.into_owned()))
}

#[cfg(test)]
mod tests;
