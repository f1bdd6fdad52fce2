//! How input breaks a rule: the rule, the limit and what was found, as data, so that a form, the proxy's answer and a
//! translation say the same thing.

mod sentence;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A rule that a value broke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A required field is absent.
    Missing,
    /// The field does not belong to the operation.
    UnknownField,
    /// The JSON type is wrong; both are JSON type names (`string`, `integer`, …).
    WrongType {
        /// The type that the field has.
        expected: &'static str,
        /// The type that came.
        found: &'static str,
    },
    /// The value has no characters.
    Empty,
    /// The value has more bytes of UTF-8 than the cloud accepts.
    TooManyBytes {
        /// The most bytes allowed.
        limit: usize,
        /// The bytes that came.
        found: usize,
    },
    /// The value has more characters than the cloud accepts.
    TooManyCharacters {
        /// The most characters allowed.
        limit: usize,
        /// The characters that came.
        found: usize,
    },
    /// The value has fewer characters than the cloud wants.
    TooFewCharacters {
        /// The fewest characters allowed.
        minimum: usize,
        /// The characters that came.
        found: usize,
    },
    /// The list is longer than one call may carry.
    TooManyItems {
        /// The most items allowed.
        limit: usize,
        /// The items that came.
        found: usize,
    },
    /// One item of the list breaks a rule.
    Item {
        /// Its position, counted from 1.
        at: usize,
        /// The rule that it breaks.
        violation: Box<Violation>,
    },
    /// A new client id must name its group and its device with one `@@@` between them.
    Separators {
        /// How many there are.
        found: usize,
    },
    /// A new client id has nothing after its `@@@`.
    NoDevice,
    /// A new group, or the group of a new client id, does not start as groups do.
    NotAGroup {
        /// How it starts.
        found: String,
    },
    /// The text is not one certificate in PEM.
    NotOneCertificate {
        /// What it is, for people.
        found: &'static str,
    },
    /// The field says again, or differently, what another one says already.
    NotTogether {
        /// The other field.
        with: &'static str,
    },
    /// Neither the field is there nor what may stand in its place.
    MissingEither {
        /// What may stand in its place, for people.
        or: &'static str,
    },
    /// The value holds a control character, which would be obeyed or hidden wherever it is shown.
    ControlCharacter {
        /// The character.
        found: char,
        /// Its position, counted in characters from 1.
        at: usize,
    },
    /// The value holds a character outside the alphabet of its kind.
    ForbiddenCharacter {
        /// The character.
        found: char,
        /// Its position, counted in characters from 1.
        at: usize,
        /// What is allowed, for people.
        allowed: &'static str,
    },
    /// A number is outside its range, both ends included.
    OutOfRange {
        /// The least value allowed.
        minimum: u64,
        /// The greatest value allowed.
        maximum: u64,
        /// What came, as it was written.
        found: String,
    },
    /// A number that may be less than none is outside its range, both ends included.
    OutOfBounds {
        /// The least value allowed.
        minimum: i64,
        /// The greatest value allowed.
        maximum: i64,
        /// What came.
        found: i64,
    },
    /// A moment is too early or too late.
    NotWithin {
        /// Where it must be, for people.
        within: &'static str,
        /// What came.
        found: String,
    },
    /// A share is no number from 0 to 100.
    NotAPercentage {
        /// What came, as it was written.
        found: String,
    },
    /// The text is no time of a day.
    NotATimeOfDay {
        /// What came.
        found: String,
    },
}

/// A limit or a finding: a number where it counts something, text otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Quantity {
    /// A count: bytes, or the value of a number field.
    Number(i64),
    /// Anything else.
    Text(String),
}

/// A violation and the field it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name as in JSON.
    pub field: String,
    /// The rule it broke.
    pub violation: Violation,
}

impl Violation {
    /// The JSON type is wrong; `expected` is a JSON type with its article.
    #[must_use]
    pub fn wrong_type(expected: &'static str, found: &Value) -> Self {
        let found = match found {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "an array",
            Value::Object(_) => "an object",
        };
        Self::WrongType { expected, found }
    }

    /// The limit that was broken, where the rule has one.
    #[must_use]
    pub fn limit(&self) -> Option<Quantity> {
        match self {
            Self::TooManyBytes { limit, .. }
            | Self::TooManyCharacters { limit, .. }
            | Self::TooFewCharacters { minimum: limit, .. }
            | Self::TooManyItems { limit, .. } => Some(number(*limit as u64)),
            Self::Item { violation, .. } => violation.limit(),
            Self::Separators { .. } => Some(number(1)),
            Self::NotAGroup { .. } => Some(Quantity::Text("GID_ or GID-".to_owned())),
            Self::OutOfRange {
                minimum,
                maximum,
                found,
            } => {
                let below = found.starts_with('-')
                    || found.parse::<u64>().is_ok_and(|found| found < *minimum);
                Some(number(if below { *minimum } else { *maximum }))
            }
            Self::ForbiddenCharacter { allowed, .. } => Some(Quantity::Text((*allowed).to_owned())),
            Self::OutOfBounds {
                minimum,
                maximum,
                found,
            } => Some(Quantity::Number(if found < minimum {
                *minimum
            } else {
                *maximum
            })),
            Self::NotAPercentage { found } => {
                Some(number(if found.starts_with('-') { 0 } else { 100 }))
            }
            Self::NotWithin { within, .. } => Some(Quantity::Text((*within).to_owned())),
            Self::NotATimeOfDay { .. } => Some(Quantity::Text("00:00 to 23:59".to_owned())),
            Self::WrongType { expected, .. } => Some(Quantity::Text((*expected).to_owned())),
            Self::Missing
            | Self::MissingEither { .. }
            | Self::UnknownField
            | Self::NotTogether { .. }
            | Self::NotOneCertificate { .. }
            | Self::NoDevice
            | Self::Empty
            | Self::ControlCharacter { .. } => None,
        }
    }

    /// What was found instead, where it can be said in few characters.
    #[must_use]
    pub fn found(&self) -> Option<Quantity> {
        match self {
            Self::TooManyBytes { found, .. }
            | Self::TooManyCharacters { found, .. }
            | Self::TooFewCharacters { found, .. }
            | Self::TooManyItems { found, .. }
            | Self::Separators { found } => Some(number(*found as u64)),
            Self::Item { violation, .. } => violation.found(),
            Self::NotAGroup { found }
            | Self::NotWithin { found, .. }
            | Self::NotAPercentage { found }
            | Self::NotATimeOfDay { found } => Some(Quantity::Text(found.clone())),
            Self::NotOneCertificate { found } => Some(Quantity::Text((*found).to_owned())),
            Self::OutOfRange { found, .. } => Some(
                found
                    .parse()
                    .map_or_else(|_| Quantity::Text(found.clone()), Quantity::Number),
            ),
            Self::OutOfBounds { found, .. } => Some(Quantity::Number(*found)),
            Self::ControlCharacter { found, .. } | Self::ForbiddenCharacter { found, .. } => {
                Some(Quantity::Text(name_character(*found)))
            }
            Self::WrongType { found, .. } => Some(Quantity::Text((*found).to_owned())),
            Self::Empty | Self::NoDevice => Some(number(0)),
            Self::Missing
            | Self::MissingEither { .. }
            | Self::UnknownField
            | Self::NotTogether { .. } => None,
        }
    }

    /// The same rule, broken by the item `at` of a list, counted from 1.
    #[must_use]
    pub fn of_item(self, at: usize) -> Self {
        Self::Item {
            at,
            violation: Box::new(self),
        }
    }
}

/// The plain character that a full-width one stands for (`＠` for `@`): what an input method types by accident.
#[must_use]
pub fn half_width(character: char) -> Option<char> {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(character as u32 - 0xFEE0),
        '\u{3000}' => Some(' '),
        _ => None,
    }
}

/// A character named so that it can be recognised even where it has no picture.
fn name_character(character: char) -> String {
    let code = character as u32;
    if character.is_control() || character.is_whitespace() {
        format!("U+{code:04X}")
    } else {
        format!("{character} (U+{code:04X})")
    }
}

fn number(value: u64) -> Quantity {
    Quantity::Number(i64::try_from(value).unwrap_or(i64::MAX))
}
