//! Where a call goes: an account, a region and the endpoints there.

use std::fmt;
use std::sync::Arc;

use signet_model::operations::Product;

use crate::keys::KeySource;
use crate::quota::KeyQuota;
use crate::upstream::Endpoint;

/// An account that calls are made for.
pub struct Account {
    /// Its name in the configuration.
    pub name: String,
    /// Its key.
    pub key: Arc<KeySource>,
    /// The instances that may be used; all where empty.
    pub instances: Vec<String>,
    /// The limits of its key.
    pub quota: Arc<KeyQuota>,
}

/// An account in a region.
#[derive(Clone)]
pub struct Target {
    /// The account.
    pub account: Arc<Account>,
    /// The region id.
    pub region: String,
    /// Where ApsaraMQ for MQTT answers.
    pub onsmqtt: Arc<Endpoint>,
    /// Where IoT Platform answers.
    pub iot: Arc<Endpoint>,
}

/// An IoT Platform instance and where it is.
#[derive(Clone, Debug)]
pub struct IotInstance {
    /// Its id; `None` for the public instance.
    pub id: Option<String>,
    /// Where it is.
    pub target: Arc<Target>,
}

impl Account {
    /// Whether the configuration lets this instance be used.
    #[must_use]
    pub fn allows(&self, instance_id: &str) -> bool {
        self.instances.is_empty() || self.instances.iter().any(|allowed| allowed == instance_id)
    }
}

impl Target {
    /// Where a product answers.
    #[must_use]
    pub fn endpoint(&self, product: Product) -> &Arc<Endpoint> {
        match product {
            Product::OnsMqtt => &self.onsmqtt,
            Product::Iot => &self.iot,
        }
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.account.name, self.region)
    }
}
