//! Registering CA certificates, and what can be done with them then.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, SerialNumber};
use serde_json::Value;
use signet_emulator::{Options, Rules, Statuses};

use crate::support::{Cloud, options};

/// What is handed in: a CA and what proves possession of its key.
struct Pair {
    ca: String,
    proof: String,
}

/// A CA with a serial number, and a proof with that common name, signed by the key of `signer`.
fn pair(serial: &[u8], common_name: &str, change: impl FnOnce(&mut CertificateParams)) -> Pair {
    let key = KeyPair::generate().unwrap();
    let mut ca = params("east-root");
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    ca.serial_number = Some(SerialNumber::from_slice(serial));
    change(&mut ca);
    let issuer = Issuer::from_params(&ca, &key);
    let proof = params(common_name).signed_by(&KeyPair::generate().unwrap(), &issuer);
    Pair {
        ca: ca.self_signed(&key).unwrap().pem(),
        proof: proof.unwrap().pem(),
    }
}

fn params(common_name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    params
}

fn code(cloud: &Cloud, instance: &str) -> String {
    let answer = cloud.call("GetRegisterCode", &[("MqttInstanceId", instance)]);
    answer["RegisterCode"].as_str().unwrap().to_owned()
}

fn hand_in<'a>(instance: &'a str, pair: &'a Pair) -> [(&'a str, &'a str); 4] {
    [
        ("MqttInstanceId", instance),
        ("CaName", "east root"),
        ("CaContent", &pair.ca),
        ("VerificationContent", &pair.proof),
    ]
}

fn register(cloud: &Cloud, instance: &str, pair: &Pair) -> String {
    let answer = cloud.call("RegisterCaCertificate", &hand_in(instance, pair));
    answer["Sn"].as_str().unwrap().to_owned()
}

fn refused(cloud: &Cloud, instance: &str, pair: &Pair) -> String {
    let (status, code) = cloud.refused("RegisterCaCertificate", &hand_in(instance, pair));
    assert!(matches!(status, 400 | 500), "{status} {code}");
    code
}

fn shown(cloud: &Cloud, instance: &str, serial: &str) -> Value {
    let one = [("MqttInstanceId", instance), ("Sn", serial)];
    cloud.call("GetCaCertificate", &one)["Data"].take()
}

#[test]
fn a_ca_is_registered_with_its_code_and_shown_as_it_was_handed_in() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let used = code(&cloud, &factory);
    assert_eq!(used, code(&cloud, &factory), "asking changes nothing");
    let pair = pair(&[0x72, 0, 9], &used, |_| {});
    let serial = register(&cloud, &factory, &pair);
    assert_eq!(serial, "720009");
    let data = shown(&cloud, &factory, &serial);
    let pem = |name: &str| data[name].as_str().unwrap().replace("\\n", "\n");
    assert_eq!(
        (pem("CaContent").trim(), pem("VerificationContent").trim()),
        (pair.ca.trim(), pair.proof.trim())
    );
    assert_eq!(
        (&data["CaName"], &data["Status"]),
        (&"east root".into(), &"1".into())
    );
    assert_eq!(data["RegistrationCode"], *used);
    assert!(data["ValidBegin"].as_str().unwrap().parse::<i64>().is_ok());
    let list = [
        ("MqttInstanceId", &*factory),
        ("PageNo", "1"),
        ("PageSize", "10"),
    ];
    let listed = cloud.call("ListCaCertificate", &list)["Data"]["CaCertificateVOS"].take();
    assert!(listed.as_array().unwrap().contains(&data));
    assert_ne!(
        code(&cloud, &factory),
        used,
        "the next one has another code"
    );
}

/// Made by `openssl` as the vendor's page says, `-sha512` included, with the code of the default seed's factory-east.
#[test]
fn certificates_of_openssl_with_every_usual_key_are_taken() {
    for pems in [
        include_str!("handed_in/rsa.pem"),
        include_str!("handed_in/p256.pem"),
        include_str!("handed_in/p384.pem"),
        include_str!("handed_in/p521.pem"),
    ] {
        let cloud = Cloud::usual();
        let end = pems.find("-----END CERTIFICATE-----\n").unwrap() + 26;
        let (ca, proof) = pems.split_at(end);
        for escaped in [false, true] {
            let written = |pem: &str| {
                if escaped {
                    pem.replace('\n', "\\n")
                } else {
                    pem.to_owned()
                }
            };
            let pair = Pair {
                ca: written(ca),
                proof: written(proof),
            };
            let factory = cloud.factory();
            if escaped {
                assert_eq!(refused(&cloud, &factory, &pair), "RegisterCodeUsed");
            } else {
                register(&cloud, &factory, &pair);
            }
        }
    }
}

#[test]
fn what_is_wrong_with_a_ca_is_told_by_code() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let code = code(&cloud, &factory);
    let good = || pair(&[1, 2, 3], &code, |_| {});
    let leaf = pair(&[1, 2, 3], &code, |ca| ca.is_ca = IsCa::ExplicitNoCa);
    let plain = pair(&[1, 2, 3], &code, |ca| ca.is_ca = IsCa::NoCa);
    let elsewhere = self::code(&cloud, &cloud.instance("city-transit"));
    let swapped = Pair {
        ca: good().ca,
        proof: good().proof,
    };
    let key = KeyPair::generate().unwrap().serialize_pem();
    let broken = good().ca.replacen('M', "!", 3);
    for (what, pair, expected) in [
        ("a leaf", leaf, "CertificateContentError"),
        ("no constraints", plain, "CertificateContentError"),
        (
            "no code",
            pair(&[1, 2, 3], "east proof", |_| {}),
            "RegisterCodeError",
        ),
        (
            "the code of another instance",
            pair(&[1, 2, 3], &elsewhere, |_| {}),
            "RegisterCodeError",
        ),
        ("another key", swapped, "RegisterCodeError"),
        (
            "a key",
            Pair {
                ca: key.clone(),
                ..good()
            },
            "ParameterFieldCheckFailed",
        ),
        (
            "a key as proof",
            Pair {
                proof: key,
                ..good()
            },
            "ParameterFieldCheckFailed",
        ),
        (
            "a chain",
            Pair {
                ca: format!("{}{}", good().ca, good().ca),
                ..good()
            },
            "ParameterFieldCheckFailed",
        ),
        (
            "noise",
            Pair {
                ca: "noise".into(),
                ..good()
            },
            "ParameterFieldCheckFailed",
        ),
        (
            "a broken block",
            Pair {
                ca: broken,
                ..good()
            },
            "CertificateContentError",
        ),
        (
            "a broken proof",
            Pair {
                proof: good().proof.replacen("MII", "AAA", 1),
                ..good()
            },
            "CertificateContentError",
        ),
        (
            "nothing",
            Pair {
                ca: String::new(),
                ..good()
            },
            "MissingCaContent",
        ),
    ] {
        assert_eq!(refused(&cloud, &factory, &pair), expected, "{what}");
    }
    assert!(cloud.emulator.ledger().acts.is_empty());
    register(&cloud, &factory, &good());
}

#[test]
fn a_code_is_good_once_and_a_serial_number_for_one_ca() {
    let cloud = Cloud::usual();
    let (factory, transit) = (cloud.factory(), cloud.instance("city-transit"));
    let first = code(&cloud, &factory);
    let registered = pair(&[7, 7], &first, |_| {});
    register(&cloud, &factory, &registered);
    assert_eq!(
        refused(&cloud, &factory, &pair(&[7, 8], &first, |_| {})),
        "RegisterCodeUsed"
    );
    for instance in [&factory, &transit] {
        let again = pair(&[7, 7], &code(&cloud, instance), |_| {});
        assert_eq!(refused(&cloud, instance, &again), "SnNotUnique");
    }
    let list = [
        ("MqttInstanceId", &*factory),
        ("PageNo", "1"),
        ("PageSize", "10"),
    ];
    let listed = cloud.call("ListCaCertificate", &list);
    let of_the_fleet = listed["Data"]["CaCertificateVOS"][0]["RegistrationCode"]
        .as_str()
        .unwrap();
    assert_eq!(
        refused(&cloud, &factory, &pair(&[7, 9], of_the_fleet, |_| {})),
        "RegisterCodeUsed"
    );
    cloud.call(
        "DeleteCaCertificate",
        &[("MqttInstanceId", &factory), ("Sn", "0707")],
    );
    assert_eq!(
        refused(&cloud, &factory, &registered),
        "RegisterCodeUsed",
        "also after it is gone"
    );
    register(
        &cloud,
        &factory,
        &pair(&[7, 7], &code(&cloud, &factory), |_| {}),
    );
}

#[test]
fn the_number_of_cas_is_limited() {
    let cloud = Cloud::new(Options {
        rules: Rules {
            ca_quota: 3,
            ..Rules::default()
        },
        statuses: Statuses::New,
        ..options()
    });
    let factory = cloud.factory();
    register(
        &cloud,
        &factory,
        &pair(&[1], &code(&cloud, &factory), |_| {}),
    );
    let next = pair(&[2], &code(&cloud, &factory), |_| {});
    let refused = cloud.refused("RegisterCaCertificate", &hand_in(&factory, &next));
    assert_eq!(refused, (401, "CaNumExceed".to_owned()));
    cloud.call(
        "DeleteCaCertificate",
        &[("MqttInstanceId", &factory), ("Sn", "01")],
    );
    register(&cloud, &factory, &next);
}

#[test]
fn a_ca_is_switched_any_number_of_times_and_deleted_with_its_certificates() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let list = [
        ("MqttInstanceId", &*factory),
        ("PageNo", "1"),
        ("PageSize", "10"),
    ];
    let first = cloud.call("ListCaCertificate", &list)["Data"]["CaCertificateVOS"][0]["Sn"].take();
    let serial = first.as_str().unwrap();
    let one = [("MqttInstanceId", &*factory), ("Sn", serial)];
    for (action, status) in [
        ("InactivateCaCertificate", "0"),
        ("InactivateCaCertificate", "0"),
        ("ActiveCaCertificate", "1"),
        ("ActiveCaCertificate", "1"),
    ] {
        assert_eq!(cloud.call(action, &one)["Sn"], first);
        assert_eq!(shown(&cloud, &factory, serial)["Status"], status);
    }
    let of_ca = [list[0], list[1], list[2], ("CaSn", serial)];
    let under = cloud.call("ListDeviceCertificateByCaSn", &of_ca)["Data"].take();
    assert_ne!(under["Total"], 0);
    let device = under["DeviceCertificateVOS"][0]["DeviceSn"]
        .as_str()
        .unwrap();
    assert_eq!(cloud.call("DeleteCaCertificate", &one)["Sn"], first);
    let device = [
        ("MqttInstanceId", &*factory),
        ("CaSn", serial),
        ("DeviceSn", device),
    ];
    assert_eq!(
        cloud.refused("GetDeviceCertificate", &device).1,
        "FindDeviceBySnError"
    );
    assert_eq!(
        cloud.refused("ListDeviceCertificateByCaSn", &of_ca).1,
        "FindCaBySnError"
    );
    for action in [
        "GetCaCertificate",
        "ActiveCaCertificate",
        "InactivateCaCertificate",
        "DeleteCaCertificate",
    ] {
        assert_eq!(
            cloud.refused(action, &one),
            (500, "FindCaBySnError".to_owned()),
            "{action}"
        );
    }
}

#[test]
fn editions_without_certificates_have_none_of_it() {
    let cloud = Cloud::usual();
    let basic = cloud.instance("metering-north");
    let foreign = cloud.emulator.foreign_instance_id();
    let good = pair(&[1], "code", |_| {});
    for (instance, code) in [
        (&*basic, "MqttOwnerCheckError"),
        (&*foreign, "MqttOwnerCheckError"),
        ("post-cn-unknown", "MqttInstanceNotFound"),
    ] {
        assert_eq!(refused(&cloud, instance, &good), code);
        assert_eq!(
            cloud
                .refused("GetRegisterCode", &[("MqttInstanceId", instance)])
                .1,
            code
        );
        for action in [
            "GetCaCertificate",
            "ActiveCaCertificate",
            "InactivateCaCertificate",
            "DeleteCaCertificate",
        ] {
            let one = [("MqttInstanceId", instance), ("Sn", "01")];
            assert_eq!(
                cloud.refused(action, &one),
                (500, code.to_owned()),
                "{action}"
            );
        }
    }
}
