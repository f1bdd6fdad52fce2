//! Identity headers that a reverse proxy sets. Whether the peer is one that may set them is the caller's to decide, by its address; what the
//! headers say, and whether somebody slipped in a second one, is decided here.

use http::HeaderMap;
use http::header::HeaderName;
use signet_model::Timestamp;

use crate::claims::tidy_groups;
use crate::identity::{Identity, Way};
use crate::refusal::Refusal;
use crate::setting::SettingError;

const LONGEST_USER: usize = 255;

/// `[sign_in.headers]`: the names, without regard to case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers {
    user: HeaderName,
    groups: Option<HeaderName>,
}

/// Headers of a request that are, or could be taken for, identity headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The identity headers themselves. From a peer that is not trusted they have to be dropped, or the request refused.
    pub ours: Vec<HeaderName>,
    /// Headers that become an identity header when `_` (or any other sign) is read as `-`, as some servers do. They have no honest use: drop
    /// them or refuse the request, whoever sent it.
    pub lookalikes: Vec<HeaderName>,
}

impl Headers {
    /// Takes the names.
    ///
    /// # Errors
    /// A name is no header's, is one that means something else already, or both are the same.
    pub fn new(user: &str, groups: Option<&str>) -> Result<Self, SettingError> {
        let user = name("user", user)?;
        let groups = groups.map(|groups| name("groups", groups)).transpose()?;
        if groups
            .as_ref()
            .is_some_and(|groups| plain(groups) == plain(&user))
        {
            let reason = "must be another header than user";
            return Err(SettingError::new("groups", reason));
        }
        Ok(Self { user, groups })
    }

    /// Which headers of a request are identity headers or look like them.
    #[must_use]
    pub fn find(&self, headers: &HeaderMap) -> Found {
        let mut found = Found::default();
        for name in headers.keys() {
            if self.names().any(|ours| ours == name) {
                found.ours.push(name.clone());
            } else if self.names().any(|ours| plain(ours) == plain(name)) {
                found.lookalikes.push(name.clone());
            }
        }
        found
    }

    /// Who the headers of a trusted peer name; `None` where the user's header is absent or empty, as it is for somebody who has not signed
    /// in there. The proof has no age: it is of `now`.
    ///
    /// # Errors
    /// There is a look-alike, a header comes twice, or a value cannot be one.
    pub fn identity(
        &self,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<Option<Identity>, Refusal> {
        if let Some(name) = self.find(headers).lookalikes.first() {
            let why = "looks like an identity header: let the reverse proxy drop it";
            return Err(refused(name, why));
        }
        let groups = match &self.groups {
            Some(name) => one(headers, name)?.unwrap_or_default(),
            None => String::new(),
        };
        let Some(user) = one(headers, &self.user)?.filter(|user| !user.is_empty()) else {
            return Ok(None);
        };
        if user.contains(',') {
            // How a server on the way writes two headers of one name.
            return Err(refused(&self.user, "holds a comma: more than one user"));
        }
        if user.len() > LONGEST_USER {
            return Err(refused(&self.user, "has more than 255 bytes"));
        }
        let groups = tidy_groups(groups.split(',').map(str::trim))
            .map_err(|why| refused(self.groups.as_ref().unwrap_or(&self.user), why))?;
        Ok(Some(Identity {
            subject: format!("header:{user}"),
            name: user,
            groups,
            way: Way::Header,
            signed_in_at: now,
            expires_at: None,
        }))
    }

    fn names(&self) -> impl Iterator<Item = &HeaderName> {
        [Some(&self.user), self.groups.as_ref()]
            .into_iter()
            .flatten()
    }
}

/// The one value of a header.
fn one(headers: &HeaderMap, name: &HeaderName) -> Result<Option<String>, Refusal> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else {
        return Ok(None);
    };
    if values.next().is_some() {
        return Err(refused(name, "comes more than once"));
    }
    let text = std::str::from_utf8(value.as_bytes())
        .map_err(|_| refused(name, "is not UTF-8"))?
        .trim();
    if text.chars().any(char::is_control) {
        return Err(refused(name, "holds control characters"));
    }
    Ok(Some(text.to_owned()))
}

/// Headers that every request may carry for a reason of its own.
const TAKEN: [&str; 8] = [
    "authorization",
    "cookie",
    "host",
    "origin",
    "connection",
    "content-type",
    "x-signet",
    "x-signet-reason",
];

fn name(key: &'static str, text: &str) -> Result<HeaderName, SettingError> {
    let name = HeaderName::try_from(text)
        .map_err(|_| SettingError::new(key, "is not the name of a header"))?;
    if TAKEN.contains(&name.as_str()) || plain(&name).starts_with("x-forwarded-") {
        let reason =
            "is a header with a meaning of its own: take another one, for example x-remote-user";
        return Err(SettingError::new(key, reason));
    }
    Ok(name)
}

/// The name with every sign read as `-`; header names are lower case already.
fn plain(name: &HeaderName) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    name.as_str().chars().map(plain).collect()
}

fn refused(header: &HeaderName, why: &'static str) -> Refusal {
    Refusal::Header {
        header: header.as_str().to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests;
