//! Making, rotating, trusting, suspending and cutting off.

use serde_json::json;
use signet_model::operations::*;
use signet_wire::{AnswerError, read_answer};

use super::any::{any, with};
use super::read;

#[test]
fn a_secret_is_read_where_it_was_made_or_asked_for() {
    let secret = |answer: DeviceCredentialAnswer| {
        let secret = answer.credential.device_access_key_secret?;
        Some(secret.expose().to_owned())
    };
    let made = Some("DC.BJMkn4eMQJK2vaApTS****".to_owned());
    let file = "register_device_credential.json";
    assert_eq!(
        secret(sample!(
            RegisterDeviceCredential,
            "register_device_credential.json"
        )),
        made
    );
    assert_eq!(
        secret(sample!(
            RefreshDeviceCredential,
            "register_device_credential.json"
        )),
        made
    );
    let body = include_bytes!("register_device_credential.json");
    let asked = with::<GetDeviceCredential>(&json!({"reveal": true}));
    assert_eq!(secret(read_answer(&asked, 200, body).expect(file)), made);
    assert_eq!(
        secret(read_answer(&any::<GetDeviceCredential>(), 200, body).expect(file)),
        None
    );
}

#[test]
fn a_ca_is_registered_with_a_code() {
    let code = sample!(GetRegisterCode, "get_register_code.json");
    assert_eq!(
        code.register_code,
        "13274673-8f90-4630-bea1-9cccb25756ad2089******"
    );
    let done = sample!(RegisterCaCertificate, "register_ca_certificate.json");
    assert_eq!(done.ca_serial_number, "007269004887******");
    let done = sample!(InactivateCaCertificate, "register_ca_certificate.json");
    assert_eq!(done.ca_serial_number, "007269004887******");
    let ca = sample!(GetCaCertificate, "get_ca_certificate.json").ca_certificate;
    assert_eq!(
        (ca.ca_serial_number.as_str(), ca.name.as_str()),
        ("00f26900ba87******", "mqtt_ca")
    );
    assert_eq!(ca.registration_code, code.register_code);
    assert_eq!(
        ca.verification_pem,
        "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----"
    );
}

#[test]
fn a_code_that_is_not_there_is_no_empty_code() {
    assert!(matches!(
        read::<GetRegisterCode>(&json!({"RequestId": "r"})),
        Err(AnswerError::Undocumented(_))
    ));
}

#[test]
fn what_the_cloud_does_not_say_is_not_offline() {
    let online = |status| {
        read::<QuerySessionByClientId>(&json!({"RequestId": "r", "OnlineStatus": status}))
            .map(|answer| answer.online)
    };
    assert_eq!(online(json!(true)), Ok(true));
    assert_eq!(online(json!("false")), Ok(false));
    for missing in [json!(null), json!(""), json!("unknown")] {
        assert!(matches!(online(missing), Err(AnswerError::Undocumented(_))));
    }
    let sessions = read::<BatchQuerySessionByClientIds>(&json!({"RequestId": "r", "OnlineStatusList": [
        {"ClientId": "GID_test@@@a", "OnlineStatus": true}, {"ClientId": "GID_test@@@b", "OnlineStatus": "False"}
    ]})).expect("documented").sessions;
    assert_eq!(
        sessions
            .iter()
            .map(|session| session.online)
            .collect::<Vec<_>>(),
        [true, false]
    );
    let lacking = json!({"RequestId": "r", "OnlineStatusList": [{"ClientId": "GID_test@@@a"}]});
    assert!(read::<BatchQuerySessionByClientIds>(&lacking).is_err());
}

#[test]
fn only_an_entry_that_denies_is_a_block() {
    let answer = json!({"RequestId": "r", "Code": 200, "Success": true, "Message": "operation success.", "Data": {
        "NextToken": "", "Results": [
            {"ClientId": "GID_test@@@a", "Effect": "DENY", "PermitAction": "CONNECT"},
            {"ClientId": "GID_test@@@b", "Effect": "ALLOW", "PermitAction": "CONNECT"},
            {"ClientId": "GID_test@@@c"},
        ]
    }});
    let list = read::<QueryCustomAuthConnectBlack>(&answer).expect("documented");
    assert_eq!(
        list.entries
            .iter()
            .map(|entry| entry.blocked)
            .collect::<Vec<_>>(),
        [true, false, false]
    );
    assert_eq!(list.next_token, None);
    assert!(list.entries.iter().all(|entry| entry.note.is_none()));
    let empty = json!({"RequestId": "r", "Code": 200, "Success": true, "Data": {}});
    assert!(
        read::<QueryCustomAuthConnectBlack>(&empty)
            .expect("nobody is listed")
            .entries
            .is_empty()
    );
}

#[test]
fn custom_auth_refuses_inside_of_a_good_status() {
    let answer =
        json!({"RequestId": "r", "Code": 400, "Success": false, "Message": "over capacity"});
    match read::<AddCustomAuthConnectBlack>(&answer) {
        Err(AnswerError::Refused(error)) => assert_eq!(
            (error.code.as_str(), error.message.as_str()),
            ("400", "over capacity")
        ),
        other => panic!("{other:?}"),
    }
}

#[test]
fn iot_platform_refuses_inside_of_a_good_status() {
    let answer = json!({"RequestId": "r", "Success": false, "Code": "iot.device.NotExistedDevice", "ErrorMessage": "the device is not existed."});
    let codes = [
        read::<QueryDevice>(&answer).err(),
        read::<QueryDeviceDetail>(&answer).err(),
        read::<BatchGetDeviceState>(&answer).err(),
        read::<DisableThing>(&answer).err(),
        read::<TransformClientId>(&answer).err(),
    ];
    for code in codes {
        match code {
            Some(AnswerError::Refused(error)) => {
                assert_eq!(error.code, "iot.device.NotExistedDevice");
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn the_secrets_of_devices_stay_with_the_cloud() {
    let answer = json!({"RequestId": "r", "Success": true, "Total": 1, "PageCount": "1", "Page": 1, "PageSize": 10, "Data": {"DeviceInfo": [{
        "IotId": "Q7uOhVRdZRRlDnTLv00100", "DeviceName": "light", "ProductKey": "a1BwAGVxxxx", "DeviceSecret": "CqXL5h5ysRTA4NxjABjj0FaW",
        "DeviceStatus": "ONLINE", "Nickname": "n", "GmtCreate": "Thu, 17-Oct-2019 02:06:08 GMT", "UtcCreate": "2019-10-17T02:06:08.000Z"
    }]}});
    let devices = read::<QueryDevice>(&answer).expect("documented");
    assert_eq!(devices.devices[0].status, DeviceStatus::Online);
    assert_eq!(
        devices.devices[0]
            .created_at
            .map(|at| at.to_string())
            .as_deref(),
        Some("2019-10-17T02:06:08Z")
    );
    let written = format!(
        "{devices:?}{}",
        serde_json::to_string(&devices).expect("JSON")
    );
    assert!(!written.contains("CqXL5h5ysRTA4NxjABjj0FaW"), "{written}");
}

#[test]
fn the_secret_of_one_device_comes_when_it_is_asked_for() {
    let answer = json!({"RequestId": "r", "Success": true, "Data": {
        "IotId": "d", "DeviceName": "light", "ProductKey": "pk", "ProductName": "Lights", "DeviceSecret": "CqXL5h5ysRTA4NxjABjj0FaW",
        "Status": "DISABLE", "NodeType": "1", "IpAddress": "10.0.0.1", "UtcOnline": "", "FirmwareVersion": "V1.0.0"
    }});
    let body = answer.to_string();
    let plain = read_answer(&any::<QueryDeviceDetail>(), 200, body.as_bytes()).expect("documented");
    assert_eq!(plain.device_secret, None);
    assert_eq!(
        (plain.device.status, plain.device.is_gateway),
        (DeviceStatus::Disable, Some(true))
    );
    let asked = with::<QueryDeviceDetail>(&json!({"reveal": true}));
    let revealed = read_answer(&asked, 200, body.as_bytes()).expect("documented");
    assert_eq!(
        revealed
            .device_secret
            .as_ref()
            .map(|secret| secret.expose()),
        Some("CqXL5h5ysRTA4NxjABjj0FaW")
    );
    assert!(!format!("{revealed:?}").contains("CqXL5h5ysRTA4NxjABjj0FaW"));
}

#[test]
fn states_come_wrapped_or_bare_with_times_of_any_kind() {
    let states = |list| {
        let answer = json!({"RequestId": "r", "Success": true, "DeviceStatusList": list});
        read::<BatchGetDeviceState>(&answer)
            .expect("documented")
            .devices
    };
    let one = json!({"DeviceName": "light", "IotId": "d", "Status": "unactive", "Timestamp": 1_557_062_301_656_i64, "LastOnlineTime": "1557062301656"});
    let other =
        json!({"DeviceName": "fan", "Status": "ASLEEP", "LastOnlineTime": "2018-08-06 10:47:50"});
    for list in [json!({"DeviceStatus": [one, other]}), json!([one, other])] {
        let states = states(list);
        assert_eq!(states[0].as_of, states[0].last_online_at);
        assert_eq!(
            (states[0].status, states[1].status),
            (DeviceStatus::Unactive, DeviceStatus::Unknown)
        );
        assert_eq!(states[1].last_online_at, None);
    }
    assert!(states(json!(null)).is_empty());
}
