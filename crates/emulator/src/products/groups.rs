//! The groups of an instance.

use std::collections::BTreeMap;

use serde_json::Value;
use signet_model::operations::{CreateGroupId, DeleteGroupId, Done, Group, Groups, ListGroupId};
use signet_wire::Wire;

use super::{Carry, Desk};
use crate::refusal::Refusal;
use crate::world;

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

impl Carry for CreateGroupId {
    /// An instance that does not exist has a code of its own here (`cloud-api.md` section 4.2).
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Done, Refusal> {
        let created_at = desk.now;
        let instance =
            desk.instance(&self.instance_id)
                .map_err(|refusal| match &*refusal.code {
                    "ServiceUnavailable" => Refusal::of("InstanceNotFound"),
                    _ => refusal,
                })?;
        if instance.groups.contains_key(self.group_id.as_str()) {
            return Err(Refusal::of("GroupIdAlreadyExsited"));
        }
        let group = world::Group {
            created_at,
            credentials: BTreeMap::new(),
        };
        instance.groups.insert(self.group_id.to_string(), group);
        Ok(Done {
            request_id: desk.request_id.to_owned(),
        })
    }
}

impl Carry for DeleteGroupId {
    /// The credentials go with it.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Done, Refusal> {
        let (now, seed) = (desk.now, desk.world.seed);
        let instance = desk.instance(&self.instance_id)?;
        let Some(group) = instance.groups.get(self.group_id.as_str()) else {
            return Err(Refusal::of("DeleteGroupIdError"));
        };
        let client_ids: Vec<String> = group.credentials.keys().cloned().collect();
        for client_id in client_ids {
            instance.deregister(seed, &client_id, now);
        }
        instance.groups.remove(self.group_id.as_str());
        Ok(Done {
            request_id: desk.request_id.to_owned(),
        })
    }
}
