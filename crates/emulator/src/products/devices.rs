//! Devices of IoT Platform: finding, showing, disabling and enabling them.

mod listing;
mod shown;

use signet_model::identifiers::{DeviceName, IotId, IotInstanceId, ProductKey};
use signet_model::operations::{
    BatchGetDeviceState, DeviceDetailAnswer, DeviceStates, DisableThing, Done, EnableThing,
    QueryDeviceDetail,
};

use super::{Carry, Desk};
use crate::refusal::Refusal;
use crate::world::Device;

/// How a call names a device. An IotId takes precedence (the vendor's pages of these operations).
pub(super) enum Naming<'a> {
    Id(&'a IotId),
    Name(&'a ProductKey, &'a DeviceName),
}

impl<'a> Naming<'a> {
    fn of(
        iot_id: Option<&'a IotId>,
        product_key: Option<&'a ProductKey>,
        device_name: Option<&'a DeviceName>,
    ) -> Result<Self, Refusal> {
        match (iot_id, product_key.zip(device_name)) {
            (Some(iot_id), _) => Ok(Self::Id(iot_id)),
            (None, Some((product_key, device_name))) => Ok(Self::Name(product_key, device_name)),
            (None, None) => Err(unnamed()),
        }
    }
}

fn unnamed() -> Refusal {
    let text = "IotId, or ProductKey and DeviceName, must be specified.";
    Refusal::saying("iot.system.IllegalRequest", text)
}

impl Desk<'_> {
    /// The device, looked for in the instance that was named, or in the public one (`cloud-api.md` section 2).
    pub(super) fn device(
        &mut self,
        named: &Naming<'_>,
        instance: Option<&IotInstanceId>,
    ) -> Result<(&String, &mut Device), Refusal> {
        let instance = self.iot_instance(instance)?;
        let found = match named {
            Naming::Id(id) => self
                .world
                .devices
                .range_mut(id.to_string()..)
                .next()
                .filter(|(known, _)| *known == id.as_str()),
            Naming::Name(product_key, name) => {
                if !has_product(&self.world.products, product_key, instance) {
                    return Err(Refusal::of("iot.prod.NotExistedProduct"));
                }
                self.world.devices.iter_mut().find(|(_, device)| {
                    device.product_key == product_key.as_str() && device.name == name.as_str()
                })
            }
        };
        let found = found.filter(|(_, device)| device.instance_id.as_deref() == instance);
        found.ok_or_else(|| Refusal::of("iot.device.NotExistedDevice"))
    }

    /// The instance that was named, which must be there; the public one is `None`.
    fn iot_instance<'a>(
        &self,
        instance: Option<&'a IotInstanceId>,
    ) -> Result<Option<&'a str>, Refusal> {
        let instance = instance.map(IotInstanceId::as_str);
        if instance.is_some_and(|instance| instance != self.world.iot_instance_id) {
            return Err(Refusal::of("iot.system.InstanceNotFound"));
        }
        Ok(instance)
    }
}

fn has_product(
    products: &[crate::world::Product],
    key: &ProductKey,
    instance: Option<&str>,
) -> bool {
    let is_it = |product: &crate::world::Product| {
        product.key == key.as_str() && product.instance_id.as_deref() == instance
    };
    products.iter().any(is_it)
}

impl Carry for QueryDeviceDetail {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceDetailAnswer, Refusal> {
        let named = Naming::of(
            self.iot_id.as_ref(),
            self.product_key.as_ref(),
            self.device_name.as_ref(),
        )?;
        let (iot_id, _) = desk.device(&named, self.iot_instance_id.as_ref())?;
        let iot_id = iot_id.clone();
        let device = &desk.world.devices[&iot_id];
        Ok(DeviceDetailAnswer {
            request_id: desk.request_id.to_owned(),
            device: desk.detail(&iot_id, device),
            device_secret: Some(shown::secret(desk.world.seed, &iot_id)),
        })
    }
}

impl Carry for BatchGetDeviceState {
    /// Devices that do not exist are left out.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceStates, Refusal> {
        let names = self.product_key.as_ref().zip(self.device_names.as_ref());
        let named: Vec<_> = match (&self.iot_ids, names) {
            (Some(ids), _) => ids.as_slice().iter().map(Naming::Id).collect(),
            (None, Some((key, names))) => names
                .as_slice()
                .iter()
                .map(|name| Naming::Name(key, name))
                .collect(),
            (None, None) => return Err(unnamed()),
        };
        let mut devices = Vec::new();
        for named in named {
            match desk.device(&named, self.iot_instance_id.as_ref()) {
                Ok((iot_id, _)) => {
                    let iot_id = iot_id.clone();
                    devices.push(desk.state(&iot_id, &desk.world.devices[&iot_id]));
                }
                Err(refusal) if refusal.code == "iot.device.NotExistedDevice" => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(DeviceStates {
            request_id: desk.request_id.to_owned(),
            devices,
        })
    }
}

/// What is in the state wanted already is left as it is, and that is a success.
macro_rules! switch {
    ($($operation:ident = $disabled:literal)*) => {$(
        impl Carry for $operation {
            fn carry(&self, desk: &mut Desk<'_>) -> Result<Done, Refusal> {
                let (now, request_id) = (desk.now, desk.request_id.to_owned());
                let named = Naming::of(self.iot_id.as_ref(), self.product_key.as_ref(), self.device_name.as_ref())?;
                let (_, device) = desk.device(&named, self.iot_instance_id.as_ref())?;
                if device.disabled != $disabled {
                    device.disabled = $disabled;
                    device.apart_since = Some(now);
                }
                Ok(Done { request_id })
            }
        }
    )*};
}

switch! {
    DisableThing = true
    EnableThing = false
}
