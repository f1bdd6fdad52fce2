//! What was done, for those who look it up: `GET /api/audit`.

use serde::{Deserialize, Serialize};

use crate::audit::Entry;

/// A page of the audit log, newest first. An intent is left out where its outcome is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The entries.
    pub entries: Vec<Numbered>,
    /// What to give as `before` for the next page; null on the last.
    pub next: Option<u64>,
    /// The end of the chain when this was read.
    pub head: Option<AuditHead>,
}

/// An entry and its place in the chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Numbered {
    /// Its number, from 1, without gaps.
    pub sequence: u64,
    /// The entry.
    #[serde(flatten)]
    pub entry: Entry,
}

/// The end of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditHead {
    /// The number of the last entry.
    pub sequence: u64,
    /// Its hash, as 64 hexadecimal digits: what `signet audit verify --head` takes.
    pub hash: String,
}

/// What to look for: the query of `GET /api/audit`. All that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AuditQuery {
    /// Exactly this actor.
    pub actor: Option<String>,
    /// Exactly this operation.
    pub operation: Option<String>,
    /// This effect.
    pub effect: Option<String>,
    /// Objects of this instance.
    pub instance: Option<String>,
    /// Exactly this value in one of the fields of the object: a client id, a serial number, a group, an IotId.
    pub object: Option<String>,
    /// `done`, `not_done`, `unknown` (which includes acts without outcome) or `refused`.
    pub outcome: Option<String>,
    /// Entries with a smaller number than this.
    pub before: Option<u64>,
    /// How many, 1 to 200; 50 where absent.
    pub limit: Option<u32>,
}

/// `POST /api/audit/export-made`: a file was made of what is shown. Answered with `{}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportMade {
    /// What: `device_certificates`, `credentials`, `devices`, …
    pub what: String,
    /// Of which instance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instance_id: Option<String>,
    /// How many rows.
    pub rows: u64,
}
