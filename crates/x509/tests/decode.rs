//! Real certificates, made by `rcgen`, read back.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, SanType, SerialNumber,
    date_time_ymd,
};
use signet_x509::{DecodeError, decode};

fn device(common_name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::OrganizationName, "Factory East");
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    params.serial_number = Some(SerialNumber::from_slice(&[0x00, 0x72, 0x69, 0x00]));
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2027, 1, 1);
    params
}

fn self_signed(params: &CertificateParams) -> String {
    params
        .self_signed(&KeyPair::generate().expect("a key"))
        .expect("a certificate")
        .pem()
}

#[test]
fn says_who_until_when_and_with_what() {
    let ca_key = KeyPair::generate().expect("a key");
    let mut ca = device("Factory CA");
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca_pem = ca.self_signed(&ca_key).expect("a CA").pem();
    let mut leaf = device("press-0104");
    leaf.subject_alt_names = vec![
        SanType::DnsName("press-0104.factory".try_into().expect("a name")),
        SanType::IpAddress([10, 0, 0, 7].into()),
    ];
    let leaf_key = KeyPair::generate().expect("a key");
    let pem = leaf
        .signed_by(&leaf_key, &Issuer::new(ca, ca_key))
        .expect("a leaf")
        .pem();

    let decoded = decode(&pem).expect("a certificate");
    assert_eq!(decoded.subject, "CN=press-0104, O=Factory East");
    assert_eq!(decoded.issuer, "CN=Factory CA, O=Factory East");
    assert_eq!(decoded.serial_number, "726900");
    assert_eq!(
        decoded.not_before.map(|at| at.to_string()).as_deref(),
        Some("2026-01-01T00:00:00Z")
    );
    assert_eq!(
        decoded.not_after.map(|at| at.to_string()).as_deref(),
        Some("2027-01-01T00:00:00Z")
    );
    assert_eq!(decoded.public_key, "EC P-256");
    assert_eq!(decoded.signature_algorithm, "ecdsa-with-SHA256");
    assert_eq!(
        decoded.alternative_names,
        ["DNS:press-0104.factory", "IP:10.0.0.7"]
    );
    assert_eq!(decoded.fingerprint_sha256.len(), 64);
    assert!(!decoded.is_ca);
    assert!(decode(&ca_pem).expect("a CA").is_ca);
}

#[test]
fn one_value_cannot_pretend_to_be_two_parts() {
    let decoded = decode(&self_signed(&device("x, O=Bank+CN=root"))).expect("a certificate");
    assert_eq!(decoded.subject, "CN=x\\, O=Bank\\+CN=root, O=Factory East");
}

#[test]
fn takes_the_label_of_the_vendors_sample_and_text_around_the_block() {
    let pem = self_signed(&device("press-0104"));
    assert!(decode(&pem.replace("CERTIFICATE", "DEVICECERTIFICATE")).is_ok());
    assert!(decode(&format!("subject=press\n{pem}\n")).is_ok());
}

#[test]
fn names_what_it_was_given_instead() {
    let key = KeyPair::generate().expect("a key").serialize_pem();
    assert_eq!(
        decode(&key),
        Err(DecodeError::NotACertificate("private key".to_owned()))
    );
    assert_eq!(decode(""), Err(DecodeError::NotPem));
    assert_eq!(decode("hello"), Err(DecodeError::NotPem));
    let damaged = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert_eq!(decode(damaged), Err(DecodeError::Damaged));
}
