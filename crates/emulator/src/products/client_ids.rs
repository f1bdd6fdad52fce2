//! ClientIDs of IoT Platform devices.

use signet_model::identifiers::{IotId, IotInstanceId};
use signet_model::operations::{ClientIds, DeleteClientIds, Done, DynamicClientId, QueryClientIds};

use super::{Carry, Desk};
use crate::refusal::Refusal;
use crate::world::Device;

impl Desk<'_> {
    /// The device, looked for in the instance that was named, or in the public one (`cloud-api.md` section 2).
    fn device(
        &mut self,
        id: &IotId,
        instance: Option<&IotInstanceId>,
    ) -> Result<&mut Device, Refusal> {
        let instance = instance.map(IotInstanceId::as_str);
        if instance.is_some_and(|instance| instance != self.world.iot_instance_id) {
            return Err(Refusal::of("iot.system.InstanceNotFound"));
        }
        let device = self.world.devices.get_mut(id.as_str());
        let device = device.filter(|device| device.instance_id.as_deref() == instance);
        device.ok_or_else(|| Refusal::of("iot.device.NotExistedDevice"))
    }
}

impl Carry for QueryClientIds {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<ClientIds, Refusal> {
        let request_id = desk.request_id.to_owned();
        let device = desk.device(&self.iot_id, self.iot_instance_id.as_ref())?;
        let shown = device
            .client_ids
            .iter()
            .map(|(client_id, created_at)| DynamicClientId {
                client_id: client_id.clone(),
                created_at: Some(*created_at),
            });
        Ok(ClientIds {
            request_id,
            iot_id: self.iot_id.to_string(),
            client_ids: shown.collect(),
        })
    }
}

impl Carry for DeleteClientIds {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Done, Refusal> {
        let request_id = desk.request_id.to_owned();
        desk.device(&self.iot_id, self.iot_instance_id.as_ref())?
            .client_ids
            .clear();
        Ok(Done { request_id })
    }
}
