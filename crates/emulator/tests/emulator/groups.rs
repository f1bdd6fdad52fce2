use crate::support::{Cloud, noon};

fn on<'a>(instance: &'a str, group: &'a str) -> [(&'a str, &'a str); 2] {
    [("InstanceId", instance), ("GroupId", group)]
}

#[test]
fn a_group_is_made_once_and_deleted_once() {
    let cloud = Cloud::usual();
    let metering = cloud.instance("metering-north");
    let new = on(&metering, "GID_Gas-Meter_2");
    cloud.call("CreateGroupId", &new);
    let groups = || cloud.call("ListGroupId", &[("InstanceId", &metering)])["Data"].take();
    let made = groups();
    let made = made.as_array().unwrap().iter();
    let made = made.filter(|group| group["GroupId"] == "GID_Gas-Meter_2");
    let times: Vec<_> = made.map(|group| group["CreateTime"].as_i64()).collect();
    assert_eq!(times, [Some(noon().as_millis())]);
    let refused = |action, group| cloud.refused(action, &on(&metering, group)).1;
    assert_eq!(
        refused("CreateGroupId", "GID_Gas-Meter_2"),
        "GroupIdAlreadyExsited"
    );
    cloud.call("DeleteGroupId", &new);
    assert_eq!(
        refused("DeleteGroupId", "GID_Gas-Meter_2"),
        "DeleteGroupIdError"
    );
    assert_eq!(groups().as_array().unwrap().len(), 2);
    cloud.call("CreateGroupId", &new);
}

#[test]
fn what_hangs_on_a_group_goes_with_it() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let press = [
        ("InstanceId", &*factory),
        ("ClientId", "GID_BodyPress@@@press-0012"),
    ];
    cloud.call("GetDeviceCredential", &press);
    cloud.call("DeleteGroupId", &on(&factory, "GID_BodyPress"));
    assert_eq!(
        cloud.refused("GetDeviceCredential", &press).1,
        "DeviceCredentialNotFound"
    );
    let online = cloud.call("QuerySessionByClientId", &press)["OnlineStatus"].take();
    assert_eq!(online, true, "a live connection stays");
}

#[test]
fn names_and_instances_that_cannot_be_have_their_codes() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let long = format!("GID_{}", "g".repeat(61));
    for broken in ["GID_ab", "Group_1", "GID_a b c", "GID_a@@@b", &long] {
        assert_eq!(
            cloud.refused("CreateGroupId", &on(&factory, broken)),
            (400, "ParameterFieldCheckFailed".to_owned()),
            "{broken}"
        );
    }
    cloud.call("CreateGroupId", &on(&factory, &long[..64]));
    let refused = |action, instance| cloud.refused(action, &on(instance, "GID_Furnace"));
    let unknown = "post-cn-unknown";
    assert_eq!(
        refused("CreateGroupId", unknown),
        (400, "InstanceNotFound".to_owned())
    );
    assert_eq!(
        refused("DeleteGroupId", unknown),
        (503, "ServiceUnavailable".to_owned())
    );
    let foreign = cloud.emulator.foreign_instance_id();
    for action in ["CreateGroupId", "DeleteGroupId"] {
        assert_eq!(
            refused(action, &foreign).1,
            "InstancePermissionCheckFailed",
            "{action}"
        );
    }
    assert_eq!(
        cloud
            .refused("CreateGroupId", &[("InstanceId", &factory)])
            .1,
        "MissingGroupId"
    );
}
