//! What a notice is about.

use serde::{Deserialize, Serialize};
use signet_model::Timestamp;

/// What there may be a notice about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// More sign-ins failed than usual.
    SignInFailures,
    /// More was destroyed than usual.
    Destroys,
    /// A key ends soon, or cannot be replaced.
    KeyExpiring,
    /// A CA certificate of an instance expires soon: its devices cannot connect from then on.
    CaExpiring,
    /// The proxy's own certificate expires soon.
    TlsExpiring,
    /// The audit log cannot be written; its reserve is used.
    AuditReserveUsed,
    /// A plan waits for an approval.
    PlanApprovalNeeded,
    /// A plan stopped by itself.
    PlanStopped,
    /// A plan is through.
    PlanFinished,
    /// A plan runs without the approval that it needs.
    PlanEmergency,
}

impl Event {
    /// Every event.
    pub const ALL: [Self; 10] = [
        Self::SignInFailures,
        Self::Destroys,
        Self::KeyExpiring,
        Self::CaExpiring,
        Self::TlsExpiring,
        Self::AuditReserveUsed,
        Self::PlanApprovalNeeded,
        Self::PlanStopped,
        Self::PlanFinished,
        Self::PlanEmergency,
    ];

    /// The name in the configuration and in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignInFailures => "sign_in_failures",
            Self::Destroys => "destroys",
            Self::KeyExpiring => "key_expiring",
            Self::CaExpiring => "ca_expiring",
            Self::TlsExpiring => "tls_expiring",
            Self::AuditReserveUsed => "audit_reserve_used",
            Self::PlanApprovalNeeded => "plan_approval_needed",
            Self::PlanStopped => "plan_stopped",
            Self::PlanFinished => "plan_finished",
            Self::PlanEmergency => "plan_emergency",
        }
    }
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub event: Event,
    /// When that was noticed.
    pub time: Timestamp,
    /// What happened and what to do now, in one or two sentences.
    pub text: String,
    /// The account, instance or file it is about, where it is about one.
    pub object: Option<String>,
    /// How many, where something was counted.
    pub count: Option<u64>,
    /// The end of what expires.
    pub expires_at: Option<Timestamp>,
}

impl Notice {
    /// A notice that says no more than what, when and its text.
    #[must_use]
    pub fn new(event: Event, time: Timestamp, text: impl Into<String>) -> Self {
        Self {
            event,
            time,
            text: text.into(),
            object: None,
            count: None,
            expires_at: None,
        }
    }
}
