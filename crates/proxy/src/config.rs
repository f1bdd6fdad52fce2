//! What the proxy was told to do: the flags and `signet.toml`, checked and made one.
//!
//! A wrong configuration is one line that names the key and what is wrong with it.

mod audit;
mod file;
mod network;
mod notices;
mod oddities;
mod page;
mod plans;
mod resolve;
mod safeguards;
mod sign_in;
mod tls;

pub use audit::{AuditEntry, AuditSettings};
pub use file::{AccountEntry, DEMO_ACCOUNT, File, IotInstanceEntry, QuotaEntry};
pub use notices::{NoticesEntry, WebhookEntry};
pub use plans::{ApprovalEntry, PlansEntry, SurveyEntry};
pub use resolve::{Flags, resolve};
pub use safeguards::{
    BudgetsEntry, GrantEntry, ProtectedEntry, SafeguardSettings, SafetyEntry, check_subject,
};
pub use sign_in::{HeadersEntry, JwtEntry, OidcEntry, PasswordEntry, SignInEntry};
pub use tls::TlsEntry;

use std::net::SocketAddr;
use std::path::PathBuf;

use signet_model::api::Cloud;

use crate::dashboard::Page;
use crate::guard::Guard;
use crate::keys::Key;
use crate::notices::{Thresholds, Webhook};
use crate::people::SignInSettings;
use crate::plans::{PlanSettings, Survey};
use crate::quota::QuotaLimits;
use crate::tls::TlsFiles;
use crate::upstream::Endpoint;

/// Everything that is decided before the first socket is opened.
#[derive(Debug)]
pub struct Settings {
    /// Where to listen; a loopback address unless people sign in.
    pub listen: SocketAddr,
    /// Which requests are the proxy's.
    pub guard: Guard,
    /// How people sign in; everybody is whoever sits at this machine where `None`.
    pub sign_in: Option<SignInSettings>,
    /// Which cloud answers.
    pub cloud: Cloud,
    /// The one endpoint of OnsMqtt, where regions do not decide.
    pub onsmqtt_endpoint: Option<Endpoint>,
    /// The one endpoint of Iot, where regions do not decide.
    pub iot_endpoint: Option<Endpoint>,
    /// The accounts, at least one.
    pub accounts: Vec<AccountSettings>,
    /// The IoT Platform instances that are named.
    pub iot_instances: Vec<IotInstanceSettings>,
    /// The proxy's own limits.
    pub quota: QuotaLimits,
    /// Who may do what, and what stands between a role and an act.
    pub safeguards: SafeguardSettings,
    /// Where the proxy's own certificate is; plain HTTP where `None`.
    pub tls: Option<TlsFiles>,
    /// Where notices go.
    pub webhooks: Vec<Webhook>,
    /// From when on there is a notice.
    pub notices: Thresholds,
    /// Which plans need what.
    pub plans: PlanSettings,
    /// Whom background surveys ask for.
    pub surveys: Vec<Survey>,
    /// How the audit log is kept.
    pub audit: AuditSettings,
    /// PEM with extra roots to trust.
    pub upstream_ca: Option<Vec<u8>>,
    /// Where state is kept; the default place where `None`.
    pub state_dir: Option<PathBuf>,
    /// Refuse everything but Read.
    pub read_only: bool,
    /// Allow acts on a real cloud.
    pub allow_changes: bool,
    /// How the dashboard presents itself.
    pub page: Page,
    /// Serve the dashboard from here instead of from inside the binary.
    pub dashboard: Option<PathBuf>,
    /// The file that was read, for people.
    pub file: Option<PathBuf>,
    /// What looks odd but may be right.
    pub warnings: Vec<String>,
}

/// One account.
#[derive(Debug)]
pub struct AccountSettings {
    /// Its name here.
    pub name: String,
    /// Its key.
    pub key: Key,
    /// Its regions, at least one.
    pub regions: Vec<String>,
    /// The instances that may be used; all where empty.
    pub instances: Vec<String>,
}

/// One IoT Platform instance.
#[derive(Clone, Debug)]
pub struct IotInstanceSettings {
    /// Its name here.
    pub name: String,
    /// Its id; `None` for the public instance.
    pub id: Option<String>,
    /// Its region.
    pub region: String,
    /// The index of its account.
    pub account: usize,
}

/// A wrong configuration: one line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ConfigError(String);

impl ConfigError {
    /// An error about one key or flag.
    #[must_use]
    pub fn about(key: &str, what: impl std::fmt::Display) -> Self {
        // Whatever the cause says, a person gets one line.
        let line: Vec<_> = format!("{key}: {what}")
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        Self(line.join(" "))
    }
}
