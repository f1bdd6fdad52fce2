//! Registering CA certificates: what is taken, and what is not.

use rcgen::{IsCa, KeyPair};
use signet_emulator::{Options, Rules, Statuses};

use crate::support::handed_in::{Pair, code, hand_in, pair, refused, register};
use crate::support::{Cloud, options};

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
fn files_of_windows_and_with_text_around_are_taken() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let code = code(&cloud, &factory);
    let plain = pair(&[0x00, 0xf2, 0x69], &code, |_| {});
    let dressed = |pem: &str| format!("Certificate:\r\n    Data:\r\n{}", pem.replace('\n', "\r\n"));
    let pair = Pair {
        ca: dressed(&plain.ca),
        proof: dressed(&plain.proof),
    };
    let serial = register(&cloud, &factory, &pair);
    assert_eq!(serial, "00f269", "the zero of the DER is kept");
}

#[test]
fn what_is_wrong_with_a_ca_is_told_by_code() {
    let cloud = Cloud::usual();
    let factory = cloud.factory();
    let elsewhere = code(&cloud, &cloud.instance("city-transit"));
    let code = code(&cloud, &factory);
    let good = || pair(&[1, 2, 3], &code, |_| {});
    let leaf = pair(&[1, 2, 3], &code, |ca| ca.is_ca = IsCa::ExplicitNoCa);
    let plain = pair(&[1, 2, 3], &code, |ca| ca.is_ca = IsCa::NoCa);
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
