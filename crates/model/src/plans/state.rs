//! In which state a plan is, why, and what may be told to it.

use serde::{Deserialize, Serialize};

use crate::timestamp::Timestamp;

/// In which state a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its items are being listed, walked and looked at.
    Selecting,
    /// It is shown, and does nothing.
    Frozen,
    /// It begins by itself at `starts_at`.
    Scheduled,
    /// It runs.
    Running,
    /// It rests until somebody resumes it, or what `why` says has passed.
    Paused,
    /// It stopped by itself at a gate.
    Stopped,
    /// Every item has an outcome.
    Finished,
    /// Somebody ended it; items that were not begun stay as they are.
    Cancelled,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Selecting,
        Self::Frozen,
        Self::Scheduled,
        Self::Running,
        Self::Paused,
        Self::Stopped,
        Self::Finished,
        Self::Cancelled,
    ];

    /// The name used in JSON and records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Selecting => "selecting",
            Self::Frozen => "frozen",
            Self::Scheduled => "scheduled",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether nothing happens to the plan any more.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Finished | Self::Cancelled)
    }
}

/// Why a plan is paused or stopped, or why selecting did not come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Somebody paused it.
    Person,
    /// The store was restored from a backup: what happened since is not known to it.
    Restored,
    /// There is no room to write down what is done. It resumes by itself.
    DiskFull,
    /// It rests in its quiet hours. It resumes by itself.
    QuietHours,
    /// Its author may not do this any more.
    RoleRevoked,
    /// The approval expired or was withdrawn.
    ApprovalVoid,
    /// The cloud rejects the proxy's key or denies it a permission.
    CloudRejects,
    /// The cloud cannot be reached. It resumes by itself.
    CloudUnreachable,
    /// Too many items failed.
    Failures,
    /// Too many items had moved since the freeze.
    Unexpected,
    /// Too few devices came back online.
    NotBackOnline,
    /// The walk did not come to its end.
    WalkFailed,
    /// The proxy was started to read only, or not to change a real cloud.
    NotAllowed,
    /// A reason that was not known when this was written.
    #[serde(other)]
    Unknown,
}

impl Why {
    /// Whether the plan goes on by itself when this has passed.
    #[must_use]
    pub const fn passes(self) -> bool {
        matches!(
            self,
            Self::DiskFull | Self::QuietHours | Self::CloudUnreachable
        )
    }
}

/// What may be told to a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// The list is complete: freeze it.
    Freeze,
    /// Take items out.
    Exclude,
    /// Change how it is run.
    Adjust,
    /// Approve exactly this.
    Approve,
    /// Do not approve it.
    Reject,
    /// Begin.
    Run,
    /// Rest.
    Pause,
    /// Go on.
    Resume,
    /// End for good.
    Cancel,
    /// Undo what it did, as a plan of its own.
    Undo,
    /// Hand out the secrets that it made.
    HandOut,
}

impl Command {
    /// Every command.
    pub const ALL: [Self; 11] = [
        Self::Freeze,
        Self::Exclude,
        Self::Adjust,
        Self::Approve,
        Self::Reject,
        Self::Run,
        Self::Pause,
        Self::Resume,
        Self::Cancel,
        Self::Undo,
        Self::HandOut,
    ];

    /// The name used in JSON and records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Freeze => "freeze",
            Self::Exclude => "exclude",
            Self::Adjust => "adjust",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Run => "run",
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Cancel => "cancel",
            Self::Undo => "undo",
            Self::HandOut => "hand_out",
        }
    }
}

/// Whether a plan may run, as far as others decide it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Approval {
    /// Nobody needs to approve it.
    NotNeeded,
    /// Somebody with the role approver must approve it.
    Needed,
    /// It was approved.
    Approved {
        /// By whom.
        by: String,
        /// When.
        at: Timestamp,
        /// Until when it may begin.
        until: Timestamp,
        /// The hash of the manifest that was approved.
        hash: String,
        /// The standing approval that it fits, where it was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
    },
    /// It was rejected.
    Rejected {
        /// By whom.
        by: String,
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
    /// It went first, as an emergency.
    Emergency {
        /// Who let it go.
        by: String,
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}
