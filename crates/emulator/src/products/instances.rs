//! Instances.

use signet_model::identifiers::InstanceId;
use signet_model::operations::{Instance, InstanceStatus, Instances, ListInstances};

use super::{Carry, Desk};
use crate::refusal::Refusal;
use crate::world;

impl Desk<'_> {
    /// The instance for an operation on credentials or groups. The cloud answers an unknown one with `ServiceUnavailable`
    /// (`cloud-api.md` section 4.3).
    pub(super) fn instance(&mut self, id: &InstanceId) -> Result<&mut world::Instance, Refusal> {
        if id.as_str() == self.world.foreign_instance_id {
            return Err(Refusal::of("InstancePermissionCheckFailed"));
        }
        let found = self
            .world
            .instances
            .iter_mut()
            .find(|instance| instance.id == id.as_str());
        found.ok_or_else(|| Refusal::of("ServiceUnavailable"))
    }

    /// The place of the instance for an operation on certificates, whose edition must have them.
    pub(super) fn instance_with_certificates(&self, id: &InstanceId) -> Result<usize, Refusal> {
        if id.as_str() == self.world.foreign_instance_id {
            return Err(Refusal::of("MqttOwnerCheckError"));
        }
        let place = self
            .world
            .instances
            .iter()
            .position(|instance| instance.id == id.as_str());
        let place = place.ok_or_else(|| Refusal::of("MqttInstanceNotFound"))?;
        if self.world.instances[place].edition.has_certificates() {
            Ok(place)
        } else {
            Err(Refusal::of("MqttOwnerCheckError"))
        }
    }
}

impl Carry for ListInstances {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Instances, Refusal> {
        let shown = |instance: &world::Instance| Instance {
            instance_id: instance.id.clone(),
            name: instance.name.clone(),
            edition: instance.edition,
            status: InstanceStatus::InService,
            region: instance.region.clone(),
            account: String::new(),
        };
        let instances = desk.world.instances.iter().map(shown).collect();
        Ok(Instances {
            request_id: desk.request_id.to_owned(),
            instances,
        })
    }
}
