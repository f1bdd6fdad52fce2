use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use signet_emulator::{Emulator, Options, Sizes};
use x509_parser::pem::Pem;
use x509_parser::prelude::{GeneralName, X509Certificate};

use crate::support::{Cloud, options};

/// Everything on all pages of a list of certificates.
fn all(cloud: &Cloud, action: &str, list: &str, instance: &str) -> Vec<Value> {
    let mut found = Vec::new();
    for page in 1.. {
        let parameters = [
            ("MqttInstanceId", instance),
            ("PageNo", &page.to_string()),
            ("PageSize", "100"),
        ];
        let records = cloud.call(action, &parameters)["Data"][list].take();
        match records {
            Value::Array(records) if !records.is_empty() => found.extend(records),
            _ => return found,
        }
    }
    found
}

fn pem(record: &Value, field: &str) -> Pem {
    let text = record[field].as_str().unwrap().replace("\\n", "\n");
    Pem::iter_from_buffer(text.as_bytes())
        .next()
        .unwrap()
        .unwrap()
}

fn text<'a>(record: &'a Value, field: &str) -> &'a str {
    record[field].as_str().unwrap()
}

/// The serial number as it stands in the DER, leading zeros kept.
fn serial(certificate: &X509Certificate<'_>) -> String {
    certificate
        .tbs_certificate
        .raw_serial()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn check_dates(certificate: &X509Certificate<'_>, record: &Value) {
    let millis = |field| text(record, field).parse::<i64>().unwrap();
    assert_eq!(
        certificate.validity().not_before.timestamp() * 1000,
        millis("ValidBegin")
    );
    assert_eq!(
        certificate.validity().not_after.timestamp() * 1000,
        millis("ValidEnd")
    );
}

#[test]
fn certificates_are_real_and_chain_to_their_ca() {
    let cloud = Cloud::usual();
    let (mut authorities, mut devices, mut statuses, mut names) =
        (0, 0, BTreeMap::new(), BTreeSet::new());
    for name in ["factory-east", "city-transit"] {
        let instance = cloud.instance(name);
        let known = all(&cloud, "ListCaCertificate", "CaCertificateVOS", &instance);
        authorities += known.len();
        let pems: BTreeMap<_, _> = known
            .iter()
            .map(|ca| (text(ca, "Sn"), pem(ca, "CaContent")))
            .collect();
        let parsed: BTreeMap<_, _> = pems
            .iter()
            .map(|(serial, pem)| (*serial, pem.parse_x509().unwrap()))
            .collect();
        for ca in &known {
            let certificate = &parsed[text(ca, "Sn")];
            assert_eq!(serial(certificate), text(ca, "Sn"));
            assert!(text(ca, "Sn").starts_with("00") && certificate.is_ca());
            certificate.verify_signature(None).unwrap();
            check_dates(certificate, ca);
            let proof = pem(ca, "VerificationContent");
            let proof = proof.parse_x509().unwrap();
            proof
                .verify_signature(Some(certificate.public_key()))
                .unwrap();
            let common_name = proof.subject().iter_common_name().next().unwrap();
            assert_eq!(common_name.as_str().unwrap(), text(ca, "RegistrationCode"));
        }
        for device in all(
            &cloud,
            "ListDeviceCertificate",
            "DeviceCertificateVOS",
            &instance,
        ) {
            let pem = pem(&device, "DeviceContent");
            let certificate = pem.parse_x509().unwrap();
            assert_eq!(serial(&certificate), text(&device, "DeviceSn"));
            check_dates(&certificate, &device);
            let ca = &parsed[text(&device, "CaSn")];
            assert_eq!(certificate.issuer(), ca.subject());
            assert!(!certificate.is_ca());
            if devices % 20 == 0 {
                certificate.verify_signature(Some(ca.public_key())).unwrap();
            }
            let common_name = certificate
                .subject()
                .iter_common_name()
                .next()
                .map_or("", |name| name.as_str().unwrap());
            assert_eq!(common_name, text(&device, "DeviceName"));
            let dns_name = |name: &GeneralName<'_>| matches!(name, GeneralName::DNSName(name) if *name == common_name);
            let alternative = certificate.subject_alternative_name().unwrap();
            assert!(alternative.is_none_or(|names| names.value.general_names.iter().all(dns_name)));
            devices += 1;
            *statuses
                .entry(text(&device, "Status").to_owned())
                .or_insert(0) += 1;
            names.insert(common_name.to_owned());
        }
    }
    assert_eq!((authorities, devices), (3, 600));
    assert!(statuses["0"] > 20 && statuses["1"] > 400, "{statuses:?}");
    for odd in [
        "冲压线-07.厂东",
        "press-\u{202E}4010\u{202C}.factory-east",
        "<img src=x onerror=alert(1)>",
        "",
    ] {
        assert!(names.contains(odd), "{odd:?}");
    }
}

#[test]
fn some_certificates_have_expired_or_are_about_to() {
    let cloud = Cloud::usual();
    let noon = crate::support::noon().as_millis();
    let certificates = all(
        &cloud,
        "ListDeviceCertificate",
        "DeviceCertificateVOS",
        &cloud.factory(),
    );
    let days_left: Vec<_> = certificates
        .iter()
        .map(|record| {
            (text(record, "ValidEnd").parse::<i64>().unwrap() - noon).div_euclid(86_400_000)
        })
        .collect();
    let within =
        |days: std::ops::Range<i64>| days_left.iter().filter(|left| days.contains(left)).count();
    assert!(
        within(-1000..0) > 5 && within(0..15) > 10 && within(15..2000) > 200,
        "{days_left:?}"
    );
}

#[test]
fn the_same_seed_gives_the_same_fleet() {
    let shown = |seed, sizes| {
        let cloud = Cloud::new(Options {
            seed,
            sizes,
            ..options()
        });
        let list = [
            ("InstanceId", &*cloud.factory()),
            ("GroupId", "GID_BodyPress"),
            ("PageNo", "3"),
            ("PageSize", "100"),
        ];
        let certificates = [
            ("MqttInstanceId", &*cloud.factory()),
            ("PageNo", "2"),
            ("PageSize", "10"),
        ];
        (
            cloud.emulator.instances(),
            cloud.emulator.demo_iot_id(),
            cloud.call("ListDeviceCredentialClientId", &list),
            cloud.call("ListDeviceCertificate", &certificates),
        )
    };
    let sizes = Sizes::default();
    assert_eq!(shown(5, sizes), shown(5, sizes));
    let (one, other) = (shown(5, sizes), shown(6, sizes));
    assert!(one.0 != other.0 && one.1 != other.1 && one.2 != other.2 && one.3 != other.3);
    let larger = shown(
        5,
        Sizes {
            devices: 50,
            certificates: 700,
            ..sizes
        },
    );
    assert_eq!(
        (&larger.1, &larger.2),
        (&one.1, &one.2),
        "one part does not shift another"
    );
}

#[test]
fn the_default_fleet_is_the_documented_one() {
    let cloud = Cloud::usual();
    let readme = include_str!("../../README.md");
    let instances = cloud.emulator.instances();
    for instance in &instances {
        assert!(
            readme.contains(&instance.instance_id),
            "{} {}",
            instance.name,
            instance.instance_id
        );
    }
    assert!(
        readme.contains(&cloud.emulator.demo_iot_id()),
        "{}",
        cloud.emulator.demo_iot_id()
    );
    let operations = signet_model::OperationName::ALL.len();
    assert!(readme.contains(&format!("has {operations} operations")));
    let (product_key, device_name) = cloud.emulator.demo_device();
    assert!(readme.contains(&format!(
        "ProductKey `{product_key}`, DeviceName `{device_name}`"
    )));
    assert!(
        readme.contains(&cloud.emulator.foreign_instance_id()),
        "{}",
        cloud.emulator.foreign_instance_id()
    );
    let regions: BTreeSet<_> = instances.iter().map(|instance| &instance.region).collect();
    assert_eq!((instances.len(), regions.len()), (3, 2));
    let (mut groups, mut credentials) = (0, 0);
    for instance in &instances {
        for group in cloud.call("ListGroupId", &[("InstanceId", &instance.instance_id)])["Data"]
            .as_array()
            .unwrap()
        {
            groups += 1;
            let list = [
                ("InstanceId", &*instance.instance_id),
                ("GroupId", text(group, "GroupId")),
                ("PageSize", "1"),
            ];
            let list =
                &cloud.call("ListDeviceCredentialClientId", &list)["DeviceCredentialClientIdList"];
            credentials += text(list, "Total").parse::<usize>().unwrap();
        }
    }
    assert_eq!((groups, credentials), (12, 2400));
}

#[test]
fn sizes_out_of_range_are_named() {
    let refused = |sizes| {
        Emulator::new(Options { sizes, ..options() })
            .unwrap_err()
            .to_string()
    };
    let usual = Sizes::default();
    assert_eq!(
        refused(Sizes {
            instances: 0,
            ..usual
        }),
        "instances must be a whole number from 1 to 100, not 0"
    );
    assert_eq!(
        refused(Sizes { groups: 2, ..usual }),
        "groups must be a whole number from 3 to 10000, not 2"
    );
    assert!(refused(Sizes { cas: 0, ..usual }).starts_with("cas must"));
    assert!(
        refused(Sizes {
            devices: 0,
            ..usual
        })
        .starts_with("devices must")
    );
    let least = Sizes {
        instances: 1,
        groups: 1,
        credentials: 0,
        cas: 0,
        certificates: 0,
        devices: 1,
    };
    assert_eq!(
        Emulator::new(Options {
            sizes: least,
            ..options()
        })
        .unwrap()
        .instances()
        .len(),
        1
    );
    let many = Sizes {
        instances: 7,
        groups: 70,
        credentials: 100,
        cas: 9,
        certificates: 99,
        devices: 3,
    };
    assert_eq!(
        Emulator::new(Options {
            sizes: many,
            ..options()
        })
        .unwrap()
        .instances()
        .len(),
        7
    );
}
