//! IoT Platform devices, both ways.

use proptest::prelude::*;
use serde_json::json;
use signet_model::identifiers::{
    DeviceName, IotClientId, IotId, IotInstanceId, IotPageSize, NextToken, PageNumber, ProductKey,
    Several,
};
use signet_model::operations::*;
use signet_model::{Secret, Timestamp};

use super::any::with;
use super::{answer_survives, answer_survives_for, moment, parsed, request_survives};

fn status() -> impl Strategy<Value = DeviceStatus> {
    prop::sample::select(vec![
        DeviceStatus::Online,
        DeviceStatus::Offline,
        DeviceStatus::Unactive,
        DeviceStatus::Disable,
        DeviceStatus::Unknown,
    ])
}

proptest! {
    #[test]
    fn requests(
        iot_instance_id in prop::option::of(parsed::<IotInstanceId>("iot-[a-z0-9]{1,20}")),
        iot_id in parsed::<IotId>("[A-Za-z0-9]{1,32}"),
        product_key in parsed::<ProductKey>("[A-Za-z0-9]{11}"),
        names in prop::collection::vec(parsed::<DeviceName>("[^\\p{C}]{1,32}"), 1..=50),
        client_id in parsed::<IotClientId>("[^\\p{C}]{1,60}"),
        next_token in prop::option::of(parsed::<NextToken>("[A-Za-z0-9+/=]{1,64}")),
        (page, size) in (1..i32::MAX, 1..=50_i32),
    ) {
        request_survives(&QueryDevice {
            iot_instance_id: iot_instance_id.clone(), product_key: product_key.clone(), next_token,
            page_number: PageNumber::new(page.into()).expect("in range"), page_size: IotPageSize::new(size.into()).expect("in range"),
        });
        request_survives(&TransformClientId { iot_id: iot_id.clone(), client_id, iot_instance_id: iot_instance_id.clone() });
        request_survives(&BatchGetDeviceState {
            iot_instance_id: iot_instance_id.clone(), iot_ids: None, product_key: Some(product_key.clone()),
            device_names: Some(Several::new(names.clone()).expect("at most fifty")),
        });
        request_survives(&BatchGetDeviceState {
            iot_instance_id: iot_instance_id.clone(), iot_ids: Some(Several::new(vec![iot_id.clone()]).expect("one")), product_key: None,
            device_names: None,
        });
        let device_name = names[0].clone();
        for (iot_id, product_key, device_name) in [(Some(iot_id), None, None), (None, Some(product_key), Some(device_name))] {
            request_survives(&QueryDeviceDetail {
                iot_instance_id: iot_instance_id.clone(), iot_id: iot_id.clone(), product_key: product_key.clone(),
                device_name: device_name.clone(), reveal: true,
            });
            request_survives(&DisableThing {
                iot_instance_id: iot_instance_id.clone(), iot_id: iot_id.clone(), product_key: product_key.clone(), device_name: device_name.clone(),
            });
            request_survives(&EnableThing { iot_instance_id: iot_instance_id.clone(), iot_id, product_key, device_name });
        }
    }

    #[test]
    fn answers(
        status in status(), nickname in ".{0,20}", total in prop::option::of(0..1000_u64),
        created_at in moment(), last_online_at in moment(), is_gateway in prop::option::of(any::<bool>()),
        next_token in prop::option::of("[a-z0-9]{1,20}"),
    ) {
        let device = Device {
            iot_id: "d".to_owned(), product_key: "pk".to_owned(), device_name: "n".to_owned(), nickname: nickname.clone(), status,
            created_at, updated_at: created_at,
        };
        answer_survives::<QueryDevice>(&Devices {
            request_id: "r".to_owned(), devices: vec![device.clone(), device], items_total: total, pages_total: total, page_number: 3,
            page_size: 50, next_token,
        });
        let device = DeviceDetail {
            iot_id: "d".to_owned(), product_key: "pk".to_owned(), product_name: nickname.clone(), device_name: "n".to_owned(), nickname, status,
            is_gateway, firmware_version: "1.0".to_owned(), ip_address: String::new(), region: "cn-shanghai".to_owned(), created_at,
            activated_at: last_online_at, last_online_at,
        };
        let mut answer = DeviceDetailAnswer { request_id: "r".to_owned(), device, device_secret: None };
        answer_survives::<QueryDeviceDetail>(&answer);
        answer.device_secret = Some(Secret::new("s"));
        answer_survives_for(&with::<QueryDeviceDetail>(&json!({"reveal": true})), &answer);
        let state = DeviceState {
            iot_id: "d".to_owned(), device_name: "n".to_owned(), status, ip_address: String::new(),
            as_of: Timestamp::from_millis(1_557_062_301_656), last_online_at,
        };
        answer_survives::<BatchGetDeviceState>(&DeviceStates { request_id: "r".to_owned(), devices: vec![state] });
    }
}
