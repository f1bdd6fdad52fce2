//! The acts on a device, and what is sent for each.

use signet_model::{
    OperationName,
    identifiers::{IotClientId, IotId, IotInstanceId},
    operations::{DeleteClientIds, DisableThing, EnableThing, TransformClientId},
};

use crate::{components::Call, pages::acting::Acting};

/// An act on the device that is shown.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Asked {
    /// Delete all its ClientIDs.
    DeleteAll,
    /// Make this the one valid ClientID.
    Pin(String),
    /// Let it connect no more.
    Disable,
    /// Let it connect again.
    Enable,
}

impl Asked {
    /// What is sent.
    pub(super) const fn operation(&self) -> OperationName {
        match self {
            Self::DeleteAll => OperationName::DeleteClientIds,
            Self::Pin(_) => OperationName::TransformClientId,
            Self::Disable => OperationName::DisableThing,
            Self::Enable => OperationName::EnableThing,
        }
    }

    /// Whether it changes ClientIDs, which then have to be read anew before it may be made.
    pub(super) const fn is_on_client_ids(&self) -> bool {
        matches!(self, Self::DeleteAll | Self::Pin(_))
    }
}

/// The device that an act is made on.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Device {
    pub(super) iot_id: IotId,
    pub(super) iot_instance_id: Option<IotInstanceId>,
}

/// What is sent.
pub(super) enum Sent {
    DeleteAll(DeleteClientIds),
    Pin(TransformClientId),
    Disable(DisableThing),
    Enable(EnableThing),
}

impl Sent {
    /// Nothing where a ClientID breaks a rule.
    pub(super) fn of(asked: &Asked, device: &Device) -> Option<Self> {
        let Device {
            iot_id,
            iot_instance_id,
        } = device.clone();
        Some(match asked {
            Asked::DeleteAll => Self::DeleteAll(DeleteClientIds {
                iot_id,
                iot_instance_id,
            }),
            Asked::Pin(client_id) => Self::Pin(TransformClientId {
                iot_id,
                client_id: IotClientId::parse(client_id.as_str()).ok()?,
                iot_instance_id,
            }),
            Asked::Disable => Self::Disable(DisableThing {
                iot_instance_id,
                iot_id: Some(iot_id),
                product_key: None,
                device_name: None,
            }),
            Asked::Enable => Self::Enable(EnableThing {
                iot_instance_id,
                iot_id: Some(iot_id),
                product_key: None,
                device_name: None,
            }),
        })
    }

    pub(super) fn call(&self) -> Call {
        match self {
            Self::DeleteAll(operation) => Call::of(operation),
            Self::Pin(operation) => Call::of(operation),
            Self::Disable(operation) => Call::of(operation),
            Self::Enable(operation) => Call::of(operation),
        }
    }

    pub(super) fn run(&self, acting: Acting, done: impl FnOnce() + 'static) {
        match self {
            Self::DeleteAll(operation) => acting.run(operation, done),
            Self::Pin(operation) => acting.run(operation, done),
            Self::Disable(operation) => acting.run(operation, done),
            Self::Enable(operation) => acting.run(operation, done),
        }
    }
}
