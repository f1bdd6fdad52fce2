//! `QueryCustomAuthConnectBlack`, `AddCustomAuthConnectBlack`, `DeleteCustomAuthConnectBlack`.

use serde_json::{Value, json};
use signet_model::operations::{
    AddCustomAuthConnectBlack, Blacklist, BlacklistEntry, DeleteCustomAuthConnectBlack,
    QueryCustomAuthConnectBlack,
};

use super::{decode_done, encode_done_by_code, wire};
use crate::read::{self, DecodeError};

wire! {
    QueryCustomAuthConnectBlack: Get {
        instance_id = "InstanceId",
        client_id = "ClientId",
        page_size = "Size",
        next_token = "NextToken",
    } decode, encode
}
wire! {
    AddCustomAuthConnectBlack: Post Form { instance_id = "InstanceId", client_id = "ClientId"; reason: None } decode_done, encode_done_by_code
}
wire! {
    DeleteCustomAuthConnectBlack: Post Form { instance_id = "InstanceId", client_id = "ClientId" }
    decode_done, encode_done_by_code
}

fn decode(answer: &Value) -> Result<Blacklist, DecodeError> {
    let data = read::object(answer, "Data")?;
    let entry = |value: &&Value| {
        let effect = read::text(value, "Effect");
        Ok(BlacklistEntry {
            client_id: read::required_text(value, "ClientId")?,
            blocked: effect.eq_ignore_ascii_case("DENY"),
            effect,
            permit_action: read::text(value, "PermitAction"),
            note: None,
        })
    };
    Ok(Blacklist {
        request_id: read::text(answer, "RequestId"),
        entries: read::list(data, "Results")?
            .iter()
            .map(entry)
            .collect::<Result<_, _>>()?,
        next_token: read::token(data, "NextToken"),
    })
}

fn encode(output: &Blacklist) -> Value {
    let entry = |entry: &BlacklistEntry| {
        json!({
            "ClientId": entry.client_id,
            "Effect": entry.effect,
            "PermitAction": entry.permit_action,
        })
    };
    json!({
        "RequestId": output.request_id,
        "Code": 200,
        "Success": true,
        "Message": "operation success.",
        "Data": {
            "NextToken": output.next_token.as_deref().unwrap_or_default(),
            "Results": output.entries.iter().map(entry).collect::<Vec<_>>(),
        },
    })
}
