//! What a certificate says, read for people, and whether two of them are what registering a CA takes. Pure; knows nothing of
//! the cloud, of files or of time.
//!
//! Names in a certificate are whatever its maker wrote: they come out as text and must be shown as text.

mod certificate;
mod intake;
mod key;
mod name;
mod registration;
mod signature;

use sha2::{Digest, Sha256};
use signet_model::Timestamp;
use signet_model::operations::DecodedCertificate;
use x509_parser::prelude::{FromDer, ParsedExtension, X509Certificate, parse_x509_pem};
use x509_parser::time::ASN1Time;

pub use certificate::Certificate;
pub use intake::{LARGEST_FILE, NotOne, take};
pub use registration::{Proof, Rule, rules};
pub use signature::{Key, SignatureCheck, Uncheckable, signature_check};

/// The text is not one certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// There is no PEM block in the text.
    #[error("this is not PEM")]
    NotPem,
    /// The PEM block holds something else, such as a key.
    #[error("this is a {0}, not a certificate")]
    NotACertificate(String),
    /// The block says that it is a certificate, but its DER cannot be read.
    #[error("the certificate is damaged")]
    Damaged,
}

/// Reads the first PEM block of `pem`, which may call itself `CERTIFICATE` or, as one of the cloud's samples does,
/// `DEVICECERTIFICATE` (`cloud-api.md` section 1.2).
///
/// # Errors
/// [`DecodeError`] where that block is not a certificate.
pub fn decode(pem: &str) -> Result<DecodedCertificate, DecodeError> {
    let (_, block) = parse_x509_pem(pem.as_bytes()).map_err(|_| DecodeError::NotPem)?;
    if !matches!(
        block.label.as_str(),
        "CERTIFICATE" | "DEVICECERTIFICATE" | "X509 CERTIFICATE"
    ) {
        return Err(DecodeError::NotACertificate(block.label.to_lowercase()));
    }
    decode_der(&block.contents)
}

/// Reads a certificate in DER.
///
/// # Errors
/// [`DecodeError::Damaged`] where it cannot be read.
pub fn decode_der(der: &[u8]) -> Result<DecodedCertificate, DecodeError> {
    let (_, certificate) = X509Certificate::from_der(der).map_err(|_| DecodeError::Damaged)?;
    Ok(facts(&certificate, der))
}

fn facts(certificate: &X509Certificate<'_>, der: &[u8]) -> DecodedCertificate {
    DecodedCertificate {
        subject: name::show(certificate.subject()),
        issuer: name::show(certificate.issuer()),
        serial_number: hex(certificate.raw_serial()),
        not_before: moment(certificate.validity().not_before),
        not_after: moment(certificate.validity().not_after),
        public_key: key::show(certificate.public_key()),
        signature_algorithm: key::signature(&certificate.signature_algorithm),
        alternative_names: alternative_names(certificate),
        fingerprint_sha256: hex(&Sha256::digest(der)),
        is_ca: certificate.is_ca(),
    }
}

fn alternative_names(certificate: &X509Certificate<'_>) -> Vec<String> {
    certificate
        .extensions()
        .iter()
        .filter_map(|extension| match extension.parsed_extension() {
            ParsedExtension::SubjectAlternativeName(names) => Some(&names.general_names),
            _ => None,
        })
        .flatten()
        .map(name::show_alternative)
        .collect()
}

fn moment(time: ASN1Time) -> Option<Timestamp> {
    time.timestamp()
        .checked_mul(1000)
        .and_then(Timestamp::from_millis)
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| {
            [
                DIGITS[usize::from(byte >> 4)],
                DIGITS[usize::from(byte & 15)],
            ]
        })
        .map(char::from)
        .collect()
}
