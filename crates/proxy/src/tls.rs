//! TLS by the proxy itself: one certificate with its key, from files that may be replaced while it runs.
//!
//! Knows files and rustls; nothing of HTTP, of connections or of when to look again: whoever holds a [`Tls`] asks it to.

mod follow;
mod pair;
#[cfg(test)]
mod tests;

pub use follow::follow;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use signet_model::Timestamp;
use tokio_rustls::TlsAcceptor;

use pair::{Pair, Print};

/// Where the certificate and its key are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// PEM: the proxy's certificate first, then those that signed it.
    pub certificate: PathBuf,
    /// PEM: PKCS#8, SEC1 or PKCS#1, not encrypted.
    pub key: PathBuf,
}

/// The files cannot be used: one line, which names the key of the configuration, the file and the reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {what}")]
pub struct TlsError {
    /// The key of the configuration that is to blame.
    pub key: &'static str,
    /// The file and the reason.
    pub what: String,
}

/// What a look at the files showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// They are as they were.
    Unchanged,
    /// New connections get what they hold now, valid until then. The texts are warnings about it.
    Replaced(Timestamp, Vec<String>),
    /// They changed and cannot be used; the certificate from before stays. Said once for each change.
    Kept(TlsError),
}

/// A certificate and its key, ready for connections.
#[derive(Debug)]
pub struct Tls {
    files: TlsFiles,
    config: Arc<ServerConfig>,
    shown: Arc<Shown>,
    /// What the files held when they were last looked at, good or bad.
    seen: Mutex<Print>,
}

/// What new connections get.
#[derive(Debug)]
struct Shown(RwLock<(Arc<CertifiedKey>, Timestamp)>);

impl Tls {
    /// Reads the files. The texts are warnings: what looks odd but may be right.
    ///
    /// # Errors
    /// A file that cannot be used.
    pub fn load(files: TlsFiles, now: Timestamp) -> Result<(Self, Vec<String>), TlsError> {
        let (pair, seen) = Pair::read(&files);
        let pair = pair?;
        let warnings = pair.warnings(&files, now);
        let shown = Arc::new(Shown(RwLock::new((
            Arc::new(pair.certified),
            pair.valid_to,
        ))));
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| TlsError {
                key: "tls",
                what: error.to_string(),
            })?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(&shown) as Arc<dyn ResolvesServerCert>);
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        let tls = Self {
            files,
            config: Arc::new(config),
            shown,
            seen: Mutex::new(seen),
        };
        Ok((tls, warnings))
    }

    /// Makes connections.
    #[must_use]
    pub fn acceptor(&self) -> TlsAcceptor {
        TlsAcceptor::from(Arc::clone(&self.config))
    }

    /// Until when the certificate that new connections get is valid.
    #[must_use]
    pub fn valid_to(&self) -> Timestamp {
        self.shown
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .1
    }

    /// Looks at the files again and takes what they hold if it can be used. Reads files: not for a thread that answers requests.
    pub fn look(&self, now: Timestamp) -> Look {
        let (pair, print) = Pair::read(&self.files);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if *seen == print {
            return Look::Unchanged;
        }
        *seen = print;
        match pair {
            Err(error) => Look::Kept(error),
            Ok(pair) => {
                let (warnings, valid_to) = (pair.warnings(&self.files, now), pair.valid_to);
                *self.shown.0.write().unwrap_or_else(PoisonError::into_inner) =
                    (Arc::new(pair.certified), valid_to);
                Look::Replaced(valid_to, warnings)
            }
        }
    }
}

impl ResolvesServerCert for Shown {
    /// The same for every name: there is one. A client that names none gets it too.
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let shown = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Some(Arc::clone(&shown.0))
    }
}
