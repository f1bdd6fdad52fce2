//! Who is asking, which cloud answers, and what may be done: `GET /api/session`.

use serde::{Deserialize, Serialize};

use crate::effect::Effect;

/// What the dashboard must know before it shows anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Who acts, for the record.
    pub actor: String,
    /// Which cloud answers.
    pub cloud: Cloud,
    /// The accounts that the proxy may use.
    pub accounts: Vec<Account>,
    /// The IoT Platform instances that the configuration names.
    pub iot_instances: Vec<IotInstance>,
    /// What this actor may do.
    pub allowed: Vec<Effect>,
    /// Why the rest is refused; null where nothing is.
    pub refusal: Option<Refusal>,
    /// The proxy's own limits.
    pub limits: Limits,
}

/// Which cloud answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cloud {
    /// The emulator inside this process; nothing is real.
    Demo,
    /// An endpoint on this machine.
    Loopback,
    /// Alibaba Cloud.
    Real,
}

/// One account of the configuration, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The name that the configuration gives it.
    pub name: String,
    /// The last four characters of the AccessKey id.
    pub key_ends_with: String,
    /// The regions that are used.
    pub regions: Vec<String>,
}

/// One IoT Platform instance of the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IotInstance {
    /// The name that the configuration gives it.
    pub name: String,
    /// Its id; null for the public instance, which has none.
    pub iot_instance_id: Option<String>,
    /// Its region.
    pub region: String,
}

/// Why acts are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Started with `--read-only`.
    ReadOnly,
    /// A real cloud, and started without `--allow-changes`.
    ChangesNotAllowed,
}

/// The proxy's own limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Calls a second over all operations; null where the quota is off.
    pub calls_per_second: Option<u32>,
    /// Calls made within the last second.
    pub calls_now: u32,
}
