//! `QueryClientIds`, `DeleteClientIds`, `TransformClientId` of IoT Platform.

use serde_json::{Value, json};
use signet_model::Timestamp;
use signet_model::operations::{
    ClientIds, DeleteClientIds, DynamicClientId, QueryClientIds, TransformClientId,
};

use super::{decode_done, encode_done_by_iot, wire};
use crate::read::{self, DecodeError};

wire! { QueryClientIds: Post { iot_id = "IotId", iot_instance_id = "IotInstanceId" } decode, encode }
wire! { DeleteClientIds: Post { iot_id = "IotId", iot_instance_id = "IotInstanceId" } decode_done, encode_done_by_iot }
wire! {
    TransformClientId: Post {
        iot_id = "IotId",
        client_id = "ClientId",
        iot_instance_id = "IotInstanceId",
    } decode_done, encode_done_by_iot
}

/// A device without ClientIDs may come with `Data` null or left out; `Success` was looked at before.
fn decode(answer: &Value) -> Result<ClientIds, DecodeError> {
    let data = &answer["Data"];
    let client_id = |value: &&Value| {
        Ok(DynamicClientId {
            client_id: read::required_text(value, "ClientId")?,
            created_at: read::moment(value, "CreateTime"),
        })
    };
    Ok(ClientIds {
        request_id: read::text(answer, "RequestId"),
        iot_id: read::text(data, "IotId"),
        client_ids: read::list(data, "DynamicRegClientIds")?
            .iter()
            .map(client_id)
            .collect::<Result<_, _>>()?,
    })
}

fn encode(output: &ClientIds) -> Value {
    let client_id = |client_id: &DynamicClientId| {
        json!({
            "ClientId": client_id.client_id,
            "CreateTime": client_id.created_at.map_or(0, Timestamp::as_millis),
        })
    };
    json!({
        "RequestId": output.request_id,
        "Code": "Success",
        "Success": true,
        "Data": {
            "IotId": output.iot_id,
            "DynamicRegClientIds": output.client_ids.iter().map(client_id).collect::<Vec<_>>(),
        },
    })
}
