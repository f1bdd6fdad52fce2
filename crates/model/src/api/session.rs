//! Who is asking, which cloud answers, and what may be done: `GET /api/session`.

use serde::{Deserialize, Serialize};

use crate::effect::Effect;
use crate::roles::Grant;
use crate::timestamp::Timestamp;

/// What the dashboard must know before it shows anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Who acts, for the record: a subject such as `user:alice`, or `local` where there is no sign-in.
    pub actor: String,
    /// The name for people.
    pub name: String,
    /// How they signed in.
    pub via: Via,
    /// When they proved who they are; null where there is no sign-in.
    pub signed_in_at: Option<Timestamp>,
    /// When this session ends whatever is done in it; null where there is no end.
    pub expires_at: Option<Timestamp>,
    /// The origin of the page on another site that asks by a bearer; absent where no such page does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// What they may do, where. [`crate::roles::may`] decides by it.
    pub grants: Vec<Grant>,
    /// Which cloud answers.
    pub cloud: Cloud,
    /// The accounts that the proxy may use.
    pub accounts: Vec<Account>,
    /// The IoT Platform instances that the configuration names.
    pub iot_instances: Vec<IotInstance>,
    /// What the proxy itself was started to allow, whoever asks.
    pub allowed: Vec<Effect>,
    /// Why the rest is refused; null where nothing is.
    pub refusal: Option<Refusal>,
    /// The effects that need a reason.
    pub reason_required: Vec<Effect>,
    /// The effects that need a sign-in of the last minutes.
    pub recent_sign_in: Vec<Effect>,
    /// The proxy's own limits.
    pub limits: Limits,
}

/// How somebody signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// There is no sign-in: whoever sits at this machine.
    Local,
    /// Name, password and perhaps a one-time code.
    Password,
    /// OpenID Connect.
    Oidc,
    /// A JWT of the company's portal or access proxy.
    Jwt,
    /// Headers of a reverse proxy.
    Header,
    /// An API token.
    Token,
}

impl Via {
    /// The name used in JSON and records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Password => "password",
            Self::Oidc => "oidc",
            Self::Jwt => "jwt",
            Self::Header => "header",
            Self::Token => "token",
        }
    }
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
    /// The last four characters of the AccessKey id; empty while the account has no key.
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
    /// Its account.
    #[serde(default)]
    pub account: String,
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
