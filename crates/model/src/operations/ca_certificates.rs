//! The CA certificates that sign device certificates.

use serde::{Deserialize, Serialize};

use super::{CertificateStatus, DecodedCertificate, Scope, operation};
use crate::identifiers::{InstanceId, PageNumber, PageSize};
use crate::timestamp::Timestamp;

operation! {
    /// Lists the CA certificates of an instance. The cloud's `Total` is the number of pages here
    /// (`cloud-api.md` headline 8).
    ListCaCertificate -> CaCertificates, |this| Scope::Instance(&this.instance_id), {
        /// The instance.
        instance_id: InstanceId,
        /// The page, from 1.
        page_number: PageNumber,
        /// Certificates on a page, 1 to 100.
        page_size: PageSize,
    }
}

/// The answer of [`ListCaCertificate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaCertificates {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The certificates of this page.
    pub ca_certificates: Vec<CaCertificate>,
    /// How many there are; null where the cloud does not tell.
    pub items_total: Option<u64>,
    /// How many pages there are; null where the cloud does not tell.
    pub pages_total: Option<u64>,
    /// The page that the cloud says this is.
    pub page_number: u32,
    /// The page size that the cloud says it used.
    pub page_size: u32,
}

/// A CA certificate as the broker knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaCertificate {
    /// Its serial number.
    pub ca_serial_number: String,
    /// The name that people gave it.
    pub name: String,
    /// Whether devices may connect with certificates that it signed.
    pub status: CertificateStatus,
    /// From when it is valid; null where the cloud does not tell.
    pub valid_from: Option<Timestamp>,
    /// Until when it is valid; null where the cloud does not tell.
    pub valid_to: Option<Timestamp>,
    /// The certificate itself, with real line feeds.
    pub pem: String,
    /// The certificate that proved possession of the CA's key.
    pub verification_pem: String,
    /// The code that the verification certificate carried.
    pub registration_code: String,
    /// What the PEM says, read by the proxy; null where it could not be read.
    #[serde(default)]
    pub decoded: Option<DecodedCertificate>,
}
