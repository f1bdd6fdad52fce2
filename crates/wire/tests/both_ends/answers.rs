//! Answers.

use proptest::prelude::*;
use serde_json::json;
use signet_model::Secret;
use signet_model::operations::*;

use super::any::with;
use super::{answer_survives, answer_survives_for, moment};

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
    fn certificate_answers(certificates in prop::collection::vec(certificate(), 0..4), total in prop::option::of(0..1000_u64)) {
        let page = DeviceCertificates {
            request_id: "r".to_owned(), certificates: certificates.clone(), items_total: None, pages_total: total, page_number: 2, page_size: 10,
        };
        answer_survives::<ListDeviceCertificate>(&page);
        answer_survives::<ListDeviceCertificateByCaSn>(&DeviceCertificates { items_total: total, pages_total: None, ..page });
        for certificate in certificates {
            let ca = CaCertificate {
                ca_serial_number: certificate.ca_serial_number.clone(), name: certificate.name.clone(), status: certificate.status,
                valid_from: certificate.valid_from, valid_to: certificate.valid_to, pem: certificate.pem.clone(),
                verification_pem: certificate.pem.clone(), registration_code: "c".to_owned(), decoded: None,
            };
            answer_survives::<GetCaCertificate>(&CaCertificateAnswer { request_id: "r".to_owned(), ca_certificate: ca.clone() });
            answer_survives::<ListCaCertificate>(&CaCertificates {
                request_id: "r".to_owned(), ca_certificates: vec![ca], items_total: None, pages_total: total, page_number: 1, page_size: 10,
            });
            answer_survives::<GetDeviceCertificate>(&DeviceCertificateAnswer { request_id: "r".to_owned(), certificate });
        }
    }

    #[test]
    fn credential_answers(client_ids in prop::collection::vec(".{1,40}", 0..5), total in prop::option::of(0..1000_u64), created_at in moment(), next_token in prop::option::of("[a-z0-9]{1,20}"), online in any::<bool>()) {
        answer_survives::<ListDeviceCredentialClientId>(&DeviceCredentialClientIds {
            request_id: "r".to_owned(), client_ids, items_total: total, page_number: 7, page_size: 50, next_token: next_token.clone(),
        });
        let credential = DeviceCredentialAnswer {
            request_id: "r".to_owned(),
            credential: DeviceCredential {
                client_id: "GID_a@@@b".to_owned(), instance_id: "i".to_owned(), device_access_key_id: "DC.x".to_owned(),
                device_access_key_secret: Some(Secret::new("DC.y")), created_at, updated_at: created_at,
            },
        };
        answer_survives::<RegisterDeviceCredential>(&credential);
        answer_survives::<RefreshDeviceCredential>(&credential);
        answer_survives_for(&with::<GetDeviceCredential>(&json!({"reveal": true})), &credential);
        answer_survives::<QueryClientIds>(&ClientIds {
            request_id: "r".to_owned(), iot_id: "d".to_owned(),
            client_ids: vec![DynamicClientId { client_id: "c".to_owned(), created_at }],
        });
        let sessions = ["a", "b"].map(|client_id| ClientSession { client_id: client_id.to_owned(), online });
        answer_survives::<BatchQuerySessionByClientIds>(&Sessions { request_id: "r".to_owned(), sessions: sessions.to_vec() });
        answer_survives::<QuerySessionByClientId>(&SessionAnswer { request_id: "r".to_owned(), online });
        let entry = |effect: &str| BlacklistEntry {
            client_id: "c".to_owned(), effect: effect.to_owned(), permit_action: "CONNECT".to_owned(), blocked: effect == "DENY", note: None,
        };
        answer_survives::<QueryCustomAuthConnectBlack>(&Blacklist {
            request_id: "r".to_owned(), entries: vec![entry("DENY"), entry("ALLOW"), entry("")], next_token,
        });
    }

    #[test]
    fn acts(request_id in "[A-Z0-9-]{0,40}", serial in "[0-9a-f]{0,64}") {
        let done = Done { request_id: request_id.clone() };
        answer_survives::<UnRegisterDeviceCredential>(&done);
        answer_survives::<CreateGroupId>(&done);
        answer_survives::<DeleteGroupId>(&done);
        answer_survives::<CloseConnection>(&done);
        answer_survives::<AddCustomAuthConnectBlack>(&done);
        answer_survives::<DeleteCustomAuthConnectBlack>(&done);
        answer_survives::<DeleteClientIds>(&done);
        answer_survives::<TransformClientId>(&done);
        answer_survives::<DisableThing>(&done);
        answer_survives::<EnableThing>(&done);
        let done = CaCertificateDone { request_id: request_id.clone(), ca_serial_number: serial };
        answer_survives::<RegisterCaCertificate>(&done);
        answer_survives::<ActiveCaCertificate>(&done);
        answer_survives::<InactivateCaCertificate>(&done);
        answer_survives::<DeleteCaCertificate>(&done);
        answer_survives::<GetRegisterCode>(&RegisterCode { request_id, register_code: "13274673-8f90".to_owned() });
    }
}
