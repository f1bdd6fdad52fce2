//! `signet.key`: 32 random bytes beside the database, readable by their owner only, and in no backup.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use ring::rand::{SecureRandom, SystemRandom};
use signet_audit::MasterKey;
use zeroize::Zeroizing;

use crate::error::StoreError;

/// Reads the key.
///
/// # Errors
/// It is not there, not 32 bytes, or readable by others.
pub(crate) fn read(path: &Path) -> Result<Option<MasterKey>, StoreError> {
    let wrong = |what: String| StoreError::File {
        path: path.to_owned(),
        what,
    };
    let bytes = match fs::read(path) {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(wrong(format!("the key cannot be read: {error}"))),
    };
    let mode = fs::metadata(path)
        .map_err(|error| wrong(format!("the key cannot be read: {error}")))?
        .permissions()
        .mode();
    if mode & 0o077 != 0 {
        return Err(wrong(format!(
            "the key may be read by others (mode {:o}): run chmod 600 on it",
            mode & 0o777
        )));
    }
    let key: [u8; 32] = bytes.as_slice().try_into().map_err(|_| {
        wrong(format!(
            "the key must have 32 bytes and has {}: put back the file that belongs to this store",
            bytes.len()
        ))
    })?;
    Ok(Some(MasterKey::new(key)))
}

/// Makes a key, where none is there. Only one process does so at a time: whoever calls this holds the store.
///
/// # Errors
/// The file cannot be written, or the machine has no randomness.
pub(crate) fn make(path: &Path) -> Result<MasterKey, StoreError> {
    let wrong = |what: String| StoreError::File {
        path: path.to_owned(),
        what,
    };
    let mut key = Zeroizing::new([0; 32]);
    random(&mut *key)?;
    // Whole or not at all: half a key would keep the store from opening.
    let beside = path.with_extension("key.new");
    let written = OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(&beside)
        .and_then(|mut file| {
            file.write_all(&*key)?;
            file.sync_all()?;
            fs::rename(&beside, path)
        });
    written.map_err(|error| wrong(format!("the key cannot be written: {error}")))?;
    Ok(MasterKey::new(*key))
}

/// Bytes of the operating system's generator, for what is made once with a store.
///
/// # Errors
/// The machine has no randomness.
pub(crate) fn random(bytes: &mut [u8]) -> Result<(), StoreError> {
    SystemRandom::new()
        .fill(bytes)
        .map_err(|_| StoreError::Failed("the machine gives no random bytes".to_owned()))
}
