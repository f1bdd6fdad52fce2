//! What exists in the pretended cloud. Plain data: [`crate::fleet`] makes it, [`crate::products`] change it,
//! [`crate::state`] keeps it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use signet_model::Timestamp;
use signet_model::operations::Edition;

use crate::x509::{Keys, Pems};

/// Everything that exists.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct World {
    /// What keys and secrets are derived from.
    pub(crate) seed: u64,
    /// The instances of the account, in the order in which they are listed.
    pub(crate) instances: Vec<Instance>,
    /// An instance that exists but belongs to another account.
    pub(crate) foreign_instance_id: String,
    /// The IoT Platform instance that some of the devices belong to.
    pub(crate) iot_instance_id: String,
    /// The devices of IoT Platform by IotId.
    pub(crate) devices: BTreeMap<String, Device>,
    /// A device with as many ClientIDs as a device here can have.
    pub(crate) demo_iot_id: String,
    #[serde(skip)]
    pub(crate) keys: OnceLock<Keys>,
}

/// An ApsaraMQ for MQTT instance.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Instance {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) edition: Edition,
    pub(crate) region: String,
    pub(crate) groups: BTreeMap<String, Group>,
    /// CA certificates by serial number.
    pub(crate) authorities: BTreeMap<String, Authority>,
}

/// A group of clients.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) created_at: Timestamp,
    /// Credentials by client id.
    pub(crate) credentials: BTreeMap<String, Credential>,
}

/// A device credential; its two halves are derived from the seed, the client id and the time of its last change.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Credential {
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

/// A CA certificate and the device certificates that it signed.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Authority {
    pub(crate) name: String,
    pub(crate) active: bool,
    pub(crate) valid_from: Timestamp,
    pub(crate) valid_to: Timestamp,
    pub(crate) registration_code: String,
    /// Device certificates by serial number.
    pub(crate) certificates: BTreeMap<String, Certificate>,
    #[serde(skip)]
    pub(crate) pems: OnceLock<Pems>,
}

/// A device certificate.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Certificate {
    /// The common name that its maker wrote, whatever it is.
    pub(crate) name: String,
    /// The organisation that its maker wrote.
    pub(crate) organization: String,
    pub(crate) active: bool,
    pub(crate) valid_from: Timestamp,
    pub(crate) valid_to: Timestamp,
    #[serde(skip)]
    pub(crate) pem: OnceLock<String>,
}

/// A device of IoT Platform.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Device {
    /// The IoT Platform instance; the public one where `None`.
    pub(crate) instance_id: Option<String>,
    pub(crate) client_ids: Vec<(String, Timestamp)>,
}
