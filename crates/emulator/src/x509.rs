//! Real X.509 for the fleet, made when it is first asked for, and the same bytes each time: keys come from the seed and
//! ECDSA nonces from RFC 6979.

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PublicKeyData, SanType, SerialNumber,
    SignatureAlgorithm,
};
use sha2::{Digest, Sha256};
use signet_model::Timestamp;
use time::OffsetDateTime;

use crate::world::{Authority, Certificate};

/// How many key pairs the devices share: making one takes longer than signing a certificate.
const DEVICE_KEYS: usize = 4;

/// The key pairs of the devices.
#[derive(Debug)]
pub(crate) struct Keys(Vec<Key>);

/// What a CA shows of itself.
#[derive(Debug)]
pub(crate) struct Pems {
    pub(crate) certificate: String,
    pub(crate) verification: String,
    key: Key,
}

/// An EC P-256 key pair.
struct Key {
    secret: SigningKey,
    public: Vec<u8>,
}

impl Keys {
    /// The key pairs of a seed.
    pub(crate) fn of(seed: u64) -> Self {
        Self(
            (0..DEVICE_KEYS)
                .map(|index| Key::derive(seed, &format!("device key {index}")))
                .collect(),
        )
    }
}

impl Key {
    /// A key pair derived from the seed and a label. One hash in 2^32 is no valid key; then the next is taken.
    fn derive(seed: u64, label: &str) -> Self {
        let candidate = |round: u64| {
            SigningKey::from_slice(&Sha256::digest(format!("signet {seed} {label} {round}"))).ok()
        };
        let secret = (0..)
            .find_map(candidate)
            .expect("almost every hash is a key");
        let public = secret
            .verifying_key()
            .to_sec1_point(false)
            .as_bytes()
            .to_vec();
        Self { secret, public }
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl PublicKeyData for Key {
    fn der_bytes(&self) -> &[u8] {
        &self.public
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}

impl rcgen::SigningKey for Key {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, rcgen::Error> {
        let signature: Signature = self.secret.sign(message);
        Ok(signature.to_der().as_bytes().to_vec())
    }
}

/// Makes a CA's certificate and the one that proved possession of its key.
pub(crate) fn authority(
    seed: u64,
    serial_number: &str,
    authority: &Authority,
) -> Result<Pems, rcgen::Error> {
    let key = Key::derive(seed, &format!("authority {serial_number}"));
    let params = authority_params(serial_number, authority);
    let certificate = params.self_signed(&key)?.pem();
    let mut proof = base(authority.valid_from, authority.valid_to);
    proof.distinguished_name = name(&[(DnType::CommonName, &authority.registration_code)]);
    proof.serial_number = Some(SerialNumber::from_slice(
        &Sha256::digest(&authority.registration_code)[..8],
    ));
    let verification = proof
        .signed_by(&key, &Issuer::from_params(&params, &key))?
        .pem();
    Ok(Pems {
        certificate,
        verification,
        key,
    })
}

/// Makes a device's certificate, signed by its CA.
pub(crate) fn device(
    (authority_serial, authority, pems): (&str, &Authority, &Pems),
    (serial_number, certificate): (&str, &Certificate),
    keys: &Keys,
) -> Result<String, rcgen::Error> {
    let mut params = base(certificate.valid_from, certificate.valid_to);
    params.serial_number = Some(SerialNumber::from_slice(&bytes(serial_number)));
    params.distinguished_name = name(&[
        (DnType::OrganizationName, &certificate.organization),
        (DnType::CommonName, &certificate.name),
    ]);
    params.subject_alt_names = dns_name(&certificate.name).into_iter().collect();
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    params.use_authority_key_identifier_extension = true;
    let issuer_params = authority_params(authority_serial, authority);
    let key = &keys.0[usize::from(Sha256::digest(serial_number)[0]) % keys.0.len()];
    Ok(params
        .signed_by(key, &Issuer::from_params(&issuer_params, &pems.key))?
        .pem())
}

fn authority_params(serial_number: &str, authority: &Authority) -> CertificateParams {
    let mut params = base(authority.valid_from, authority.valid_to);
    params.serial_number = Some(SerialNumber::from_slice(&bytes(serial_number)));
    params.distinguished_name = name(&[
        (DnType::CountryName, "CN"),
        (DnType::OrganizationName, "Signet demo"),
        (DnType::CommonName, &authority.name),
    ]);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn base(valid_from: Timestamp, valid_to: Timestamp) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.not_before = moment(valid_from);
    params.not_after = moment(valid_to);
    params
}

fn name(entries: &[(DnType, &str)]) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    for (kind, value) in entries.iter().filter(|(_, value)| !value.is_empty()) {
        name.push(kind.clone(), *value);
    }
    name
}

/// A name of the usual kind stands among the alternative names as well; others have no place there.
fn dns_name(name: &str) -> Option<SanType> {
    let usual = name
        .chars()
        .all(|character| matches!(character, 'a'..='z' | '0'..='9' | '-' | '.'));
    SanType::DnsName(name.try_into().ok().filter(|_| usual)?).into()
}

/// The bytes of a serial number in hexadecimal. Leading zeros are the DER's own: a number with the top bit set has them.
fn bytes(serial_number: &str) -> Vec<u8> {
    let digits: Vec<u8> = serial_number
        .chars()
        .filter_map(|digit| digit.to_digit(16).map(|value| value as u8))
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
        .collect()
}

fn moment(at: Timestamp) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(at.as_millis().div_euclid(1000))
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
