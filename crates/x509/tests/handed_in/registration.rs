//! The two certificates with which a CA is registered: the good case, and the ways in which it goes wrong.

use crate::support::{Authority, P256, P384, P521, RSA, authority, authority_of, named};
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rcgen::{CertificateParams, Issuer, KeyPair, SerialNumber, date_time_ymd};
use sha2::{Digest, Sha256, Sha384, Sha512};
use signet_model::Timestamp;
use signet_x509::{
    Certificate, Key, Proof, Rule, SignatureCheck, Uncheckable, rules, signature_check, take,
};

const CODE: &str = "13274673-8f90-4630-bea6-9cccf9c2";

fn taken(pem: &str) -> Certificate {
    take(pem.into()).expect("one certificate")
}

fn signed_by(ca: &Authority, params: &CertificateParams) -> Certificate {
    let key = KeyPair::generate().expect("a key");
    let issuer = Issuer::from_params(&ca.params, &ca.key);
    taken(
        &params
            .signed_by(&key, &issuer)
            .expect("a certificate")
            .pem(),
    )
}

fn at(time: &str) -> Timestamp {
    time.parse().expect("a time")
}

fn broken(ca: &Certificate, verification: &Certificate) -> Vec<Rule> {
    let proof = Proof {
        ca,
        verification,
        code: CODE,
    };
    // openssl made its certificates in November.
    rules(proof, at("2026-12-01T00:00:00Z"))
        .into_iter()
        .filter(|(_, holds)| !holds)
        .map(|(rule, _)| rule)
        .collect()
}

/// Checks a signature as the browser does, with other code.
fn is_good(check: &SignatureCheck) -> bool {
    let hash = match check.hash {
        "SHA-256" => Sha256::digest(&check.signed).to_vec(),
        "SHA-384" => Sha384::digest(&check.signed).to_vec(),
        "SHA-512" => Sha512::digest(&check.signed).to_vec(),
        other => panic!("{other} is not expected"),
    };
    macro_rules! verified {
        ($curve:ident, $point:literal) => {{
            let point = &check.public_key[check.public_key.len() - $point..];
            let key = $curve::ecdsa::VerifyingKey::from_sec1_bytes(point).expect("a key");
            let signature = $curve::ecdsa::Signature::from_slice(&check.signature);
            signature.is_ok_and(|signature| key.verify_prehash(&hash, &signature).is_ok())
        }};
    }
    match check.key {
        Key::Ec("P-256") => verified!(p256, 65),
        Key::Ec("P-384") => verified!(p384, 97),
        Key::Ec("P-521") => verified!(p521, 133),
        key => panic!("{key:?} is not expected"),
    }
}

#[test]
fn what_openssl_makes_as_the_page_says_keeps_every_rule() {
    for (ca, verification) in [RSA, P256, P384, P521] {
        let (ca, verification) = (taken(ca), taken(verification));
        assert_eq!(broken(&ca, &verification), []);
        assert_eq!(verification.common_names(), [CODE]);
    }
}

#[test]
fn its_signature_is_that_of_the_ca() {
    for ((ca, verification), key) in [
        (P256, Key::Ec("P-256")),
        (P384, Key::Ec("P-384")),
        (P521, Key::Ec("P-521")),
    ] {
        let (ca, verification) = (taken(ca), taken(verification));
        let check = signature_check(&ca, &verification).expect("can be checked");
        assert_eq!((check.key, check.hash), (key, "SHA-512"));
        assert!(is_good(&check), "{key:?}");
        let own = signature_check(&ca, &ca).expect("can be checked");
        assert!(is_good(&own), "{key:?} of itself");
        let tampered = SignatureCheck {
            signed: [&check.signed[..], b"x"].concat(),
            ..check
        };
        assert!(!is_good(&tampered), "{key:?} tampered with");
    }
}

#[test]
fn the_signature_of_rsa_is_handed_on_as_it_stands() {
    use x509_parser::prelude::{FromDer, X509Certificate, parse_x509_pem};
    let (_, block) = parse_x509_pem(RSA.1.as_bytes()).expect("PEM");
    let (_, verification) = X509Certificate::from_der(&block.contents).expect("a certificate");
    let (_, block) = parse_x509_pem(RSA.0.as_bytes()).expect("PEM");
    let (_, ca) = X509Certificate::from_der(&block.contents).expect("a certificate");
    verification
        .verify_signature(Some(ca.public_key()))
        .expect("a good signature");

    let check = signature_check(&taken(RSA.0), &taken(RSA.1)).expect("can be checked");
    assert_eq!((check.key, check.hash), (Key::Rsa, "SHA-512"));
    assert_eq!(check.signature, &*verification.signature_value.data);
    assert_eq!(check.signed, verification.tbs_certificate.as_ref());
    assert_eq!(check.public_key, ca.public_key().raw);
}

#[test]
fn a_signature_of_another_key_of_the_same_name_is_found_out() {
    let (ca, namesake) = (authority("Factory CA"), authority("Factory CA"));
    let (theirs, own) = (
        signed_by(&namesake, &named(CODE)),
        signed_by(&ca, &named(CODE)),
    );
    let ca = taken(&ca.certificate.pem());
    assert_eq!(broken(&ca, &theirs), [], "the names agree");
    assert!(!is_good(
        &signature_check(&ca, &theirs).expect("can be checked")
    ));
    assert!(is_good(
        &signature_check(&ca, &own).expect("can be checked")
    ));
}

#[test]
fn a_signature_of_another_kind_cannot_be_of_this_key() {
    assert_eq!(
        signature_check(&taken(RSA.0), &taken(P256.1)),
        Err(Uncheckable::NotOfThisKey)
    );
    assert_eq!(
        signature_check(&taken(P256.0), &taken(RSA.1)),
        Err(Uncheckable::NotOfThisKey)
    );
    // One of P-521 does not fit into P-256.
    assert_eq!(
        signature_check(&taken(P256.0), &taken(P521.1)),
        Err(Uncheckable::NotOfThisKey)
    );
}

#[test]
fn an_algorithm_that_is_not_known_is_named() {
    let key = KeyPair::generate_for(&rcgen::PKCS_ED25519).expect("a key");
    let params = authority("Factory CA").params;
    let ca = taken(&params.self_signed(&key).expect("a CA").pem());
    assert_eq!(
        signature_check(&ca, &ca),
        Err(Uncheckable::Algorithm("ed25519".to_owned()))
    );
    assert!(broken(&ca, &ca).contains(&Rule::CaKey));
}

#[test]
fn each_rule_is_broken_by_itself() {
    let ca = authority("Factory CA");
    let ca_taken = taken(&ca.certificate.pem());
    let good = signed_by(&ca, &named(CODE));
    assert_eq!(broken(&ca_taken, &good), []);

    let no_ca = authority_of(named("Factory CA"));
    assert_eq!(
        broken(
            &taken(&no_ca.certificate.pem()),
            &signed_by(&no_ca, &named(CODE))
        ),
        [Rule::CaMark]
    );

    let other = authority("Another CA");
    assert_eq!(
        broken(&ca_taken, &signed_by(&other, &named(CODE))),
        [Rule::Issuer]
    );
    assert_eq!(
        broken(&ca_taken, &signed_by(&ca, &named("press-0104"))),
        [Rule::Code]
    );

    let mut expired = named(CODE);
    expired.not_after = date_time_ymd(2026, 2, 1);
    assert_eq!(
        broken(&ca_taken, &signed_by(&ca, &expired)),
        [Rule::Validity]
    );
    let mut early = named(CODE);
    early.not_before = date_time_ymd(2026, 12, 24);
    assert_eq!(broken(&ca_taken, &signed_by(&ca, &early)), [Rule::Validity]);

    let mut old = ca.params.clone();
    old.not_after = date_time_ymd(2026, 2, 1);
    let old = authority_of(old);
    assert_eq!(
        broken(
            &taken(&old.certificate.pem()),
            &signed_by(&old, &named(CODE))
        ),
        [Rule::CaValidity]
    );

    let mut long = ca.params.clone();
    long.serial_number = Some(SerialNumber::from_slice(&[0x5a; 65]));
    let long = authority_of(long);
    assert_eq!(
        broken(
            &taken(&long.certificate.pem()),
            &signed_by(&long, &named(CODE))
        ),
        [Rule::CaSerial]
    );
}

#[test]
fn the_ca_certificate_twice_carries_no_code_and_swapped_ones_are_no_ca() {
    let ca = authority("Factory CA");
    let (ca_taken, good) = (taken(&ca.certificate.pem()), signed_by(&ca, &named(CODE)));
    assert_eq!(broken(&ca_taken, &ca_taken), [Rule::Code]);
    assert_eq!(
        broken(&good, &ca_taken),
        [Rule::CaMark, Rule::Issuer, Rule::Code]
    );
}

#[test]
fn without_a_code_nothing_carries_it() {
    let (ca, verification) = (taken(RSA.0), taken(RSA.1));
    let proof = Proof {
        ca: &ca,
        verification: &verification,
        code: "",
    };
    let held = rules(proof, at("2026-12-01T00:00:00Z"));
    assert!(held.contains(&(Rule::Code, false)));
}
