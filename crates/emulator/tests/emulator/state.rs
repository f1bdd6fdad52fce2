use std::fs;

use signet_emulator::{Emulator, Options};

use crate::support::{Cloud, options};

#[test]
fn changes_outlast_a_restart_at_a_later_day() {
    let folder = tempfile::tempdir().unwrap();
    let set_up = || Options {
        state: Some(folder.path().join("state.json")),
        ..options()
    };
    let cloud = Cloud::new(set_up());
    let (factory, iot_id) = (cloud.factory(), cloud.emulator.demo_iot_id());
    let credential = [
        ("InstanceId", &*factory),
        ("ClientId", "GID_Toolroom@@@主轴-07"),
    ];
    cloud.call("UnRegisterDeviceCredential", &credential);
    cloud.call("DeleteClientIds", &[("IotId", &iot_id)]);
    let list = [
        ("MqttInstanceId", &*factory),
        ("PageNo", "1"),
        ("PageSize", "5"),
    ];
    let certificate =
        cloud.call("ListDeviceCertificate", &list)["Data"]["DeviceCertificateVOS"][0].take();
    let serial = |name: &str| certificate[name].as_str().unwrap().to_owned();
    let (ca, device) = (serial("CaSn"), serial("DeviceSn"));
    let one = [
        ("MqttInstanceId", &*factory),
        ("CaSn", &*ca),
        ("DeviceSn", &*device),
    ];
    cloud.call("InactivateDeviceCertificate", &one);
    let before = cloud.call("ListDeviceCertificate", &list)["Data"].take();
    drop(cloud);

    let cloud = Cloud::new(Options {
        epoch: "2027-05-05T00:00:00Z".parse().unwrap(),
        ..set_up()
    });
    assert_eq!(
        cloud.refused("GetDeviceCredential", &credential).1,
        "DeviceCredentialNotFound"
    );
    assert_eq!(
        cloud.call("QueryClientIds", &[("IotId", &iot_id)])["Data"]["DynamicRegClientIds"],
        serde_json::json!([])
    );
    assert_eq!(
        cloud.call("ListDeviceCertificate", &list)["Data"],
        before,
        "the very same certificates"
    );
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "nothing is left beside the file"
    );
}

#[test]
fn what_was_made_or_cut_off_outlasts_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let set_up = || Options {
        state: Some(folder.path().join("state.json")),
        ..options()
    };
    let cloud = Cloud::new(set_up());
    let (factory, transit) = (cloud.factory(), cloud.instance("city-transit"));
    let iot_id = cloud.emulator.demo_iot_id();
    let new = [("InstanceId", &*factory), ("ClientId", "GID_New@@@press-1")];
    let bus = [
        ("InstanceId", &*transit),
        ("ClientId", "GID_CityBus@@@bus-0089"),
    ];
    let code = [("MqttInstanceId", &*factory)];
    cloud.call(
        "CreateGroupId",
        &[("InstanceId", &factory), ("GroupId", "GID_New")],
    );
    cloud.call("RegisterDeviceCredential", &new);
    let credential = cloud.call("RefreshDeviceCredential", &new)["DeviceCredential"].take();
    cloud.call("AddCustomAuthConnectBlack", &bus);
    cloud.call("CloseConnection", &bus);
    cloud.call("DisableThing", &[("IotId", &iot_id)]);
    let pems = include_str!("handed_in/p256.pem");
    let (ca, proof) = pems.split_at(pems.find("-----END CERTIFICATE-----\n").unwrap() + 26);
    let registration = [
        ("MqttInstanceId", &*factory),
        ("CaName", "east"),
        ("CaContent", ca),
        ("VerificationContent", proof),
    ];
    let serial = cloud.call("RegisterCaCertificate", &registration)["Sn"].take();
    let ca = [
        ("MqttInstanceId", &*factory),
        ("Sn", serial.as_str().unwrap()),
    ];
    cloud.call("InactivateCaCertificate", &ca);
    let shown = cloud.call("GetCaCertificate", &ca)["Data"].take();
    let next = cloud.call("GetRegisterCode", &code)["RegisterCode"].take();
    drop(cloud);

    let cloud = Cloud::new(set_up());
    let again = cloud.call("GetDeviceCredential", &new);
    assert_eq!(again["DeviceCredential"], credential);
    cloud.wait(3600);
    assert_eq!(
        cloud.call("QuerySessionByClientId", &bus)["OnlineStatus"],
        false
    );
    let device = cloud.call("QueryDeviceDetail", &[("IotId", &iot_id)]);
    assert_eq!(device["Data"]["Status"], "DISABLE");
    assert_eq!(cloud.call("GetCaCertificate", &ca)["Data"], shown);
    assert_eq!(shown["Status"], "0");
    assert_eq!(cloud.call("GetRegisterCode", &code)["RegisterCode"], next);
    assert_eq!(
        cloud.refused("RegisterCaCertificate", &registration).1,
        "RegisterCodeUsed"
    );
    let refreshed = cloud.call("RefreshDeviceCredential", &new);
    assert_ne!(
        refreshed["DeviceCredential"]["DeviceAccessKeySecret"],
        credential["DeviceAccessKeySecret"]
    );
}

#[test]
fn a_file_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("state.json");
    let start = |seed| {
        Emulator::new(Options {
            state: Some(path.clone()),
            seed,
            ..options()
        })
        .map(drop)
    };
    let message = |seed| start(seed).unwrap_err().to_string();
    start(1).unwrap();
    let whole = fs::read_to_string(&path).unwrap();
    assert!(!whole.contains("canary"));
    start(1).unwrap();
    assert!(
        message(2).contains("another seed (1, not 2)"),
        "{}",
        message(2)
    );
    for broken in [&whole[..whole.len() / 2], "", "[]", "\u{0}"] {
        fs::write(&path, broken).unwrap();
        assert!(
            message(1).contains("state.json is broken"),
            "{}",
            message(1)
        );
    }
    fs::write(&path, whole.replacen("\"format\":2", "\"format\":9", 1)).unwrap();
    assert!(
        message(1).contains("another format (9, not 2)"),
        "{}",
        message(1)
    );
    let of_the_first_version = r#"{"format":1,"seed":1,"sizes":{"instances":3,"groups":12,"credentials":2400,"cas":3,
        "certificates":600,"devices":40},"world":{"seed":1,"instances":[],"devices":{}}}"#;
    fs::write(&path, of_the_first_version).unwrap();
    assert!(
        message(1).contains("another format (1, not 2)"),
        "{}",
        message(1)
    );
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert!(
        message(1).contains("state.json cannot be used"),
        "{}",
        message(1)
    );
}

#[test]
fn acts_at_the_same_time_are_all_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let set_up = || Options {
        state: Some(folder.path().join("state.json")),
        ..options()
    };
    let cloud = Cloud::new(set_up());
    let factory = cloud.factory();
    let list = [
        ("InstanceId", &*factory),
        ("GroupId", "GID_BodyPress"),
        ("PageSize", "40"),
    ];
    let group =
        || cloud.call("ListDeviceCredentialClientId", &list)["DeviceCredentialClientIdList"].take();
    let before = group();
    let deregister = |client_id: &serde_json::Value| {
        let parameters = [
            ("InstanceId", &*factory),
            ("ClientId", client_id.as_str().unwrap()),
        ];
        cloud
            .draft("UnRegisterDeviceCredential", &parameters)
            .acs3()
    };
    let requests: Vec<_> = before["ClientIdList"]
        .as_array()
        .unwrap()
        .iter()
        .map(deregister)
        .collect();
    std::thread::scope(|scope| {
        for some in requests.chunks(5) {
            let emulator = &cloud.emulator;
            scope.spawn(move || {
                for request in some {
                    let response = emulator
                        .answer(request, crate::support::noon())
                        .response()
                        .unwrap();
                    assert_eq!(response.status(), 200);
                }
            });
        }
    });
    let after = group();
    assert_ne!(after["Total"], before["Total"]);
    assert_eq!(cloud.emulator.ledger().acts.len(), 40);
    let restarted = Cloud::new(set_up());
    assert_eq!(
        restarted.call("ListDeviceCredentialClientId", &list)["DeviceCredentialClientIdList"],
        after
    );
}
