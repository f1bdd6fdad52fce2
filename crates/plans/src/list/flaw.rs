//! What can be wrong with a line.

use std::fmt;

use signet_model::Violation;
use signet_model::plans::{BrokenRule, LineRule};

/// What is wrong with a line. The text of it is for people and in English; [`Flaw::rule`] is for other languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The identity breaks a rule.
    Breaks(Violation),
    /// A spreadsheet has turned the digits into a number like `3.56E+14`.
    SpreadsheetNumber,
    /// The row has nothing where the identity should be.
    NoId,
    /// Nothing says which CA signed the certificate.
    NoCa,
    /// The line is longer than any identity, or a quote in it is never closed.
    TooLong,
}

impl Flaw {
    /// The rule that the line breaks.
    #[must_use]
    pub fn rule(&self) -> BrokenRule {
        BrokenRule::of(match self {
            Self::Breaks(violation) => return violation.into(),
            Self::SpreadsheetNumber => LineRule::SpreadsheetNumber,
            Self::NoId => LineRule::NoId,
            Self::NoCa => LineRule::NoCa,
            Self::TooLong => LineRule::LineTooLong,
        })
    }
}

impl From<Violation> for Flaw {
    fn from(violation: Violation) -> Self {
        Self::Breaks(violation)
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Breaks(violation) => violation.fmt(f),
            Self::SpreadsheetNumber => f.write_str(
                "is a number that a spreadsheet has shortened, and its digits are lost: format the column as text and export it again from the source",
            ),
            Self::NoId => f.write_str("has nothing where the identity should be"),
            Self::NoCa => f.write_str(
                "does not say which CA signed the certificate: add a column ca_serial_number",
            ),
            Self::TooLong => {
                f.write_str("is longer than any identity may be, or opens a quote that is never closed")
            }
        }
    }
}
