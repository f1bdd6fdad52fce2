//! Instances and their groups.

use serde_json::Value;
use signet_model::identifiers::InstanceId;
use signet_model::operations::{
    Group, Groups, Instance, InstanceStatus, Instances, ListGroupId, ListInstances,
};
use signet_wire::Wire;

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
        };
        let instances = desk.world.instances.iter().map(shown).collect();
        Ok(Instances {
            request_id: desk.request_id.to_owned(),
            instances,
        })
    }
}

impl Carry for ListGroupId {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Groups, Refusal> {
        let request_id = desk.request_id.to_owned();
        let groups = desk.instance(&self.instance_id)?.groups.iter();
        let shown = |(id, group): (&String, &world::Group)| Group {
            group_id: id.clone(),
            created_at: Some(group.created_at),
        };
        Ok(Groups {
            request_id,
            groups: groups.map(shown).collect(),
        })
    }

    /// The cloud repeats the instance in every group.
    fn answer(&self, output: &Groups, _desk: &Desk<'_>) -> Value {
        let mut answer = Self::encode(output);
        for group in answer["Data"].as_array_mut().into_iter().flatten() {
            group["InstanceId"] = self.instance_id.as_str().into();
        }
        answer
    }
}
