//! A copy of a store that is in use, and a store made of such a copy.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use signet_audit::Signer;
use signet_model::Timestamp;
use signet_model::audit::{Entry, Kind};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{Connection, SqliteConnection, query};

use super::append::{self, Bounds};
use super::connect::{DATABASE, KEY, known};
use super::{Archive, Store};
use crate::error::StoreError;
use crate::key_file;
use crate::schema;

impl Store {
    /// Writes a copy of the store as it is now to `file`, which must not be there and is readable by its owner only. The key is not in it.
    ///
    /// # Errors
    /// The file is there, or cannot be written; then none is left.
    pub async fn backup(&self, file: &Path) -> Result<(), StoreError> {
        let wrong = |error: io::Error| StoreError::File {
            path: file.to_owned(),
            what: match error.kind() {
                io::ErrorKind::AlreadyExists => {
                    "the file is there already; nothing was written: name another".to_owned()
                }
                _ => format!("the backup cannot be written: {error}"),
            },
        };
        let text = file.to_str().ok_or_else(|| {
            wrong(io::Error::new(
                io::ErrorKind::InvalidInput,
                "its name is not UTF-8",
            ))
        })?;
        let made = OpenOptions::new()
            .create_new(true)
            .write(true)
            .mode(0o600)
            .open(file)
            .map_err(wrong)?;
        let copied = query("VACUUM INTO ?1")
            .bind(text)
            .execute(&mut *self.core.reader().await)
            .await;
        if let Err(error) = copied {
            let _ = fs::remove_file(file);
            return Err(error.into());
        }
        made.sync_all().map_err(wrong)
    }
}

/// Under this name [`Meta`](crate::ports::Meta) has when the store was restored from a backup, if it was: what goes on by itself must not go on
/// as if nothing had happened since.
pub const RESTORED: &str = "restored";

/// What came of taking in a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// How many records of the audit log there were.
    pub records: u64,
    /// Whether there was no key of the store, so that a new one was made: sealed seeds of one-time codes cannot be opened any more.
    pub is_new_key: bool,
}

/// Makes a store of the backup `file` in `directory`, in which nothing but a key may lie. All sessions end, and the log says that it was
/// restored.
///
/// # Errors
/// The directory has a store, the backup is none or is not whole; then nothing was changed.
pub async fn restore(
    file: &Path,
    directory: &Path,
    actor: &str,
    now: Timestamp,
) -> Result<Restored, StoreError> {
    let target = directory.join(DATABASE);
    let wrong = |path: &Path, what: String| StoreError::File {
        path: path.to_owned(),
        what,
    };
    for name in [DATABASE, "signet.db-wal", "signet.db-shm", "audit.reserve"] {
        if directory.join(name).exists() {
            let what = "the state directory is not empty: name an empty one, or move away what is in it (signet.key may stay)";
            return Err(wrong(&directory.join(name), what.to_owned()));
        }
    }
    let key_path = directory.join(KEY);
    let mut archive = Archive::open(file).await?;
    let is_new_key = !archive.take_key(&key_path)?;
    let verdict = archive.verify(None).await?;
    let damage = archive.damage().await?;
    archive.close().await?;
    if let Some(damage) = damage {
        return Err(wrong(file, format!("the backup is not whole: {damage}")));
    }
    if let Some(fault) = verdict.faults.first() {
        return Err(wrong(file, format!("the backup is not whole: {fault}")));
    }
    let mut event = Entry::new(now, Kind::Event, actor, "StoreRestored");
    event.via = Some("command".to_owned());
    event.count = Some(verdict.records);
    let from = file.file_name().unwrap_or_default().to_string_lossy();
    event.object.insert("backup".to_owned(), from.into());
    event.object.insert("new_key".to_owned(), is_new_key.into());

    // Under another name until all of it is right.
    let beside = directory.join("signet.db.new");
    let put = async {
        copy(file, &beside)
            .map_err(|error| wrong(&beside, format!("it cannot be written: {error}")))?;
        let key = match key_file::read(&key_path)? {
            Some(key) => key,
            None => key_file::make(&key_path)?,
        };
        let signer = key.signer().map_err(StoreError::damaged)?;
        fill(&beside, &signer, &event, now).await?;
        File::open(&beside)
            .and_then(|file| file.sync_all())
            .and_then(|()| fs::rename(&beside, &target))
            .map_err(|error| wrong(&target, format!("it cannot be written: {error}")))
    };
    if let Err(error) = put.await {
        let _ = fs::remove_file(&beside);
        return Err(error);
    }
    Ok(Restored {
        records: verdict.records,
        is_new_key,
    })
}

/// What is different in a store that was restored.
async fn fill(
    path: &Path,
    signer: &Signer,
    event: &Entry,
    now: Timestamp,
) -> Result<(), StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Delete);
    let mut connection = SqliteConnection::connect_with(&options).await?;
    schema::migrate(&mut connection, path).await?;
    append::prepare(&mut connection).await?;
    let mut change = connection.begin_with("BEGIN IMMEDIATE").await?;
    let (store_id, public_key) = known(&mut change)
        .await?
        .ok_or_else(|| StoreError::damaged("the store has no id"))?;
    let new_key = signer.public_key().to_string();
    if public_key != new_key {
        // Those that were signed with the key that is gone are known off this machine, if anywhere.
        query(
            "DELETE FROM audit_checkpoint; UPDATE meta SET value = $1 WHERE name = 'public_key';",
        )
        .bind(new_key)
        .execute(&mut *change)
        .await?;
    }
    query("DELETE FROM session; DELETE FROM bearer; INSERT OR REPLACE INTO meta (name, value) VALUES ('kept.' || $1, $2);")
        .bind(RESTORED)
        .bind(now.to_string())
        .execute(&mut *change)
        .await?;
    let end = append::end(&mut change, &store_id).await?;
    let bounds = Bounds {
        begin: false,
        commit: false,
    };
    append::add(&mut change, signer, &store_id, end, &[event], bounds).await?;
    change.commit().await?;
    connection.close().await?;
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(true)
        .write(true)
        .mode(0o600)
        .open(to)?;
    io::copy(&mut File::open(from)?, &mut file).map(drop)
}
