//! Opening: the key, the file, its schema, and the first entry of a log that has none.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicUsize};
use std::time::Duration;

use signet_audit::{Head, PublicKey, Sealer, Signer};
use signet_model::Timestamp;
use signet_model::audit::{Entry, Kind};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection, query, query_as, query_scalar};
use tokio::sync::Mutex;

use super::Core;
use super::append::{self, Bounds};
use crate::error::StoreError;
use crate::{key_file, schema};

/// The database's name in a state directory.
pub const DATABASE: &str = "signet.db";
/// The key's name beside it.
pub const KEY: &str = "signet.key";
/// How long another process may hold the database.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);
/// How much of the database the writer holds in memory, in KiB, as SQLite wants it said.
const WRITER_CACHE: &str = "-16384";
/// How many rows a connection's thread reads ahead.
pub(super) const ROWS: usize = 1000;

/// What an entry survives once it is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// The end of the process. After a loss of power the last entries may be missing; what is there is whole.
    #[default]
    Normal,
    /// A loss of power as well: each commit waits for the disk.
    Full,
}

pub(super) async fn open(
    directory: &Path,
    durability: Durability,
    now: Timestamp,
) -> Result<Core, StoreError> {
    let path = directory.join(DATABASE);
    owned_file(&path)?;
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(false)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .row_buffer_size(ROWS)
        // What a statement is about is said where it is made; the finest log is not the place for our schema.
        .disable_statement_logging()
        .journal_mode(SqliteJournalMode::Wal)
        // What is taken off a page is written over, or secrets that are wiped would stay where a page once had them.
        .pragma("secure_delete", "FAST")
        // The journal of writes is as long as what is in it: by that it is seen when it has grown.
        .pragma("journal_size_limit", "0")
        .synchronous(match durability {
            Durability::Normal => SqliteSynchronous::Normal,
            Durability::Full => SqliteSynchronous::Full,
        });
    // A slice of a list in any order changes more pages than SQLite holds by itself.
    let writing = options.clone().pragma("cache_size", WRITER_CACHE);
    let mut writer = SqliteConnection::connect_with(&writing).await?;
    schema::migrate(&mut writer, &path).await?;
    append::prepare(&mut writer).await?;
    let (signer, sealer, store_id) = identity(&mut writer, directory, now).await?;
    let keeper = SqliteConnection::connect_with(&options).await?;
    let reading = options.read_only(true);
    let readers = [
        Mutex::new(SqliteConnection::connect_with(&reading).await?),
        Mutex::new(SqliteConnection::connect_with(&reading).await?),
    ];
    let version: i64 = query_scalar("PRAGMA data_version")
        .fetch_one(&mut writer)
        .await?;
    Ok(Core {
        path,
        store_id,
        signer,
        sealer,
        writer: Mutex::new(writer),
        keeper: Mutex::new(keeper),
        readers,
        turn: AtomicUsize::new(0),
        version: AtomicI64::new(version),
        parts: Mutex::default(),
        end: std::sync::Mutex::default(),
    })
}

/// Makes the file where it is not there, so that it never exists with the rights of the umask. SQLite gives its other files the same.
fn owned_file(path: &Path) -> Result<(), StoreError> {
    OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(path)
        .map(drop)
        .map_err(|error| StoreError::File {
            path: path.to_owned(),
            what: format!("the store cannot be opened: {error}"),
        })
}

/// Whose store it is: its id and its key, both made with it.
async fn identity(
    writer: &mut SqliteConnection,
    directory: &Path,
    now: Timestamp,
) -> Result<(Signer, Sealer, String), StoreError> {
    let path = directory.join(KEY);
    let wrong = |what: &str| StoreError::File {
        path: path.clone(),
        what: what.to_owned(),
    };
    let mut making = writer.begin_with("BEGIN IMMEDIATE").await?;
    let known = known(&mut making).await?;
    let key = match (key_file::read(&path)?, &known) {
        (Some(key), _) => key,
        (None, None) => key_file::make(&path)?,
        (None, Some(_)) => {
            return Err(wrong(
                "the key of this store is gone: put it back, or move the store away and take it in with signet restore, which makes a new key",
            ));
        }
    };
    let refused = |error: signet_audit::KeyError| wrong(&error.to_string());
    let (signer, sealer) = (
        key.signer().map_err(refused)?,
        key.sealer().map_err(refused)?,
    );
    let public_key = signer.public_key();
    let store_id = match known {
        Some((store_id, signed_by)) => {
            if signed_by.parse() != Ok(public_key) {
                return Err(wrong(
                    "this is not the key that the store was made with: put back the one that belongs to it",
                ));
            }
            store_id
        }
        None => begin(&mut making, &signer, public_key, now).await?,
    };
    making.commit().await?;
    Ok((signer, sealer, store_id))
}

/// The id and the public key of a store; `None` where it has none yet.
pub(super) async fn known(
    connection: &mut SqliteConnection,
) -> Result<Option<(String, String)>, sqlx::Error> {
    query_as(
        "SELECT id.value, key.value FROM meta id, meta key WHERE id.name = 'store_id' AND key.name = 'public_key'",
    )
    .fetch_optional(connection)
    .await
}

/// Gives a new store its id and its first entry, which says so.
async fn begin(
    making: &mut SqliteConnection,
    signer: &Signer,
    public_key: PublicKey,
    now: Timestamp,
) -> Result<String, StoreError> {
    let mut random = [0; 16];
    key_file::random(&mut random)?;
    let store_id = format!("{:032x}", u128::from_be_bytes(random));
    query("INSERT INTO meta (name, value) VALUES ('store_id', ?1), ('public_key', ?2)")
        .bind(&store_id)
        .bind(public_key.to_string())
        .execute(&mut *making)
        .await?;
    let mut first = Entry::new(now, Kind::Event, "command", "AuditLogBegun");
    first
        .object
        .insert("store_id".to_owned(), store_id.clone().into());
    first
        .object
        .insert("public_key".to_owned(), public_key.to_string().into());
    let bounds = Bounds {
        begin: false,
        commit: false,
    };
    let nothing = Head::genesis(&store_id);
    append::add(making, signer, &store_id, nothing, &[&first], bounds).await?;
    Ok(store_id)
}
