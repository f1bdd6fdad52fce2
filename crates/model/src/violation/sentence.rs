//! The sentence about each rule, for logs, scripts and pages without one of their own.

use std::fmt;

use super::{FieldError, Violation, half_width, name_character};

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("is required"),
            Self::UnknownField => f.write_str("is not a field of this operation"),
            Self::WrongType { expected, found } => write!(f, "must be {expected}, not {found}"),
            Self::Empty => f.write_str("must not be empty"),
            Self::TooManyBytes { limit, found } => {
                write!(
                    f,
                    "may have at most {limit} bytes of UTF-8, this has {found}"
                )
            }
            Self::TooManyCharacters { limit, found } => {
                write!(f, "may have at most {limit} characters, this has {found}")
            }
            Self::TooFewCharacters { minimum, found } => {
                write!(
                    f,
                    "must have at least {minimum} characters, this has {found}"
                )
            }
            Self::TooManyItems { limit, found } => {
                write!(f, "may have at most {limit} items, this has {found}")
            }
            Self::Item { at, violation } => write!(f, "item {at} {violation}"),
            Self::Separators { found } => write!(
                f,
                "must be a group, @@@ once, and a device; this has @@@ {found} times"
            ),
            Self::NoDevice => f.write_str("must name a device after @@@"),
            Self::NotAGroup { found } => write!(
                f,
                "must start with GID_ or GID- and the rest of a group's name, this starts with `{found}`"
            ),
            Self::NotOneCertificate { found } => {
                write!(f, "must be one certificate in PEM, this is {found}")
            }
            Self::NotTogether { with } => write!(f, "cannot be given together with {with}"),
            Self::MissingEither { or } => write!(f, "is required, or {or}"),
            Self::ControlCharacter { found, at } => write!(
                f,
                "must not hold control characters, character {at} is {}",
                name_character(*found)
            ),
            Self::ForbiddenCharacter { found, at, allowed } => {
                write!(
                    f,
                    "may hold {allowed}, character {at} is {}",
                    name_character(*found)
                )?;
                match half_width(*found) {
                    Some(' ') => f.write_str(", a full-width space"),
                    Some(plain) => write!(f, ", the full-width form of {plain}"),
                    None => Ok(()),
                }
            }
            Self::OutOfRange {
                minimum,
                maximum,
                found,
            } => {
                write!(
                    f,
                    "must be a whole number from {minimum} to {maximum}, not {found}"
                )
            }
            Self::OutOfBounds {
                minimum,
                maximum,
                found,
            } => {
                write!(
                    f,
                    "must be a whole number from {minimum} to {maximum}, not {found}"
                )
            }
            Self::NotWithin { within, found } => {
                write!(f, "must be within {within}, not {found}")
            }
            Self::NotAPercentage { found } => {
                write!(f, "must be a number from 0 to 100, not {found}")
            }
            Self::NotATimeOfDay { found } => {
                write!(f, "must be a time from 00:00 to 23:59, not `{found}`")
            }
        }
    }
}

impl std::error::Error for Violation {}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.field, self.violation)
    }
}

impl std::error::Error for FieldError {}
