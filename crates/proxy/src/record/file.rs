//! The record as a file of JSON Lines.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{Entry, Recorder};

/// Appends to `record.jsonl`; lines are numbered across restarts.
#[derive(Debug)]
pub struct FileRecorder(Mutex<Open>);

#[derive(Debug)]
struct Open {
    file: File,
    next: u64,
    /// The last write failed half-way: a new line must be begun first.
    torn: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    sequence: u64,
    #[serde(flatten)]
    entry: &'a Entry<'a>,
}

impl FileRecorder {
    /// Opens or makes the file at `path`, readable by its owner only.
    ///
    /// # Errors
    /// The file cannot be opened or read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut file = OpenOptions::new()
            .create(true)
            .read(true)
            .append(true)
            .mode(0o600)
            .open(path)?;
        let tail = tail(&mut file)?;
        let torn = tail.last().is_some_and(|byte| *byte != b'\n');
        Ok(Self(Mutex::new(Open {
            file,
            next: last_sequence(&tail) + 1,
            torn,
        })))
    }
}

impl Recorder for FileRecorder {
    fn append(&self, entry: &Entry<'_>) -> io::Result<()> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut line = Vec::with_capacity(512);
        if open.torn {
            line.push(b'\n');
        }
        serde_json::to_writer(
            &mut line,
            &Line {
                sequence: open.next,
                entry,
            },
        )?;
        line.push(b'\n');
        open.torn = true;
        open.file.write_all(&line)?;
        open.file.flush()?;
        open.torn = false;
        open.next += 1;
        Ok(())
    }
}

/// The end of the file, long enough to hold its last whole line.
fn tail(file: &mut File) -> io::Result<Vec<u8>> {
    const ENOUGH: u64 = 64 * 1024;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(ENOUGH)))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    Ok(tail)
}

fn last_sequence(tail: &[u8]) -> u64 {
    #[derive(Deserialize)]
    struct Numbered {
        sequence: u64,
    }
    let lines = tail.split(|byte| *byte == b'\n').rev();
    lines
        .filter_map(|line| serde_json::from_slice::<Numbered>(line).ok())
        .map(|line| line.sequence)
        .next()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, Value};
    use signet_model::Timestamp;

    use super::super::Kind;
    use super::*;

    fn entry(act: &str) -> Entry<'_> {
        Entry {
            time: Timestamp::from_millis(0).expect("1970"),
            kind: Kind::Intent,
            act,
            actor: "local",
            request_id: "r",
            operation: "UnRegisterDeviceCredential",
            effect: Some("destroy"),
            object: Map::new(),
            account: None,
            region: None,
            ending: None,
            error: None,
            cloud_code: None,
            cloud_request_id: None,
        }
    }

    fn lines(path: &Path) -> Vec<Value> {
        let text = std::fs::read_to_string(path).expect("the record");
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap_or(Value::Null))
            .collect()
    }

    #[test]
    fn numbers_go_on_after_a_restart_and_after_a_torn_line() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("record.jsonl");
        FileRecorder::open(&path)
            .expect("open")
            .append(&entry("a"))
            .expect("append");
        std::fs::OpenOptions::new()
            .append(true)
            .open(&path)
            .and_then(|mut file| file.write_all(b"{\"sequence\":9,\"to"))
            .expect("torn");
        FileRecorder::open(&path)
            .expect("open")
            .append(&entry("b\nc"))
            .expect("append");
        let lines = lines(&path);
        assert_eq!(lines.len(), 3);
        assert_eq!(
            (&lines[0]["sequence"], &lines[0]["act"]),
            (&1.into(), &"a".into())
        );
        assert_eq!(
            (&lines[2]["sequence"], &lines[2]["act"]),
            (&2.into(), &"b\nc".into())
        );
        assert_eq!(lines[0]["time"], "1970-01-01T00:00:00Z");
    }

    #[test]
    fn only_the_owner_reads_it() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("record.jsonl");
        FileRecorder::open(&path).expect("open");
        assert_eq!(
            std::fs::metadata(&path)
                .expect("metadata")
                .permissions()
                .mode()
                & 0o777,
            0o600
        );
    }
}
