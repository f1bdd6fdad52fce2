//! What exists in the pretended cloud. Plain data: [`crate::fleet`] makes it, [`crate::products`] change it,
//! [`crate::state`] keeps it.

use std::collections::{BTreeMap, BTreeSet};
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
    /// How many credentials were registered or refreshed: no secret is made twice.
    pub(crate) issued: u64,
    /// The IoT Platform instance that some of the devices belong to.
    pub(crate) iot_instance_id: String,
    /// The products of IoT Platform, in the order in which they were made.
    pub(crate) products: Vec<Product>,
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
    /// Registration codes that a CA certificate was registered with; no second one can be.
    pub(crate) used_codes: BTreeSet<String>,
    /// The connection blacklist by client id.
    pub(crate) blacklist: BTreeMap<String, Listed>,
    /// What acts did to the sessions of clients, by client id; [`crate::sessions`] reads it.
    pub(crate) traces: BTreeMap<String, Trace>,
}

/// An entry of the connection blacklist.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Listed {
    /// Whether it lets the client connect all the same (`Effect` `ALLOW`).
    pub(crate) allows: bool,
    pub(crate) since: Timestamp,
}

/// What acts did to the sessions of a client.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Trace {
    /// When its session was last ended, or when it was last let in again.
    pub(crate) apart_since: Option<Timestamp>,
    /// Since when it has no credential, where it was connected at that moment.
    pub(crate) deregistered_at: Option<Timestamp>,
}

/// A group of clients.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Group {
    pub(crate) created_at: Timestamp,
    /// Credentials by client id.
    pub(crate) credentials: BTreeMap<String, Credential>,
}

/// A device credential; its two halves are derived from the seed, the client id and the number of its issue.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Credential {
    /// [`World::issued`] when it was made or refreshed; 0 in the fleet of the start.
    pub(crate) issue: u64,
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
    /// What was handed in where it was registered by a call; the fleet's own are made by [`crate::x509`].
    pub(crate) handed_in: Option<HandedIn>,
    #[serde(skip)]
    pub(crate) pems: OnceLock<Pems>,
}

/// The two certificates that a CA was registered with.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct HandedIn {
    pub(crate) certificate: String,
    pub(crate) verification: String,
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

/// A product of IoT Platform.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Product {
    pub(crate) key: String,
    pub(crate) name: String,
    /// The IoT Platform instance; the public one where `None`.
    pub(crate) instance_id: Option<String>,
}

/// A device of IoT Platform; its secret is derived from the seed and its IotId.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Device {
    /// The IoT Platform instance; the public one where `None`.
    pub(crate) instance_id: Option<String>,
    pub(crate) product_key: String,
    /// Unique within the product.
    pub(crate) name: String,
    pub(crate) created_at: Timestamp,
    /// When it first connected; `None` where it never did.
    pub(crate) activated_at: Option<Timestamp>,
    pub(crate) disabled: bool,
    /// When its session was last ended by an act, or when it was last enabled.
    pub(crate) apart_since: Option<Timestamp>,
    pub(crate) client_ids: Vec<(String, Timestamp)>,
}
