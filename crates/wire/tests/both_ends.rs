//! What one end writes, the other end reads, for every operation and whatever the values.

use proptest::prelude::*;
use signet_model::Timestamp;
use signet_model::identifiers::{
    ClientId, GroupId, InstanceId, IotId, NextToken, PageNumber, PageSize, SerialNumber,
};
use signet_model::operations::*;
use signet_wire::{Parameters, Wire, read_answer};

fn request_survives<O: Wire>(operation: &O) {
    let sent = operation
        .parameters()
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect();
    assert_eq!(
        O::from_parameters(&Parameters::new(sent)).as_ref(),
        Ok(operation)
    );
}

fn answer_survives<O: Wire>(output: &O::Output) {
    let body = O::encode(output).to_string();
    assert_eq!(
        read_answer::<O>(200, body.as_bytes()).as_ref(),
        Ok(output),
        "{body}"
    );
}

fn parsed<T>(pattern: &'static str) -> impl Strategy<Value = T>
where
    T: std::str::FromStr + std::fmt::Debug,
    T::Err: std::fmt::Debug,
{
    pattern.prop_map(|text| text.parse().expect("the pattern fits the rule"))
}

fn moment() -> impl Strategy<Value = Option<Timestamp>> {
    prop::option::of(
        (1..4_000_000_000_000_i64)
            .prop_map(|millis| Timestamp::from_millis(millis).expect("in range")),
    )
}

prop_compose! {
    fn certificate()(
        serials in ("[0-9a-f]{1,64}", "[0-9a-f]{1,64}"), name in ".{0,20}", active in any::<bool>(),
        valid_from in moment(), valid_to in moment(), body in "([A-Za-z0-9+/=]{1,64}\n){1,3}",
    ) -> DeviceCertificate {
        DeviceCertificate {
            device_serial_number: serials.0,
            ca_serial_number: serials.1,
            name,
            status: if active { CertificateStatus::Active } else { CertificateStatus::Inactive },
            valid_from,
            valid_to,
            pem: format!("-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----"),
            decoded: None,
        }
    }
}

proptest! {
    #[test]
    fn requests(
        instance_id in parsed::<InstanceId>("[a-z0-9-]{1,64}"),
        group_id in parsed::<GroupId>("[^\\p{C}]{1,40}"),
        client_id in parsed::<ClientId>("[^\\p{C}]{1,60}"),
        serials in (parsed::<SerialNumber>("[^\\p{C}]{1,30}"), parsed::<SerialNumber>("0[0-9]{1,127}")),
        iot_id in parsed::<IotId>("[A-Za-z0-9]{1,32}"),
        next_token in prop::option::of(parsed::<NextToken>("[A-Za-z0-9+/=]{1,64}")),
        (page, size) in (1..i32::MAX, 1..=100_i32),
    ) {
        let page_number = PageNumber::new(page.into()).expect("in range");
        let page_size = PageSize::new(size.into()).expect("in range");
        let (ca_serial_number, device_serial_number) = serials;
        request_survives(&ListInstances {});
        request_survives(&ListGroupId { instance_id: instance_id.clone() });
        request_survives(&ListDeviceCredentialClientId { instance_id: instance_id.clone(), group_id, page_number, page_size, next_token });
        request_survives(&GetDeviceCredential { instance_id: instance_id.clone(), client_id: client_id.clone() });
        request_survives(&UnRegisterDeviceCredential { instance_id: instance_id.clone(), client_id });
        request_survives(&ListDeviceCertificate { instance_id: instance_id.clone(), page_number, page_size });
        request_survives(&ListCaCertificate { instance_id: instance_id.clone(), page_number, page_size });
        request_survives(&ListDeviceCertificateByCaSn {
            instance_id: instance_id.clone(), ca_serial_number: ca_serial_number.clone(), page_number, page_size,
        });
        request_survives(&GetDeviceCertificate {
            instance_id: instance_id.clone(), ca_serial_number: ca_serial_number.clone(), device_serial_number: device_serial_number.clone(),
        });
        request_survives(&ActiveDeviceCertificate {
            instance_id: instance_id.clone(), ca_serial_number: ca_serial_number.clone(), device_serial_number: device_serial_number.clone(),
        });
        request_survives(&InactivateDeviceCertificate {
            instance_id: instance_id.clone(), ca_serial_number: ca_serial_number.clone(), device_serial_number: device_serial_number.clone(),
        });
        request_survives(&DeleteDeviceCertificate { instance_id, ca_serial_number, device_serial_number });
        request_survives(&QueryClientIds { iot_id: iot_id.clone(), iot_instance_id: None });
        request_survives(&DeleteClientIds { iot_id, iot_instance_id: Some("iot-060a0xyz".parse().expect("an id")) });
    }

    #[test]
    fn certificate_answers(certificates in prop::collection::vec(certificate(), 0..4), total in prop::option::of(0..1000_u64)) {
        let page = DeviceCertificates {
            request_id: "r".to_owned(), certificates: certificates.clone(), items_total: None, pages_total: total, page_number: 2, page_size: 10,
        };
        answer_survives::<ListDeviceCertificate>(&page);
        answer_survives::<ListDeviceCertificateByCaSn>(&DeviceCertificates { items_total: total, pages_total: None, ..page });
        for certificate in certificates {
            answer_survives::<GetDeviceCertificate>(&DeviceCertificateAnswer { request_id: "r".to_owned(), certificate });
        }
    }

    #[test]
    fn credential_answers(client_ids in prop::collection::vec(".{1,40}", 0..5), total in prop::option::of(0..1000_u64), created_at in moment(), next_token in prop::option::of("[a-z0-9]{1,20}")) {
        answer_survives::<ListDeviceCredentialClientId>(&DeviceCredentialClientIds {
            request_id: "r".to_owned(), client_ids, items_total: total, page_number: 7, page_size: 50, next_token,
        });
        answer_survives::<GetDeviceCredential>(&DeviceCredentialAnswer {
            request_id: "r".to_owned(),
            credential: DeviceCredential {
                client_id: "GID_a@@@b".to_owned(), instance_id: "i".to_owned(), device_access_key_id: "DC.x".to_owned(),
                created_at, updated_at: created_at,
            },
        });
        answer_survives::<QueryClientIds>(&ClientIds {
            request_id: "r".to_owned(), iot_id: "d".to_owned(),
            client_ids: vec![DynamicClientId { client_id: "c".to_owned(), created_at }],
        });
    }

    #[test]
    fn no_bytes_make_a_reader_panic(status in 100..600_u16, body in prop::collection::vec(any::<u8>(), 0..200), json in "[{}\\[\\]\":,a-zA-Z0-9]{0,80}") {
        for body in [body.as_slice(), json.as_bytes()] {
            let _ = read_answer::<ListDeviceCertificate>(status, body);
            let _ = read_answer::<ListDeviceCredentialClientId>(status, body);
            let _ = read_answer::<QueryClientIds>(status, body);
        }
    }
}

#[test]
fn the_emulators_end_names_the_parameter_and_the_rule() {
    let read = |pairs: &[(&str, &str)]| {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        ListDeviceCertificate::from_parameters(&Parameters::new(pairs))
            .map_err(|error| error.to_string())
    };
    assert_eq!(read(&[]), Err("MqttInstanceId is required".to_owned()));
    assert_eq!(
        read(&[("MqttInstanceId", ""), ("PageNo", "1")]),
        Err("MqttInstanceId is required".to_owned())
    );
    assert_eq!(
        read(&[
            ("MqttInstanceId", "i"),
            ("PageNo", "1"),
            ("PageSize", "101")
        ]),
        Err("PageSize must be a whole number from 1 to 100, not 101".to_owned())
    );
    assert!(
        read(&[
            ("MqttInstanceId", "i"),
            ("PageNo", "1"),
            ("PageSize", "1"),
            ("Unknown", "x")
        ])
        .is_ok()
    );
}
