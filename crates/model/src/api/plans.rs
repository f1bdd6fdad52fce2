//! Plans: `/api/plans`.

use serde::{Deserialize, Serialize};

use super::ErrorCode;
use crate::plans::{
    Act, Approval, BadLine, Command, Exposure, Item, Progress, Selection, Settings, State, Why,
};
use crate::timestamp::Timestamp;

/// `GET /api/plans/{id}`, and the answer of every command.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Its id, `pl-` and ten letters or digits.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// What it does to each item.
    pub act: Act,
    /// The account of the configuration.
    pub account: String,
    /// The region.
    pub region: String,
    /// The ApsaraMQ for MQTT instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
    /// The IoT Platform instance; absent for the public one, and for acts on an ApsaraMQ for MQTT instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iot_instance_id: Option<String>,
    /// Who made it.
    pub author: String,
    /// When.
    pub created_at: Timestamp,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where its items come from.
    pub selection: Selection,
    /// How it is run.
    pub settings: Settings,
    /// In which state it is.
    pub state: State,
    /// Why it is paused or stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// The same for people, with what to do now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_text: Option<String>,
    /// SHA-256 over the manifest, lower-case hex; absent until it is frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// When it was frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen_at: Option<Timestamp>,
    /// Lines of the list that cannot be items, the first 1,000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bad_lines: Vec<BadLine>,
    /// How many there are in all.
    #[serde(default)]
    pub bad_lines_total: u64,
    /// How many lines named something that was named already.
    #[serde(default)]
    pub duplicates: u64,
    /// For a difference: how many identities the other side has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_side: Option<u64>,
    /// What it would hit; absent until it is frozen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exposure: Option<Exposure>,
    /// Whether it may run.
    pub approval: Approval,
    /// The plan that this one follows or undoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// When it begins by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Timestamp>,
    /// Whether secrets are there to be handed out.
    #[serde(default)]
    pub secrets: u64,
    /// How far it is.
    pub progress: Progress,
    /// What whoever asks may tell it now.
    pub commands: Vec<Offer>,
    /// Whether it may go first as an emergency: it waits for an approval, and the configuration lets whoever may run it say why instead.
    #[serde(default)]
    pub emergency: bool,
}

/// A command, and why whoever asks may not give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What.
    pub command: Command,
    /// Why not; absent where they may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<ErrorCode>,
}

/// `GET /api/plans?state&instance&before&limit`: newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plans {
    /// The plans.
    pub plans: Vec<Plan>,
    /// What `before` must be for older ones; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// `POST /api/plans/create`. Answered with the [`Plan`], in which nothing runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreatePlan {
    /// What to do to each item.
    pub act: Act,
    /// The ApsaraMQ for MQTT instance; required but for `delete_client_ids`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
    /// The IoT Platform instance, for `delete_client_ids`; the public one where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iot_instance_id: Option<String>,
    /// What to call it, 1 to 100 characters; made from act and place where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Why, at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where the items come from.
    pub selection: Selection,
    /// How to run it.
    #[serde(default)]
    pub settings: Settings,
}

/// `POST /api/plans/add`: a slice of the list, in any order and as often as wanted. Answered with [`Added`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddItems {
    /// The plan.
    pub id: String,
    /// The line that the first item stands on, from 1: for what is said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_line: Option<u64>,
    /// Client ids or IotIds; for certificates the serial number of the CA, a line feed, and that of the certificate. 20,000 at most.
    pub items: Vec<String>,
    /// Lines that could not be read at all, so that the plan shows them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bad_lines: Vec<BadLine>,
}

/// What became of a slice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// How many were new.
    pub added: u64,
    /// How many were there already.
    pub duplicates: u64,
    /// Those that cannot be items.
    pub bad_lines: Vec<BadLine>,
    /// How many items are listed now.
    pub listed: u64,
}

/// `POST /api/plans/{freeze,approve,run,pause,resume,cancel,undo,hand-out}`. Answered with the [`Plan`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tell {
    /// The plan.
    pub id: String,
    /// The hash of what was seen: required to approve and to run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// To run without the approval that is needed, where the configuration lets: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency: Option<String>,
    /// To reject: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// `POST /api/plans/exclude`: takes items out before it runs. Answered with the [`Plan`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExcludeItems {
    /// The plan.
    pub id: String,
    /// The numbers of the items, 20,000 at most.
    pub numbers: Vec<u64>,
}

/// `POST /api/plans/adjust`: changes how it is run, before it runs. Answered with the [`Plan`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdjustPlan {
    /// The plan.
    pub id: String,
    /// How to run it.
    pub settings: Settings,
}

/// `GET /api/plans/{id}/items?outcome&find&after&limit`: by number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Items {
    /// The items.
    pub items: Vec<Item>,
    /// What `after` must be for more; absent where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u64>,
}

/// The answer of `POST /api/plans/hand-out`. The secrets are wiped when `POST /api/plans/received` names the hash, or ten minutes later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOut {
    /// age files, ASCII-armored, one after the other; each decrypts to CSV lines `client_id,device_access_key_id,device_access_key_secret`.
    pub armored: String,
    /// SHA-256 of it, lower-case hex.
    pub sha256: String,
    /// How many secrets there are.
    pub secrets: u64,
}

/// `POST /api/plans/received`: the secrets have arrived, and are wiped. Answered with the [`Plan`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// The plan.
    pub id: String,
    /// The hash of what arrived.
    pub sha256: String,
}

/// An approval that stands: plans of somebody that fit it need no other. `GET /api/plans/rules` lists them, `POST /api/plans/rules/make` and
/// `/withdraw` (`{id}`) are for approvers of the place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalRule {
    /// Its id.
    pub id: String,
    /// What it allows.
    #[serde(flatten)]
    pub bounds: RuleBounds,
    /// Who approved it.
    pub approved_by: String,
    /// When.
    pub approved_at: Timestamp,
}

/// What a standing approval allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleBounds {
    /// Whose plans.
    pub author: String,
    /// Which act.
    pub act: Act,
    /// On which ApsaraMQ for MQTT instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
    /// On which IoT Platform instance; the public one where both are absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iot_instance_id: Option<String>,
    /// With at most so many items.
    pub max_items: u64,
    /// Until when, a year at most.
    pub until: Timestamp,
}

/// `GET /api/plans/rules`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApprovalRules {
    /// Those of places that whoever asks may see.
    pub rules: Vec<ApprovalRule>,
}
