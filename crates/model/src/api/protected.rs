//! What single acts may not take out of service: `/api/protected`.

use serde::{Deserialize, Serialize};

use crate::timestamp::Timestamp;

/// `GET /api/protected`: what of the list concerns instances that one may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtectedList {
    /// The patterns of the configuration.
    pub patterns: Vec<ProtectedPattern>,
    /// What people marked.
    pub marks: Vec<ProtectedMark>,
}

/// A pattern of the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtectedPattern {
    /// `*` stands for any text, `?` for one character; everything else for itself.
    pub pattern: String,
    /// Of one instance only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance: Option<String>,
    /// Why, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl ProtectedPattern {
    /// Whether it covers an object of an instance.
    #[must_use]
    pub fn covers(&self, instance: Option<&str>, object: &str) -> bool {
        (self.instance.is_none() || self.instance.as_deref() == instance)
            && matches(self.pattern.as_bytes(), object.as_bytes())
    }
}

/// One object that somebody marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtectedMark {
    /// Its instance.
    pub instance_id: String,
    /// A client id, serial number or group id.
    pub object: String,
    /// Why.
    pub reason: String,
    /// Who marked it.
    pub marked_by: String,
    /// When.
    pub marked_at: Timestamp,
}

/// `POST /api/protected/mark` and `/unmark`. Answered with `{}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkProtected {
    /// The instance.
    pub instance_id: String,
    /// A client id, serial number or group id.
    pub object: String,
    /// Why.
    pub reason: String,
}

/// Runs along both texts and goes back to the last `*` where they part: linear in memory, and no pattern makes it slow.
fn matches(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut seen) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while seen < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                star = Some((at, seen));
                at += 1;
            }
            // One character may be several bytes: the rest of it goes along.
            Some(b'?') => {
                at += 1;
                seen += 1;
                while text.get(seen).is_some_and(|byte| byte & 0xC0 == 0x80) {
                    seen += 1;
                }
            }
            Some(byte) if *byte == text[seen] => {
                at += 1;
                seen += 1;
            }
            _ => match &mut star {
                Some((after, from)) => {
                    *from += 1;
                    at = *after + 1;
                    seen = *from;
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_covers_what_it_says() {
        let covers = |pattern: &str, object: &str| matches(pattern.as_bytes(), object.as_bytes());
        for (pattern, object) in [
            ("GID_prod@@@*", "GID_prod@@@pump-1"),
            ("*", ""),
            ("*pump*", "GID_a@@@pump-1"),
            ("a?c", "a泵c"),
            ("a*b*c", "aXbYbc"),
            ("exact", "exact"),
        ] {
            assert!(covers(pattern, object), "{pattern} {object}");
        }
        for (pattern, object) in [
            ("GID_prod@@@*", "GID_prod2@@@pump-1"),
            ("a?c", "ac"),
            ("a*b", "abc"),
            ("exact", "Exact"),
            ("", "x"),
        ] {
            assert!(!covers(pattern, object), "{pattern} {object}");
        }
    }

    #[test]
    fn a_pattern_of_an_instance_covers_nothing_elsewhere() {
        let pattern = ProtectedPattern {
            pattern: "*".to_owned(),
            instance: Some("post-cn-1".to_owned()),
            reason: None,
        };
        assert!(pattern.covers(Some("post-cn-1"), "x"));
        assert!(!pattern.covers(Some("post-cn-2"), "x"));
        assert!(!pattern.covers(None, "x"));
    }
}
