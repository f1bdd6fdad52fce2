//! How the proxy is at one moment: what `/metrics` shows as gauges, and what notices about things that are about to end go by.
//!
//! Whoever owns a number adds a source that writes it; nobody here knows how it is known.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use signet_model::Timestamp;
use signet_model::plans::{Outcome, State};

/// How the proxy is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vitals {
    /// Calls to the cloud within the last second.
    pub calls_now: u32,
    /// How many there may be; `None` where there is no limit.
    pub calls_limit: Option<u32>,
    /// People who are signed in; `None` where there is no sign-in.
    pub sessions: Option<u64>,
    /// How many plans are in each state, but for those that are over.
    pub plans: Vec<(State, u64)>,
    /// How many items of plans had which outcome since the start.
    pub plan_items: Vec<(Outcome, u64)>,
    /// How the audit log is.
    pub audit: AuditVitals,
    /// Until when the proxy's own certificate is valid; `None` where it has none.
    pub tls_valid_to: Option<Timestamp>,
    /// The keys, by account.
    pub keys: Vec<KeyVitals>,
    /// When the first active CA of each instance expires, where that is known.
    pub authorities: Vec<(String, Timestamp)>,
}

/// How the audit log is. `None` is unknown, or not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditVitals {
    /// Entries that lie in the reserve, because the log could not take them.
    pub in_reserve: Option<u64>,
    /// When a checkpoint was last taken by somebody off this machine.
    pub checkpoint_at: Option<Timestamp>,
    /// Entries written since.
    pub since_checkpoint: Option<u64>,
}

/// How the key of an account is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyVitals {
    /// The account's name in the configuration.
    pub account: String,
    /// When the key ends, where that is known.
    pub expires_at: Option<Timestamp>,
    /// Whether the proxy replaces it by itself.
    pub is_replaced: bool,
    /// Whether the last attempt to replace it failed.
    pub is_failing: bool,
}

/// Writes what it knows.
pub type Source = Box<dyn Fn(&mut Vitals) + Send + Sync>;

/// Everything that is known, from whoever knows it.
#[derive(Default)]
pub struct VitalSigns(Mutex<Vec<Source>>);

impl VitalSigns {
    /// Adds one that knows something. It is asked often and must not wait for anything.
    pub fn add(&self, source: impl Fn(&mut Vitals) + Send + Sync + 'static) {
        self.sources().push(Box::new(source));
    }

    /// How things are now.
    #[must_use]
    pub fn take(&self) -> Vitals {
        let mut vitals = Vitals::default();
        for source in &*self.sources() {
            source(&mut vitals);
        }
        vitals
    }

    fn sources(&self) -> std::sync::MutexGuard<'_, Vec<Source>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for VitalSigns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VitalSigns({})", self.sources().len())
    }
}
