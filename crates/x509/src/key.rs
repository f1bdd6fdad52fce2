//! Algorithms, named as people know them. Tables of our own: the library's registry of everything would be most of what the
//! browser loads.

use x509_parser::oid_registry::{
    OID_EC_P256, OID_KEY_TYPE_EC_PUBLIC_KEY, OID_NIST_EC_P384, OID_NIST_EC_P521,
    OID_PKCS1_RSAENCRYPTION, OID_PKCS1_RSASSAPSS, OID_PKCS1_SHA1WITHRSA, OID_PKCS1_SHA224WITHRSA,
    OID_PKCS1_SHA256WITHRSA, OID_PKCS1_SHA384WITHRSA, OID_PKCS1_SHA512WITHRSA,
    OID_SIG_ECDSA_WITH_SHA224, OID_SIG_ECDSA_WITH_SHA256, OID_SIG_ECDSA_WITH_SHA384,
    OID_SIG_ECDSA_WITH_SHA512, OID_SIG_ED448, OID_SIG_ED25519,
};
use x509_parser::prelude::{AlgorithmIdentifier, SubjectPublicKeyInfo};
use x509_parser::public_key::PublicKey;

/// `EC P-256`, `RSA 2048`, `Ed25519`, or the object identifier.
pub(crate) fn show(key: &SubjectPublicKeyInfo<'_>) -> String {
    if let Ok(PublicKey::RSA(rsa)) = key.parsed() {
        return format!("RSA {}", rsa.key_size());
    }
    if key.algorithm.algorithm == OID_SIG_ED25519 {
        return "Ed25519".to_owned();
    }
    if key.algorithm.algorithm != OID_KEY_TYPE_EC_PUBLIC_KEY {
        return key.algorithm.algorithm.to_id_string();
    }
    let curve = key
        .algorithm
        .parameters
        .as_ref()
        .and_then(|parameters| parameters.as_oid().ok());
    match curve {
        Some(curve) if curve == OID_EC_P256 => "EC P-256".to_owned(),
        Some(curve) if curve == OID_NIST_EC_P384 => "EC P-384".to_owned(),
        Some(curve) if curve == OID_NIST_EC_P521 => "EC P-521".to_owned(),
        Some(curve) => format!("EC {}", curve.to_id_string()),
        None => "EC".to_owned(),
    }
}

/// What the cloud takes (`cloud-api.md` section 5).
pub(crate) fn is_rsa_or_ec(key: &SubjectPublicKeyInfo<'_>) -> bool {
    let algorithm = &key.algorithm.algorithm;
    *algorithm == OID_PKCS1_RSAENCRYPTION || *algorithm == OID_KEY_TYPE_EC_PUBLIC_KEY
}

/// `ecdsa-with-SHA256`, or the object identifier.
pub(crate) fn signature(algorithm: &AlgorithmIdentifier<'_>) -> String {
    let names = [
        (OID_PKCS1_SHA1WITHRSA, "sha1WithRSAEncryption"),
        (OID_PKCS1_SHA224WITHRSA, "sha224WithRSAEncryption"),
        (OID_PKCS1_SHA256WITHRSA, "sha256WithRSAEncryption"),
        (OID_PKCS1_SHA384WITHRSA, "sha384WithRSAEncryption"),
        (OID_PKCS1_SHA512WITHRSA, "sha512WithRSAEncryption"),
        (OID_PKCS1_RSASSAPSS, "rsassa-pss"),
        (OID_SIG_ECDSA_WITH_SHA224, "ecdsa-with-SHA224"),
        (OID_SIG_ECDSA_WITH_SHA256, "ecdsa-with-SHA256"),
        (OID_SIG_ECDSA_WITH_SHA384, "ecdsa-with-SHA384"),
        (OID_SIG_ECDSA_WITH_SHA512, "ecdsa-with-SHA512"),
        (OID_SIG_ED25519, "ed25519"),
        (OID_SIG_ED448, "ed448"),
    ];
    let id = algorithm.oid();
    names
        .into_iter()
        .find(|(known, _)| known == id)
        .map_or_else(|| id.to_id_string(), |(_, name)| name.to_owned())
}
