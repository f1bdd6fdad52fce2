//! The store in SQLite: one file, one connection that writes, a few that read.
//!
//! No pool: there is one writer anyway, and a pool brings its own clock along.

mod append;
mod archive;
mod audit;
mod backup;
mod bearers;
mod connect;
mod find;
mod grants;
mod marks;
mod meta;
mod notes;
mod page;
mod plans;
mod sessions;
mod sightings;
mod tokens;
mod users;
mod values;

pub use archive::Archive;
pub use backup::{RESTORED, Restored, restore};
pub use connect::{DATABASE, Durability, KEY};
pub use find::fits;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use signet_audit::{Head, Sealer, Signer};
use signet_model::Timestamp;
use sqlx::{AssertSqlSafe, SqliteConnection, query_scalar, raw_sql};
use tokio::sync::{Mutex, MutexGuard, mpsc};

use crate::error::StoreError;
use append::Waiting;

/// How many bytes of writes may wait to be taken into the database: half of what the writer lets wait.
const MUCH: u64 = 2 << 20;

/// What Signet keeps, in a state directory. Clones are the same store.
#[derive(Clone)]
pub struct Store {
    core: Arc<Core>,
    appends: mpsc::UnboundedSender<Waiting>,
}

/// The connections, and what is derived from the key.
pub(crate) struct Core {
    path: PathBuf,
    store_id: String,
    signer: Signer,
    sealer: Sealer,
    writer: Mutex<SqliteConnection>,
    /// Takes what was written into the database, beside the writer.
    keeper: Mutex<SqliteConnection>,
    readers: [Mutex<SqliteConnection>; 2],
    turn: AtomicUsize,
    version: AtomicI64,
    /// Whoever fills a part of a plan, or drops those that nobody has.
    parts: Mutex<()>,
    /// The end of the log as this process saw it last.
    end: std::sync::Mutex<Option<Head>>,
}

impl Store {
    /// Opens the store of a state directory, which must be there; makes it where there is none. `now` is when it was made, then.
    ///
    /// # Errors
    /// What is wrong with which file, and what to do.
    pub async fn open(
        directory: &Path,
        durability: Durability,
        now: Timestamp,
    ) -> Result<Self, StoreError> {
        let core = Arc::new(connect::open(directory, durability, now).await?);
        let (appends, waiting) = mpsc::unbounded_channel();
        tokio::spawn(append::commit_together(Arc::clone(&core), waiting));
        Ok(Self { core, appends })
    }

    /// Where the database is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.core.path
    }

    /// What seals the seeds of one-time codes.
    #[must_use]
    pub fn sealer(&self) -> &Sealer {
        &self.core.sealer
    }

    /// Whether another process changed something since this was asked last: whoever keeps copies must read them anew.
    ///
    /// # Errors
    /// The store failed.
    pub async fn changed(&self) -> Result<bool, StoreError> {
        let version = query_scalar("PRAGMA data_version")
            .fetch_one(&mut *self.core.writer().await)
            .await?;
        Ok(self.core.version.swap(version, Ordering::Relaxed) != version)
    }

    /// Lets the database grow to so many pages and no further, as a full disk would: for tests. `None` lifts the limit.
    ///
    /// # Errors
    /// The store failed.
    pub async fn limit_pages(&self, pages: Option<u32>) -> Result<(), StoreError> {
        let most = pages.unwrap_or(u32::MAX - 1);
        let limit = AssertSqlSafe(format!("PRAGMA max_page_count = {most}"));
        raw_sql(limit)
            .execute(&mut *self.core.writer().await)
            .await?;
        Ok(())
    }
}

impl Core {
    async fn writer(&self) -> MutexGuard<'_, SqliteConnection> {
        self.writer.lock().await
    }

    /// The writer, for one of many slices. What the slices before have written is taken into the database first, where it is much: left to the
    /// writer, that would make others wait for the disk.
    async fn writer_of_slice(&self) -> MutexGuard<'_, SqliteConnection> {
        let mut journal = self.path.clone().into_os_string();
        journal.push("-wal");
        if std::fs::metadata(journal).is_ok_and(|journal| journal.len() > MUCH) {
            // Where this fails, the writer does it in the end.
            let _ = raw_sql("PRAGMA wal_checkpoint(PASSIVE)")
                .execute(&mut *self.keeper.lock().await)
                .await;
        }
        self.writer().await
    }

    async fn reader(&self) -> MutexGuard<'_, SqliteConnection> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        self.readers[turn % self.readers.len()].lock().await
    }
}
