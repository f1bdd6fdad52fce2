//! What the cloud asks of a CA certificate and of the one that proves possession of its key (`cloud-api.md` section 5), as
//! far as it can be seen before anything is sent. That the signature is good is checked apart, see
//! [`crate::signature_check`].

use signet_model::{Timestamp, identifiers::SerialNumber};

use crate::{Certificate, key};

/// One of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The CA certificate says that it is one: BasicConstraints with CA:TRUE.
    CaMark,
    /// The key of the CA is RSA or EC.
    CaKey,
    /// The serial number of the CA has at most 128 bytes of text, as the cloud writes it.
    CaSerial,
    /// The CA certificate is valid now.
    CaValidity,
    /// The verification certificate names the CA as its issuer.
    Issuer,
    /// A common name of the verification certificate carries the registration code.
    Code,
    /// The verification certificate is valid now.
    Validity,
}

/// What is handed in to register a CA.
#[derive(Clone, Copy, Debug)]
pub struct Proof<'a> {
    /// The CA certificate.
    pub ca: &'a Certificate,
    /// The certificate that proves possession of its key.
    pub verification: &'a Certificate,
    /// The registration code of the instance.
    pub code: &'a str,
}

/// Each rule and whether it holds, at the time `now`.
#[must_use]
pub fn rules(proof: Proof<'_>, now: Timestamp) -> [(Rule, bool); 7] {
    let Proof {
        ca,
        verification,
        code,
    } = proof;
    let (ca_read, verification_read) = (ca.parsed(), verification.parsed());
    let issued = ca_read
        .as_ref()
        .zip(verification_read)
        .is_some_and(|(ca, verification)| ca.subject().as_raw() == verification.issuer().as_raw());
    let carries = |name: &String| !code.is_empty() && name.contains(code);
    [
        (Rule::CaMark, ca.facts().is_ca),
        (
            Rule::CaKey,
            ca_read.is_some_and(|ca| key::is_rsa_or_ec(ca.public_key())),
        ),
        (
            Rule::CaSerial,
            SerialNumber::parse(ca.facts().serial_number.as_str()).is_ok(),
        ),
        (Rule::CaValidity, is_valid(ca, now)),
        (Rule::Issuer, issued),
        (Rule::Code, verification.common_names().iter().any(carries)),
        (Rule::Validity, is_valid(verification, now)),
    ]
}

/// Whether a certificate is valid at a time. A moment beyond what can be told is none.
fn is_valid(certificate: &Certificate, now: Timestamp) -> bool {
    let facts = certificate.facts();
    facts.not_before.is_some_and(|from| from <= now)
        && facts.not_after.is_some_and(|until| now <= until)
}
