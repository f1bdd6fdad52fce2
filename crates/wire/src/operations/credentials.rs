//! The five operations on device credentials.

use serde_json::{Value, json};
use signet_model::Timestamp;
use signet_model::operations::{
    DeviceCredential, DeviceCredentialAnswer, DeviceCredentialClientIds, GetDeviceCredential,
    ListDeviceCredentialClientId, RefreshDeviceCredential, RegisterDeviceCredential,
    UnRegisterDeviceCredential,
};

use super::{decode_done, encode_done, wire};
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
    RegisterDeviceCredential: Post { instance_id = "InstanceId", client_id = "ClientId"; replace_existing: true } decode_made, encode_credential
}
wire! {
    GetDeviceCredential: Post { instance_id = "InstanceId", client_id = "ClientId"; reveal: true } decode_credential(reveal), encode_credential
}
wire! {
    RefreshDeviceCredential: Post { instance_id = "InstanceId", client_id = "ClientId" } decode_made, encode_credential
}
wire! {
    UnRegisterDeviceCredential: Post { instance_id = "InstanceId", client_id = "ClientId" } decode_done, encode_done
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
        next_token: read::token(list, "NextToken"),
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

/// A secret that was just made is shown: there is no other way to hand it out.
fn decode_made(answer: &Value) -> Result<DeviceCredentialAnswer, DecodeError> {
    decode_credential(answer, true)
}

fn decode_credential(answer: &Value, reveal: bool) -> Result<DeviceCredentialAnswer, DecodeError> {
    let credential = read::object(answer, "DeviceCredential")?;
    Ok(DeviceCredentialAnswer {
        request_id: read::text(answer, "RequestId"),
        credential: DeviceCredential {
            client_id: read::required_text(credential, "ClientId")?,
            instance_id: read::text(credential, "InstanceId"),
            device_access_key_id: read::text(credential, "DeviceAccessKeyId"),
            device_access_key_secret: read::secret(credential, "DeviceAccessKeySecret", reveal),
            created_at: read::moment(credential, "CreateTime"),
            updated_at: read::moment(credential, "UpdateTime"),
        },
    })
}

fn encode_credential(output: &DeviceCredentialAnswer) -> Value {
    let credential = &output.credential;
    let millis = |moment: Option<Timestamp>| moment.map_or(0, Timestamp::as_millis);
    let mut answer = json!({
        "RequestId": output.request_id,
        "DeviceCredential": {
            "ClientId": credential.client_id,
            "InstanceId": credential.instance_id,
            "DeviceAccessKeyId": credential.device_access_key_id,
            "CreateTime": millis(credential.created_at),
            "UpdateTime": millis(credential.updated_at),
        },
    });
    if let Some(secret) = &credential.device_access_key_secret {
        answer["DeviceCredential"]["DeviceAccessKeySecret"] = secret.expose().into();
    }
    answer
}
