//! Where the AccessKey comes from, and how it stays good.
//!
//! What the configuration says makes a [`Key`]: an [`Origin`], of which nothing has been asked yet. A [`KeySource`] gets the key from there, hands it
//! out and replaces it before it ends. No file is read that merely happens to be there. Keys are in memory only, and no log line, error or
//! `Debug` holds more of one than the end of its id.

mod environment;
mod fault;
mod lent;
mod metadata;
mod origin;
mod profile;
mod source;
mod sts;
mod sts_place;
mod uri;
mod usual;

pub use environment::{VariableNames, from_environment};
pub use fault::{FaultKind, KeyFault, NoKey};
pub use origin::{Origin, Role};
pub use profile::from_profile;
pub use source::{KeyPorts, KeySource, KeyState};
pub use sts_place::StsPlace;
pub use uri::CredentialsUri;
pub use usual::{from_ecs, from_oidc, from_uri, from_usual, says_nothing, with_role};

use signet_signing::Credentials;

/// How an environment variable is looked up; handed in so that tests decide.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What the configuration says of one account's key.
#[derive(Clone, Debug)]
pub struct Key {
    /// Where it comes from; its `Debug` shows no secret.
    pub origin: Origin,
    /// The same for people.
    pub source: String,
    /// The region that the source names, where it does.
    pub region: Option<String>,
}

impl Key {
    /// No key: nothing says where one comes from.
    #[must_use]
    pub fn absent() -> Self {
        Self {
            origin: Origin::Absent,
            source: "none configured".to_owned(),
            region: None,
        }
    }

    /// Whether nothing says where it comes from.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self.origin, Origin::Absent)
    }

    /// A key that was given, once and for all.
    pub fn given(credentials: Credentials, source: impl Into<String>) -> Self {
        Self {
            origin: Origin::Given(credentials),
            source: source.into(),
            region: None,
        }
    }
}

/// The last four characters of the id of a key: enough to tell keys apart.
fn end_of(id: &str) -> &str {
    id.char_indices()
        .rev()
        .nth(3)
        .map_or(id, |(at, _)| &id[at..])
}

/// What a variable holds, if anything.
fn value(variables: Variables<'_>, name: &str) -> Option<String> {
    variables(name).filter(|value| !value.is_empty())
}

/// Whether a variable says `true`, as the official SDKs read it.
fn says_true(variables: Variables<'_>, name: &str) -> bool {
    variables(name).is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
}

/// Refuses what can only be a slip of copying, before the cloud answers `SignatureDoesNotMatch`.
fn clean(name: &str, value: &str) -> Result<(), String> {
    let first = value.chars().next();
    let last = value.chars().next_back();
    if first.is_some_and(char::is_whitespace) {
        return Err(format!(
            "{name} starts with white space; remove it, or the cloud answers SignatureDoesNotMatch"
        ));
    }
    if last.is_some_and(char::is_whitespace) {
        return Err(format!(
            "{name} ends with white space or a line break; remove it, or the cloud answers SignatureDoesNotMatch"
        ));
    }
    if value.len() >= 2
        && matches!(
            (first, last),
            (Some('"'), Some('"')) | (Some('\''), Some('\''))
        )
    {
        return Err(format!("{name} is wrapped in quotes; remove them"));
    }
    match value
        .chars()
        .position(|character| !character.is_ascii_graphic())
    {
        Some(at) => Err(format!(
            "{name} holds a character that no key has, at position {}",
            at + 1
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    mod fakes;
    mod faults;
    mod origins;
    mod refreshing;

    use super::*;

    #[test]
    fn slips_of_copying_are_named_without_showing_the_value() {
        for value in [
            " canary",
            "canary\n",
            "\tcanary",
            "\"canary\"",
            "can\u{a0}ary",
            "can ary",
            "canary\u{3000}",
        ] {
            let error = clean("SECRET", value).expect_err(value);
            assert!(error.starts_with("SECRET "), "{error}");
            assert!(!error.contains("ary"), "{error}");
        }
        assert_eq!(clean("SECRET", "aB3/+="), Ok(()));
    }

    #[test]
    fn short_ids_are_shown_whole_and_long_ones_by_their_end() {
        assert_eq!(end_of("LTAI5tExample"), "mple");
        assert_eq!(end_of("abc"), "abc");
    }
}
