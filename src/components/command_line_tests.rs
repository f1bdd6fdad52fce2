//! The names are what the proxy sends, and a shell hands the tool what was meant.

use std::{collections::BTreeMap, process::Command};

use proptest::prelude::*;
use serde_json::json;
use signet_model::{every_operation, fields::Fields, operations::*};
use signet_wire::Wire;

use super::*;

fn line(operation: OperationName, arguments: &Value) -> Option<String> {
    let arguments = arguments.as_object().expect("an object");
    command_line(operation, arguments, "cn-hangzhou")
}

#[test]
fn the_acts_that_are_needed_at_night_read_as_the_cloud_documents_them() {
    use OperationName as Is;
    let client = json!({ "instance_id": "post-cn-x", "client_id": "GID_a@@@1" });
    let device = json!({ "instance_id": "post-cn-x", "ca_serial_number": "0072", "device_serial_number": "3562" });
    let ca = json!({ "instance_id": "post-cn-x", "ca_serial_number": "0072" });
    for (operation, arguments, expected) in [
        (
            Is::UnRegisterDeviceCredential,
            &client,
            "onsmqtt UnRegisterDeviceCredential --ClientId GID_a@@@1 --InstanceId post-cn-x",
        ),
        (
            Is::InactivateDeviceCertificate,
            &device,
            "onsmqtt InactivateDeviceCertificate --CaSn 0072 --DeviceSn 3562 --MqttInstanceId post-cn-x",
        ),
        (
            Is::DeleteCaCertificate,
            &ca,
            "onsmqtt DeleteCaCertificate --MqttInstanceId post-cn-x --Sn 0072",
        ),
        (
            Is::DisableThing,
            &json!({ "iot_instance_id": "iot-1", "product_key": "a1", "device_name": "it's" }),
            r"iot DisableThing --DeviceName 'it'\''s' --IotInstanceId iot-1 --ProductKey a1",
        ),
        (
            Is::BatchQuerySessionByClientIds,
            &json!({ "instance_id": "i", "client_ids": ["b", "a"] }),
            "onsmqtt BatchQuerySessionByClientIds --ClientIdList.1 b --ClientIdList.2 a --InstanceId i",
        ),
        (
            Is::AddCustomAuthConnectBlack,
            &json!({ "instance_id": "i", "client_id": "-x=1", "reason": "stolen; rm -rf /" }),
            "onsmqtt AddCustomAuthConnectBlack --ClientId='-x=1' --InstanceId i",
        ),
    ] {
        let expected = ["aliyun ", expected, " --region cn-hangzhou --secure"].concat();
        assert_eq!(line(operation, arguments), Some(expected));
    }
}

#[test]
fn without_a_region_the_profile_chooses() {
    let call = Call {
        operation: OperationName::ListInstances,
        effect: Effect::Read,
        arguments: "{}".to_owned(),
    };
    assert_eq!(
        call.command_line("").as_deref(),
        Some("aliyun onsmqtt ListInstances --secure")
    );
}

#[test]
fn what_a_terminal_would_obey_is_not_offered() {
    let hostile = json!({ "instance_id": "i", "client_id": "a\u{3}b" });
    assert_eq!(line(OperationName::CloseConnection, &hostile), None);
}

/// An operation with all its fields, or where two ways of naming exclude each other, with those of one.
fn whole<O: Operation>(by_id: bool) -> O {
    let mut fields = Map::new();
    for field in O::FIELDS {
        let value = match field.name {
            "iot_id" | "iot_ids" if !by_id && !field.required => continue,
            "product_key" | "device_name" | "device_names" if by_id && !field.required => continue,
            "page_number" | "page_size" => json!(1),
            "client_ids" | "iot_ids" | "device_names" => json!(["one", "two"]),
            "client_id" => json!("GID_test@@@one"),
            "group_id" => json!("GID_test"),
            "ca_pem" | "verification_pem" => {
                json!("-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----\n")
            }
            _ if field.kind == "boolean" => json!(true),
            _ => json!("x"),
        };
        fields.insert(field.name.to_owned(), value);
    }
    O::from_fields(Fields::new(fields)).expect("good arguments")
}

fn is_what_the_proxy_sends<O: Wire>(operation: &O) {
    let line = Call::of(operation).command_line("r").expect("a line");
    let (head, mut found) = understood(&line);
    let product = O::NAME.spec().product.code();
    assert_eq!(head, [product, O::NAME.as_str()]);
    assert_eq!(found.remove("region").as_deref(), Some("r"));
    assert_eq!(found.remove("secure").as_deref(), Some(""));
    let sent: BTreeMap<String, String> = operation
        .parameters()
        .into_iter()
        .map(|(name, value)| (name.into_owned(), value))
        .collect();
    assert_eq!(found, sent, "{line}");
}

macro_rules! each {
    ($($name:ident)*) => {
        fn each_is_what_the_proxy_sends() {
            $(
                is_what_the_proxy_sends(&whole::<$name>(true));
                is_what_the_proxy_sends(&whole::<$name>(false));
            )*
        }
    };
}

every_operation!(each);

#[test]
fn every_operation_reads_as_the_proxy_sends_it() {
    each_is_what_the_proxy_sends();
}

/// What the tool understands of a line: a real shell splits it, and the tool's own rules tell flags from values (a word that begins
/// with a hyphen is a flag, and what follows its first `=` or `:` its value).
fn understood(line: &str) -> (Vec<String>, BTreeMap<String, String>) {
    let script = ["aliyun() { printf '%s\\0' \"$@\"; }\n", line].concat();
    let output = Command::new("sh")
        .args(["-c", &script])
        .env_clear()
        .output()
        .expect("a shell");
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{line}"
    );
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut words = text.split_terminator('\0').peekable();
    let (mut head, mut flags) = (Vec::new(), BTreeMap::new());
    while let Some(word) = words.next() {
        let Some(flag) = word.strip_prefix("--") else {
            head.push(word.to_owned());
            continue;
        };
        let (name, value) = match flag.split_once(['=', ':']) {
            Some((name, value)) => (name, value),
            None => (
                flag,
                words
                    .next_if(|next| !next.starts_with('-'))
                    .unwrap_or_default(),
            ),
        };
        assert_eq!(flags.insert(name.to_owned(), value.to_owned()), None);
    }
    (head, flags)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn hostile_ids_reach_the_tool_as_they_are(
        ids in prop::collection::vec("[^\\p{Cc}]{1,40}|[-'\"$`\\\\!*?~#&|;<>(){}=: \\[\\]^%\n]{1,12}", 1..10),
        instance in "[^\\p{Cc}]{1,20}",
    ) {
        let arguments = json!({ "instance_id": instance, "client_ids": ids });
        let line = line(OperationName::BatchQuerySessionByClientIds, &arguments).expect("a line");
        let (_, flags) = understood(&line);
        let found: Vec<_> = (1..=ids.len())
            .map(|index| flags[&format!("ClientIdList.{index}")].clone())
            .collect();
        prop_assert_eq!(found, ids);
        prop_assert_eq!(&flags["InstanceId"], &instance);
        prop_assert_eq!(&flags["region"], "cn-hangzhou");
    }
}
