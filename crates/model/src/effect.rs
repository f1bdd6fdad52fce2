//! What an operation does to the world. Names do not tell, so each operation says it.

use serde::{Deserialize, Serialize};

/// What an operation does to the world; roles, budgets, records and confirmations go by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Shows something; a secret in the cloud's answer is dropped by the proxy.
    Read,
    /// Shows a secret.
    Reveal,
    /// Makes something that was not there.
    Create,
    /// Takes something out of service; `Resume` brings it back.
    Suspend,
    /// Brings back what `Suspend` took out.
    Resume,
    /// Cannot be undone.
    Destroy,
}

impl Effect {
    /// Every effect, mildest first.
    pub const ALL: [Self; 6] = [
        Self::Read,
        Self::Reveal,
        Self::Create,
        Self::Suspend,
        Self::Resume,
        Self::Destroy,
    ];

    /// The name used in JSON and records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Reveal => "reveal",
            Self::Create => "create",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Destroy => "destroy",
        }
    }

    /// Whether the cloud is the same before and after, so that the call may be repeated freely.
    #[must_use]
    pub const fn leaves_no_trace(self) -> bool {
        matches!(self, Self::Read | Self::Reveal)
    }
}
