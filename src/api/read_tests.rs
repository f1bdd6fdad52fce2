//! What is written by the language's own rules is read back the same.

use std::fmt::Debug;

use serde::Serialize;
use signet_model::{
    Effect,
    api::{Cloud, ErrorCode, Refusal, Via},
    operations::{CertificateStatus, DeviceStatus, Edition, InstanceStatus},
};

use super::*;

fn comes_back<T: Answered + Serialize + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).expect("can be written");
    let json = Json::parse(&text).expect("is JSON");
    assert_eq!(T::read(JsonValue(json)).as_ref(), Some(value), "{text}");
}

fn text(value: &str) -> String {
    value.to_owned()
}

fn moment() -> Option<Timestamp> {
    Timestamp::from_millis(1_605_541_382_001)
}

fn decoded() -> DecodedCertificate {
    DecodedCertificate {
        subject: text("CN=evil\u{202e}\"\\\n, O=号"),
        issuer: text("CN=CA"),
        serial_number: text("00ab"),
        not_before: moment(),
        not_after: None,
        public_key: text("EC P-256"),
        signature_algorithm: text("ecdsa-with-SHA256"),
        alternative_names: vec![text("DNS:a"), text("URI:b")],
        fingerprint_sha256: text("ff"),
        is_ca: true,
    }
}

fn certificate(decoded: Option<DecodedCertificate>) -> DeviceCertificate {
    DeviceCertificate {
        device_serial_number: text("0001"),
        ca_serial_number: text("00"),
        name: String::new(),
        status: CertificateStatus::Inactive,
        valid_from: None,
        valid_to: moment(),
        pem: text("-----BEGIN\nAA\n"),
        decoded,
    }
}

#[test]
fn credentials_come_back() {
    let list = DeviceCredentialClientIds {
        request_id: text("R"),
        client_ids: vec![text("GID_a@@@b"), String::new()],
        items_total: None,
        page_number: 7,
        page_size: 100,
        next_token: Some(text("t==")),
    };
    comes_back(&list);
    comes_back(&DeviceCredentialClientIds {
        items_total: Some(u64::from(u32::MAX) + 1),
        next_token: None,
        ..list
    });
    let credential = DeviceCredential {
        client_id: text("a"),
        instance_id: text("i"),
        device_access_key_id: text("DC.x"),
        device_access_key_secret: Some(Secret::new("DC.y")),
        created_at: moment(),
        updated_at: None,
    };
    comes_back(&DeviceCredentialAnswer {
        request_id: text("R"),
        credential,
    });
}

#[test]
fn certificates_come_back() {
    let request_id = text("R");
    comes_back(&DeviceCertificateAnswer {
        request_id: request_id.clone(),
        certificate: certificate(Some(decoded())),
    });
    comes_back(&DeviceCertificates {
        request_id: request_id.clone(),
        certificates: vec![certificate(None), certificate(Some(decoded()))],
        items_total: None,
        pages_total: Some(3),
        page_number: 1,
        page_size: 50,
    });
    let ca = CaCertificate {
        ca_serial_number: text("00"),
        name: text("CA"),
        status: CertificateStatus::Unknown,
        valid_from: moment(),
        valid_to: None,
        pem: text("p"),
        verification_pem: text("v"),
        registration_code: text("c"),
        decoded: Some(decoded()),
    };
    comes_back(&CaCertificateAnswer {
        request_id: request_id.clone(),
        ca_certificate: ca.clone(),
    });
    comes_back(&CaCertificateDone {
        request_id: request_id.clone(),
        ca_serial_number: text("00"),
    });
    comes_back(&RegisterCode {
        request_id: request_id.clone(),
        register_code: text("c-1"),
    });
    comes_back(&CaCertificates {
        request_id,
        ca_certificates: vec![ca],
        items_total: Some(1),
        pages_total: None,
        page_number: 1,
        page_size: 100,
    });
}

#[test]
fn instances_groups_and_client_ids_come_back() {
    let editions = [
        Edition::Basic,
        Edition::Platinum,
        Edition::PayAsYouGo,
        Edition::PrepaidLite,
        Edition::Professional,
        Edition::Serverless,
        Edition::Unknown,
    ];
    let instances = editions
        .map(|edition| Instance {
            instance_id: text("i"),
            name: text("n"),
            edition,
            status: InstanceStatus::OverdueExpired,
            region: text("cn-hangzhou"),
            account: text("a"),
        })
        .to_vec();
    comes_back(&Instances {
        request_id: text("R"),
        instances,
    });
    comes_back(&Groups {
        request_id: text("R"),
        groups: vec![Group {
            group_id: text("GID_a"),
            created_at: None,
        }],
    });
    let client_ids = vec![DynamicClientId {
        client_id: text("c"),
        created_at: moment(),
    }];
    comes_back(&ClientIds {
        request_id: text("R"),
        iot_id: text("d"),
        client_ids,
    });
}

#[test]
fn iot_devices_come_back() {
    let device = |status| Device {
        iot_id: text("d"),
        product_key: text("p"),
        device_name: text("n \u{202e}"),
        nickname: text(""),
        status,
        created_at: moment(),
        updated_at: None,
    };
    let states = [
        DeviceStatus::Online,
        DeviceStatus::Offline,
        DeviceStatus::Unactive,
        DeviceStatus::Disable,
        DeviceStatus::Unknown,
    ];
    comes_back(&Devices {
        request_id: text("R"),
        devices: states.map(device).to_vec(),
        items_total: Some(5),
        pages_total: None,
        page_number: 1,
        page_size: 50,
        next_token: Some(text("t")),
    });
    let detail = |is_gateway, device_secret| DeviceDetailAnswer {
        request_id: text("R"),
        device: DeviceDetail {
            iot_id: text("d"),
            product_key: text("p"),
            product_name: text("Sensor"),
            device_name: text("n"),
            nickname: text("Ward 3"),
            status: DeviceStatus::Disable,
            is_gateway,
            firmware_version: text(""),
            ip_address: text("10.0.0.1"),
            region: text("cn-shanghai"),
            created_at: moment(),
            activated_at: moment(),
            last_online_at: None,
        },
        device_secret,
    };
    comes_back(&detail(Some(false), None));
    comes_back(&detail(None, Some(Secret::new(text("s")))));
    comes_back(&DeviceStates {
        request_id: text("R"),
        devices: vec![DeviceState {
            iot_id: text("d"),
            device_name: text("n"),
            status: DeviceStatus::Offline,
            ip_address: text(""),
            as_of: moment(),
            last_online_at: None,
        }],
    });
}

#[test]
fn who_is_connected_and_who_may_not_comes_back() {
    comes_back(&SessionAnswer {
        request_id: text("R"),
        online: true,
    });
    comes_back(&Sessions {
        request_id: text("R"),
        sessions: [true, false]
            .map(|online| ClientSession {
                client_id: text("c"),
                online,
            })
            .to_vec(),
    });
    let entry = BlacklistEntry {
        client_id: text("c"),
        effect: text("ALLOW"),
        permit_action: text("CONNECT"),
        blocked: false,
        note: None,
    };
    let note = |reason| BlacklistEntry {
        note: Some(BlacklistNote {
            set_by: text("night"),
            set_at: moment().expect("is a moment"),
            reason,
        }),
        ..entry.clone()
    };
    comes_back(&Blacklist {
        request_id: text("R"),
        entries: vec![note(None), note(Some(text("lost \u{202e}"))), entry.clone()],
        next_token: Some(text("t")),
    });
}

#[test]
fn sessions_come_back() {
    let session = Session {
        actor: text("local"),
        name: text("local"),
        via: Via::Local,
        signed_in_at: None,
        expires_at: "2026-01-02T03:04:05Z".parse().ok(),
        origin: None,
        grants: Grant::all(),
        cloud: Cloud::Real,
        accounts: vec![Account {
            name: text("a"),
            key_ends_with: text("1234"),
            regions: vec![text("r")],
        }],
        iot_instances: vec![IotInstance {
            name: text("public"),
            iot_instance_id: None,
            region: text("r"),
            account: text("a"),
        }],
        allowed: Effect::ALL.to_vec(),
        refusal: None,
        reason_required: vec![Effect::Destroy],
        recent_sign_in: Vec::new(),
        limits: Limits {
            calls_per_second: Some(285),
            calls_now: 0,
        },
    };
    comes_back(&session);
    for (cloud, refusal) in [
        (Cloud::Demo, Refusal::ReadOnly),
        (Cloud::Loopback, Refusal::ChangesNotAllowed),
    ] {
        let limits = Limits {
            calls_per_second: None,
            calls_now: 3,
        };
        comes_back(&Session {
            cloud,
            refusal: Some(refusal),
            limits,
            ..session.clone()
        });
    }
}

#[test]
fn errors_come_back() {
    for code in ErrorCode::ALL {
        comes_back(&ErrorBody {
            error: ApiError::new(*code, "m"),
        });
    }
    let error = ApiError {
        remedy: Some(text("r")),
        field: Some(text("f")),
        limit: Some(Quantity::Number(128)),
        found: Some(Quantity::Text(text("U+0000"))),
        cloud_code: Some(text("SystemOverFlow")),
        cloud_request_id: Some(text("R")),
        retry_after_ms: Some(1500),
        ..ApiError::new(ErrorCode::CloudThrottled, "m")
    };
    comes_back(&ErrorBody { error });
}

#[test]
fn what_is_missing_or_of_another_type_is_unreadable() {
    let read = |text: &str| Groups::read(JsonValue(Json::parse(text).expect("is JSON")));
    assert!(read(r#"{"request_id":"R","groups":[]}"#).is_some());
    assert!(
        read(r#"{"request_id":"R","groups":[],"newer":1}"#).is_some(),
        "a newer proxy may say more"
    );
    for text in [
        "[]",
        "{}",
        r#"{"groups":[]}"#,
        r#"{"request_id":"R"}"#,
        r#"{"request_id":"R","groups":[1]}"#,
        r#"{"request_id":"R","groups":[{"group_id":"a","created_at":"yesterday"}]}"#,
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}
