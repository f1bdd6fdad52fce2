//! What a file or a pasted text is: one certificate in PEM, or something else that is called by its name.

mod key_material;
mod pem;

use signet_model::identifiers::Pem;
use x509_parser::prelude::{FromDer, X509Certificate};
use zeroize::Zeroizing;

use crate::Certificate;

/// The most bytes of a file that are looked at: room for a certificate with its text around it, not for a disk image.
pub const LARGEST_FILE: usize = 65_536;

/// What was handed in instead of one certificate in PEM.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOne {
    /// Nothing but blanks.
    #[error("there is nothing in it")]
    Empty,
    /// A private key, or something that holds one, in PEM or DER, on its own or beside a certificate.
    #[error("this holds a private key")]
    PrivateKey,
    /// More bytes than a certificate has.
    #[error("at most {limit} bytes; this has {found}")]
    TooLarge {
        /// The most bytes that it may have.
        limit: usize,
        /// The bytes that it has.
        found: usize,
    },
    /// Several certificates.
    #[error("this is a chain of {0} certificates")]
    Chain(usize),
    /// A certificate in DER.
    #[error("this is a certificate in DER, not PEM")]
    Der,
    /// Text of two bytes a character, as some shells write it.
    #[error("this is UTF-16 text")]
    Utf16,
    /// A certificate signing request.
    #[error("this is a certificate request")]
    Request,
    /// A public key.
    #[error("this is a public key")]
    PublicKey,
    /// PEM of another kind: what it calls itself.
    #[error("this is a {0:?} in PEM")]
    Other(String),
    /// No PEM at all.
    #[error("there is no PEM in it")]
    NoPem,
    /// The beginning of a certificate, without its end.
    #[error("the end of the certificate is missing")]
    Unended,
    /// PEM that says it is a certificate and is none.
    #[error("the certificate is damaged")]
    Damaged,
}

/// Takes what was handed in, if it is exactly one certificate in PEM; text before and after it is dropped. Of a private key
/// nothing is kept, and it is named before anything else, so that whoever drops one learns of it. What was handed in is
/// overwritten in any case.
///
/// # Errors
/// What it is instead.
pub fn take(handed_in: Vec<u8>) -> Result<Certificate, NotOne> {
    look_at(&Zeroizing::new(handed_in))
}

fn look_at(handed_in: &[u8]) -> Result<Certificate, NotOne> {
    if handed_in.iter().all(u8::is_ascii_whitespace) {
        return Err(NotOne::Empty);
    }
    if key_material::is_in(handed_in) {
        return Err(NotOne::PrivateKey);
    }
    if handed_in.len() > LARGEST_FILE {
        return Err(NotOne::TooLarge {
            limit: LARGEST_FILE,
            found: handed_in.len(),
        });
    }
    if handed_in.starts_with(&[0xff, 0xfe]) || handed_in.starts_with(&[0xfe, 0xff]) {
        return Err(NotOne::Utf16);
    }
    if X509Certificate::from_der(handed_in).is_ok() {
        return Err(NotOne::Der);
    }
    let text = String::from_utf8_lossy(handed_in);
    let block = pem::only_certificate(&text)?;
    if block.len() > Pem::MAX_BYTES {
        return Err(NotOne::TooLarge {
            limit: Pem::MAX_BYTES,
            found: block.len(),
        });
    }
    let der = pem::contents(&block).ok_or(NotOne::Damaged)?;
    Certificate::read(block, der).ok_or(NotOne::Damaged)
}
