use signet_emulator::{Options, Statuses};

use crate::support::{Cloud, options};

fn check(cloud: &Cloud, action: &str, parameters: &[(&str, &str)], status: u16, code: &str) {
    assert_eq!(
        cloud.refused(action, parameters),
        (status, code.to_owned()),
        "{action} {parameters:?}"
    );
}

#[test]
fn an_instance_that_cannot_be_used_has_a_code_by_family() {
    let cloud = Cloud::usual();
    let foreign = cloud.emulator.foreign_instance_id();
    let basic = cloud.instance("metering-north");
    for (instance, status, code) in [
        ("post-cn-unknown", 503, "ServiceUnavailable"),
        (&*foreign, 400, "InstancePermissionCheckFailed"),
    ] {
        let list = [
            ("InstanceId", instance),
            ("GroupId", "GID_a"),
            ("PageNo", "1"),
            ("PageSize", "10"),
        ];
        check(&cloud, "ListDeviceCredentialClientId", &list, status, code);
        check(
            &cloud,
            "ListGroupId",
            &[("InstanceId", instance)],
            status,
            code,
        );
        for action in ["GetDeviceCredential", "UnRegisterDeviceCredential"] {
            check(
                &cloud,
                action,
                &[("InstanceId", instance), ("ClientId", "GID_a@@@1")],
                status,
                code,
            );
        }
    }
    for (instance, code) in [
        ("post-cn-unknown", "MqttInstanceNotFound"),
        (&*foreign, "MqttOwnerCheckError"),
        (&*basic, "MqttOwnerCheckError"),
    ] {
        let list = [
            ("MqttInstanceId", instance),
            ("PageNo", "1"),
            ("PageSize", "10"),
            ("CaSn", "00a1"),
        ];
        for action in [
            "ListCaCertificate",
            "ListDeviceCertificate",
            "ListDeviceCertificateByCaSn",
        ] {
            check(&cloud, action, &list, 500, code);
        }
        let one = [
            ("MqttInstanceId", instance),
            ("CaSn", "00a1"),
            ("DeviceSn", "01"),
        ];
        for action in [
            "GetDeviceCertificate",
            "InactivateDeviceCertificate",
            "DeleteDeviceCertificate",
        ] {
            check(&cloud, action, &one, 500, code);
        }
    }
}

#[test]
fn an_object_that_is_not_there_has_its_code() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let one = [
        ("MqttInstanceId", &*factory),
        ("CaSn", "00a1"),
        ("DeviceSn", "01"),
    ];
    check(
        &cloud,
        "InactivateDeviceCertificate",
        &one,
        500,
        "FindDeviceBySnError",
    );
    let list = [
        ("MqttInstanceId", &*factory),
        ("PageNo", "1"),
        ("PageSize", "10"),
        ("CaSn", "00a1"),
    ];
    check(
        &cloud,
        "ListDeviceCertificateByCaSn",
        &list,
        500,
        "FindCaBySnError",
    );
    check(
        &cloud,
        "QueryClientIds",
        &[("IotId", "nobody000100")],
        200,
        "iot.device.NotExistedDevice",
    );
    check(
        &cloud,
        "DeleteClientIds",
        &[("IotId", "nobody000100")],
        200,
        "iot.device.NotExistedDevice",
    );
    let demo = cloud.emulator.demo_iot_id();
    let elsewhere = [("IotId", &*demo), ("IotInstanceId", "iot-unknown")];
    check(
        &cloud,
        "DeleteClientIds",
        &elsewhere,
        200,
        "iot.system.InstanceNotFound",
    );
}

#[test]
fn values_that_break_a_rule_have_a_code_by_family() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    for (name, value) in [
        ("PageSize", "0"),
        ("PageSize", "101"),
        ("PageSize", "ten"),
        ("PageNo", "0"),
        ("PageNo", "-1"),
    ] {
        let other = if name == "PageNo" {
            ("PageSize", "9")
        } else {
            ("PageNo", "1")
        };
        let list = [
            (name, value),
            other,
            ("InstanceId", &*factory),
            ("MqttInstanceId", &*factory),
            ("GroupId", "GID_a"),
        ];
        check(
            &cloud,
            "ListDeviceCredentialClientId",
            &list,
            400,
            "ParameterCheckFailed",
        );
        check(
            &cloud,
            "ListDeviceCertificate",
            &list,
            400,
            "ParameterFieldCheckFailed",
        );
    }
    let (fits, long) = ("é".repeat(64), format!("{}a", "é".repeat(64)));
    for action in ["InactivateDeviceCertificate", "DeleteDeviceCertificate"] {
        let one = |serial| {
            [
                ("MqttInstanceId", &*factory),
                ("CaSn", "00a1"),
                ("DeviceSn", serial),
            ]
        };
        check(&cloud, action, &one(&fits), 500, "FindDeviceBySnError");
        check(
            &cloud,
            action,
            &one(&long),
            400,
            "ParameterFieldCheckFailed",
        );
        check(
            &cloud,
            action,
            &one("a\u{7}"),
            400,
            "ParameterFieldCheckFailed",
        );
    }
    check(
        &cloud,
        "QueryClientIds",
        &[("IotId", "a b")],
        200,
        "iot.check.InvalidFormattedParameter",
    );
}

#[test]
fn a_missing_parameter_is_named_in_the_code() {
    let cloud = Cloud::usual();
    check(&cloud, "ListGroupId", &[], 400, "MissingInstanceId");
    check(
        &cloud,
        "UnRegisterDeviceCredential",
        &[("InstanceId", "i")],
        400,
        "MissingClientId",
    );
    check(
        &cloud,
        "ListDeviceCredentialClientId",
        &[("InstanceId", "i"), ("GroupId", "g")],
        400,
        "MissingPageSize",
    );
    check(
        &cloud,
        "DeleteDeviceCertificate",
        &[("MqttInstanceId", "i"), ("CaSn", "")],
        400,
        "MissingCaSn",
    );
    check(&cloud, "DeleteClientIds", &[], 400, "MissingIotId");
}

#[test]
fn verbs_and_paths_that_an_operation_does_not_take_are_not_found() {
    let cloud = Cloud::usual();
    let with = |action: &str, method: &'static str| {
        let mut draft = cloud.draft(action, &[]);
        draft.method = method;
        draft.acs3()
    };
    for (action, method) in [
        ("UnRegisterDeviceCredential", "GET"),
        ("GetDeviceCredential", "GET"),
        ("ListDeviceCertificate", "POST"),
    ] {
        assert_eq!(
            cloud.refuses(&with(action, method)),
            (404, "InvalidAction.NotFound".to_owned()),
            "{method} {action}"
        );
    }
    assert_eq!(
        cloud.refuses(&with("ListInstances", "PUT")),
        (404, "InvalidApi.NotFound".to_owned())
    );
    assert_eq!(cloud.exchange(&with("ListInstances", "GET")).0, 200);
    let mut request = with("ListInstances", "POST");
    *request.uri_mut() = "/elsewhere".parse().unwrap();
    assert_eq!(
        cloud.refuses(&request),
        (404, "InvalidApi.NotFound".to_owned())
    );
}

#[test]
fn the_quota_is_per_operation_and_second() {
    let cloud = Cloud::new(Options {
        quota_scale: Some(1.0),
        ..options()
    });
    let factory = cloud.factory();
    for _ in 0..10 {
        cloud.call("ListGroupId", &[("InstanceId", &factory)]);
    }
    check(
        &cloud,
        "ListGroupId",
        &[("InstanceId", &factory)],
        400,
        "Throttling.User",
    );
    cloud.call("ListInstances", &[]);
    assert_eq!(cloud.emulator.ledger().peak_per_second["ListGroupId"], 11);
}

#[test]
fn announced_statuses_come_with_the_same_codes() {
    let cloud = Cloud::new(Options {
        statuses: Statuses::New,
        ..options()
    });
    let list = |instance| {
        [
            ("MqttInstanceId", instance),
            ("PageNo", "1"),
            ("PageSize", "10"),
        ]
    };
    check(
        &cloud,
        "ListDeviceCertificate",
        &list("post-cn-unknown"),
        400,
        "MqttInstanceNotFound",
    );
    check(
        &cloud,
        "ListDeviceCertificate",
        &list(&*cloud.instance("metering-north")),
        403,
        "MqttOwnerCheckError",
    );
}

#[test]
fn an_error_has_the_documented_body() {
    let cloud = Cloud::usual();
    let (status, body) = cloud.exchange(&cloud.draft("ListGroupId", &[]).acs3());
    let request_id = body["RequestId"].as_str().unwrap();
    assert_eq!((status, request_id.len()), (400, 36));
    assert_eq!(body["HostId"], crate::support::HOST);
    assert_eq!(body["Message"], "InstanceId is mandatory for this action.");
    let recommend = format!(
        "https://api.aliyun.com/troubleshoot?q=MissingInstanceId&product=OnsMqtt&requestId={request_id}"
    );
    assert_eq!(body["Recommend"], recommend);
    let (_, body) = cloud.exchange(&cloud.draft("QueryClientIds", &[("IotId", "nobody")]).acs3());
    assert_eq!(
        (&body["Success"], body["ErrorMessage"].is_string()),
        (&false.into(), true)
    );
}
