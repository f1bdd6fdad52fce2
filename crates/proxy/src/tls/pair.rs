//! One certificate and its key as the files hold them: read, and checked against each other.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use ring::digest::{SHA256, digest};
use rustls::InconsistentKeys;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use signet_model::Timestamp;
use zeroize::Zeroizing;

use super::{TlsError, TlsFiles};

const CERTIFICATE: &str = "tls.certificate";
const KEY: &str = "tls.key";

/// No file of certificates is larger; what is, is something else.
const LARGEST_FILE: u64 = 1024 * 1024;

/// What both files held, by hash; `None` for one that could not be read.
pub(super) type Print = [Option<[u8; 32]>; 2];

/// A certificate whose key is its own.
pub(super) struct Pair {
    pub(super) certified: CertifiedKey,
    valid_from: Timestamp,
    pub(super) valid_to: Timestamp,
}

impl Pair {
    /// Reads both files once, and says what they hold.
    pub(super) fn read(files: &TlsFiles) -> (Result<Self, TlsError>, Print) {
        let certificate = contents(&files.certificate);
        let key = contents(&files.key);
        let print = [&certificate, &key].map(|file| file.as_ref().ok().map(|bytes| hash(bytes)));
        let pair = (|| {
            let certificate =
                certificate.map_err(|error| at(CERTIFICATE, &files.certificate, error))?;
            let key = key.map_err(|error| at(KEY, &files.key, error))?;
            Self::of(files, &certificate, &key)
        })();
        (pair, print)
    }

    fn of(files: &TlsFiles, certificate: &[u8], key: &[u8]) -> Result<Self, TlsError> {
        let wrong_certificate = |what: String| at(CERTIFICATE, &files.certificate, what);
        let wrong_key = |what: String| at(KEY, &files.key, what);
        let chain = CertificateDer::pem_slice_iter(certificate)
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| wrong_certificate(format!("is not PEM: {error}")))?;
        let mut decoded = Vec::with_capacity(chain.len());
        for (number, der) in chain.iter().enumerate() {
            decoded.push(signet_x509::decode_der(der).map_err(|error| {
                wrong_certificate(format!("certificate {} of it: {error}", number + 1))
            })?);
        }
        let Some(own) = decoded.first() else {
            return Err(wrong_certificate("holds no certificate in PEM".to_owned()));
        };
        let (Some(valid_from), Some(valid_to)) = (own.not_before, own.not_after) else {
            return Err(wrong_certificate(
                "does not say until when it is valid".to_owned(),
            ));
        };
        let certified = CertifiedKey::from_der(chain, private_key(key).map_err(wrong_key)?, &default_provider())
            .map_err(|error| match error {
                rustls::Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => wrong_key(format!(
                    "does not belong to the first certificate in {} ({}); that one must be the proxy's own",
                    files.certificate.display(),
                    own.subject,
                )),
                error => wrong_key(format!("cannot be used: {error}; ECDSA P-256, P-384, Ed25519 and RSA keys can")),
            })?;
        Ok(Self {
            certified,
            valid_from,
            valid_to,
        })
    }

    /// What looks odd but may be right.
    pub(super) fn warnings(&self, files: &TlsFiles, now: Timestamp) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.valid_to <= now {
            warnings.push(format!(
                "tls.certificate: {} expired at {}",
                files.certificate.display(),
                self.valid_to
            ));
        }
        if self.valid_from > now {
            warnings.push(format!(
                "tls.certificate: {} is valid only from {}",
                files.certificate.display(),
                self.valid_from
            ));
        }
        let mode = std::fs::metadata(&files.key).map(|file| file.permissions().mode());
        if mode.is_ok_and(|mode| mode & 0o004 != 0) {
            warnings.push(format!(
                "tls.key: everybody on this machine may read {}; chmod 600 it",
                files.key.display()
            ));
        }
        warnings
    }
}

fn private_key(pem: &[u8]) -> Result<PrivateKeyDer<'static>, String> {
    PrivateKeyDer::from_pem_slice(pem).map_err(|error| {
        let has = |text: &[u8]| pem.windows(text.len()).any(|part| part == text);
        if has(b"ENCRYPTED") {
            return "is encrypted, and nobody is there to type its password; write it out with `openssl pkey`".to_owned();
        }
        match error {
            rustls::pki_types::pem::Error::NoItemsFound => {
                "holds no private key in PEM (PKCS#8, SEC1 or PKCS#1)".to_owned()
            }
            // What it found may be part of the key.
            _ => "is not PEM".to_owned(),
        }
    })
}

fn contents(path: &Path) -> io::Result<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(Vec::new());
    File::open(path)?
        .take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST_FILE) {
        return Err(io::Error::other("is larger than 1 MiB"));
    }
    Ok(bytes)
}

fn hash(bytes: &[u8]) -> [u8; 32] {
    let mut print = [0; 32];
    print.copy_from_slice(digest(&SHA256, bytes).as_ref());
    print
}

fn at(key: &'static str, path: &Path, what: impl std::fmt::Display) -> TlsError {
    TlsError {
        key,
        what: format!("{}: {what}", path.display()),
    }
}
