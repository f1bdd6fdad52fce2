//! Who asks, and how urgently.

use std::time::Duration;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The name in the record.
    pub name: String,
    /// The proxy's id of the request.
    pub request_id: String,
}

impl Actor {
    /// Whoever sits at this machine: all there is until there is sign-in.
    pub const LOCAL: &str = "local";

    /// The local actor, asking by the request `request_id`.
    #[must_use]
    pub fn local(request_id: impl Into<String>) -> Self {
        Self {
            name: Self::LOCAL.to_owned(),
            request_id: request_id.into(),
        }
    }
}

/// How urgently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// A person waits.
    Interactive,
}

impl Priority {
    /// The longest that a call may wait for its slot.
    #[must_use]
    pub const fn patience(self) -> Duration {
        match self {
            Self::Interactive => Duration::from_secs(2),
        }
    }
}
