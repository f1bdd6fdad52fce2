//! `QuerySessionByClientId`, `BatchQuerySessionByClientIds`, `CloseConnection`.

use serde_json::{Value, json};
use signet_model::operations::{
    BatchQuerySessionByClientIds, ClientSession, CloseConnection, QuerySessionByClientId,
    SessionAnswer, Sessions,
};

use super::{decode_done, encode_done_by_code, wire};
use crate::read::{self, DecodeError};

wire! {
    QuerySessionByClientId: Post { instance_id = "InstanceId", client_id = "ClientId" } decode_one, encode_one
}
wire! {
    BatchQuerySessionByClientIds: Post { instance_id = "InstanceId", client_ids = "ClientIdList" } decode_several, encode_several
}
wire! {
    CloseConnection: Post { instance_id = "InstanceId", client_id = "ClientId" } decode_done, encode_done_by_code
}

fn decode_one(answer: &Value) -> Result<SessionAnswer, DecodeError> {
    Ok(SessionAnswer {
        request_id: read::text(answer, "RequestId"),
        online: read::flag(answer, "OnlineStatus")?,
    })
}

fn encode_one(output: &SessionAnswer) -> Value {
    json!({ "RequestId": output.request_id, "OnlineStatus": output.online })
}

fn decode_several(answer: &Value) -> Result<Sessions, DecodeError> {
    let session = |value: &&Value| {
        Ok(ClientSession {
            client_id: read::required_text(value, "ClientId")?,
            online: read::flag(value, "OnlineStatus")?,
        })
    };
    Ok(Sessions {
        request_id: read::text(answer, "RequestId"),
        sessions: read::list(answer, "OnlineStatusList")?
            .iter()
            .map(session)
            .collect::<Result<_, _>>()?,
    })
}

fn encode_several(output: &Sessions) -> Value {
    let session = |session: &ClientSession| json!({ "ClientId": session.client_id, "OnlineStatus": session.online });
    json!({
        "RequestId": output.request_id,
        "OnlineStatusList": output.sessions.iter().map(session).collect::<Vec<_>>(),
    })
}
