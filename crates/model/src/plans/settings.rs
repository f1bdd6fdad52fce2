//! How a plan is run.

use serde::{Deserialize, Serialize};

/// How a plan is run. All of it is in the manifest: a change voids an approval.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How many items go first.
    pub waves: Waves,
    /// When the plan stops by itself.
    pub gate: Gate,
    /// When it rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_hours: Option<QuietHours>,
    /// For rotation: devices that were online must come back before the next wave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub come_back: Option<ComeBack>,
    /// For inactivation: what was inactivated is deleted later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// The age public key (`age1…`) that secrets are encrypted to; required where the act makes secrets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
}

/// The waves: each begins when the one before has passed its gate. The last is the rest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Waves {
    /// How many items the first waves have, each larger than none.
    pub items: Vec<u64>,
    /// How many percent of all the wave after them has; none where 0.
    pub percent: f64,
}

impl Default for Waves {
    fn default() -> Self {
        Self {
            items: vec![10, 100],
            percent: 1.0,
        }
    }
}

/// When a plan stops by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Gate {
    /// So many percent of a wave may fail.
    pub failures_percent: f64,
    /// So many percent of a wave may have moved since the freeze.
    pub unexpected_percent: f64,
    /// Fewer failures or surprises than this never stop a plan.
    pub at_least: u64,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            failures_percent: 2.0,
            unexpected_percent: 10.0,
            at_least: 3,
        }
    }
}

/// Hours of the day in which a plan rests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// From, `22:00`.
    pub from: String,
    /// To, `06:00`; the next day where it is earlier than `from`.
    pub to: String,
    /// Minutes that the clock meant is ahead of UTC, -720 to 840.
    #[serde(default)]
    pub utc_offset_minutes: i32,
}

/// Devices that were online before must be online again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComeBack {
    /// How many minutes after a wave is looked, 1 to 1440.
    pub within_minutes: u32,
    /// So many percent must be back.
    pub percent: f64,
}

/// What happens to what a plan inactivated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// After so many hours it is deleted, unless it was activated again: 1 to 8760.
    pub delete_after_hours: u32,
}
