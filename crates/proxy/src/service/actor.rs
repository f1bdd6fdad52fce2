//! Who asks, and how urgently.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use signet_model::Timestamp;
use signet_model::api::Via;
use signet_model::roles::Grant;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The subject in the record, such as `user:alice`.
    pub subject: String,
    /// The name for people.
    pub name: String,
    /// How they signed in.
    pub via: Via,
    /// From which address, where it is known.
    pub address: Option<String>,
    /// Whose budgets an act counts to: the subject, or the person who made the token.
    pub budget: String,
    /// What they may do, where.
    pub grants: Arc<[Grant]>,
    /// When they proved who they are; `None` where there is no sign-in, which counts as recent.
    pub signed_in_at: Option<Timestamp>,
    /// Why they ask, in their words.
    pub reason: Option<String>,
    /// The proxy's id of the request.
    pub request_id: String,
}

/// The local actor's grants, made once: every request of theirs has them.
static ALL: LazyLock<Arc<[Grant]>> = LazyLock::new(|| Grant::all().into());

impl Actor {
    /// Whoever sits at this machine: all there is where there is no sign-in.
    pub const LOCAL: &str = "local";

    /// The local actor, asking by the request `request_id`.
    #[must_use]
    pub fn local(request_id: impl Into<String>) -> Self {
        Self {
            subject: Self::LOCAL.to_owned(),
            name: Self::LOCAL.to_owned(),
            via: Via::Local,
            address: None,
            budget: Self::LOCAL.to_owned(),
            grants: Arc::clone(&ALL),
            signed_in_at: None,
            reason: None,
            request_id: request_id.into(),
        }
    }
}

/// How urgently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// A person waits.
    Interactive,
    /// Nobody waits: everybody else goes first.
    Plan,
}

impl Priority {
    /// The longest that a call may wait for its slot.
    #[must_use]
    pub const fn patience(self) -> Duration {
        match self {
            Self::Interactive => Duration::from_secs(2),
            Self::Plan => Duration::from_secs(60),
        }
    }
}
