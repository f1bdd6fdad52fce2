//! Algorithms, named as people know them.

use x509_parser::objects::{oid_registry, oid2sn};
use x509_parser::oid_registry::{
    OID_EC_P256, OID_KEY_TYPE_EC_PUBLIC_KEY, OID_NIST_EC_P384, OID_NIST_EC_P521, OID_SIG_ED25519,
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

/// `ecdsa-with-SHA256`, or the object identifier.
pub(crate) fn signature(algorithm: &AlgorithmIdentifier<'_>) -> String {
    let id = algorithm.oid();
    oid2sn(id, oid_registry()).map_or_else(|_| id.to_id_string(), str::to_owned)
}
