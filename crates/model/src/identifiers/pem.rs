//! A certificate on its way to the cloud.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::violation::Violation;

/// One certificate in PEM, as its file has it. It is looked at from outside only: what is certainly something else, above all
/// a private key, is named and refused before it goes anywhere; what the certificate *says* is read elsewhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Pem(String);

impl Pem {
    /// The most bytes that it may have. Our own limit: two of them travel in one URL (`cloud-api.md` headline 9).
    pub const MAX_BYTES: usize = 8192;

    /// Takes the text of a file.
    ///
    /// # Errors
    /// What it is instead of one certificate in PEM, or that it has more than [`Self::MAX_BYTES`].
    pub fn parse(text: impl Into<String>) -> Result<Self, Violation> {
        let text = text.into();
        let instead = |found| Err(Violation::NotOneCertificate { found });
        if text.trim().is_empty() {
            return Err(Violation::Empty);
        }
        // Before its size: whoever drops a key must learn that it was a key.
        if text.contains("PRIVATE KEY-----") {
            return instead("a private key");
        }
        if text.len() > Self::MAX_BYTES {
            return Err(Violation::TooManyBytes {
                limit: Self::MAX_BYTES,
                found: text.len(),
            });
        }
        match text.matches("-----BEGIN CERTIFICATE-----").count() {
            1 if text.matches("-----END CERTIFICATE-----").count() == 1 => Ok(Self(text)),
            1 => instead("a certificate without its end"),
            0 if text.contains("-----BEGIN CERTIFICATE REQUEST-----")
                || text.contains("-----BEGIN NEW CERTIFICATE REQUEST-----") =>
            {
                instead("a certificate request")
            }
            0 if text.contains("-----BEGIN PUBLIC KEY-----") => instead("a public key"),
            0 if text.contains("-----BEGIN ") => instead("another kind of PEM"),
            0 => instead("no PEM"),
            _ => instead("a chain of several certificates"),
        }
    }

    /// The text of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::str::FromStr for Pem {
    type Err = Violation;

    fn from_str(text: &str) -> Result<Self, Violation> {
        Self::parse(text)
    }
}

impl fmt::Display for Pem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Its size: a certificate would fill the page of whoever reads the log.
impl fmt::Debug for Pem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pem({} bytes)", self.0.len())
    }
}

impl Serialize for Pem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
