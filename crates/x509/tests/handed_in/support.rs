//! Certificates for the tests: made by openssl as the dashboard tells people to, and made here.

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DistinguishedName, DnType, IsCa, KeyPair,
    date_time_ymd,
};

/// A CA certificate and its verification certificate, made by openssl.
pub(crate) type Pair = (&'static str, &'static str);

macro_rules! made_by_openssl {
    ($kind:literal) => {
        (
            include_str!(concat!("made_by_openssl/", $kind, ".CA.crt")),
            include_str!(concat!("made_by_openssl/", $kind, ".verificationCert.crt")),
        )
    };
}

/// RSA 2048.
pub(crate) const RSA: Pair = made_by_openssl!("rsa");
/// EC P-256.
pub(crate) const P256: Pair = made_by_openssl!("p256");
/// EC P-384.
pub(crate) const P384: Pair = made_by_openssl!("p384");
/// EC P-521.
pub(crate) const P521: Pair = made_by_openssl!("p521");

/// A CA made here.
pub(crate) struct Authority {
    /// Its certificate.
    pub(crate) certificate: Certificate,
    /// What it was made of.
    pub(crate) params: CertificateParams,
    /// Its key.
    pub(crate) key: KeyPair,
}

/// What a certificate of that name is made of, valid through 2026.
pub(crate) fn named(common_name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::CommonName, common_name);
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2027, 1, 1);
    params
}

/// A CA of that name.
pub(crate) fn authority(common_name: &str) -> Authority {
    let mut params = named(common_name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    authority_of(params)
}

/// A self-signed certificate of these parts.
pub(crate) fn authority_of(params: CertificateParams) -> Authority {
    let key = KeyPair::generate().expect("a key");
    Authority {
        certificate: params.self_signed(&key).expect("a certificate"),
        params,
        key,
    }
}
