//! What is written down of every act, and of everything that was refused: one entry before an act and one after.
//!
//! Nothing secret comes here: fields are those of the request, no request carries a secret, and answers are not kept.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::api::ErrorCode;
use crate::effect::Effect;
use crate::timestamp::Timestamp;

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An act is about to be made.
    Intent,
    /// What became of it; `act` names the intent.
    Outcome,
    /// Something was asked for and not tried.
    Refused,
    /// Something that is done when it is written: a sign-in, a grant, an export.
    Event,
}

/// How an act ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// The cloud said that it was done.
    Done,
    /// The answer was lost; reading back showed that it was done.
    SettledDone,
    /// The answer was lost; reading back showed that it was not done.
    SettledNotDone,
    /// The cloud refused, or nothing was sent.
    NotDone,
    /// Nobody knows.
    Unknown,
}

impl Ending {
    /// Whether it was done.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::SettledDone)
    }

    /// Whether it was done, or nobody knows.
    #[must_use]
    pub const fn may_be_done(self) -> bool {
        self.is_done() || matches!(self, Self::Unknown)
    }
}

/// One entry. Absent fields are left out of its JSON, whose order of fields is that of this struct and never changes: hashes are made of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When.
    pub time: Timestamp,
    /// What it is about.
    pub kind: Kind,
    /// Links an intent and its outcome; absent where nothing follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
    /// Who: a subject such as `user:alice`, or `unknown`.
    pub actor: String,
    /// How they signed in: `password`, `oidc`, `jwt`, `header`, `token`, `local` or `command`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// From which address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The proxy's id of the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// What: an operation of the cloud, something of the proxy's own such as `SignIn`, or the method and path that were refused.
    pub operation: String,
    /// What it does to the world.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// The objects, by field.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub object: Map<String, Value>,
    /// Why, in the person's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<Ending>,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorCode>,
    /// The cloud's code for why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud_code: Option<String>,
    /// The cloud's RequestId.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cloud_request_id: Option<String>,
    /// How many alike this entry stands for; absent for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
}

impl Entry {
    /// An entry that says no more than when, what about, who and what.
    #[must_use]
    pub fn new(
        time: Timestamp,
        kind: Kind,
        actor: impl Into<String>,
        operation: impl Into<String>,
    ) -> Self {
        Self {
            time,
            kind,
            act: None,
            actor: actor.into(),
            via: None,
            address: None,
            request_id: None,
            operation: operation.into(),
            effect: None,
            object: Map::new(),
            reason: None,
            account: None,
            region: None,
            ending: None,
            error: None,
            cloud_code: None,
            cloud_request_id: None,
            count: None,
        }
    }
}
