//! How far a plan is.

use serde::{Deserialize, Serialize};

use super::{Outcome, State, Why};
use crate::timestamp::Timestamp;

/// How far a plan is: what `GET /api/plans/{id}/events` sends.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The state; absent only before there is one.
    pub state: Option<State>,
    /// Why it is so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// While selecting: how many lines of the list were taken.
    pub listed: u64,
    /// While selecting: how many identities the walk has shown.
    pub walked: u64,
    /// How many items there are.
    pub items: u64,
    /// How many items have each outcome; outcomes that none has are left out.
    pub outcomes: Vec<(Outcome, u64)>,
    /// Calls that were sent, reads included.
    pub calls: u64,
    /// Calls that the cloud throttled.
    pub throttled: u64,
    /// Items that had their outcome within the last ten seconds, a second.
    pub per_second: f64,
    /// Seconds that the rest takes at that rate; absent where nothing tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds_left: Option<u64>,
    /// The waves.
    pub waves: Vec<Wave>,
    /// Why items failed, were left alone or are unknown, most frequent first, 20 at most.
    pub causes: Vec<Cause>,
    /// Until when it waits: for its start, the end of quiet hours, or a look whether devices came back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_until: Option<Timestamp>,
    /// When it began to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    /// When it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
}

/// One wave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wave {
    /// The number of its last item; it begins after the wave before.
    pub up_to: u64,
    /// How far it is.
    pub state: WaveState,
    /// How many of its items have an outcome that stays.
    pub ended: u64,
    /// How many of those failed or are unknown.
    pub failed: u64,
    /// How many of those had moved.
    pub moved: u64,
    /// How many had failed when somebody last let the plan go on after a stop: the gate counts those after them.
    #[serde(default, skip_serializing_if = "is_none")]
    pub failed_before: u64,
    /// How many had moved then.
    #[serde(default, skip_serializing_if = "is_none")]
    pub moved_before: u64,
    /// Whether devices come back online; absent until it is known who of the wave was online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub come_back: Option<CameBack>,
}

/// Whether the devices of a wave come back online.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameBack {
    /// How many were asked for before the wave.
    pub asked: u32,
    /// How many of those were online.
    pub online: u32,
    /// How many of those were online again when they were asked for last.
    pub back: u32,
    /// Until when they may take; absent until the items of the wave are through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

/// How far a wave is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaveState {
    /// Not begun.
    Waiting,
    /// Begun.
    Running,
    /// Its items are through; whether devices come back is awaited.
    Watching,
    /// It passed its gate.
    Passed,
    /// Its gate stopped the plan.
    Stopped,
}

/// Why items have the outcome that they have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// The outcome.
    pub outcome: Outcome,
    /// The cloud's code, or Signet's.
    pub code: String,
    /// How many.
    pub items: u64,
}

const fn is_none(items: &u64) -> bool {
    *items == 0
}

impl Progress {
    /// How many items have that outcome.
    #[must_use]
    pub fn of(&self, outcome: Outcome) -> u64 {
        self.outcomes
            .iter()
            .find_map(|(known, items)| (*known == outcome).then_some(*items))
            .unwrap_or_default()
    }

    /// How many items have an outcome that stays.
    #[must_use]
    pub fn ended(&self) -> u64 {
        self.outcomes
            .iter()
            .filter(|(outcome, _)| outcome.is_final())
            .map(|(_, items)| items)
            .sum()
    }
}
