//! What `RegisterCaCertificate` is handed: a CA certificate, and one that proves possession of its key.

use p256::ecdsa::signature::hazmat::PrehashVerifier;
use sha2::{Digest, Sha256, Sha384, Sha512};
use signet_model::Timestamp;
use x509_parser::certificate::X509Certificate;
use x509_parser::oid_registry::{
    OID_EC_P256, OID_NIST_EC_P384, OID_NIST_EC_P521, OID_SIG_ECDSA_WITH_SHA256,
    OID_SIG_ECDSA_WITH_SHA384, OID_SIG_ECDSA_WITH_SHA512,
};
use x509_parser::pem::Pem;

use crate::gateway::hex;
use crate::refusal::Refusal;

/// The longest serial number, in bytes of its text (`cloud-api.md` section 5).
const LONGEST_SERIAL: usize = 128;

/// What is known of a CA once it has proved itself.
#[derive(Debug)]
pub(super) struct Proved {
    pub(super) serial_number: String,
    pub(super) valid_from: Timestamp,
    pub(super) valid_to: Timestamp,
    /// The common names of the verification certificate, among which the registration code must be.
    pub(super) codes: Vec<String>,
}

/// Reads both certificates: the first must be a CA's, the second signed by it.
pub(super) fn check(ca: &str, verification: &str) -> Result<Proved, Refusal> {
    let ca = block(ca).map_err(|fault| unreadable("CA", &fault))?;
    let ca = read(&ca).map_err(|fault| unreadable("CA", &fault))?;
    let constraints = ca.basic_constraints().ok().flatten();
    if !constraints.is_some_and(|constraints| constraints.value.ca) {
        return Err(Refusal::of("CertificateContentError"));
    }
    let serial_number = hex(ca.raw_serial());
    if serial_number.len() > LONGEST_SERIAL {
        return Err(Refusal::of("ParameterFieldCheckFailed"));
    }
    let verification = block(verification).map_err(|fault| unreadable("verification", &fault))?;
    let verification = read(&verification).map_err(|fault| unreadable("verification", &fault))?;
    if verification.issuer().as_raw() != ca.subject().as_raw() || !signs(&ca, &verification) {
        let text = "Register code error in verification certificate: it is not signed by the CA certificate.";
        return Err(Refusal::saying("RegisterCodeError", text));
    }
    let names = verification.subject().iter_common_name();
    Ok(Proved {
        serial_number,
        valid_from: moment(ca.validity().not_before.timestamp()),
        valid_to: moment(ca.validity().not_after.timestamp()),
        codes: names
            .filter_map(|name| name.as_str().ok().map(str::to_owned))
            .collect(),
    })
}

/// The one certificate in a text.
fn block(text: &str) -> Result<Pem, String> {
    let mut blocks = Pem::iter_from_buffer(text.as_bytes());
    let first = blocks.next().ok_or("there is no PEM block")?;
    let first = first.map_err(|error| error.to_string())?;
    match (first.label.as_str(), blocks.next()) {
        ("CERTIFICATE", None) => Ok(first),
        ("CERTIFICATE", Some(_)) => Err("there is more than one PEM block".to_owned()),
        (label, _) => Err(format!("it is a {label:?}")),
    }
}

fn read(pem: &Pem) -> Result<X509Certificate<'_>, String> {
    match x509_parser::parse_x509_certificate(&pem.contents) {
        Ok(([], certificate)) => Ok(certificate),
        Ok(_) => Err("there are bytes after the certificate".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn unreadable(which: &str, fault: &str) -> Refusal {
    let text = format!("The {which} certificate could not be read: {fault}.");
    Refusal::saying("CertificateContentError", text)
}

/// Whether the CA's key signed a certificate. RSA and Ed25519 are left to the library; of ECDSA it lacks SHA-512, which is
/// what the documented commands use.
fn signs(ca: &X509Certificate<'_>, certificate: &X509Certificate<'_>) -> bool {
    let algorithm = &certificate.signature_algorithm.algorithm;
    let signed = certificate.tbs_certificate.as_ref();
    let hash = if *algorithm == OID_SIG_ECDSA_WITH_SHA256 {
        Sha256::digest(signed).to_vec()
    } else if *algorithm == OID_SIG_ECDSA_WITH_SHA384 {
        Sha384::digest(signed).to_vec()
    } else if *algorithm == OID_SIG_ECDSA_WITH_SHA512 {
        Sha512::digest(signed).to_vec()
    } else {
        return certificate.verify_signature(Some(ca.public_key())).is_ok();
    };
    let curve = ca.public_key().algorithm.parameters.as_ref();
    let curve = curve.and_then(|curve| curve.as_oid().ok());
    let point = &ca.public_key().subject_public_key.data;
    let signature = &certificate.signature_value.data;
    macro_rules! verified {
        ($curve:ident) => {
            $curve::ecdsa::VerifyingKey::from_sec1_bytes(point)
                .ok()
                .zip($curve::ecdsa::Signature::from_der(signature).ok())
                .is_some_and(|(key, signature)| key.verify_prehash(&hash, &signature).is_ok())
        };
    }
    match curve {
        Some(curve) if curve == OID_EC_P256 => verified!(p256),
        Some(curve) if curve == OID_NIST_EC_P384 => verified!(p384),
        Some(curve) if curve == OID_NIST_EC_P521 => verified!(p521),
        _ => false,
    }
}

fn moment(seconds: i64) -> Timestamp {
    let epoch = || Timestamp::from_millis(0).unwrap_or_else(|| unreachable!("zero is a moment"));
    Timestamp::from_millis(seconds.saturating_mul(1000)).unwrap_or_else(epoch)
}
