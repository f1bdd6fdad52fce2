//! What IoT Platform says of devices.

use serde::{Deserialize, Serialize};

use crate::secret::Secret;
use crate::timestamp::Timestamp;

/// The answer of [`QueryDevice`](super::QueryDevice).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Devices {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The devices of this page.
    pub devices: Vec<Device>,
    /// How many there are; null where the cloud does not tell.
    pub items_total: Option<u64>,
    /// How many pages there are; null where the cloud does not tell.
    pub pages_total: Option<u64>,
    /// The page that the cloud says this is.
    pub page_number: u32,
    /// The page size that the cloud says it used.
    pub page_size: u32,
    /// The token for the next page; null on the last.
    pub next_token: Option<String>,
}

/// A device in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its id.
    pub iot_id: String,
    /// Its product.
    pub product_key: String,
    /// Its name within the product.
    pub device_name: String,
    /// The name that people gave it; empty where they gave none.
    pub nickname: String,
    /// Its state, as the list has it: up to 10 s old.
    pub status: DeviceStatus,
    /// When it was made; null where the cloud does not tell.
    pub created_at: Option<Timestamp>,
    /// When it was last changed; null where the cloud does not tell.
    pub updated_at: Option<Timestamp>,
}

/// The answer of [`QueryDeviceDetail`](super::QueryDeviceDetail).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceDetailAnswer {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The device.
    pub device: DeviceDetail,
    /// Its secret, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_secret: Option<Secret>,
}

/// All that the cloud says of a device but its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceDetail {
    /// Its id.
    pub iot_id: String,
    /// Its product.
    pub product_key: String,
    /// The name of its product.
    pub product_name: String,
    /// Its name within the product.
    pub device_name: String,
    /// The name that people gave it; empty where they gave none.
    pub nickname: String,
    /// Its state.
    pub status: DeviceStatus,
    /// Whether other devices hang on it; null where the cloud does not tell.
    pub is_gateway: Option<bool>,
    /// The version of its firmware; empty where it reported none.
    pub firmware_version: String,
    /// The address that it last connected from; empty where it never did.
    pub ip_address: String,
    /// The region id, `cn-shanghai`.
    pub region: String,
    /// When it was made; null where the cloud does not tell.
    pub created_at: Option<Timestamp>,
    /// When it first connected; null where it never did.
    pub activated_at: Option<Timestamp>,
    /// When it was last online; null where it never was.
    pub last_online_at: Option<Timestamp>,
}

/// The answer of [`BatchGetDeviceState`](super::BatchGetDeviceState).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceStates {
    /// The cloud's RequestId.
    pub request_id: String,
    /// What the cloud knows, in its order; a device that it leaves out is unknown to it.
    pub devices: Vec<DeviceState>,
}

/// The state of one device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceState {
    /// Its id.
    pub iot_id: String,
    /// Its name within the product.
    pub device_name: String,
    /// Its state.
    pub status: DeviceStatus,
    /// The address that it is or was connected from; empty where the cloud does not tell.
    pub ip_address: String,
    /// Since when it is in this state; null where the cloud does not tell.
    pub as_of: Option<Timestamp>,
    /// When it was last online; null where it never was.
    pub last_online_at: Option<Timestamp>,
}

/// The state of a device (`cloud-api.md` section 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceStatus {
    /// It is connected.
    Online,
    /// It is not connected.
    Offline,
    /// It never connected.
    Unactive,
    /// It may not connect.
    Disable,
    /// A state that was not known when this was written.
    #[serde(other)]
    Unknown,
}
