//! Handing credentials out and rotating them.

use serde_json::Value;
use signet_emulator::{Options, RegisterTwice, Rules};

use crate::support::{Cloud, noon, options};

const NEW: &str = "GID_BodyPress@@@press-new-1";

fn on<'a>(instance: &'a str, client_id: &'a str) -> [(&'a str, &'a str); 2] {
    [("InstanceId", instance), ("ClientId", client_id)]
}

fn ruled(rules: Rules) -> Cloud {
    Cloud::new(Options { rules, ..options() })
}

#[track_caller]
fn halves(credential: &Value) -> (&str, &str) {
    let half = |name: &str| {
        let half = credential[name].as_str().unwrap();
        assert!(half.starts_with("DC.") && half.len() == 25, "{half}");
        half
    };
    (half("DeviceAccessKeyId"), half("DeviceAccessKeySecret"))
}

#[test]
fn a_registered_credential_is_shown_listed_and_rotated() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let id = on(&factory, NEW);
    let made = cloud.call("RegisterDeviceCredential", &id)["DeviceCredential"].take();
    assert_eq!(
        (&made["ClientId"], &made["InstanceId"]),
        (&NEW.into(), &factory.clone().into())
    );
    assert_eq!(made["CreateTime"], noon().as_millis());
    assert_eq!(made["UpdateTime"], noon().as_millis());
    halves(&made);
    let get = || cloud.call("GetDeviceCredential", &id)["DeviceCredential"].take();
    assert_eq!(get(), made);
    let list = [
        ("InstanceId", &*factory),
        ("GroupId", "GID_BodyPress"),
        ("PageSize", "100"),
    ];
    let mut listed = Vec::new();
    for page in 1..10 {
        let page = page.to_string();
        let parameters = [list[0], list[1], list[2], ("PageNo", &*page)];
        let found = cloud.call("ListDeviceCredentialClientId", &parameters);
        let found = found["DeviceCredentialClientIdList"]["ClientIdList"]
            .as_array()
            .cloned();
        listed.extend(found.unwrap());
    }
    assert!(listed.contains(&NEW.into()));

    let refreshed = cloud.call("RefreshDeviceCredential", &id)["DeviceCredential"].take();
    let again = cloud.call("RefreshDeviceCredential", &id)["DeviceCredential"].take();
    assert_eq!(get(), again, "the latest holds");
    assert_eq!(again["CreateTime"], made["CreateTime"]);
    for (one, other) in [(&made, &refreshed), (&refreshed, &again)] {
        assert_ne!(halves(one).0, halves(other).0);
        assert_ne!(
            halves(one).1,
            halves(other).1,
            "within the same millisecond"
        );
    }
}

#[test]
fn registering_twice_overwrites() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let id = on(&factory, NEW);
    let first = cloud.call("RegisterDeviceCredential", &id)["DeviceCredential"].take();
    let second = cloud.call("RegisterDeviceCredential", &id)["DeviceCredential"].take();
    assert_ne!(halves(&first), halves(&second));
    let shown = cloud.call("GetDeviceCredential", &id);
    assert_eq!(shown["DeviceCredential"], second);
}

#[test]
fn registering_twice_is_refused_where_the_switch_says_so() {
    let cloud = ruled(Rules {
        register_twice: RegisterTwice::Exists,
        ..Rules::default()
    });
    let factory = cloud.factory();
    let id = on(&factory, NEW);
    let made = cloud.call("RegisterDeviceCredential", &id)["DeviceCredential"].take();
    let exists = (400, "DeviceCredentialExsit".to_owned());
    assert_eq!(cloud.refused("RegisterDeviceCredential", &id), exists);
    let shown = cloud.call("GetDeviceCredential", &id);
    assert_eq!(shown["DeviceCredential"], made);
    cloud.call("UnRegisterDeviceCredential", &id);
    cloud.call("RegisterDeviceCredential", &id);
}

#[test]
fn the_quota_is_per_instance_and_an_overwrite_takes_none() {
    let cloud = ruled(Rules {
        credential_quota: 1,
        ..Rules::default()
    });
    let (factory, metering) = (cloud.factory(), cloud.instance("metering-north"));
    let exceeded = (400, "DeviceCredentialNumExceed".to_owned());
    let refused = |instance: &str, client_id| {
        cloud.refused("RegisterDeviceCredential", &on(instance, client_id))
    };
    assert_eq!(refused(&factory, NEW), exceeded);
    cloud.call(
        "RegisterDeviceCredential",
        &on(&factory, "GID_BodyPress@@@press-0012"),
    );
    for group in ["GID_HeatMeter", "GID-WaterMeter"] {
        cloud.call(
            "DeleteGroupId",
            &[("InstanceId", &metering), ("GroupId", group)],
        );
        cloud.call(
            "CreateGroupId",
            &[("InstanceId", &metering), ("GroupId", group)],
        );
    }
    cloud.call(
        "RegisterDeviceCredential",
        &on(&metering, "GID_HeatMeter@@@1"),
    );
    assert_eq!(refused(&metering, "GID-WaterMeter@@@1"), exceeded);
    cloud.call(
        "UnRegisterDeviceCredential",
        &on(&metering, "GID_HeatMeter@@@1"),
    );
    cloud.call(
        "RegisterDeviceCredential",
        &on(&metering, "GID-WaterMeter@@@1"),
    );
}

#[test]
fn what_is_not_there_is_neither_shown_nor_refreshed() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    for action in [
        "GetDeviceCredential",
        "RefreshDeviceCredential",
        "UnRegisterDeviceCredential",
    ] {
        let not_found = (400, "DeviceCredentialNotFound".to_owned());
        assert_eq!(
            cloud.refused(action, &on(&factory, NEW)),
            not_found,
            "{action}"
        );
    }
    let no_group = on(&factory, "GID_Nobody@@@1");
    let refused = cloud.refused("RegisterDeviceCredential", &no_group);
    assert_eq!(refused, (400, "PermissionCheckFailed".to_owned()));
    assert!(cloud.emulator.ledger().acts.is_empty());
}

#[test]
fn ids_that_break_the_rules_cannot_be_made_but_refreshed_where_they_are() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let long = format!("GID_BodyPress@@@{}", "p".repeat(49));
    for broken in [
        "GID_BodyPress@@@a b",
        "GID_BodyPress@@@a@@@b",
        "BodyPress@@@a",
        "GID_BodyPress@@@",
        &long,
    ] {
        assert_eq!(
            cloud.refused("RegisterDeviceCredential", &on(&factory, broken)),
            (400, "ParameterCheckFailed".to_owned()),
            "{broken}"
        );
    }
    cloud.call("RegisterDeviceCredential", &on(&factory, &long[..64]));
    cloud.call(
        "RefreshDeviceCredential",
        &on(&factory, "GID_Toolroom@@@主轴-07"),
    );
}
