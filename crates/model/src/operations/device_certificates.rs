//! Device certificates: registered by the cloud itself when a device first connects, never by a call.

use serde::{Deserialize, Serialize};

use super::{Scope, operation};
use crate::identifiers::{InstanceId, PageNumber, PageSize, SerialNumber};
use crate::timestamp::Timestamp;

operation! {
    /// Lists the device certificates of an instance. The cloud's `Total` is the number of pages here
    /// (`cloud-api.md` headline 8).
    ListDeviceCertificate -> DeviceCertificates, |this| Scope::Instance(&this.instance_id), {
        /// The instance.
        instance_id: InstanceId,
        /// The page, from 1.
        page_number: PageNumber,
        /// Certificates on a page, 1 to 100.
        page_size: PageSize,
    }
}

operation! {
    /// Lists the device certificates that one CA signed. The cloud's `Total` is the number of records here
    /// (`cloud-api.md` headline 8).
    ListDeviceCertificateByCaSn -> DeviceCertificates, |this| Scope::Instance(&this.instance_id), {
        /// The instance.
        instance_id: InstanceId,
        /// The CA's serial number.
        ca_serial_number: SerialNumber,
        /// The page, from 1.
        page_number: PageNumber,
        /// Certificates on a page, 1 to 100.
        page_size: PageSize,
    }
}

/// The answer of [`ListDeviceCertificate`] and [`ListDeviceCertificateByCaSn`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCertificates {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The certificates of this page.
    pub certificates: Vec<DeviceCertificate>,
    /// How many there are; null where the cloud does not tell.
    pub items_total: Option<u64>,
    /// How many pages there are; null where the cloud does not tell.
    pub pages_total: Option<u64>,
    /// The page that the cloud says this is.
    pub page_number: u32,
    /// The page size that the cloud says it used.
    pub page_size: u32,
}

/// A device certificate as the broker knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCertificate {
    /// Its serial number.
    pub device_serial_number: String,
    /// The serial number of the CA that signed it.
    pub ca_serial_number: String,
    /// The name that the cloud gave it.
    pub name: String,
    /// Whether it may connect.
    pub status: CertificateStatus,
    /// From when it is valid; null where the cloud does not tell.
    pub valid_from: Option<Timestamp>,
    /// Until when it is valid; null where the cloud does not tell.
    pub valid_to: Option<Timestamp>,
    /// The certificate itself, with real line feeds; empty where the cloud gave none.
    pub pem: String,
    /// What the PEM says, read by the proxy; null where it could not be read.
    #[serde(default)]
    pub decoded: Option<DecodedCertificate>,
}

/// `Status` of a certificate (`cloud-api.md` section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateStatus {
    /// It may connect.
    Active,
    /// It may not.
    Inactive,
    /// A status that was not known when this was written.
    #[serde(other)]
    Unknown,
}

/// What an X.509 certificate says of itself. Names in it are whatever its maker wrote: show, never obey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecodedCertificate {
    /// The subject, RFC 4514 style (`CN=press-0104, O=Factory`).
    pub subject: String,
    /// The issuer, in the same form.
    pub issuer: String,
    /// The serial number in its DER, lower-case hex with its leading zeros.
    pub serial_number: String,
    /// From when it is valid.
    pub not_before: Option<Timestamp>,
    /// Until when it is valid.
    pub not_after: Option<Timestamp>,
    /// The public key: algorithm and size (`EC P-256`, `RSA 2048`).
    pub public_key: String,
    /// The signature algorithm (`ecdsa-with-SHA256`).
    pub signature_algorithm: String,
    /// Subject alternative names (`DNS:…`, `URI:…`, `IP:…`).
    pub alternative_names: Vec<String>,
    /// SHA-256 over the DER, lower-case hex.
    pub fingerprint_sha256: String,
    /// Whether BasicConstraints says CA:TRUE.
    pub is_ca: bool,
}

macro_rules! on_one_certificate {
    ($($(#[$meta:meta])* $name:ident -> $output:ty;)*) => {$(
        operation! {
            $(#[$meta])*
            $name -> $output, |this| Scope::Instance(&this.instance_id), {
                /// The instance.
                instance_id: InstanceId,
                /// The serial number of the CA that signed it.
                ca_serial_number: SerialNumber,
                /// The certificate's serial number.
                device_serial_number: SerialNumber,
            }
        }
    )*};
}

on_one_certificate! {
    /// Shows one device certificate.
    GetDeviceCertificate -> DeviceCertificateAnswer;
    /// Lets an inactive certificate connect again.
    ActiveDeviceCertificate -> DeviceCertificateDone;
    /// Stops a certificate from connecting, until it is activated. What happens to a live session is not documented
    /// (`cloud-api.md` section 5).
    InactivateDeviceCertificate -> DeviceCertificateDone;
    /// Deletes the registration of a certificate. While its CA is active and it is valid, the device may register it again
    /// at its next connect: inactivating is what blocks (`cloud-api.md` section 5).
    DeleteDeviceCertificate -> DeviceCertificateDone;
}

/// The answer of [`GetDeviceCertificate`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCertificateAnswer {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The certificate.
    pub certificate: DeviceCertificate,
}

/// The answer of an act on one device certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCertificateDone {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The serial number that the cloud says it acted on.
    pub device_serial_number: String,
}
