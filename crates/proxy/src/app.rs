//! What the routes share.

use std::sync::atomic::{AtomicBool, Ordering};

use signet_model::api::{Account, Cloud, IotInstance};
use tokio_util::task::TaskTracker;

use crate::dashboard::Dashboard;
use crate::service::{Ports, Service};

/// What the routes share.
pub struct App {
    /// Executes operations.
    pub service: std::sync::Arc<Service>,
    /// Time, ids and the record, for what happens before an operation is known.
    pub ports: Ports,
    /// The files of the dashboard.
    pub dashboard: Dashboard,
    /// Which cloud answers.
    pub cloud: Cloud,
    /// The accounts, without their secrets.
    pub accounts: Vec<Account>,
    /// The IoT Platform instances that are named.
    pub iot_instances: Vec<IotInstance>,
    /// Acts that must come to their end, whoever waits for them.
    pub acts: TaskTracker,
    /// Set when no new act may be begun.
    pub stopping: AtomicBool,
}

impl App {
    /// Whether the proxy is about to end.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}
