//! What a plan would hit, shown before it may run.

use serde::{Deserialize, Serialize};

use crate::timestamp::Timestamp;

/// What a plan would hit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exposure {
    /// How many items there are.
    pub items: u64,
    /// What part of each group or CA they are, the largest part first; 100 at most.
    pub shares: Vec<Share>,
    /// How many groups or CAs there are in all.
    pub places: u64,
    /// How many are online; absent where nothing tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<Online>,
    /// How many are on the protected list, and will be left alone.
    pub protected: u64,
    /// The first of them, 20 at most.
    pub protected_examples: Vec<String>,
    /// How many items are so already, or cannot be acted on as they are: `registered` for a registration, `inactive` for an inactivation.
    pub unfit: u64,
    /// Seconds that the acts take at today's limits.
    pub seconds: u64,
    /// How many calls will be made; each is billed as one message (`cloud-api.md` headline 9).
    pub calls: u64,
    /// Calls a second at today's limits.
    pub per_second: f64,
}

/// A part of a group or of what a CA signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The group, or the serial number of the CA.
    pub place: String,
    /// How many of it are in the plan.
    pub items: u64,
    /// How many there are; absent where nothing was walked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u64>,
}

/// How many are online.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Online {
    /// How many were asked for.
    pub asked: u64,
    /// How many are to be asked for: less than all where this is a sample.
    pub to_ask: u64,
    /// How many of those asked for were online.
    pub online: u64,
    /// Whether only a sample is asked for.
    pub is_sample: bool,
    /// When it was asked.
    pub at: Timestamp,
}
