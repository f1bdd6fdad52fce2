//! Lines of a list that cannot be items, and why: as a rule and its values, so that each reader says it in their own language.

use serde::{Deserialize, Serialize};

use crate::violation::Violation;

/// A line of a list that cannot be an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadLine {
    /// Its number, from 1.
    pub line: u64,
    /// What was found, shortened to 200 characters.
    pub found: String,
    /// The rule that it breaks, as an English sentence.
    pub reason: String,
    /// The rule that it breaks.
    #[serde(flatten)]
    pub rule: BrokenRule,
}

/// A rule that a line breaks, with the values of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenRule {
    /// Which rule.
    #[serde(default)]
    pub rule: LineRule,
    /// Where the character stands, counted from 1, for the two rules on characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<u64>,
    /// The most or fewest bytes or characters, for the rules on length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    /// What the plan is limited to: groups separated by `, `, or the serial number of a CA.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<String>,
}

/// What a line of a list must be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineRule {
    /// An identity is not empty.
    Empty,
    /// An identity has no more than `limit` characters.
    TooLong,
    /// An identity has no more than `limit` bytes of UTF-8.
    TooManyBytes,
    /// An identity has at least `limit` characters.
    TooShort,
    /// An identity has no control character; `at` says where it is.
    ControlCharacter,
    /// An identity has only the characters of its kind; `at` says where another one is.
    ForbiddenCharacter,
    /// A client id has one `@@@` between group and device.
    Separators,
    /// A client id names a device after its `@@@`.
    NoDevice,
    /// The group of a client id begins with `GID_` or `GID-`.
    NotAGroup,
    /// A certificate is named by the serial number of its CA and its own.
    NoCa,
    /// The row has something where the identity should be.
    NoId,
    /// Digits are all there: a spreadsheet has not made `3.56E+14` of them.
    SpreadsheetNumber,
    /// No line is longer than any identity, and every quote is closed.
    LineTooLong,
    /// The identity is of the kind that the plan acts on: a client id, a certificate or a device of IoT Platform.
    AnotherKind,
    /// The client id is of one of the groups that are `wanted`.
    AnotherGroup,
    /// The certificate is of the CA that is `wanted`.
    AnotherCa,
    /// A rule that this does not know.
    #[default]
    #[serde(other)]
    Unknown,
}

impl LineRule {
    /// Every rule.
    pub const ALL: &'static [Self] = &[
        Self::Empty,
        Self::TooLong,
        Self::TooManyBytes,
        Self::TooShort,
        Self::ControlCharacter,
        Self::ForbiddenCharacter,
        Self::Separators,
        Self::NoDevice,
        Self::NotAGroup,
        Self::NoCa,
        Self::NoId,
        Self::SpreadsheetNumber,
        Self::LineTooLong,
        Self::AnotherKind,
        Self::AnotherGroup,
        Self::AnotherCa,
    ];
}

impl BrokenRule {
    /// A rule without values.
    #[must_use]
    pub fn of(rule: LineRule) -> Self {
        Self {
            rule,
            ..Self::default()
        }
    }

    /// A rule that says what is wanted instead.
    #[must_use]
    pub fn wanted(rule: LineRule, wanted: String) -> Self {
        Self {
            wanted: Some(wanted),
            ..Self::of(rule)
        }
    }
}

impl From<&Violation> for BrokenRule {
    fn from(violation: &Violation) -> Self {
        let (rule, at, limit) = match violation {
            Violation::Empty | Violation::Missing => (LineRule::Empty, None, None),
            Violation::TooManyCharacters { limit, .. } => (LineRule::TooLong, None, Some(limit)),
            Violation::TooManyBytes { limit, .. } => (LineRule::TooManyBytes, None, Some(limit)),
            Violation::TooFewCharacters { minimum, .. } => {
                (LineRule::TooShort, None, Some(minimum))
            }
            Violation::ControlCharacter { at, .. } => (LineRule::ControlCharacter, Some(at), None),
            Violation::ForbiddenCharacter { at, .. } => {
                (LineRule::ForbiddenCharacter, Some(at), None)
            }
            Violation::Separators { .. } => (LineRule::Separators, None, None),
            Violation::NoDevice => (LineRule::NoDevice, None, None),
            Violation::NotAGroup { .. } => (LineRule::NotAGroup, None, None),
            _ => (LineRule::Unknown, None, None),
        };
        Self {
            at: at.map(|at| *at as u64),
            limit: limit.map(|limit| *limit as u64),
            ..Self::of(rule)
        }
    }
}
