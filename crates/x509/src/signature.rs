//! What it takes to check a signature: the key, the bytes and the algorithm, as the browser's `SubtleCrypto` wants them. The
//! checking itself is somebody else's.

use x509_parser::asn1_rs::{FromDer, Integer, Oid, Sequence};
use x509_parser::oid_registry::{
    OID_EC_P256, OID_KEY_TYPE_EC_PUBLIC_KEY, OID_NIST_EC_P384, OID_NIST_EC_P521,
    OID_PKCS1_RSAENCRYPTION, OID_PKCS1_SHA1WITHRSA, OID_PKCS1_SHA256WITHRSA,
    OID_PKCS1_SHA384WITHRSA, OID_PKCS1_SHA512WITHRSA, OID_SIG_ECDSA_WITH_SHA256,
    OID_SIG_ECDSA_WITH_SHA384, OID_SIG_ECDSA_WITH_SHA512,
};
use x509_parser::prelude::X509Certificate;

use crate::{Certificate, key};

/// A public key that checks signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// RSA, PKCS #1 v1.5.
    Rsa,
    /// ECDSA on the curve of that name: `P-256`, `P-384` or `P-521`.
    Ec(&'static str),
}

/// A signature that waits to be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureCheck {
    /// What kind of key signed.
    pub key: Key,
    /// The hash, such as `SHA-256`.
    pub hash: &'static str,
    /// The public key, as SubjectPublicKeyInfo in DER.
    pub public_key: Vec<u8>,
    /// The signature; that of ECDSA as `r` and `s`, each as long as the curve.
    pub signature: Vec<u8>,
    /// The bytes that were signed.
    pub signed: Vec<u8>,
}

/// Why there is nothing to check.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Uncheckable {
    /// The signature cannot be of this key: it is of another kind, or no signature.
    #[error("the signature is of another kind than the key")]
    NotOfThisKey,
    /// An algorithm that is not checked here, by name.
    #[error("{0} is not checked here")]
    Algorithm(String),
}

/// What it takes to check that `signer` signed `certificate`.
///
/// # Errors
/// [`Uncheckable`]
pub fn signature_check(
    signer: &Certificate,
    certificate: &Certificate,
) -> Result<SignatureCheck, Uncheckable> {
    let (signer, certificate) = signer
        .parsed()
        .zip(certificate.parsed())
        .ok_or(Uncheckable::NotOfThisKey)?;
    let algorithm = certificate.signature_algorithm.oid();
    let unknown = || Uncheckable::Algorithm(key::signature(&certificate.signature_algorithm));
    let (of_rsa, hash) = kind(algorithm).ok_or_else(unknown)?;
    let signer_key = signer.public_key();
    let (key, signature) = if signer_key.algorithm.algorithm == OID_PKCS1_RSAENCRYPTION && of_rsa {
        (Key::Rsa, certificate.signature_value.data.to_vec())
    } else if signer_key.algorithm.algorithm == OID_KEY_TYPE_EC_PUBLIC_KEY && !of_rsa {
        let (curve, size) =
            curve(&signer).ok_or_else(|| Uncheckable::Algorithm(key::show(signer_key)))?;
        let signature = plain(&certificate.signature_value.data, size);
        (Key::Ec(curve), signature.ok_or(Uncheckable::NotOfThisKey)?)
    } else {
        return Err(Uncheckable::NotOfThisKey);
    };
    Ok(SignatureCheck {
        key,
        hash,
        public_key: signer_key.raw.to_vec(),
        signature,
        signed: certificate.tbs_certificate.as_ref().to_vec(),
    })
}

/// Whether an algorithm is RSA's, and its hash.
fn kind(algorithm: &Oid<'_>) -> Option<(bool, &'static str)> {
    let known = [
        (OID_PKCS1_SHA1WITHRSA, true, "SHA-1"),
        (OID_PKCS1_SHA256WITHRSA, true, "SHA-256"),
        (OID_PKCS1_SHA384WITHRSA, true, "SHA-384"),
        (OID_PKCS1_SHA512WITHRSA, true, "SHA-512"),
        (OID_SIG_ECDSA_WITH_SHA256, false, "SHA-256"),
        (OID_SIG_ECDSA_WITH_SHA384, false, "SHA-384"),
        (OID_SIG_ECDSA_WITH_SHA512, false, "SHA-512"),
    ];
    known
        .into_iter()
        .find(|(id, ..)| id == algorithm)
        .map(|(_, of_rsa, hash)| (of_rsa, hash))
}

/// The curve of a key, and the bytes of its numbers.
fn curve(signer: &X509Certificate<'_>) -> Option<(&'static str, usize)> {
    let parameters = signer.public_key().algorithm.parameters.as_ref()?;
    let curve = parameters.as_oid().ok()?;
    let known = [
        (OID_EC_P256, "P-256", 32),
        (OID_NIST_EC_P384, "P-384", 48),
        (OID_NIST_EC_P521, "P-521", 66),
    ];
    known
        .into_iter()
        .find(|(id, ..)| *id == curve)
        .map(|(_, name, size)| (name, size))
}

/// The two numbers of an ECDSA signature, side by side, each of `size` bytes.
fn plain(signature: &[u8], size: usize) -> Option<Vec<u8>> {
    let (after, numbers) = Sequence::from_der(signature).ok()?;
    let (rest, r) = Integer::from_der(&numbers.content).ok()?;
    let (end, s) = Integer::from_der(rest).ok()?;
    if !after.is_empty() || !end.is_empty() {
        return None;
    }
    let mut out = Vec::with_capacity(2 * size);
    for number in [r, s] {
        let number = number.as_ref();
        let digits = number.strip_prefix(&[0]).unwrap_or(number);
        let padding = size.checked_sub(digits.len())?;
        out.resize(out.len() + padding, 0);
        out.extend_from_slice(digits);
    }
    Some(out)
}
