//! What certificates are called where there is room for one line.

use signet_model::operations::{CaCertificate, CertificateStatus, DeviceCertificate};

use crate::{text::Certificates, ui::shown_text};

/// Names certificates in one language.
#[derive(Clone, Copy)]
pub struct CertificateNames {
    text: &'static Certificates,
}

impl CertificateNames {
    /// Names in the language of `text`.
    pub fn of(text: &'static Certificates) -> Self {
        Self { text }
    }

    /// A CA: its name, its serial number, and its status where that is not the usual one.
    pub fn ca(self, ca: &CaCertificate) -> String {
        let mut parts = Vec::new();
        if !ca.name.is_empty() {
            parts.push(shown_text(&ca.name));
        }
        parts.push(shown_text(&ca.ca_serial_number));
        parts.push(self.status(ca.status).to_owned());
        parts.join(" · ")
    }

    /// A status in a word.
    pub fn status(self, status: CertificateStatus) -> &'static str {
        match status {
            CertificateStatus::Active => self.text.active,
            CertificateStatus::Inactive => self.text.inactive,
            CertificateStatus::Unknown => self.text.unknown,
        }
    }
}

/// What a device certificate is about: its subject, or the name that the cloud gave it.
pub fn subject(certificate: &DeviceCertificate) -> &str {
    certificate
        .decoded
        .as_ref()
        .map(|decoded| decoded.subject.as_str())
        .filter(|subject| !subject.is_empty())
        .unwrap_or(&certificate.name)
}
