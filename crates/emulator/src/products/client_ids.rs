//! ClientIDs of IoT Platform devices.

use signet_model::operations::{
    ClientIds, DeleteClientIds, Done, DynamicClientId, QueryClientIds, TransformClientId,
};

use super::devices::Naming;
use super::{Carry, Desk};
use crate::refusal::Refusal;

impl Carry for QueryClientIds {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<ClientIds, Refusal> {
        let request_id = desk.request_id.to_owned();
        let named = Naming::Id(&self.iot_id);
        let (_, device) = desk.device(&named, self.iot_instance_id.as_ref())?;
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
        let named = Naming::Id(&self.iot_id);
        let (_, device) = desk.device(&named, self.iot_instance_id.as_ref())?;
        device.client_ids.clear();
        Ok(Done { request_id })
    }
}

impl Carry for TransformClientId {
    /// The others are gone. One that the device does not have cannot be the right one.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Done, Refusal> {
        let request_id = desk.request_id.to_owned();
        let named = Naming::Id(&self.iot_id);
        let (_, device) = desk.device(&named, self.iot_instance_id.as_ref())?;
        let right = self.client_id.as_str();
        if !device.client_ids.iter().any(|(known, _)| known == right) {
            let text = "The specified ClientId does not belong to the device.";
            return Err(Refusal::saying("iot.system.IllegalRequest", text));
        }
        device.client_ids.retain(|(known, _)| known == right);
        Ok(Done { request_id })
    }
}
