use serde_json::json;
use signet_emulator::OK;
use signet_model::OperationName;

use crate::support::{Cloud, noon};

/// An act on a certificate, with the first one of the factory.
fn certificate(cloud: &Cloud) -> [(&'static str, String); 3] {
    let instance = cloud.factory();
    let list = cloud.call(
        "ListDeviceCertificate",
        &[
            ("MqttInstanceId", &instance),
            ("PageNo", "1"),
            ("PageSize", "1"),
        ],
    );
    let first = &list["Data"]["DeviceCertificateVOS"][0];
    let text = |name: &str| first[name].as_str().unwrap().to_owned();
    [
        ("MqttInstanceId", instance),
        ("CaSn", text("CaSn")),
        ("DeviceSn", text("DeviceSn")),
    ]
}

fn borrowed<'a>(pairs: &'a [(&'static str, String); 3]) -> [(&'a str, &'a str); 3] {
    pairs
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()))
}

#[test]
fn a_deregistered_credential_is_gone() {
    let cloud = Cloud::usual();
    let id = [
        ("InstanceId", &*cloud.factory()),
        ("ClientId", "GID_Toolroom@@@主轴-07"),
    ];
    let shown = cloud.call("GetDeviceCredential", &id)["DeviceCredential"].take();
    assert_eq!(shown["ClientId"], "GID_Toolroom@@@主轴-07");
    for half in ["DeviceAccessKeyId", "DeviceAccessKeySecret"] {
        let half = shown[half].as_str().unwrap();
        assert!(half.starts_with("DC.") && half.len() == 25, "{half}");
    }
    assert_ne!(shown["DeviceAccessKeyId"], shown["DeviceAccessKeySecret"]);
    assert_eq!(
        cloud.call("GetDeviceCredential", &id)["DeviceCredential"],
        shown
    );
    cloud.call("UnRegisterDeviceCredential", &id);
    let not_found = (400, "DeviceCredentialNotFound".to_owned());
    assert_eq!(cloud.refused("GetDeviceCredential", &id), not_found);
    assert_eq!(cloud.refused("UnRegisterDeviceCredential", &id), not_found);
}

#[test]
fn certificates_are_switched_any_number_of_times_and_deleted_once() {
    let cloud = Cloud::usual();
    let certificate = certificate(&cloud);
    let id = borrowed(&certificate);
    let status = || cloud.call("GetDeviceCertificate", &id)["Data"]["Status"].take();
    for (action, expected) in [
        ("InactivateDeviceCertificate", "0"),
        ("InactivateDeviceCertificate", "0"),
        ("ActiveDeviceCertificate", "1"),
        ("ActiveDeviceCertificate", "1"),
    ] {
        assert_eq!(cloud.call(action, &id)["DeviceSn"], id[2].1);
        assert_eq!(status(), expected);
    }
    assert_eq!(
        cloud.call("DeleteDeviceCertificate", &id)["DeviceSn"],
        id[2].1
    );
    for action in [
        "GetDeviceCertificate",
        "DeleteDeviceCertificate",
        "ActiveDeviceCertificate",
    ] {
        assert_eq!(
            cloud.refused(action, &id),
            (500, "FindDeviceBySnError".to_owned())
        );
    }
}

#[test]
fn all_client_ids_of_a_device_go_at_once() {
    let cloud = Cloud::usual();
    let iot_id = cloud.emulator.demo_iot_id();
    let id = [("IotId", iot_id.as_str())];
    let shown = || cloud.call("QueryClientIds", &id)["Data"].take();
    let before = shown();
    assert_eq!(
        (
            &before["IotId"],
            before["DynamicRegClientIds"].as_array().unwrap().len()
        ),
        (&json!(iot_id), 9)
    );
    assert!(before["DynamicRegClientIds"][0]["CreateTime"].is_i64());
    assert_eq!(cloud.call("DeleteClientIds", &id)["Success"], true);
    assert_eq!(shown()["DynamicRegClientIds"], json!([]));
    assert_eq!(cloud.call("DeleteClientIds", &id)["Success"], true);
}

#[test]
fn the_ledger_tells_what_was_answered_and_what_was_done() {
    let cloud = Cloud::usual();
    let id = [
        ("InstanceId", &*cloud.factory()),
        ("ClientId", "GID_Toolroom@@@主轴-07"),
    ];
    cloud.call("GetDeviceCredential", &id);
    cloud.call("UnRegisterDeviceCredential", &id);
    cloud.refused("UnRegisterDeviceCredential", &id);
    cloud.refused("NoSuchAction", &[]);
    let certificate = certificate(&cloud);
    cloud.call("InactivateDeviceCertificate", &borrowed(&certificate));

    let ledger = cloud.emulator.ledger();
    let unregister = OperationName::UnRegisterDeviceCredential;
    assert_eq!(
        (
            ledger.count(unregister, OK),
            ledger.count(unregister, "DeviceCredentialNotFound")
        ),
        (1, 1)
    );
    assert_eq!(ledger.calls[&("-", "InvalidAction.NotFound".to_owned())], 1);
    assert_eq!(ledger.peak_per_second["UnRegisterDeviceCredential"], 2);
    let acts: Vec<_> = ledger
        .acts
        .iter()
        .map(|act| (act.operation, &act.target, act.at))
        .collect();
    let credential =
        json!({ "instance_id": cloud.factory(), "client_id": "GID_Toolroom@@@主轴-07" });
    let [(_, instance), (_, ca), (_, device)] = &certificate;
    let certificate =
        json!({ "instance_id": instance, "ca_serial_number": ca, "device_serial_number": device });
    assert_eq!(
        acts,
        [
            (unregister, &credential, noon()),
            (
                OperationName::InactivateDeviceCertificate,
                &certificate,
                noon()
            )
        ]
    );
}
