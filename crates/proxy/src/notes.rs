//! Who blacklisted a client, when and why: the cloud keeps none of it. A small file in the state directory, written anew at each
//! change, so that it is either the old one or the new one, whatever happens.
//!
//! Notes are a help, not a record: what was done is in `record.jsonl`. A note that cannot be kept does not undo the act.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use signet_model::operations::BlacklistNote;
use tracing::error;

/// By instance id, then by client id.
type Kept = BTreeMap<String, BTreeMap<String, BlacklistNote>>;

/// The notes on blacklist entries.
#[derive(Debug, Default)]
pub struct Notes {
    /// Where they are kept; only in memory where `None`.
    path: Option<PathBuf>,
    kept: Mutex<Kept>,
}

impl Notes {
    /// Reads the notes at `path`, where there are some.
    ///
    /// # Errors
    /// The file is there and cannot be read: starting without it would lose it at the next change.
    pub fn open(path: &Path) -> io::Result<Self> {
        let kept = match fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Kept::new(),
            Err(error) => return Err(error),
        };
        Ok(Self {
            path: Some(path.to_owned()),
            kept: Mutex::new(kept),
        })
    }

    /// The note on an entry.
    #[must_use]
    pub fn find(&self, instance_id: &str, client_id: &str) -> Option<BlacklistNote> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(instance_id)?.get(client_id).cloned()
    }

    /// Keeps a note. Whoever sets the same entry again without a reason does not take away the reason that it has.
    pub fn set(&self, instance_id: &str, client_id: &str, note: BlacklistNote) {
        self.change(|kept| {
            let notes = kept.entry(instance_id.to_owned()).or_default();
            if note.reason.is_some() || !notes.contains_key(client_id) {
                notes.insert(client_id.to_owned(), note);
            }
        });
    }

    /// Drops the note on an entry that is gone.
    pub fn remove(&self, instance_id: &str, client_id: &str) {
        self.change(|kept| {
            if let Some(notes) = kept.get_mut(instance_id) {
                notes.remove(client_id);
                if notes.is_empty() {
                    kept.remove(instance_id);
                }
            }
        });
    }

    fn change(&self, change: impl FnOnce(&mut Kept)) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut kept);
        if let Some(path) = &self.path
            && let Err(cause) = write(path, &kept)
        {
            error!(file = %path.display(), %cause, "a note on the blacklist cannot be kept");
        }
    }
}

/// Beside the file and then in its place.
fn write(path: &Path, kept: &Kept) -> io::Result<()> {
    let beside = path.with_extension("new");
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(&beside)?;
    file.write_all(&serde_json::to_vec_pretty(kept)?)?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use signet_model::Timestamp;

    use super::*;

    fn note(reason: Option<&str>) -> BlacklistNote {
        BlacklistNote {
            set_by: "local".to_owned(),
            set_at: Timestamp::from_millis(0).expect("1970"),
            reason: reason.map(ToOwned::to_owned),
        }
    }

    #[test]
    fn notes_are_there_after_a_restart_until_they_are_removed() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("notes.json");
        let notes = Notes::open(&path).expect("none yet");
        notes.set("i", "GID_a@@@1", note(Some("stolen\n\"van\"")));
        notes.set("i", "GID_a@@@2", note(None));
        let again = Notes::open(&path).expect("two");
        assert_eq!(
            again.find("i", "GID_a@@@1"),
            Some(note(Some("stolen\n\"van\"")))
        );
        assert_eq!(
            again.find("other", "GID_a@@@1"),
            None,
            "of another instance"
        );
        again.remove("i", "GID_a@@@1");
        let last = Notes::open(&path).expect("one");
        assert_eq!(
            (last.find("i", "GID_a@@@1"), last.find("i", "GID_a@@@2")),
            (None, Some(note(None)))
        );
    }

    #[test]
    fn pressing_again_without_a_reason_keeps_the_reason() {
        let notes = Notes::default();
        notes.set("i", "c", note(Some("stolen")));
        notes.set("i", "c", note(None));
        assert_eq!(notes.find("i", "c"), Some(note(Some("stolen"))));
        notes.set("i", "c", note(Some("found, but broken")));
        assert_eq!(notes.find("i", "c"), Some(note(Some("found, but broken"))));
    }

    #[test]
    fn a_damaged_file_is_not_written_over() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("notes.json");
        fs::write(&path, "{\"i\":").expect("a torn file");
        assert!(Notes::open(&path).is_err());
        assert_eq!(fs::read_to_string(&path).expect("still there"), "{\"i\":");
    }
}
