//! Where the items of a plan come from.

use serde::{Deserialize, Serialize};

use crate::timestamp::Timestamp;

/// Where the items of a plan come from. A list is sent afterwards, in slices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Selection {
    /// A list: rows that were ticked, pasted, or read from a file.
    List,
    /// Everything of these groups.
    Groups {
        /// The groups.
        groups: Vec<String>,
    },
    /// Everything of the instance: all groups, or all device certificates.
    Instance,
    /// Every device certificate that one CA signed.
    Ca {
        /// The CA's serial number.
        ca_serial_number: String,
    },
    /// What is in only one of a list and a walk.
    Difference {
        /// Which side becomes the plan; the other is told too.
        side: Side,
        /// The groups that are walked; every group that the list names, where empty.
        #[serde(default)]
        groups: Vec<String>,
        /// The CA whose certificates are walked, for acts on certificates; every CA that the list names, where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ca_serial_number: Option<String>,
    },
    /// Client ids that a background survey never saw online.
    Unseen {
        /// The group.
        group: String,
        /// In at least so many samples.
        samples: u32,
        /// Since then.
        since: Timestamp,
    },
    /// What another plan did: for its follow-up, and to undo it.
    DoneBy {
        /// The other plan.
        plan: String,
    },
}

/// A side of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The cloud has it, the list does not.
    RegisteredNotListed,
    /// The list has it, the cloud does not.
    ListedNotRegistered,
}

impl Selection {
    /// Whether a list must be sent.
    #[must_use]
    pub const fn takes_list(&self) -> bool {
        matches!(self, Self::List | Self::Difference { .. })
    }
}
