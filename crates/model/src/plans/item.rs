//! One identity of a plan, and what became of it.

use serde::{Deserialize, Serialize};

use crate::timestamp::Timestamp;

/// One identity of a plan, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number in the manifest, from 1.
    pub number: u64,
    /// The client id, the serial number of the certificate, or the IotId.
    pub id: String,
    /// The serial number of the CA, for a certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca: Option<String>,
    /// What the walk showed of it: `registered`, `unregistered`, `active`, `inactive`, `blacklisted`, `not_blacklisted`, or `not_looked`.
    pub before: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it has that outcome, for people; absent where that is plain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The cloud's error code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud_code: Option<String>,
    /// The cloud's RequestId.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// The act in the audit log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// How often the act was sent.
    pub attempts: u32,
    /// When it was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it had its outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing yet.
    Waiting,
    /// It was begun, and how it ended is not written down yet.
    Begun,
    /// The cloud said that it was done.
    Done,
    /// It was so already.
    Already,
    /// The answer was lost; reading back showed that it was done.
    SettledDone,
    /// It had moved since the freeze, and was left alone.
    Moved,
    /// It is on the protected list, and was left alone.
    Protected,
    /// The cloud refused it.
    Failed,
    /// The answer was lost, and reading back did not settle what happened.
    Unknown,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 9] = [
        Self::Waiting,
        Self::Begun,
        Self::Done,
        Self::Already,
        Self::SettledDone,
        Self::Moved,
        Self::Protected,
        Self::Failed,
        Self::Unknown,
    ];

    /// The name used in JSON, the store and reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Begun => "begun",
            Self::Done => "done",
            Self::Already => "already",
            Self::SettledDone => "settled_done",
            Self::Moved => "moved",
            Self::Protected => "protected",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }

    /// The outcome of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|outcome| outcome.as_str() == name)
    }

    /// Whether it stays so.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Self::Waiting | Self::Begun)
    }

    /// Whether the item is as the plan wanted it.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::Already | Self::SettledDone)
    }

    /// Whether a gate counts it as a failure.
    #[must_use]
    pub const fn is_failure(self) -> bool {
        matches!(self, Self::Failed | Self::Unknown)
    }
}
