//! What the routes share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signet_model::api::{Account, Cloud, IotInstance};
use signet_store::Store;
use tokio_util::task::TaskTracker;

use crate::dashboard::Dashboard;
use crate::grants::Grants;
use crate::guard::Guard;
use crate::keys::KeySource;
use crate::metrics::Metrics;
use crate::people::People;
use crate::plans::Plans;
use crate::service::{Ports, Service};
use crate::setup::SetUp;

/// What the routes share.
pub struct App {
    /// Which requests are ours.
    pub guard: Guard,
    /// Who may ask, and who they are.
    pub people: People,
    /// Who was granted what.
    pub grants: Arc<Grants>,
    /// What outlives the process.
    pub store: Store,
    /// Executes operations.
    pub service: Arc<Service>,
    /// Makes, keeps and runs plans.
    pub plans: Arc<Plans>,
    /// Time, ids and the record, for what happens before an operation is known.
    pub ports: Ports,
    /// Counts what happens.
    pub metrics: Arc<Metrics>,
    /// The files of the dashboard.
    pub dashboard: Dashboard,
    /// Which cloud answers.
    pub cloud: Cloud,
    /// The accounts, without their secrets.
    pub accounts: Vec<AccountHere>,
    /// The IoT Platform instances that are named.
    pub iot_instances: Vec<IotInstance>,
    /// What an administrator is told of how it is set up.
    pub setup: SetUp,
    /// Acts that must come to their end, whoever waits for them.
    pub acts: TaskTracker,
    /// Set when no new act may be begun.
    pub stopping: AtomicBool,
}

/// An account of the configuration.
pub struct AccountHere {
    /// Its name.
    pub name: String,
    /// Its regions.
    pub regions: Vec<String>,
    /// Its key.
    pub key: Arc<KeySource>,
}

impl App {
    /// The accounts as they are shown, each with the end of the key that it has now.
    #[must_use]
    pub fn shown_accounts(&self) -> Vec<Account> {
        let shown = |account: &AccountHere| Account {
            name: account.name.clone(),
            key_ends_with: account.key.state().ends_with,
            regions: account.regions.clone(),
        };
        self.accounts.iter().map(shown).collect()
    }

    /// Whether it has no key at all and none will come: nothing says where from.
    #[must_use]
    pub fn has_no_key(&self) -> bool {
        !self.accounts.is_empty() && self.accounts.iter().all(|account| account.key.is_absent())
    }

    /// Whether the proxy is about to end.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}
