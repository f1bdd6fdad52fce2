//! `ListDeviceCredentialClientId`, `GetDeviceCredential`, `UnRegisterDeviceCredential`.

use serde_json::{Value, json};
use signet_model::Timestamp;
use signet_model::operations::{
    DeviceCredential, DeviceCredentialAnswer, DeviceCredentialClientIds, Done, GetDeviceCredential,
    ListDeviceCredentialClientId, UnRegisterDeviceCredential,
};

use super::{decode_done, wire};
use crate::read::{self, DecodeError};

wire! {
    ListDeviceCredentialClientId: Post {
        instance_id = "InstanceId",
        group_id = "GroupId",
        page_number = "PageNo",
        page_size = "PageSize",
        next_token = "NextToken",
    } decode_list, encode_list
}
wire! {
    GetDeviceCredential: Post { instance_id = "InstanceId", client_id = "ClientId" } decode_credential, encode_credential
}
wire! {
    UnRegisterDeviceCredential: Post { instance_id = "InstanceId", client_id = "ClientId" } decode_done, encode_done
}

/// Puts the secret into an answer of [`GetDeviceCredential`], as the cloud does. The proxy's end never reads it.
#[must_use]
pub fn with_secret(mut answer: Value, secret: &str) -> Value {
    answer["DeviceCredential"]["DeviceAccessKeySecret"] = secret.into();
    answer
}

fn decode_list(answer: &Value) -> Result<DeviceCredentialClientIds, DecodeError> {
    let list = read::object(answer, "DeviceCredentialClientIdList")?;
    let client_id = |value: &&Value| {
        read::as_text(value).ok_or(DecodeError {
            place: "ClientIdList",
            expected: "list of texts",
        })
    };
    Ok(DeviceCredentialClientIds {
        request_id: read::text(answer, "RequestId"),
        client_ids: read::records(list, "ClientIdList")?
            .iter()
            .map(client_id)
            .collect::<Result<_, _>>()?,
        items_total: read::count(list, "Total"),
        page_number: read::page(list, "PageNo"),
        page_size: read::page(list, "PageSize"),
        next_token: Some(read::text(list, "NextToken")).filter(|token| !token.is_empty()),
    })
}

fn encode_list(output: &DeviceCredentialClientIds) -> Value {
    let mut list = json!({
        "Total": output.items_total.map(|total| total.to_string()),
        "ClientIdList": output.client_ids,
        "PageNo": output.page_number.to_string(),
        "PageSize": output.page_size.to_string(),
    });
    if let Some(token) = &output.next_token {
        list["NextToken"] = token.as_str().into();
    }
    json!({ "RequestId": output.request_id, "DeviceCredentialClientIdList": list })
}

fn decode_credential(answer: &Value) -> Result<DeviceCredentialAnswer, DecodeError> {
    let credential = read::object(answer, "DeviceCredential")?;
    Ok(DeviceCredentialAnswer {
        request_id: read::text(answer, "RequestId"),
        credential: DeviceCredential {
            client_id: read::required_text(credential, "ClientId")?,
            instance_id: read::text(credential, "InstanceId"),
            device_access_key_id: read::text(credential, "DeviceAccessKeyId"),
            created_at: read::moment(credential, "CreateTime"),
            updated_at: read::moment(credential, "UpdateTime"),
        },
    })
}

fn encode_credential(output: &DeviceCredentialAnswer) -> Value {
    let credential = &output.credential;
    let millis = |moment: Option<Timestamp>| moment.map_or(0, Timestamp::as_millis);
    json!({
        "RequestId": output.request_id,
        "DeviceCredential": {
            "ClientId": credential.client_id,
            "InstanceId": credential.instance_id,
            "DeviceAccessKeyId": credential.device_access_key_id,
            "CreateTime": millis(credential.created_at),
            "UpdateTime": millis(credential.updated_at),
        },
    })
}

fn encode_done(output: &Done) -> Value {
    json!({ "RequestId": output.request_id })
}
