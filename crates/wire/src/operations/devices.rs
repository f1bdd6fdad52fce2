//! `QueryDevice`, `QueryDeviceDetail`, `BatchGetDeviceState`, `DisableThing`, `EnableThing` of IoT Platform.

use serde_json::{Value, json};
use signet_model::Timestamp;
use signet_model::operations::{
    BatchGetDeviceState, Device, DeviceDetail, DeviceDetailAnswer, DeviceState, DeviceStates,
    DeviceStatus, Devices, DisableThing, EnableThing, QueryDevice, QueryDeviceDetail,
};

use super::{decode_done, encode_done_by_iot, wire};
use crate::read::{self, DecodeError};

wire! {
    QueryDevice: Post {
        iot_instance_id = "IotInstanceId",
        product_key = "ProductKey",
        page_number = "CurrentPage",
        page_size = "PageSize",
        next_token = "NextToken",
    } decode_list, encode_list
}
wire! {
    QueryDeviceDetail: Post {
        iot_instance_id = "IotInstanceId",
        iot_id = "IotId",
        product_key = "ProductKey",
        device_name = "DeviceName"; reveal: true } decode_detail(reveal), encode_detail
}
wire! {
    BatchGetDeviceState: Post {
        iot_instance_id = "IotInstanceId",
        iot_ids = "IotId",
        product_key = "ProductKey",
        device_names = "DeviceName",
    } decode_states, encode_states
}
wire! {
    DisableThing: Post {
        iot_instance_id = "IotInstanceId",
        iot_id = "IotId",
        product_key = "ProductKey",
        device_name = "DeviceName",
    } decode_done, encode_done_by_iot
}
wire! {
    EnableThing: Post {
        iot_instance_id = "IotInstanceId",
        iot_id = "IotId",
        product_key = "ProductKey",
        device_name = "DeviceName",
    } decode_done, encode_done_by_iot
}

/// Puts the secrets into an answer of [`QueryDevice`], in the order of its devices, as the cloud does. The proxy's end never
/// reads them.
#[must_use]
pub fn with_device_secrets(mut answer: Value, secrets: impl IntoIterator<Item = String>) -> Value {
    for (index, secret) in secrets.into_iter().enumerate() {
        if let Some(device) = answer["Data"]["DeviceInfo"].get_mut(index) {
            device["DeviceSecret"] = secret.into();
        }
    }
    answer
}

fn decode_list(answer: &Value) -> Result<Devices, DecodeError> {
    if answer["Data"].is_null() && answer["Total"].is_null() {
        return Err(DecodeError {
            place: "Data",
            expected: "list",
        });
    }
    let device = |value: &&Value| {
        Ok(Device {
            iot_id: read::required_text(value, "IotId")?,
            product_key: read::text(value, "ProductKey"),
            device_name: read::text(value, "DeviceName"),
            nickname: read::text(value, "Nickname"),
            status: decode_state(value, "DeviceStatus"),
            created_at: read::time(value, "UtcCreate"),
            updated_at: read::time(value, "UtcModified"),
        })
    };
    Ok(Devices {
        request_id: read::text(answer, "RequestId"),
        devices: read::list(answer, "Data")?
            .iter()
            .map(device)
            .collect::<Result<_, _>>()?,
        items_total: read::count(answer, "Total"),
        pages_total: read::count(answer, "PageCount"),
        page_number: read::page(answer, "Page"),
        page_size: read::page(answer, "PageSize"),
        next_token: read::token(answer, "NextToken"),
    })
}

fn encode_list(output: &Devices) -> Value {
    let device = |device: &Device| {
        json!({
            "IotId": device.iot_id,
            "ProductKey": device.product_key,
            "DeviceName": device.device_name,
            "Nickname": device.nickname,
            "DeviceStatus": encode_state(device.status),
            "UtcCreate": encode_time(device.created_at),
            "UtcModified": encode_time(device.updated_at),
        })
    };
    json!({
        "RequestId": output.request_id,
        "Code": "Success",
        "Success": true,
        "Total": output.items_total,
        "PageCount": output.pages_total,
        "Page": output.page_number,
        "PageSize": output.page_size,
        "NextToken": output.next_token.as_deref().unwrap_or_default(),
        "Data": { "DeviceInfo": output.devices.iter().map(device).collect::<Vec<_>>() },
    })
}

fn decode_detail(answer: &Value, reveal: bool) -> Result<DeviceDetailAnswer, DecodeError> {
    let data = read::object(answer, "Data")?;
    Ok(DeviceDetailAnswer {
        request_id: read::text(answer, "RequestId"),
        device: DeviceDetail {
            iot_id: read::required_text(data, "IotId")?,
            product_key: read::text(data, "ProductKey"),
            product_name: read::text(data, "ProductName"),
            device_name: read::text(data, "DeviceName"),
            nickname: read::text(data, "Nickname"),
            status: decode_state(data, "Status"),
            is_gateway: read::number(data, "NodeType").map(|kind| kind == 1),
            firmware_version: read::text(data, "FirmwareVersion"),
            ip_address: read::text(data, "IpAddress"),
            region: read::text(data, "Region"),
            created_at: read::time(data, "UtcCreate"),
            activated_at: read::time(data, "UtcActive"),
            last_online_at: read::time(data, "UtcOnline"),
        },
        device_secret: read::secret(data, "DeviceSecret", reveal),
    })
}

fn encode_detail(output: &DeviceDetailAnswer) -> Value {
    let device = &output.device;
    let mut data = json!({
        "IotId": device.iot_id,
        "ProductKey": device.product_key,
        "ProductName": device.product_name,
        "DeviceName": device.device_name,
        "Nickname": device.nickname,
        "Status": encode_state(device.status),
        "NodeType": device.is_gateway.map(i32::from),
        "FirmwareVersion": device.firmware_version,
        "IpAddress": device.ip_address,
        "Region": device.region,
        "Owner": true,
        "UtcCreate": encode_time(device.created_at),
        "UtcActive": encode_time(device.activated_at),
        "UtcOnline": encode_time(device.last_online_at),
    });
    if let Some(secret) = &output.device_secret {
        data["DeviceSecret"] = secret.expose().into();
    }
    json!({ "RequestId": output.request_id, "Code": "Success", "Success": true, "Data": data })
}

fn decode_states(answer: &Value) -> Result<DeviceStates, DecodeError> {
    let state = |value: &&Value| {
        Ok(DeviceState {
            iot_id: read::text(value, "IotId"),
            device_name: read::required_text(value, "DeviceName")?,
            status: decode_state(value, "Status"),
            ip_address: read::text(value, "AsAddress"),
            as_of: read::time(value, "Timestamp"),
            last_online_at: read::time(value, "LastOnlineTime"),
        })
    };
    Ok(DeviceStates {
        request_id: read::text(answer, "RequestId"),
        devices: read::list(answer, "DeviceStatusList")?
            .iter()
            .map(state)
            .collect::<Result<_, _>>()?,
    })
}

fn encode_states(output: &DeviceStates) -> Value {
    let state = |state: &DeviceState| {
        json!({
            "IotId": state.iot_id,
            "DeviceName": state.device_name,
            "Status": encode_state(state.status),
            "AsAddress": state.ip_address,
            "Timestamp": state.as_of.map(Timestamp::as_millis),
            "LastOnlineTime": encode_time(state.last_online_at),
        })
    };
    json!({
        "RequestId": output.request_id,
        "Code": "Success",
        "Success": true,
        "DeviceStatusList": { "DeviceStatus": output.devices.iter().map(state).collect::<Vec<_>>() },
    })
}

fn decode_state(value: &Value, name: &str) -> DeviceStatus {
    match read::text(value, name).to_ascii_uppercase().as_str() {
        "ONLINE" => DeviceStatus::Online,
        "OFFLINE" => DeviceStatus::Offline,
        "UNACTIVE" => DeviceStatus::Unactive,
        "DISABLE" => DeviceStatus::Disable,
        _ => DeviceStatus::Unknown,
    }
}

const fn encode_state(status: DeviceStatus) -> &'static str {
    match status {
        DeviceStatus::Online => "ONLINE",
        DeviceStatus::Offline => "OFFLINE",
        DeviceStatus::Unactive => "UNACTIVE",
        DeviceStatus::Disable => "DISABLE",
        DeviceStatus::Unknown => "",
    }
}

fn encode_time(moment: Option<Timestamp>) -> String {
    moment.map_or_else(String::new, |moment| moment.to_string())
}
