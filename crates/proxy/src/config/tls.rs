//! `[tls]`.

use std::path::PathBuf;

use serde::Deserialize;

use crate::tls::TlsFiles;

/// `[tls]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsEntry {
    /// PEM: the proxy's certificate first, then those that signed it.
    pub certificate: PathBuf,
    /// PEM: its private key.
    pub key: PathBuf,
}

impl From<TlsEntry> for TlsFiles {
    fn from(TlsEntry { certificate, key }: TlsEntry) -> Self {
        Self { certificate, key }
    }
}
