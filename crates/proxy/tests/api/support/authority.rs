//! A CA as a person makes it with `openssl`, and the certificate that proves possession of its key.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

pub(crate) struct Authority {
    pub(crate) pem: String,
    pub(crate) key_pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    pub(crate) fn new(name: &str) -> Self {
        let key = KeyPair::generate().expect("a key");
        let mut parameters = CertificateParams::new(Vec::new()).expect("parameters");
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        parameters.distinguished_name.push(DnType::CommonName, name);
        let pem = parameters.self_signed(&key).expect("a root").pem();
        let key_pem = key.serialize_pem();
        Self {
            pem,
            key_pem,
            issuer: Issuer::new(parameters, key),
        }
    }

    /// A certificate of this CA with `code` as its name.
    pub(crate) fn verification(&self, code: &str) -> String {
        let key = KeyPair::generate().expect("a key");
        let mut parameters = CertificateParams::new(Vec::new()).expect("parameters");
        parameters.distinguished_name.push(DnType::CommonName, code);
        let signed = parameters.signed_by(&key, &self.issuer);
        signed.expect("a certificate").pem()
    }
}
