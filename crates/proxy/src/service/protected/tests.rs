use serde_json::json;
use signet_model::Timestamp;
use signet_model::fields::Fields;
use signet_model::operations::*;

use super::*;

fn operation<O: Operation>(value: Value) -> O {
    let Value::Object(fields) = value else {
        panic!("not an object")
    };
    O::from_fields(Fields::new(fields)).expect("an operation")
}

fn pattern(pattern: &str, instance: Option<&str>) -> ProtectedPattern {
    ProtectedPattern {
        pattern: pattern.to_owned(),
        instance: instance.map(str::to_owned),
        reason: Some("they make the product".to_owned()),
    }
}

fn mark(instance: &str, object: &str) -> ProtectedMark {
    ProtectedMark {
        instance_id: instance.to_owned(),
        object: object.to_owned(),
        reason: "the pump of line 4".to_owned(),
        marked_by: "user:alice".to_owned(),
        marked_at: Timestamp::from_millis(0).expect("1970"),
    }
}

fn deregister(client: &str) -> UnRegisterDeviceCredential {
    operation(json!({"instance_id": "post-1", "client_id": client}))
}

#[test]
fn a_pattern_and_a_mark_block_what_destroys_and_suspends() {
    let list = Protected::new(
        vec![pattern("GID_prod@@@*", None)],
        vec![mark("post-1", "GID_a@@@pump"), mark("post-2", "GID_b@@@x")],
    );
    let refused = list
        .check(&deregister("GID_prod@@@1"))
        .expect_err("by a pattern");
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (ErrorCode::Protected, Some("client_id"))
    );
    for part in ["GID_prod@@@1", "GID_prod@@@*", "they make the product"] {
        assert!(refused.message.contains(part), "{}", refused.message);
    }
    let refused = list
        .check(&deregister("GID_a@@@pump"))
        .expect_err("by a mark");
    for part in ["user:alice", "1970-01-01T00:00:00Z", "the pump of line 4"] {
        assert!(refused.message.contains(part), "{}", refused.message);
    }
    assert!(list.check(&deregister("GID_a@@@other")).is_ok());
    assert!(
        list.check(&deregister("GID_b@@@x")).is_ok(),
        "of another instance"
    );

    let fields = json!({"instance_id": "post-1", "client_id": "GID_prod@@@1"});
    assert!(
        list.check(&operation::<AddCustomAuthConnectBlack>(fields.clone()))
            .is_err()
    );
    assert!(
        list.check(&operation::<CloseConnection>(fields.clone()))
            .is_err()
    );
    assert!(
        list.check(&operation::<DeleteCustomAuthConnectBlack>(fields.clone()))
            .is_ok(),
        "it resumes"
    );
    assert!(
        list.check(&operation::<GetDeviceCredential>(fields.clone()))
            .is_ok(),
        "it reads"
    );
    let mut replacing = fields;
    assert!(
        list.check(&operation::<RegisterDeviceCredential>(replacing.clone()))
            .is_ok(),
        "it creates"
    );
    replacing["replace_existing"] = true.into();
    assert!(
        list.check(&operation::<RegisterDeviceCredential>(replacing))
            .is_err()
    );
}

#[test]
fn every_name_of_an_object_counts() {
    let list = Protected::new(
        vec![
            pattern("keep-*", Some("post-1")),
            pattern("dev?", Some("public")),
        ],
        Vec::new(),
    );
    let certificate = |instance: &str, ca: &str, device: &str| {
        operation::<InactivateDeviceCertificate>(
            json!({"instance_id": instance, "ca_serial_number": ca, "device_serial_number": device}),
        )
    };
    assert!(list.check(&certificate("post-1", "01", "keep-1")).is_err());
    assert!(
        list.check(&certificate("post-1", "keep-ca", "02")).is_err(),
        "of a protected CA"
    );
    assert!(
        list.check(&certificate("post-2", "keep-ca", "keep-1"))
            .is_ok()
    );
    let thing = |fields: Value| operation::<DisableThing>(fields);
    assert!(
        list.check(&thing(json!({"product_key": "pk", "device_name": "dev1"})))
            .is_err()
    );
    assert!(list.check(&thing(json!({"iot_id": "dev2"}))).is_err());
    assert!(
        list.check(&thing(
            json!({"iot_instance_id": "iot-1", "iot_id": "dev2"})
        ))
        .is_ok()
    );
}

#[test]
fn what_is_in_a_group_protects_the_group() {
    let delete = |group: &str| {
        operation::<DeleteGroupId>(json!({"instance_id": "post-1", "group_id": group}))
    };
    let list = Protected::new(
        vec![pattern("GID_p*@@@*", None), pattern("*pump*", None)],
        vec![
            mark("post-1", "GID_marked@@@1"),
            mark("post-2", "GID_there@@@1"),
        ],
    );
    for (group, blocked) in [
        ("GID_prod", true),
        ("GID_marked", true),
        ("GID_marked2", false),
        ("GID_there", false),
        ("GID_other", false),
        ("GID_pumps", true),
    ] {
        assert_eq!(list.check(&delete(group)).is_err(), blocked, "{group}");
    }
}

#[test]
fn a_mark_is_there_until_it_is_taken_away() {
    let list = Protected::default();
    list.mark(mark("post-1", "GID_a@@@1"));
    list.mark(mark("post-1", "GID_a@@@1"));
    assert_eq!(list.count(), 1);
    assert!(list.check(&deregister("GID_a@@@1")).is_err());
    list.unmark("post-1", "GID_a@@@1");
    assert!(list.check(&deregister("GID_a@@@1")).is_ok());
    assert_eq!(list.marks(), []);
}
