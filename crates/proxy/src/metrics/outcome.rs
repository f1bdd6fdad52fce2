//! How an operation ended, as few words.

use serde_json::Value;
use signet_model::api::ErrorCode;

/// How an operation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The cloud did it.
    Done,
    /// The proxy said no: nothing was sent.
    Refused,
    /// The cloud said no.
    CloudRefused,
    /// The cloud, the way to it or the proxy failed.
    Failed,
    /// Nobody knows.
    Unknown,
}

impl Outcome {
    /// Every outcome, in order.
    pub const ALL: [Self; 5] = [
        Self::Done,
        Self::Refused,
        Self::CloudRefused,
        Self::Failed,
        Self::Unknown,
    ];

    /// The label.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::CloudRefused => "cloud_refused",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }

    /// The outcome of an answer with this code, or with none.
    #[must_use]
    pub const fn of(code: Option<ErrorCode>) -> Self {
        use ErrorCode as Code;
        match code {
            None => Self::Done,
            Some(Code::NotFound | Code::CloudRefused | Code::CloudThrottled) => Self::CloudRefused,
            Some(Code::OutcomeUnknown) => Self::Unknown,
            Some(code) if code.status() >= 500 => Self::Failed,
            Some(_) => Self::Refused,
        }
    }
}

/// The code as the API writes it.
pub(super) fn name_of(code: ErrorCode) -> String {
    match serde_json::to_value(code) {
        Ok(Value::String(name)) => name,
        _ => "unknown".to_owned(),
    }
}
