//! How each operation is tried without changing anything: what reads is asked about what is there or about what cannot be; what
//! acts is asked for only where nothing can come of it, because its object has 64 random bits in its name and so exists nowhere.

use serde_json::{Map, Value, json};
use signet_model::OperationName;

/// What the trials are about.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// The instance, or the IoT Platform instance; `None` for the public one.
    pub(super) instance: Option<String>,
    /// A group that is there, where there is one.
    pub(super) group: Option<String>,
    /// What makes the names of this round be nobody's.
    pub(super) nobody: String,
}

/// How one operation is tried.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Trial {
    /// With these fields.
    Call(Map<String, Value>),
    /// Not at all: trying could change something.
    Unsafe,
}

impl Subject {
    pub(super) fn new(instance: Option<String>, group: Option<String>, nonce: &str) -> Self {
        let nobody = nonce.chars().take(16).collect();
        Self {
            instance,
            group,
            nobody,
        }
    }

    /// The trial of an operation. Safe is only what the cloud's documentation makes safe.
    pub(super) fn trial(&self, name: OperationName) -> Trial {
        use OperationName as O;
        let fields = match name {
            O::ListInstances => json!({}),
            O::ListGroupId | O::GetRegisterCode => self.mqtt(json!({})),
            O::ListDeviceCredentialClientId => {
                self.mqtt(json!({ "group_id": self.group(), "page_number": 1, "page_size": 1 }))
            }
            O::ListDeviceCertificate | O::ListCaCertificate => {
                self.mqtt(json!({ "page_number": 1, "page_size": 1 }))
            }
            O::ListDeviceCertificateByCaSn => self.mqtt(
                json!({ "ca_serial_number": self.serial(), "page_number": 1, "page_size": 1 }),
            ),
            O::QueryCustomAuthConnectBlack => self.mqtt(json!({ "page_size": 1 })),
            O::BatchQuerySessionByClientIds => {
                self.mqtt(json!({ "client_ids": [self.client_id()] }))
            }
            // Of a client id that nobody has: so no secret comes over the wire, nothing is deregistered
            // (`DeviceCredentialNotFound`), no session is closed and no entry leaves the blacklist.
            O::GetDeviceCredential
            | O::UnRegisterDeviceCredential
            | O::QuerySessionByClientId
            | O::CloseConnection
            | O::DeleteCustomAuthConnectBlack => {
                self.mqtt(json!({ "client_id": self.client_id() }))
            }
            O::DeleteGroupId => self.mqtt(json!({ "group_id": format!("GID_{}", self.name()) })),
            // `FindCaBySnError` and `FindDeviceBySnError`.
            O::GetCaCertificate
            | O::ActiveCaCertificate
            | O::InactivateCaCertificate
            | O::DeleteCaCertificate => self.mqtt(json!({ "ca_serial_number": self.serial() })),
            O::GetDeviceCertificate
            | O::ActiveDeviceCertificate
            | O::InactivateDeviceCertificate
            | O::DeleteDeviceCertificate => self.mqtt(
                json!({ "ca_serial_number": self.serial(), "device_serial_number": self.serial() }),
            ),
            // What Refresh does to an id without a credential is not documented (`cloud-api.md` section 10).
            O::RegisterDeviceCredential
            | O::RefreshDeviceCredential
            | O::RegisterCaCertificate
            | O::AddCustomAuthConnectBlack
            | O::CreateGroupId => return Trial::Unsafe,
            O::QueryDevice => {
                self.iot(json!({ "product_key": self.iot_id(), "page_number": 1, "page_size": 1 }))
            }
            O::BatchGetDeviceState => self.iot(json!({ "iot_ids": [self.iot_id()] })),
            O::QueryClientIds
            | O::DeleteClientIds
            | O::QueryDeviceDetail
            | O::DisableThing
            | O::EnableThing => self.iot(json!({ "iot_id": self.iot_id() })),
            O::TransformClientId => {
                self.iot(json!({ "iot_id": self.iot_id(), "client_id": self.name() }))
            }
        };
        match fields {
            Value::Object(fields) => Trial::Call(fields),
            _ => Trial::Unsafe,
        }
    }

    fn mqtt(&self, fields: Value) -> Value {
        self.with("instance_id", fields)
    }

    fn iot(&self, fields: Value) -> Value {
        self.with("iot_instance_id", fields)
    }

    fn with(&self, name: &str, mut fields: Value) -> Value {
        if let Some(instance) = &self.instance {
            fields[name] = instance.as_str().into();
        }
        fields
    }

    fn name(&self) -> String {
        format!("doctor-{}", self.nobody)
    }

    fn serial(&self) -> String {
        self.name()
    }

    /// In a group that is there, so that its absence is not what the cloud complains about.
    fn client_id(&self) -> String {
        format!("{}@@@{}", self.group(), self.name())
    }

    fn group(&self) -> String {
        self.group
            .clone()
            .unwrap_or_else(|| format!("GID_{}", self.name()))
    }

    fn iot_id(&self) -> String {
        format!("doctor{}", self.nobody)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_is_asked_for_only_of_what_nobody_has() {
        let subject = Subject::new(
            Some("post-cn-1".to_owned()),
            Some("GID_real".to_owned()),
            "0123456789abcdef0123456789abcdef",
        );
        for name in OperationName::ALL {
            let Trial::Call(fields) = subject.trial(*name) else {
                continue;
            };
            if name.spec().effect.leaves_no_trace() {
                continue;
            }
            let objects = fields
                .iter()
                .filter(|(field, _)| !field.ends_with("instance_id"));
            for (field, value) in objects {
                let value = value.to_string();
                assert!(
                    value.contains("doctor") && value.contains("0123456789abcdef"),
                    "{name}: {field} is {value}"
                );
            }
        }
    }
}
