//! Where something is that the proxy's own API names by an instance of either product and perhaps an object in it.

use serde_json::{Map, Value};
use signet_model::identifiers::{InstanceId, IotInstanceId};
use signet_model::operations::Scope;
use signet_model::roles::PUBLIC_IOT_INSTANCE;

use super::input;
use crate::asker::object;
use crate::service::Refused;

/// How the ids of IoT Platform instances start (`cloud-api.md` section 2); those of ApsaraMQ for MQTT start otherwise.
const IOT: &str = "iot-";
/// Between the group and the device in a client id.
const IN_GROUP: &str = "@@@";

/// An instance, and an object in it or something of it.
pub(super) struct Place {
    pub(super) instance: String,
    pub(super) object: Option<String>,
    group: Option<String>,
    of: Of,
}

enum Of {
    Mqtt(InstanceId),
    Iot(Option<IotInstanceId>),
}

impl Place {
    /// An object of an instance, or where there is none what somebody may see of the instance.
    ///
    /// # Errors
    /// The instance cannot be one.
    pub(super) fn of(instance: &str, object: Option<&str>) -> Result<Self, Refused> {
        let wrong = |rule| input::invalid("instance_id", format!("instance_id {rule}"));
        let of = if instance == PUBLIC_IOT_INSTANCE {
            Of::Iot(None)
        } else if instance.starts_with(IOT) {
            Of::Iot(Some(IotInstanceId::parse(instance).map_err(wrong)?))
        } else {
            Of::Mqtt(InstanceId::parse(instance).map_err(wrong)?)
        };
        Ok(Self {
            instance: instance.to_owned(),
            object: object.map(str::to_owned),
            group: object.and_then(group).map(str::to_owned),
            of,
        })
    }

    /// What grants must reach.
    pub(super) fn scope(&self) -> Scope<'_> {
        match &self.of {
            Of::Mqtt(id) if self.object.is_none() => Scope::Inside(id),
            Of::Mqtt(id) => Scope::Group(id, self.group.as_deref()),
            Of::Iot(id) => Scope::Iot(id.as_ref()),
        }
    }

    /// By the fields that the audit log is searched by.
    pub(super) fn about(&self) -> Map<String, Value> {
        let is_iot = matches!(self.of, Of::Iot(_));
        let instance_is = if is_iot {
            "iot_instance_id"
        } else {
            "instance_id"
        };
        let object_is = match &self.group {
            _ if is_iot => "object",
            Some(group) if self.object.as_ref() == Some(group) => "group_id",
            Some(_) => "client_id",
            None => "object",
        };
        object([
            (instance_is, Some(self.instance.as_str().into())),
            (object_is, self.object.as_deref().map(Value::from)),
        ])
    }
}

/// The group that an object is in, or is.
fn group(object: &str) -> Option<&str> {
    match object.split_once(IN_GROUP) {
        Some((group, _)) => Some(group),
        None => (object.starts_with("GID_") || object.starts_with("GID-")).then_some(object),
    }
}
