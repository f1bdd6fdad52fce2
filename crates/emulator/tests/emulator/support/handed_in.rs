//! What is handed in to register a CA.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, SerialNumber};

use super::Cloud;

/// What is handed in: a CA and what proves possession of its key.
pub(crate) struct Pair {
    pub(crate) ca: String,
    pub(crate) proof: String,
}

/// A CA with a serial number, and a proof with that common name, signed by the key of `signer`.
pub(crate) fn pair(
    serial: &[u8],
    common_name: &str,
    change: impl FnOnce(&mut CertificateParams),
) -> Pair {
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

pub(crate) fn code(cloud: &Cloud, instance: &str) -> String {
    let answer = cloud.call("GetRegisterCode", &[("MqttInstanceId", instance)]);
    answer["RegisterCode"].as_str().unwrap().to_owned()
}

pub(crate) fn hand_in<'a>(instance: &'a str, pair: &'a Pair) -> [(&'a str, &'a str); 4] {
    [
        ("MqttInstanceId", instance),
        ("CaName", "east root"),
        ("CaContent", &pair.ca),
        ("VerificationContent", &pair.proof),
    ]
}

pub(crate) fn register(cloud: &Cloud, instance: &str, pair: &Pair) -> String {
    let answer = cloud.call("RegisterCaCertificate", &hand_in(instance, pair));
    answer["Sn"].as_str().unwrap().to_owned()
}

pub(crate) fn refused(cloud: &Cloud, instance: &str, pair: &Pair) -> String {
    let (status, code) = cloud.refused("RegisterCaCertificate", &hand_in(instance, pair));
    assert!(matches!(status, 400 | 500), "{status} {code}");
    code
}
