//! A store that is only read: what is verified and exported, whether a proxy has it open or it is a backup.

use std::path::Path;

use signet_audit::{Checkpoint, Hash, Head, KnownHead, PublicKey, Signature, Verdict, Verifier};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection, query_as, query_scalar};

use super::append::head;
use super::values::json;
use crate::error::StoreError;
use crate::key_file;
use crate::rows::Record;

/// How many records are read at a time.
const TOGETHER: u32 = 10_000;

/// A store that is only read.
pub struct Archive {
    connection: SqliteConnection,
    store_id: String,
    public_key: PublicKey,
}

impl Archive {
    /// Opens the database `file` for reading. Until [`Archive::take_key`], signatures are checked with the key that the database itself names,
    /// which whoever wrote the database could have replaced.
    ///
    /// # Errors
    /// The file is not there, or it is no store.
    pub async fn open(file: &Path) -> Result<Self, StoreError> {
        let wrong = |what: String| StoreError::File {
            path: file.to_owned(),
            what,
        };
        if !file.is_file() {
            return Err(wrong("there is no store".to_owned()));
        }
        let options = SqliteConnectOptions::new()
            .filename(file)
            .read_only(true)
            .row_buffer_size(super::connect::ROWS)
            .busy_timeout(super::connect::PATIENCE);
        let opening = async {
            let mut connection = SqliteConnection::connect_with(&options).await?;
            let (store_id, public_key) = super::connect::known(&mut connection)
                .await?
                .ok_or(sqlx::Error::RowNotFound)?;
            Ok::<_, sqlx::Error>((connection, store_id, public_key))
        };
        let (connection, store_id, public_key) = opening.await.map_err(|error| {
            wrong(format!(
                "this is no store of signet, or it is damaged: {}",
                StoreError::from(error)
            ))
        })?;
        let public_key = public_key
            .parse()
            .map_err(|error| wrong(format!("its public key cannot be read: {error}")))?;
        Ok(Self {
            connection,
            store_id,
            public_key,
        })
    }

    /// The key that signatures must be of is the one in this file; whether there is one.
    ///
    /// # Errors
    /// The key cannot be read.
    pub fn take_key(&mut self, file: &Path) -> Result<bool, StoreError> {
        let Some(key) = key_file::read(file)? else {
            return Ok(false);
        };
        let signer = key.signer().map_err(StoreError::damaged)?;
        self.public_key = signer.public_key();
        Ok(true)
    }

    /// Reads the whole log and says what is wrong with it. With `known`, a place that was written down elsewhere must be in it.
    ///
    /// # Errors
    /// The database itself is damaged.
    pub async fn verify(&mut self, known: Option<KnownHead>) -> Result<Verdict, StoreError> {
        // What is added while this reads is not looked at: all of it is as it was at one moment.
        let mut reading = self.connection.begin().await?;
        let connection = &mut *reading;
        let end = read_end(connection).await?;
        let checkpoints = read_checkpoints(connection).await?;
        let mut verifier = Verifier::new(&self.store_id, self.public_key, end, checkpoints, known);
        let mut after = i64::MIN;
        loop {
            let rows: Vec<(i64, Vec<u8>, Vec<u8>)> = rows(connection, after, TOGETHER).await?;
            let Some((last, ..)) = rows.last() else {
                break;
            };
            after = *last;
            for (sequence, hash, body) in &rows {
                // A number or a hash that cannot be one fits nothing, and is told as that.
                let sequence = u64::try_from(*sequence).unwrap_or_default();
                let hash = Hash::from_bytes(hash).unwrap_or(Hash([0; 32]));
                verifier.take(sequence, &hash, body);
            }
        }
        Ok(verifier.finish())
    }

    /// What is wrong with the file beside the log: its indexes, its pages; `None` where nothing is.
    ///
    /// # Errors
    /// The database cannot be read at all.
    pub async fn damage(&mut self) -> Result<Option<String>, StoreError> {
        let found: String = query_scalar("PRAGMA integrity_check(1)")
            .fetch_one(&mut self.connection)
            .await?;
        Ok((found != "ok").then_some(found))
    }

    /// Lets go of the file.
    ///
    /// # Errors
    /// The store failed.
    pub async fn close(self) -> Result<(), StoreError> {
        Ok(self.connection.close().await?)
    }

    /// Hands the records after number `after` to `each`, in order, until it says that it is enough.
    ///
    /// # Errors
    /// The database is damaged, or what `each` says.
    pub async fn read(
        &mut self,
        after: u64,
        mut each: impl FnMut(Record) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        let mut after = after.cast_signed();
        loop {
            let rows = rows(&mut self.connection, after, TOGETHER).await?;
            if rows.is_empty() {
                return Ok(());
            }
            for row in rows {
                after = row.0;
                if !each(record(row)?)? {
                    return Ok(());
                }
            }
        }
    }
}

/// Up to `limit` rows of the log after number `after`.
pub(super) async fn rows(
    connection: &mut SqliteConnection,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, Vec<u8>, Vec<u8>)>, StoreError> {
    let rows = query_as(
        "SELECT sequence, hash, body FROM audit WHERE sequence > ?1 ORDER BY sequence LIMIT ?2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The record of a row.
pub(super) fn record(
    (sequence, hash, body): (i64, Vec<u8>, Vec<u8>),
) -> Result<Record, StoreError> {
    let Head { sequence, hash } = head(sequence, &hash)?;
    Ok(Record {
        sequence,
        hash,
        body,
    })
}

/// The end of the log and its signature.
pub(super) async fn read_end(
    connection: &mut SqliteConnection,
) -> Result<(Head, Signature), StoreError> {
    let (sequence, hash, signature): (i64, Vec<u8>, Vec<u8>) =
        query_as("SELECT sequence, hash, signature FROM audit_head")
            .fetch_optional(connection)
            .await?
            .ok_or_else(|| StoreError::damaged("the end of the audit log is missing"))?;
    let signature = signature
        .as_slice()
        .try_into()
        .map_err(StoreError::damaged)?;
    Ok((head(sequence, &hash)?, Signature(signature)))
}

/// Every checkpoint, oldest first.
pub(super) async fn read_checkpoints(
    connection: &mut SqliteConnection,
) -> Result<Vec<Checkpoint>, StoreError> {
    let bodies: Vec<String> = query_scalar("SELECT body FROM audit_checkpoint ORDER BY sequence")
        .fetch_all(connection)
        .await?;
    bodies.iter().map(|body| json(body)).collect()
}
