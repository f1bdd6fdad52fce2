//! What can be done with a CA certificate that is registered.

use serde_json::Value;

use crate::support::Cloud;
use crate::support::handed_in::{code, pair, refused, register};

fn shown(cloud: &Cloud, instance: &str, serial: &str) -> Value {
    let one = [("MqttInstanceId", instance), ("Sn", serial)];
    cloud.call("GetCaCertificate", &one)["Data"].take()
}

#[test]
fn a_ca_is_registered_with_its_code_and_shown_as_it_was_handed_in() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let used = code(&cloud, &factory);
    assert_eq!(used, code(&cloud, &factory), "asking changes nothing");
    let pair = pair(&[0x72, 0, 9], &used, |_| {});
    let serial = register(&cloud, &factory, &pair);
    assert_eq!(serial, "720009");
    let data = shown(&cloud, &factory, &serial);
    let pem = |name: &str| data[name].as_str().unwrap().replace("\\n", "\n");
    assert_eq!(
        (pem("CaContent").trim(), pem("VerificationContent").trim()),
        (pair.ca.trim(), pair.proof.trim())
    );
    assert_eq!(
        (&data["CaName"], &data["Status"]),
        (&"east root".into(), &"1".into())
    );
    assert_eq!(data["RegistrationCode"], *used);
    assert!(data["ValidBegin"].as_str().unwrap().parse::<i64>().is_ok());
    let list = [
        ("MqttInstanceId", &*factory),
        ("PageNo", "1"),
        ("PageSize", "10"),
    ];
    let listed = cloud.call("ListCaCertificate", &list)["Data"]["CaCertificateVOS"].take();
    assert!(listed.as_array().unwrap().contains(&data));
    assert_ne!(
        code(&cloud, &factory),
        used,
        "the next one has another code"
    );
}

#[test]
fn a_ca_is_switched_any_number_of_times_and_deleted_with_its_certificates() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let list = [
        ("MqttInstanceId", &*factory),
        ("PageNo", "1"),
        ("PageSize", "10"),
    ];
    let first = cloud.call("ListCaCertificate", &list)["Data"]["CaCertificateVOS"][0]["Sn"].take();
    let serial = first.as_str().unwrap();
    let one = [("MqttInstanceId", &*factory), ("Sn", serial)];
    for (action, status) in [
        ("InactivateCaCertificate", "0"),
        ("InactivateCaCertificate", "0"),
        ("ActiveCaCertificate", "1"),
        ("ActiveCaCertificate", "1"),
    ] {
        assert_eq!(cloud.call(action, &one)["Sn"], first);
        assert_eq!(shown(&cloud, &factory, serial)["Status"], status);
    }
    let of_ca = [list[0], list[1], list[2], ("CaSn", serial)];
    let under = cloud.call("ListDeviceCertificateByCaSn", &of_ca)["Data"].take();
    assert_ne!(under["Total"], 0);
    let device = under["DeviceCertificateVOS"][0]["DeviceSn"]
        .as_str()
        .unwrap();
    assert_eq!(cloud.call("DeleteCaCertificate", &one)["Sn"], first);
    let device = [
        ("MqttInstanceId", &*factory),
        ("CaSn", serial),
        ("DeviceSn", device),
    ];
    assert_eq!(
        cloud.refused("GetDeviceCertificate", &device).1,
        "FindDeviceBySnError"
    );
    assert_eq!(
        cloud.refused("ListDeviceCertificateByCaSn", &of_ca).1,
        "FindCaBySnError"
    );
    for action in [
        "GetCaCertificate",
        "ActiveCaCertificate",
        "InactivateCaCertificate",
        "DeleteCaCertificate",
    ] {
        assert_eq!(
            cloud.refused(action, &one),
            (500, "FindCaBySnError".to_owned()),
            "{action}"
        );
    }
}

#[test]
fn editions_without_certificates_have_none_of_it() {
    let cloud = Cloud::usual();
    let basic = cloud.instance("metering-north");
    let foreign = cloud.emulator.foreign_instance_id();
    let good = pair(&[1], "code", |_| {});
    for (instance, code) in [
        (&*basic, "MqttOwnerCheckError"),
        (&*foreign, "MqttOwnerCheckError"),
        ("post-cn-unknown", "MqttInstanceNotFound"),
    ] {
        assert_eq!(refused(&cloud, instance, &good), code);
        assert_eq!(
            cloud
                .refused("GetRegisterCode", &[("MqttInstanceId", instance)])
                .1,
            code
        );
        for action in [
            "GetCaCertificate",
            "ActiveCaCertificate",
            "InactivateCaCertificate",
            "DeleteCaCertificate",
        ] {
            let one = [("MqttInstanceId", instance), ("Sn", "01")];
            assert_eq!(
                cloud.refused(action, &one),
                (500, code.to_owned()),
                "{action}"
            );
        }
    }
}
