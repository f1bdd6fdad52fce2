//! What was done, by whom, to what: one line before each act and one after, and one for each refusal.
//!
//! Nothing secret comes here: fields are those of the request, no request carries a secret, and answers are not kept.

mod file;

pub use file::FileRecorder;

use std::io;

use serde::Serialize;
use serde_json::{Map, Value};
use signet_model::Timestamp;
use signet_model::api::ErrorCode;

/// Keeps entries.
pub trait Recorder: Send + Sync {
    /// Appends one entry; when this returns, it will survive the end of this process.
    ///
    /// # Errors
    /// The entry could not be kept. An act must then not be made.
    fn append(&self, entry: &Entry<'_>) -> io::Result<()>;
}

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An act is about to be made.
    Intent,
    /// What became of it; `act` names the intent.
    Outcome,
    /// Something was asked for and not tried.
    Refused,
}

/// How an act ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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

/// One line of the record.
#[derive(Clone, Debug, Serialize)]
pub struct Entry<'a> {
    /// When.
    pub time: Timestamp,
    /// What it is about.
    pub kind: Kind,
    /// Links an intent and its outcome; empty where nothing follows.
    pub act: &'a str,
    /// Who.
    pub actor: &'a str,
    /// The proxy's id of the request.
    pub request_id: &'a str,
    /// What, as in the list of operations; or the method and path that were refused.
    pub operation: &'a str,
    /// What it does to the world.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effect: Option<&'static str>,
    /// The objects, by field.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub object: Map<String, Value>,
    /// Whose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<&'a str>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<&'a str>,
    /// How it ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ending: Option<Ending>,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorCode>,
    /// The cloud's code for why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_code: Option<&'a str>,
    /// The cloud's RequestId.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_request_id: Option<&'a str>,
}
