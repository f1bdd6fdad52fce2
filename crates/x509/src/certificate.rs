//! One certificate that was handed in and is kept.

use signet_model::operations::DecodedCertificate;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::facts;

/// A certificate as it was handed in, of which everything else is dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    pem: String,
    der: Vec<u8>,
    facts: DecodedCertificate,
    common_names: Vec<String>,
}

impl Certificate {
    /// Keeps the certificate in `der`, whose PEM block is `pem`; `None` where it cannot be read or bytes follow it.
    pub(crate) fn read(pem: String, der: Vec<u8>) -> Option<Self> {
        let (rest, certificate) = X509Certificate::from_der(&der).ok()?;
        if !rest.is_empty() {
            return None;
        }
        let facts = facts(&certificate, &der);
        let common_names = certificate
            .subject()
            .iter_common_name()
            .filter_map(|name| name.as_str().ok().map(str::to_owned))
            .collect();
        Some(Self {
            pem,
            der,
            facts,
            common_names,
        })
    }

    /// The block in PEM, with nothing before and after it.
    #[must_use]
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// What it says.
    #[must_use]
    pub fn facts(&self) -> &DecodedCertificate {
        &self.facts
    }

    /// The common names of its subject, of which there may be none.
    #[must_use]
    pub fn common_names(&self) -> &[String] {
        &self.common_names
    }

    pub(crate) fn parsed(&self) -> Option<X509Certificate<'_>> {
        Some(X509Certificate::from_der(&self.der).ok()?.1)
    }
}
