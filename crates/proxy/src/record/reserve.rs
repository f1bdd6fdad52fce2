//! Room for entries on a full disk: a file that was written in full when there was room, and is written again in place.
//!
//! Lines of JSON, the first of which names the batch, and zeros behind them. On file systems that copy what is written (btrfs, ZFS) writing in place may need
//! new room too.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use signet_model::audit::Entry;

/// How large the file is: some 1,700 entries.
const BYTES: usize = 1024 * 1024;

/// The reserve.
#[derive(Clone, Debug)]
pub struct Reserve(Arc<Mutex<Kept>>);

#[derive(Debug)]
struct Kept {
    file: File,
    used: usize,
    entries: u64,
}

/// What lies in the reserve.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Batch {
    /// By which it is known whether the log has it already.
    pub(super) id: String,
    /// The entries, in their order.
    pub(super) entries: Vec<Entry>,
    /// Lines that cannot be read: the machine lost its power while they were written.
    pub(super) unreadable: u64,
}

impl Reserve {
    /// Opens the reserve; makes it, in full, where it is not there.
    ///
    /// # Errors
    /// There is no room for it, or it cannot be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .mode(0o600)
            .open(path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        if bytes.len() < BYTES {
            // Written, not just lengthened: a hole has no room of its own.
            file.write_all(&vec![0; BYTES - bytes.len()])?;
            file.sync_all()?;
        }
        let used = bytes
            .iter()
            .position(|byte| *byte == 0)
            .unwrap_or(bytes.len());
        let lines = bytes[..used].iter().filter(|byte| **byte == b'\n').count();
        Ok(Self(Arc::new(Mutex::new(Kept {
            file,
            used,
            entries: u64::try_from(lines).unwrap_or(u64::MAX).saturating_sub(1),
        }))))
    }

    /// How many entries it holds.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .entries
    }

    /// Adds an entry, down to the disk; how many there are then. `batch` names what begins with it.
    pub(super) async fn write(
        &self,
        entry: &Entry,
        batch: impl FnOnce() -> String,
    ) -> io::Result<u64> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        let first = serde_json::to_string(&batch())? + "\n";
        self.with(move |kept| {
            if kept.used == 0 {
                line.splice(0..0, first.into_bytes());
            }
            if kept.used + line.len() > BYTES {
                return Err(io::Error::other("the reserve is full"));
            }
            kept.file.write_all_at(&line, kept.used as u64)?;
            kept.file.sync_data()?;
            kept.used += line.len();
            kept.entries += 1;
            Ok(kept.entries)
        })
        .await
    }

    /// What lies in it; `None` where it is empty.
    pub(super) async fn read(&self) -> io::Result<Option<Batch>> {
        let bytes = self.with(|kept| {
            let mut bytes = vec![0; kept.used];
            kept.file.read_exact_at(&mut bytes, 0)?;
            Ok(bytes)
        });
        let bytes = bytes.await?;
        if bytes.is_empty() {
            return Ok(None);
        }
        let mut lines = bytes
            .split(|byte| *byte == b'\n')
            .filter(|line| !line.is_empty());
        let id = lines
            .next()
            .and_then(|line| serde_json::from_slice(line).ok());
        let mut batch = Batch {
            unreadable: u64::from(id.is_none()),
            // Then nothing tells whether the log has it: twice is better than not at all.
            id: id.unwrap_or_default(),
            entries: Vec::new(),
        };
        for line in lines {
            match serde_json::from_slice(line) {
                Ok(entry) => batch.entries.push(entry),
                Err(_) => batch.unreadable += 1,
            }
        }
        Ok(Some(batch))
    }

    /// Drops what lies in it.
    pub(super) async fn empty(&self) -> io::Result<()> {
        self.with(|kept| {
            kept.file.write_all_at(&vec![0; kept.used], 0)?;
            kept.file.sync_data()?;
            (kept.used, kept.entries) = (0, 0);
            Ok(())
        })
        .await
    }

    /// A disk may take its time; nobody else waits for it.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Kept) -> io::Result<T> + Send + 'static,
    ) -> io::Result<T> {
        let kept = Arc::clone(&self.0);
        let done = tokio::task::spawn_blocking(move || {
            work(&mut kept.lock().unwrap_or_else(PoisonError::into_inner))
        });
        done.await.map_err(io::Error::other)?
    }
}
