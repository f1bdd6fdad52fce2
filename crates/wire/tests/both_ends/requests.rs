//! Requests.

use proptest::prelude::*;
use signet_model::identifiers::{
    CaName, ClientId, GroupId, InstanceId, IotId, NewClientId, NewGroupId, NextToken, PageNumber,
    PageSize, Pem, SerialNumber, Several,
};
use signet_model::operations::*;
use signet_wire::{Parameters, Wire};

use super::{parsed, request_survives};

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
        request_survives(&ListDeviceCredentialClientId { instance_id: instance_id.clone(), group_id: group_id.clone(), page_number, page_size, next_token: next_token.clone() });
        request_survives(&GetDeviceCredential { instance_id: instance_id.clone(), client_id: client_id.clone(), reveal: true });
        request_survives(&RefreshDeviceCredential { instance_id: instance_id.clone(), client_id: client_id.clone() });
        request_survives(&QuerySessionByClientId { instance_id: instance_id.clone(), client_id: client_id.clone() });
        request_survives(&CloseConnection { instance_id: instance_id.clone(), client_id: client_id.clone() });
        request_survives(&AddCustomAuthConnectBlack { instance_id: instance_id.clone(), client_id: client_id.clone(), reason: None });
        request_survives(&DeleteCustomAuthConnectBlack { instance_id: instance_id.clone(), client_id: client_id.clone() });
        request_survives(&QueryCustomAuthConnectBlack {
            instance_id: instance_id.clone(), client_id: next_token.as_ref().map(|_| client_id.clone()), page_size, next_token: next_token.clone(),
        });
        request_survives(&DeleteGroupId { instance_id: instance_id.clone(), group_id: group_id.clone() });
        for serial in [&ca_serial_number, &device_serial_number] {
            request_survives(&GetCaCertificate { instance_id: instance_id.clone(), ca_serial_number: serial.clone() });
            request_survives(&ActiveCaCertificate { instance_id: instance_id.clone(), ca_serial_number: serial.clone() });
            request_survives(&InactivateCaCertificate { instance_id: instance_id.clone(), ca_serial_number: serial.clone() });
            request_survives(&DeleteCaCertificate { instance_id: instance_id.clone(), ca_serial_number: serial.clone() });
        }
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
    fn what_is_made(
        instance_id in parsed::<InstanceId>("[a-z0-9-]{1,64}"),
        client_id in parsed::<NewClientId>("GID[-_][A-Za-z0-9_-]{1,20}@@@[A-Za-z0-9_-]{1,30}"),
        group_id in parsed::<NewGroupId>("GID[-_][A-Za-z0-9_-]{3,60}"),
        ca_name in parsed::<CaName>("[^\\p{C}]{1,30}"),
        pems in (parsed::<Pem>(PEM), parsed::<Pem>(PEM)),
    ) {
        request_survives(&RegisterDeviceCredential { instance_id: instance_id.clone(), client_id, replace_existing: true });
        request_survives(&CreateGroupId { instance_id: instance_id.clone(), group_id });
        request_survives(&GetRegisterCode { instance_id: instance_id.clone() });
        request_survives(&RegisterCaCertificate { instance_id, ca_name, ca_pem: pems.0, verification_pem: pems.1 });
    }

    #[test]
    fn several_clients(
        instance_id in parsed::<InstanceId>("[a-z0-9-]{1,64}"),
        client_ids in prop::collection::vec(parsed::<ClientId>("[^\\p{C}]{1,60}"), 1..=10),
    ) {
        let names: Vec<_> = (1..=client_ids.len()).map(|number| format!("ClientIdList.{number}")).collect();
        let operation = BatchQuerySessionByClientIds { instance_id, client_ids: Several::new(client_ids).expect("at most ten") };
        let sent: Vec<_> = operation.parameters().into_iter().skip(1).map(|(name, _)| name.into_owned()).collect();
        prop_assert_eq!(sent, names);
        request_survives(&operation);
    }
}

const PEM: &str =
    "-----BEGIN CERTIFICATE-----\n([A-Za-z0-9+/=]{64}\n){1,30}-----END CERTIFICATE-----\n";

#[test]
fn what_is_kept_here_is_not_sent() {
    let names = |pairs: Vec<signet_wire::Pair>| {
        pairs
            .into_iter()
            .map(|(name, _)| name.into_owned())
            .collect::<Vec<_>>()
    };
    let blacklist =
        super::any::with::<AddCustomAuthConnectBlack>(&serde_json::json!({"reason": "stolen"}));
    assert_eq!(names(blacklist.parameters()), ["InstanceId", "ClientId"]);
    let reveal = super::any::with::<GetDeviceCredential>(&serde_json::json!({"reveal": true}));
    assert_eq!(names(reveal.parameters()), ["InstanceId", "ClientId"]);
}

#[test]
fn several_come_in_the_order_of_their_numbers() {
    let read = |pairs: &[(&str, &str)]| {
        let mut all = vec![("InstanceId".to_owned(), "i".to_owned())];
        all.extend(
            pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        BatchQuerySessionByClientIds::from_parameters(&Parameters::new(all))
            .map(|operation| {
                operation
                    .client_ids
                    .as_slice()
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
            })
            .map_err(|error| error.to_string())
    };
    assert_eq!(
        read(&[
            ("ClientIdList.10", "c"),
            ("ClientIdList.2", "b"),
            ("ClientIdList.1", "a")
        ]),
        Ok(["a", "b", "c"].map(String::from).to_vec())
    );
    assert_eq!(
        read(&[("ClientIdList.x", "a"), ("ClientIdList", "a")]),
        Err("ClientIdList is required".to_owned())
    );
    assert_eq!(
        read(&[("ClientIdList.1", "a"), ("ClientIdList.2", "")]),
        Err("ClientIdList item 2 must not be empty".to_owned())
    );
    let eleven: Vec<_> = (1..=11)
        .map(|number| format!("ClientIdList.{number}"))
        .collect();
    let eleven: Vec<_> = eleven.iter().map(|name| (name.as_str(), "a")).collect();
    assert_eq!(
        read(&eleven),
        Err("ClientIdList may have at most 10 items, this has 11".to_owned())
    );
}
