//! IoT Platform devices.

mod answers;

pub use answers::*;

use super::{Done, Scope, operation};
use crate::effect::Effect;
use crate::identifiers::{
    DeviceName, IotId, IotInstanceId, IotPageSize, NextToken, PageNumber, ProductKey, Several,
};
use crate::violation::{FieldError, Violation};

operation! {
    /// Lists the devices of a product, the youngest first; 50 calls/s. Beyond 10,000 devices the cloud wants the token of the
    /// page before, and beyond 1,000,000 it lists none (`cloud-api.md` section 2). The cloud's answer holds every
    /// `DeviceSecret`; they are dropped on the wire side.
    QueryDevice -> Devices, |this| Scope::Iot(this.iot_instance_id.as_ref()), {
        /// The IoT Platform instance; required where the instance has an id.
        #[serde(skip_serializing_if = "Option::is_none")]
        iot_instance_id: Option<IotInstanceId>,
        /// The product.
        product_key: ProductKey,
        /// The page, from 1.
        page_number: PageNumber,
        /// Devices on a page, 1 to 50.
        page_size: IotPageSize,
        /// The token that the page before gave.
        #[serde(skip_serializing_if = "Option::is_none")]
        next_token: Option<NextToken>,
    }
}

operation! {
    /// Shows one device; 50 calls/s (`cloud-api.md` section 2). The cloud's answer holds the `DeviceSecret`, every time; it is
    /// dropped on the wire side unless it was asked for.
    QueryDeviceDetail -> DeviceDetailAnswer, |this| Scope::Iot(this.iot_instance_id.as_ref()), {
        /// The IoT Platform instance; required where the instance has an id.
        #[serde(skip_serializing_if = "Option::is_none")]
        iot_instance_id: Option<IotInstanceId>,
        /// The device, by its id.
        #[serde(skip_serializing_if = "Option::is_none")]
        iot_id: Option<IotId>,
        /// The product of the device, where it is named by its name.
        #[serde(skip_serializing_if = "Option::is_none")]
        product_key: Option<ProductKey>,
        /// The device, by its name.
        #[serde(skip_serializing_if = "Option::is_none")]
        device_name: Option<DeviceName>,
        /// Whether to show the `DeviceSecret`. Never sent: the cloud always does.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        reveal: bool,
    } {
        fn effect(&self) -> Effect {
            if self.reveal { Effect::Reveal } else { Effect::Read }
        }

        fn check(&self) -> Result<(), FieldError> {
            one_device(self.iot_id.as_ref(), self.product_key.as_ref(), self.device_name.as_ref())
        }
    }
}

operation! {
    /// Asks for the state of up to 50 devices at once; 50 calls/s (`cloud-api.md` section 2).
    BatchGetDeviceState -> DeviceStates, |this| Scope::Iot(this.iot_instance_id.as_ref()), {
        /// The IoT Platform instance; required where the instance has an id.
        #[serde(skip_serializing_if = "Option::is_none")]
        iot_instance_id: Option<IotInstanceId>,
        /// The devices, by their ids.
        #[serde(skip_serializing_if = "Option::is_none")]
        iot_ids: Option<Several<IotId, 50>>,
        /// The product of the devices, where they are named by their names.
        #[serde(skip_serializing_if = "Option::is_none")]
        product_key: Option<ProductKey>,
        /// The devices, by their names.
        #[serde(skip_serializing_if = "Option::is_none")]
        device_names: Option<Several<DeviceName, 50>>,
    } {
        fn check(&self) -> Result<(), FieldError> {
            one_way(
                ("iot_ids", self.iot_ids.is_some()),
                self.product_key.is_some(),
                ("device_names", self.device_names.is_some()),
                "product_key with device_names",
            )
        }
    }
}

macro_rules! on_one_device {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        operation! {
            $(#[$meta])*
            $name -> Done, |this| Scope::Iot(this.iot_instance_id.as_ref()), {
                /// The IoT Platform instance; required where the instance has an id.
                #[serde(skip_serializing_if = "Option::is_none")]
                iot_instance_id: Option<IotInstanceId>,
                /// The device, by its id.
                #[serde(skip_serializing_if = "Option::is_none")]
                iot_id: Option<IotId>,
                /// The product of the device, where it is named by its name.
                #[serde(skip_serializing_if = "Option::is_none")]
                product_key: Option<ProductKey>,
                /// The device, by its name.
                #[serde(skip_serializing_if = "Option::is_none")]
                device_name: Option<DeviceName>,
            } {
                fn check(&self) -> Result<(), FieldError> {
                    one_device(self.iot_id.as_ref(), self.product_key.as_ref(), self.device_name.as_ref())
                }
            }
        }
    )*};
}

on_one_device! {
    /// Disables a device: it cannot connect until it is enabled (`cloud-api.md` section 2).
    DisableThing;
    /// Lets a disabled device connect again.
    EnableThing;
}

fn one_device(
    iot_id: Option<&IotId>,
    product_key: Option<&ProductKey>,
    device_name: Option<&DeviceName>,
) -> Result<(), FieldError> {
    one_way(
        ("iot_id", iot_id.is_some()),
        product_key.is_some(),
        ("device_name", device_name.is_some()),
        "product_key with device_name",
    )
}

/// Exactly one way of naming: by id, or by product and name. The cloud would take the id of two that disagree, silently.
fn one_way(
    (id, by_id): (&'static str, bool),
    product: bool,
    (name, by_name): (&'static str, bool),
    other_way: &'static str,
) -> Result<(), FieldError> {
    let (field, violation) = match (by_id, product, by_name) {
        (true, false, false) | (false, true, true) => return Ok(()),
        (true, true, _) => ("product_key", Violation::NotTogether { with: id }),
        (true, false, true) => (name, Violation::NotTogether { with: id }),
        (false, true, false) => (name, Violation::Missing),
        (false, false, true) => ("product_key", Violation::Missing),
        (false, false, false) => (id, Violation::MissingEither { or: other_way }),
    };
    Err(FieldError {
        field: field.to_owned(),
        violation,
    })
}
