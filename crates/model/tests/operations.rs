//! Operations read from JSON, the list of them, and the sentences about input.

use serde_json::{Value, json};
use signet_model::api::{ApiError, ErrorCode};
use signet_model::fields::Fields;
use signet_model::operations::{
    DeleteDeviceCertificate, GetDeviceCertificate, ListDeviceCertificate,
    ListDeviceCredentialClientId, ListInstances, QueryClientIds, Scope, UnRegisterDeviceCredential,
};
use signet_model::{Effect, Operation, OperationName, Quantity, cloud_code};

fn read<O: Operation>(value: Value) -> Result<O, ApiError> {
    let Value::Object(object) = value else {
        panic!("not an object")
    };
    O::from_fields(Fields::new(object)).map_err(ApiError::from)
}

#[track_caller]
fn refused<O: Operation>(value: Value) -> ApiError {
    read::<O>(value).expect_err("bad input")
}

#[test]
fn what_is_written_is_read_back() {
    let value = json!({"instance_id": "post-cn-x", "group_id": "GID_a", "page_number": 7, "page_size": 50, "next_token": "a+b/c=="});
    let operation: ListDeviceCredentialClientId = read(value.clone()).expect("good input");
    assert_eq!(serde_json::to_value(&operation).expect("JSON"), value);
    assert_eq!(
        operation.scope(),
        Scope::Group(&"post-cn-x".parse().expect("an id"), Some("GID_a"))
    );
}

#[test]
fn absent_and_null_optional_fields_are_the_same() {
    let without: QueryClientIds = read(json!({"iot_id": "abc"})).expect("good input");
    let null: QueryClientIds =
        read(json!({"iot_id": "abc", "iot_instance_id": null})).expect("good input");
    assert_eq!(without, null);
    assert_eq!(
        serde_json::to_value(&null).expect("JSON"),
        json!({"iot_id": "abc"})
    );
    assert!(read::<ListInstances>(json!({})).is_ok());
}

#[test]
fn the_error_names_field_rule_limit_and_finding() {
    let serial = "x".repeat(129);
    let error = refused::<GetDeviceCertificate>(
        json!({"instance_id": "i", "ca_serial_number": "00", "device_serial_number": serial}),
    );
    assert_eq!(error.code, ErrorCode::InvalidField);
    assert_eq!(
        error.message,
        "device_serial_number may have at most 128 bytes of UTF-8, this has 129"
    );
    assert_eq!(error.field.as_deref(), Some("device_serial_number"));
    assert_eq!(
        (error.limit, error.found),
        (Some(Quantity::Number(128)), Some(Quantity::Number(129)))
    );
}

#[test]
fn every_kind_of_wrong_value_is_told_apart() {
    let page = |number: Value, size: Value| {
        refused::<ListDeviceCertificate>(
            json!({"instance_id": "i", "page_number": number, "page_size": size}),
        )
    };
    let error = page(json!(1), json!(101));
    assert_eq!(
        (error.limit, error.found),
        (Some(Quantity::Number(100)), Some(Quantity::Number(101)))
    );
    let error = page(json!(0), json!(1));
    assert_eq!(
        (error.limit, error.found),
        (Some(Quantity::Number(1)), Some(Quantity::Number(0)))
    );
    let error = page(json!(-5), json!(1));
    assert_eq!(
        (error.limit, error.found),
        (Some(Quantity::Number(1)), Some(Quantity::Number(-5)))
    );
    assert_eq!(
        page(json!(1.5), json!(1)).found,
        Some(Quantity::Text("1.5".to_owned()))
    );
    assert_eq!(
        page(json!("1"), json!(1)).message,
        "page_number must be an integer, not a string"
    );
    assert_eq!(page(json!(null), json!(1)).code, ErrorCode::MissingField);
    assert_eq!(
        refused::<UnRegisterDeviceCredential>(json!({}))
            .field
            .as_deref(),
        Some("instance_id")
    );
    let error =
        refused::<UnRegisterDeviceCredential>(json!({"instance_id": ["i"], "client_id": "c"}));
    assert_eq!(error.message, "instance_id must be a string, not an array");
    let error = refused::<ListInstances>(json!({"page_nubmer": 1}));
    assert_eq!(
        (error.code, error.field.as_deref()),
        (ErrorCode::UnknownField, Some("page_nubmer"))
    );
}

#[test]
fn the_list_holds_every_operation_once_under_its_own_name() {
    let mut names: Vec<_> = OperationName::ALL
        .iter()
        .map(|name| name.as_str())
        .collect();
    assert_eq!(names.len(), 36);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), OperationName::ALL.len());
    for name in OperationName::ALL {
        assert_eq!(OperationName::find(name.as_str()), Some(*name));
        assert!(!name.spec().ram_actions.is_empty(), "{name}");
    }
    assert_eq!(OperationName::find("listinstances"), None);
    assert_eq!(OperationName::find("DropTable"), None);
}

#[test]
fn effects_and_quotas_are_those_of_the_document() {
    assert_eq!(
        OperationName::InactivateDeviceCertificate.spec().effect,
        Effect::Suspend
    );
    assert_eq!(
        OperationName::ActiveDeviceCertificate.spec().effect,
        Effect::Resume
    );
    let destroying: Vec<_> = OperationName::ALL
        .iter()
        .filter(|name| name.spec().effect == Effect::Destroy)
        .map(|name| name.as_str())
        .collect();
    assert_eq!(
        destroying,
        [
            "DeleteGroupId",
            "RefreshDeviceCredential",
            "UnRegisterDeviceCredential",
            "DeleteDeviceCertificate",
            "DeleteCaCertificate",
            "DeleteClientIds",
            "TransformClientId"
        ]
    );
    assert_eq!(DeleteDeviceCertificate::NAME.spec().quota.per_second, 500);
    for name in [
        OperationName::ListGroupId,
        OperationName::QueryClientIds,
        OperationName::DeleteClientIds,
    ] {
        assert_eq!(
            (name.spec().quota.per_second, name.spec().quota.serialised),
            (10, true),
            "{name}"
        );
    }
}

#[test]
fn codes_are_written_in_snake_case_and_keep_their_status() {
    for code in ErrorCode::ALL {
        let written = serde_json::to_value(code).expect("JSON");
        assert_eq!(
            serde_json::from_value::<ErrorCode>(written).expect("a code"),
            *code
        );
        assert!((400..600).contains(&code.status()), "{code:?}");
    }
    assert_eq!(
        serde_json::to_value(ErrorCode::OutcomeUnknown).expect("JSON"),
        "outcome_unknown"
    );
    assert_eq!(
        serde_json::from_value::<ErrorCode>(json!("new_one")).expect("a code"),
        ErrorCode::Unknown
    );
}

#[test]
fn cloud_codes_mean_what_the_caller_can_act_on() {
    for (cloud_code, code) in [
        ("DeviceCredentialNotFound", ErrorCode::NotFound),
        ("FindDeviceBySnError", ErrorCode::NotFound),
        ("MqttInstanceNotFound", ErrorCode::InstanceNotFound),
        ("Throttling.User", ErrorCode::CloudThrottled),
        ("SystemOverFlow", ErrorCode::CloudThrottled),
        ("SignatureDoesNotMatch", ErrorCode::CloudRejectedKey),
        ("InvalidAccessKeyId.NotFound", ErrorCode::CloudRejectedKey),
        ("Forbidden.RAM", ErrorCode::CloudDeniedPermission),
        ("InternalError", ErrorCode::CloudFailed),
        ("ParameterFieldCheckFailed", ErrorCode::CloudRefused),
        ("DeviceCredentialExsit", ErrorCode::CredentialExists),
        ("RegisterCodeUsed", ErrorCode::CloudRefused),
        ("CaNumExceed", ErrorCode::CloudRefused),
        ("Customauth.over.capacity", ErrorCode::CloudRefused),
        ("DeleteGroupIdError", ErrorCode::CloudFailed),
        ("iot.prod.NotExistedProduct", ErrorCode::NotFound),
        ("SomethingNew", ErrorCode::CloudRefused),
    ] {
        let meaning = cloud_code::meaning(cloud_code);
        assert_eq!(meaning.code, code, "{cloud_code}");
        assert!(!meaning.remedy.is_empty());
    }
    let not_known = cloud_code::meaning("SomethingNew");
    for listed in cloud_code::LISTED {
        assert_ne!(cloud_code::meaning(listed), not_known, "{listed}");
    }
    // The vendor's own text says certificates.
    assert!(
        cloud_code::meaning("DeviceCredentialNumExceed")
            .remedy
            .contains("it means credentials")
    );
}
