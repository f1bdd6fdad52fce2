//! What depends on the arguments of a call: its effect, and the rules between its fields.

use serde_json::{Value, json};
use signet_model::api::{ApiError, ErrorCode};
use signet_model::fields::Fields;
use signet_model::operations::{
    BatchGetDeviceState, BatchQuerySessionByClientIds, DisableThing, GetDeviceCredential,
    QueryDeviceDetail, RegisterDeviceCredential,
};
use signet_model::{Effect, Operation, Secret};

fn read<O: Operation>(value: Value) -> Result<O, ApiError> {
    let Value::Object(object) = value else {
        panic!("not an object")
    };
    O::from_fields(Fields::new(object)).map_err(ApiError::from)
}

fn says<O: Operation>(value: Value) -> (ErrorCode, String) {
    let error = read::<O>(value).expect_err("bad input");
    assert!(error.field.is_some());
    (error.code, error.message)
}

#[test]
fn registering_over_an_existing_credential_destroys() {
    let effect = |replace: Value| {
        let fields =
            json!({"instance_id": "i", "client_id": "GID_a@@@b", "replace_existing": replace});
        read::<RegisterDeviceCredential>(fields)
            .expect("good input")
            .effect()
    };
    assert_eq!(effect(Value::Null), Effect::Create);
    assert_eq!(effect(json!(false)), Effect::Create);
    assert_eq!(effect(json!(true)), Effect::Destroy);
}

#[test]
fn asking_for_a_secret_is_an_act_of_its_own() {
    let effect = |reveal| {
        let fields = json!({"instance_id": "i", "client_id": "odd/id", "reveal": reveal});
        read::<GetDeviceCredential>(fields)
            .expect("good input")
            .effect()
    };
    assert_eq!(
        (effect(false), effect(true)),
        (Effect::Read, Effect::Reveal)
    );
    let device: QueryDeviceDetail =
        read(json!({"iot_id": "d", "reveal": true})).expect("good input");
    assert_eq!(device.effect(), Effect::Reveal);
    assert_eq!(
        says::<GetDeviceCredential>(json!({"instance_id": "i", "client_id": "c", "reveal": "yes"})),
        (
            ErrorCode::InvalidField,
            "reveal must be a boolean, not a string".to_owned()
        )
    );
}

#[test]
fn switches_that_are_off_are_not_written() {
    let fields = json!({"instance_id": "i", "client_id": "GID_a@@@b"});
    let operation: RegisterDeviceCredential = read(fields.clone()).expect("good input");
    assert_eq!(serde_json::to_value(operation).expect("JSON"), fields);
}

#[test]
fn a_device_is_named_in_exactly_one_way() {
    for fields in [
        json!({"iot_id": "d"}),
        json!({"product_key": "pk", "device_name": "n"}),
        json!({"iot_id": "d", "product_key": null, "iot_instance_id": "iot-1"}),
    ] {
        assert!(read::<DisableThing>(fields.clone()).is_ok(), "{fields}");
    }
    use ErrorCode::{InvalidField, MissingField};
    for (fields, code, message) in [
        (
            json!({}),
            MissingField,
            "iot_id is required, or product_key with device_name",
        ),
        (
            json!({"product_key": "pk"}),
            MissingField,
            "device_name is required",
        ),
        (
            json!({"device_name": "n"}),
            MissingField,
            "product_key is required",
        ),
        (
            json!({"iot_id": "d", "product_key": "pk"}),
            InvalidField,
            "product_key cannot be given together with iot_id",
        ),
        (
            json!({"iot_id": "d", "device_name": "n"}),
            InvalidField,
            "device_name cannot be given together with iot_id",
        ),
        (
            json!({"iot_id": "d", "device_name": "n", "product_key": "pk"}),
            InvalidField,
            "product_key cannot be given together with iot_id",
        ),
    ] {
        assert_eq!(
            says::<DisableThing>(fields.clone()),
            (code, message.to_owned()),
            "{fields}"
        );
        assert_eq!(says::<QueryDeviceDetail>(fields).0, code);
    }
    assert_eq!(
        says::<BatchGetDeviceState>(json!({"product_key": "pk"})),
        (MissingField, "device_names is required".to_owned())
    );
}

#[test]
fn a_list_has_a_length_and_its_items_have_rules() {
    let ask = |ids: Value| json!({"instance_id": "i", "client_ids": ids});
    let ten: Vec<String> = (0..10).map(|number| format!("GID_a@@@{number}")).collect();
    let operation: BatchQuerySessionByClientIds = read(ask(json!(ten))).expect("ten are allowed");
    assert_eq!(
        serde_json::to_value(&operation.client_ids).expect("JSON"),
        json!(ten)
    );
    for (ids, message) in [
        (json!([]), "client_ids must not be empty"),
        (
            json!(vec!["a"; 11]),
            "client_ids may have at most 10 items, this has 11",
        ),
        (json!(["a", ""]), "client_ids item 2 must not be empty"),
        (
            json!(["a", 7]),
            "client_ids item 2 must be a string, not a number",
        ),
        (json!("a"), "client_ids must be an array, not a string"),
        (Value::Null, "client_ids is required"),
    ] {
        assert_eq!(says::<BatchQuerySessionByClientIds>(ask(ids)).1, message);
    }
}

#[test]
fn a_secret_is_written_but_never_printed() {
    let secret = Secret::new("DC.y");
    assert_eq!(format!("{secret:?}"), "[secret]");
    assert_eq!(serde_json::to_value(&secret).expect("JSON"), "DC.y");
    assert_eq!(
        serde_json::from_value::<Secret>(json!("DC.y")).expect("a secret"),
        secret
    );
}
