//! What a colour means, and the shape that says the same without it.

use super::IconName;

/// What something means to the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Neutral,
    /// In order.
    Good,
    /// Worth knowing.
    Info,
    /// Will go wrong unless someone acts.
    Warning,
    /// Has gone wrong, or cannot be undone.
    Danger,
}

impl Tone {
    /// The modifier of a class name.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Good => "good",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }

    pub(super) fn icon(self) -> IconName {
        match self {
            Self::Neutral | Self::Info => IconName::Info,
            Self::Good => IconName::Check,
            Self::Warning => IconName::Warning,
            Self::Danger => IconName::Danger,
        }
    }
}

/// `block block--modifier`.
pub(super) fn classes(block: &str, modifier: &str) -> String {
    [block, " ", block, "--", modifier].concat()
}
