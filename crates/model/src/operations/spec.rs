//! What is known of each operation besides its fields: product, effect, quota, RAM actions.

use serde::Serialize;

use super::OperationName;
use crate::effect::Effect;

/// A product of the cloud with an API of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Product {
    /// ApsaraMQ for MQTT, API version 2020-04-20.
    OnsMqtt,
    /// IoT Platform, API version 2018-01-20.
    Iot,
}

/// How often the cloud lets one account call an operation (`cloud-api.md` sections 2 and 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quota {
    /// Calls a second, per account and operation.
    pub per_second: u32,
    /// Whether one call waits for the answer of the one before: at 10 calls/s a single early call is 10 % over.
    pub serialised: bool,
}

/// What is known of an operation besides its fields.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Spec {
    /// The product that answers it.
    pub product: Product,
    /// What it does to the world; [`Operation::effect`](super::Operation::effect) says it for the arguments of one call.
    pub effect: Effect,
    /// How often it may be called.
    pub quota: Quota,
    /// The RAM actions that the proxy's key must be granted (`cloud-api.md` section 7).
    pub ram_actions: &'static [&'static str],
}

impl Product {
    /// Both products.
    pub const ALL: [Self; 2] = [Self::OnsMqtt, Self::Iot];

    /// The API version that the operations here are of.
    #[must_use]
    pub const fn version(self) -> &'static str {
        match self {
            Self::OnsMqtt => "2020-04-20",
            Self::Iot => "2018-01-20",
        }
    }

    /// The product's code in endpoints and records.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OnsMqtt => "onsmqtt",
            Self::Iot => "iot",
        }
    }
}

/// The action that nearly every page asks for besides its own.
const ACCESS: &str = "mq:MqttInstanceAccess";

const fn per_second(per_second: u32) -> Quota {
    Quota {
        per_second,
        serialised: per_second <= 10,
    }
}

const fn mqtt(effect: Effect, quota: u32, ram_actions: &'static [&'static str]) -> Spec {
    Spec {
        product: Product::OnsMqtt,
        effect,
        quota: per_second(quota),
        ram_actions,
    }
}

const fn iot(effect: Effect, quota: u32, ram_actions: &'static [&'static str]) -> Spec {
    Spec {
        product: Product::Iot,
        effect,
        quota: per_second(quota),
        ram_actions,
    }
}

impl OperationName {
    /// What is known of the operation.
    #[must_use]
    pub const fn spec(self) -> Spec {
        use Effect::{Create, Destroy, Read, Resume, Suspend};
        match self {
            // No quota is published for it; it is asked for once a minute, so the lowest class costs nothing.
            Self::ListInstances => mqtt(Read, 10, &["mq:ListMqttInstance"]),
            Self::ListGroupId => mqtt(Read, 10, &["mq:ListMqttGroupId", ACCESS]),
            Self::CreateGroupId => mqtt(Create, 10, &["mq:CreateMqttGroupId", ACCESS]),
            Self::DeleteGroupId => mqtt(Destroy, 10, &["mq:DeleteMqttGroupId", ACCESS]),
            Self::ListDeviceCredentialClientId => mqtt(Read, 500, &[ACCESS]),
            Self::RegisterDeviceCredential => {
                mqtt(Create, 500, &["mq:RegisterDeviceCredential", ACCESS])
            }
            Self::GetDeviceCredential => mqtt(Read, 500, &["mq:GetDeviceCredential", ACCESS]),
            Self::RefreshDeviceCredential => {
                mqtt(Destroy, 500, &["mq:RefreshDeviceCredential", ACCESS])
            }
            Self::UnRegisterDeviceCredential => mqtt(Destroy, 500, &[ACCESS]),
            Self::ListDeviceCertificate => mqtt(Read, 500, &["mq:ListDeviceCertificate", ACCESS]),
            Self::ListDeviceCertificateByCaSn => {
                mqtt(Read, 500, &["mq:ListDeviceCertificateByCaSn", ACCESS])
            }
            Self::GetDeviceCertificate => mqtt(Read, 500, &["mq:GetDeviceCertificate", ACCESS]),
            Self::ActiveDeviceCertificate => {
                mqtt(Resume, 500, &["mq:ActiveDeviceCertificate", ACCESS])
            }
            Self::InactivateDeviceCertificate => {
                mqtt(Suspend, 500, &["mq:UnregisterDeviceCertificate"])
            }
            Self::DeleteDeviceCertificate => {
                mqtt(Destroy, 500, &["mq:DeleteDeviceCertificate", ACCESS])
            }
            Self::ListCaCertificate => mqtt(Read, 500, &["mq:ListCaCertificate", ACCESS]),
            Self::GetCaCertificate => mqtt(Read, 500, &["mq:GetCaCertificate", ACCESS]),
            Self::GetRegisterCode => mqtt(Read, 500, &["mq:GetRegisterCode", ACCESS]),
            Self::RegisterCaCertificate => mqtt(Create, 500, &["mq:RegisterCa", ACCESS]),
            Self::ActiveCaCertificate => mqtt(Resume, 500, &["mq:ActiveCaCertificate", ACCESS]),
            Self::InactivateCaCertificate => {
                mqtt(Suspend, 500, &["mq:UnregisterCaCertificate", ACCESS])
            }
            Self::DeleteCaCertificate => mqtt(Destroy, 500, &["mq:DeleteCaCertificate", ACCESS]),
            Self::QuerySessionByClientId => mqtt(Read, 500, &[ACCESS]),
            Self::BatchQuerySessionByClientIds => mqtt(Read, 100, &[ACCESS]),
            // No quota is published for these four, and an action for one of them; the others are named alike.
            Self::CloseConnection => mqtt(Suspend, 50, &["mq:CloseConnection", ACCESS]),
            Self::QueryCustomAuthConnectBlack => {
                mqtt(Read, 50, &["mq:QueryCustomAuthConnectBlack", ACCESS])
            }
            Self::AddCustomAuthConnectBlack => {
                mqtt(Suspend, 50, &["mq:AddCustomAuthConnectBlack", ACCESS])
            }
            Self::DeleteCustomAuthConnectBlack => {
                mqtt(Resume, 50, &["mq:DeleteCustomAuthConnectBlack", ACCESS])
            }
            Self::QueryClientIds => iot(Read, 10, &["iot:QueryClientIds"]),
            Self::DeleteClientIds => iot(Destroy, 10, &["iot:DeleteClientIds"]),
            Self::TransformClientId => iot(Destroy, 10, &["iot:TransformClientId"]),
            Self::QueryDevice => iot(Read, 50, &["iot:QueryDevice"]),
            Self::QueryDeviceDetail => iot(Read, 50, &["iot:QueryDeviceDetail"]),
            Self::BatchGetDeviceState => iot(Read, 50, &["iot:BatchGetDeviceState"]),
            Self::DisableThing => iot(Suspend, 500, &["iot:DisableThing"]),
            Self::EnableThing => iot(Resume, 500, &["iot:EnableThing"]),
        }
    }
}
