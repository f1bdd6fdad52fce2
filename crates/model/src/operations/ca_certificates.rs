//! The CA certificates that sign device certificates.

use serde::{Deserialize, Serialize};

use super::{CertificateStatus, DecodedCertificate, Scope, operation};
use crate::identifiers::{CaName, InstanceId, PageNumber, PageSize, Pem, SerialNumber};
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

macro_rules! on_one_ca {
    ($($(#[$meta:meta])* $name:ident -> $output:ty;)*) => {$(
        operation! {
            $(#[$meta])*
            $name -> $output, |this| Scope::Instance(&this.instance_id), {
                /// The instance.
                instance_id: InstanceId,
                /// The CA's serial number.
                ca_serial_number: SerialNumber,
            }
        }
    )*};
}

on_one_ca! {
    /// Shows one CA certificate.
    GetCaCertificate -> CaCertificateAnswer;
    /// Lets devices connect again with certificates of an inactive CA.
    ActiveCaCertificate -> CaCertificateDone;
    /// Stops a CA from being trusted, until it is activated. What happens to live sessions, and to device certificates that
    /// stay active themselves, is not documented (`cloud-api.md` section 10).
    InactivateCaCertificate -> CaCertificateDone;
    /// Deletes a CA certificate and *every* device certificate that it signed (`cloud-api.md` section 5).
    DeleteCaCertificate -> CaCertificateDone;
}

/// The answer of [`GetCaCertificate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaCertificateAnswer {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The certificate.
    pub ca_certificate: CaCertificate,
}

operation! {
    /// Asks for a registration code. The verification certificate that goes with a new CA carries it; it is used once
    /// (`cloud-api.md` section 5).
    GetRegisterCode -> RegisterCode, |this| Scope::Instance(&this.instance_id), {
        /// The instance.
        instance_id: InstanceId,
    }
}

/// The answer of [`GetRegisterCode`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterCode {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The code.
    pub register_code: String,
}

operation! {
    /// Registers a CA certificate, whose devices may connect from then on. Both certificates travel in the URL
    /// (`cloud-api.md` headline 9).
    RegisterCaCertificate -> CaCertificateDone, |this| Scope::Instance(&this.instance_id), {
        /// The instance.
        instance_id: InstanceId,
        /// The name that it is to have.
        ca_name: CaName,
        /// The CA certificate.
        ca_pem: Pem,
        /// A certificate signed by the CA that carries the registration code.
        verification_pem: Pem,
    }
}

/// The answer of an act on one CA certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaCertificateDone {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The serial number that the cloud says it acted on.
    pub ca_serial_number: String,
}
