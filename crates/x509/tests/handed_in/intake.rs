//! What people drop, choose or paste where a certificate belongs.

use crate::support::{RSA, authority};
use rcgen::{CertificateParams, KeyPair};
use signet_x509::{LARGEST_FILE, NotOne, take};

fn refused(handed_in: &[u8]) -> NotOne {
    take(handed_in.to_vec()).expect_err("is not one certificate")
}

#[test]
fn a_certificate_is_taken_without_what_surrounds_it() {
    let plain = take(RSA.0.into()).expect("a certificate");
    assert_eq!(plain.facts().subject, "CN=Factory CA, O=Factory East");
    let noisy = format!(
        "\u{feff}subject=/CN=Factory CA\r\n\r\n  {}\r\n\r\nbye",
        RSA.0.replace('\n', "\r\n  ")
    );
    let taken = take(noisy.into()).expect("the same certificate");
    assert_eq!(taken.pem(), plain.pem());
    assert_eq!(taken.facts(), plain.facts());
    assert!(taken.pem().starts_with("-----BEGIN CERTIFICATE-----\nMII"));
    assert!(taken.pem().ends_with("-----END CERTIFICATE-----\n"));
}

#[test]
fn a_private_key_is_refused_in_every_armour() {
    let key = KeyPair::generate().expect("a key");
    let pem = key.serialize_pem();
    let der = key.serialize_der();
    let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(pem.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (what, bytes) in [
        ("PKCS #8 in PEM", pem.clone().into_bytes()),
        ("lower case", pem.to_lowercase().into_bytes()),
        ("PKCS #8 in DER", der),
        ("Base64 alone", bare.into_bytes()),
        ("UTF-16", utf16),
        ("beside its certificate", [RSA.0, &pem].concat().into_bytes()),
        ("of another kind", b"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n-----BEGIN EC PRIVATE KEY-----\n".to_vec()),
        ("encrypted", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIF".to_vec()),
        ("of OpenSSH", b"-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl".to_vec()),
        ("of PuTTY", b"PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n".to_vec()),
        ("in much noise", [&vec![b'x'; 1 << 20], pem.as_bytes()].concat()),
        // PBES2 in DER, as `openssl pkcs8 -topk8 -outform der` begins.
        ("encrypted in DER", b"\x30\x82\x05\x0e\x30\x40\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d\x30\x33".to_vec()),
        ("PKCS #12", b"\x30\x82\x0a\x0e\x02\x01\x03\x30\x82\x09\xc4".to_vec()),
    ] {
        assert_eq!(refused(&bytes), NotOne::PrivateKey, "{what}");
    }
}

#[test]
fn everything_else_is_called_by_its_name() {
    let ca = authority("Factory CA");
    let der = ca.certificate.der().to_vec();
    let key = KeyPair::generate().expect("a key");
    let request = CertificateParams::default()
        .serialize_request(&key)
        .expect("a request")
        .pem()
        .expect("PEM");
    let public = key.public_key_pem();
    let unended = &RSA.0[..RSA.0.len() - 40];
    let damaged = RSA.0.replacen("MII", "MIJ", 1);
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(RSA.0.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let noise: Vec<u8> = (0..1_000_000_u32)
        .map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8)
        .collect();
    for (bytes, called) in [
        (&b" \r\n\t"[..], NotOne::Empty),
        (b"hello", NotOne::NoPem),
        (b"\x00\x01\xff\xfe", NotOne::NoPem),
        (
            &noise,
            NotOne::TooLarge {
                limit: LARGEST_FILE,
                found: 1_000_000,
            },
        ),
        ([RSA.0, RSA.1].concat().as_bytes(), NotOne::Chain(2)),
        (&der, NotOne::Der),
        (&wide, NotOne::Utf16),
        (request.as_bytes(), NotOne::Request),
        (public.as_bytes(), NotOne::PublicKey),
        (
            b"-----BEGIN PKCS7-----\nMII=\n-----END PKCS7-----\n",
            NotOne::Other("PKCS7".to_owned()),
        ),
        (
            RSA.0
                .replace("CERTIFICATE", "TRUSTED CERTIFICATE")
                .as_bytes(),
            NotOne::Other("TRUSTED CERTIFICATE".to_owned()),
        ),
        ([RSA.0, &public].concat().as_bytes(), NotOne::PublicKey),
        (unended.as_bytes(), NotOne::Unended),
        (damaged.as_bytes(), NotOne::Damaged),
        (
            b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
            NotOne::Damaged,
        ),
    ] {
        assert_eq!(refused(bytes), called);
    }
}

#[test]
fn a_certificate_too_long_for_the_url_is_refused_by_its_bytes() {
    let mut params = CertificateParams::default();
    params.subject_alt_names = (0..600)
        .map(|at| {
            rcgen::SanType::DnsName(format!("device-{at}.factory").try_into().expect("a name"))
        })
        .collect();
    let key = KeyPair::generate().expect("a key");
    let pem = params.self_signed(&key).expect("a certificate").pem();
    assert!(matches!(
        refused(pem.as_bytes()),
        NotOne::TooLarge { limit: 8192, .. }
    ));
}
