//! Where the AccessKey comes from: the environment variables of the official SDKs, or a profile of the official command line
//! tool when it was asked for by name. Never a file that merely happens to be there.

mod environment;
mod profile;

pub use environment::{VariableNames, from_environment};
pub use profile::from_profile;

use signet_signing::Credentials;

/// How an environment variable is looked up; handed in so that tests decide.
pub type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A key and where it came from.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key itself; its `Debug` shows no secret.
    pub credentials: Credentials,
    /// Its source, for people.
    pub source: String,
    /// The region that the source names, where it does.
    pub region: Option<String>,
}

impl Key {
    /// The last four characters of the id: enough to tell keys apart.
    #[must_use]
    pub fn ends_with(&self) -> &str {
        let id = self.credentials.access_key_id();
        id.char_indices()
            .rev()
            .nth(3)
            .map_or(id, |(at, _)| &id[at..])
    }
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
        let key = |id: &str| Key {
            credentials: Credentials::new(id, "s", None),
            source: String::new(),
            region: None,
        };
        assert_eq!(key("LTAI5tExample").ends_with(), "mple");
        assert_eq!(key("abc").ends_with(), "abc");
    }
}
