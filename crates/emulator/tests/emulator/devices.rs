//! Devices of IoT Platform.

use serde_json::{Value, json};

use crate::support::Cloud;

fn refused(cloud: &Cloud, action: &str, parameters: &[(&str, &str)]) -> String {
    let (status, code) = cloud.refused(action, parameters);
    assert_eq!(status, 200, "{action}: {code}");
    code
}

fn rows(cloud: &Cloud, product: &str, more: &[(&str, &str)]) -> Vec<Value> {
    let mut parameters = vec![("ProductKey", product)];
    parameters.extend(more);
    let answer = cloud.call("QueryDevice", &parameters);
    answer["Data"]["DeviceInfo"].as_array().unwrap().clone()
}

#[test]
fn devices_are_listed_by_product_with_their_secrets() {
    let cloud = Cloud::usual();
    let (product, name) = cloud.emulator.demo_device();
    let all = rows(&cloud, &product, &[("PageSize", "50")]);
    let states = |state: &str| {
        all.iter()
            .filter(|row| row["DeviceStatus"] == state)
            .count()
    };
    assert_eq!(all.len(), 20);
    for state in ["ONLINE", "OFFLINE", "UNACTIVE", "DISABLE"] {
        assert!(states(state) > 0, "{state}");
    }
    for row in &all {
        assert_eq!(row["DeviceSecret"].as_str().unwrap().len(), 32);
        assert_eq!(row["ProductKey"], *product);
    }
    let created: Vec<_> = all
        .iter()
        .map(|row| row["UtcCreate"].as_str().unwrap())
        .collect();
    assert!(
        created.is_sorted_by(|one, other| one >= other),
        "the youngest first"
    );
    for (name, state) in [
        ("sensor-0037", "OFFLINE"),
        ("sensor-0018", "DISABLE"),
        ("sensor-0010", "UNACTIVE"),
    ] {
        let row = all.iter().find(|row| row["DeviceName"] == name).unwrap();
        assert_eq!(row["DeviceStatus"], state, "as the README says of {name}");
    }
    let demo = all.iter().find(|row| row["DeviceName"] == name).unwrap();
    assert_eq!(demo["IotId"], cloud.emulator.demo_iot_id());

    assert_eq!(
        rows(&cloud, &product, &[]).len(),
        10,
        "the documented default"
    );
    let second = rows(&cloud, &product, &[("PageSize", "8"), ("CurrentPage", "2")]);
    assert_eq!(second, all[8..16]);
    let first = cloud.call(
        "QueryDevice",
        &[("ProductKey", &product), ("PageSize", "8")],
    );
    assert_eq!(
        (&first["Total"], &first["PageCount"], &first["Page"]),
        (&20.into(), &3.into(), &1.into())
    );
    let token = first["NextToken"].as_str().unwrap();
    assert_eq!(
        rows(&cloud, &product, &[("PageSize", "8"), ("NextToken", token)]),
        second
    );
}

#[test]
fn one_device_is_found_by_either_name() {
    let cloud = Cloud::usual();
    let (product, name) = cloud.emulator.demo_device();
    let id = cloud.emulator.demo_iot_id();
    let by_name = [("ProductKey", &*product), ("DeviceName", &*name)];
    let shown = cloud.call("QueryDeviceDetail", &by_name)["Data"].take();
    assert_eq!(
        cloud.call("QueryDeviceDetail", &[("IotId", &id)])["Data"],
        shown
    );
    let both = [
        ("IotId", &*id),
        ("ProductKey", "a1Unknown00"),
        ("DeviceName", "nobody"),
    ];
    assert_eq!(
        cloud.call("QueryDeviceDetail", &both)["Data"],
        shown,
        "an IotId takes precedence"
    );
    assert_eq!(
        (&shown["IotId"], &shown["Status"]),
        (&json!(id), &json!("ONLINE"))
    );
    assert_eq!(shown["DeviceSecret"].as_str().unwrap().len(), 32);
    assert_eq!(shown["UtcOnline"], "2026-01-02T12:00:00Z");
}

#[test]
fn states_are_asked_for_together() {
    let cloud = Cloud::usual();
    let (product, name) = cloud.emulator.demo_device();
    let names = [
        ("ProductKey", &*product),
        ("DeviceName.1", &*name),
        ("DeviceName.2", "nobody"),
        ("DeviceName.3", "sensor-0010"),
    ];
    let answer = cloud.call("BatchGetDeviceState", &names);
    let states = answer["DeviceStatusList"]["DeviceStatus"]
        .as_array()
        .unwrap();
    let shown: Vec<_> = states
        .iter()
        .map(|state| (&state["DeviceName"], &state["Status"]))
        .collect();
    assert_eq!(
        shown,
        [
            (&json!(name), &json!("ONLINE")),
            (&json!("sensor-0010"), &json!("UNACTIVE"))
        ]
    );
    let id = cloud.emulator.demo_iot_id();
    let by_id = cloud.call("BatchGetDeviceState", &[("IotId.1", &id)]);
    assert_eq!(by_id["DeviceStatusList"]["DeviceStatus"][0], states[0]);
    let numbered: Vec<String> = (1..=51).map(|number| format!("IotId.{number}")).collect();
    let many: Vec<_> = numbered.iter().map(|name| (name.as_str(), &*id)).collect();
    assert_eq!(
        refused(&cloud, "BatchGetDeviceState", &many),
        "iot.check.InvalidFormattedParameter"
    );
    cloud.call("BatchGetDeviceState", &many[..50]);
}

#[test]
fn a_disabled_device_is_offline_until_it_is_enabled() {
    let cloud = Cloud::usual();
    let id = cloud.emulator.demo_iot_id();
    let state = || cloud.call("QueryDeviceDetail", &[("IotId", &id)])["Data"]["Status"].take();
    for _ in 0..2 {
        cloud.call("DisableThing", &[("IotId", &id)]);
        assert_eq!(state(), "DISABLE");
        cloud.wait(60);
    }
    let (product, name) = cloud.emulator.demo_device();
    for _ in 0..2 {
        cloud.call(
            "EnableThing",
            &[("ProductKey", &product), ("DeviceName", &name)],
        );
    }
    assert_eq!(state(), "OFFLINE");
    cloud.wait(20);
    assert_eq!(state(), "ONLINE");
}

#[test]
fn the_right_client_id_is_the_only_one_left() {
    let cloud = Cloud::usual();
    let id = cloud.emulator.demo_iot_id();
    let client_ids =
        || cloud.call("QueryClientIds", &[("IotId", &id)])["Data"]["DynamicRegClientIds"].take();
    let right = client_ids()[4].take();
    let pin = [
        ("IotId", &*id),
        ("ClientId", right["ClientId"].as_str().unwrap()),
    ];
    let unknown = [("IotId", &*id), ("ClientId", "nobody")];
    assert_eq!(
        refused(&cloud, "TransformClientId", &unknown),
        "iot.system.IllegalRequest"
    );
    assert_eq!(client_ids().as_array().unwrap().len(), 9);
    for _ in 0..2 {
        cloud.call("TransformClientId", &pin);
        assert_eq!(client_ids(), json!([right]));
    }
}

#[test]
fn what_is_not_there_comes_back_with_status_200() {
    let cloud = Cloud::usual();
    let (product, name) = cloud.emulator.demo_device();
    let instance = cloud.emulator.iot_instance_id();
    for action in ["QueryDeviceDetail", "DisableThing", "EnableThing"] {
        for (parameters, code) in [
            (
                vec![("IotId", "nobody000100")],
                "iot.device.NotExistedDevice",
            ),
            (
                vec![("ProductKey", &*product), ("DeviceName", "nobody")],
                "iot.device.NotExistedDevice",
            ),
            (
                vec![("ProductKey", "a1Unknown00"), ("DeviceName", &*name)],
                "iot.prod.NotExistedProduct",
            ),
            (
                vec![
                    ("ProductKey", &*product),
                    ("DeviceName", &*name),
                    ("IotInstanceId", &*instance),
                ],
                "iot.prod.NotExistedProduct",
            ),
            (
                vec![
                    ("ProductKey", &*product),
                    ("DeviceName", &*name),
                    ("IotInstanceId", "iot-unknown"),
                ],
                "iot.system.InstanceNotFound",
            ),
            (vec![], "iot.system.IllegalRequest"),
            (vec![("ProductKey", &*product)], "iot.system.IllegalRequest"),
        ] {
            assert_eq!(
                refused(&cloud, action, &parameters),
                code,
                "{action} {parameters:?}"
            );
        }
    }
    let unknown = [("ProductKey", "a1Unknown00")];
    assert_eq!(
        refused(&cloud, "QueryDevice", &unknown),
        "iot.prod.NotExistedProduct"
    );
    for (page, size) in [
        ("1", "51"),
        ("0", "10"),
        ("x", "10"),
        ("201", "50"),
        ("20001", "50"),
    ] {
        let parameters = [
            ("ProductKey", &*product),
            ("CurrentPage", page),
            ("PageSize", size),
        ];
        assert_eq!(
            refused(&cloud, "QueryDevice", &parameters),
            "iot.common.InvalidPageParams",
            "{page} {size}"
        );
    }
    assert!(
        rows(
            &cloud,
            &product,
            &[("CurrentPage", "200"), ("PageSize", "50")]
        )
        .is_empty()
    );
}
