//! `ListGroupId`, `CreateGroupId`, `DeleteGroupId`.

use serde_json::{Value, json};
use signet_model::operations::{CreateGroupId, DeleteGroupId, Group, Groups, ListGroupId};

use super::{decode_done, encode_done, wire};
use crate::read::{self, DecodeError};

wire! { ListGroupId: Post { instance_id = "InstanceId" } decode, encode }
wire! { CreateGroupId: Post { instance_id = "InstanceId", group_id = "GroupId" } decode_done, encode_done }
wire! { DeleteGroupId: Post { instance_id = "InstanceId", group_id = "GroupId" } decode_done, encode_done }

fn decode(answer: &Value) -> Result<Groups, DecodeError> {
    let group = |value: &&Value| {
        Ok(Group {
            group_id: read::required_text(value, "GroupId")?,
            created_at: read::moment(value, "CreateTime"),
        })
    };
    Ok(Groups {
        request_id: read::text(answer, "RequestId"),
        groups: read::list(answer, "Data")?
            .iter()
            .map(group)
            .collect::<Result<_, _>>()?,
    })
}

fn encode(output: &Groups) -> Value {
    let group = |group: &Group| {
        let created = group
            .created_at
            .map_or(0, signet_model::Timestamp::as_millis);
        json!({
            "GroupId": group.group_id,
            "CreateTime": created,
            "UpdateTime": created,
            "IndependentNaming": true,
            "Tags": [],
        })
    };
    json!({
        "RequestId": output.request_id,
        "Data": output.groups.iter().map(group).collect::<Vec<_>>(),
    })
}
