//! Bearers of pages on other sites, without their secrets.

use signet_model::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row, SqliteConnection, query};

use super::Store;
use super::values::{bytes_32, count, moment};
use crate::error::StoreError;
use crate::ports::{Answer, Bearer, Bearers};

impl Bearers for Store {
    fn add(&self, bearer: Bearer, most: u32) -> Answer<'_, ()> {
        Box::pin(async move {
            let mut writer = self.core.writer().await;
            let mut both = writer.begin_with("BEGIN IMMEDIATE").await?;
            insert(&mut both, &bearer).await?;
            query(
                "UPDATE bearer SET ended = 1 WHERE hash IN (
                     SELECT hash FROM bearer WHERE session = ?1 AND ended = 0
                     ORDER BY made_at DESC, hash = ?2 DESC LIMIT -1 OFFSET ?3)",
            )
            .bind(&bearer.session[..])
            .bind(&bearer.hash[..])
            .bind(most)
            .execute(&mut *both)
            .await?;
            both.commit().await?;
            Ok(())
        })
    }

    fn find(&self, hash: [u8; 32]) -> Answer<'_, Option<Bearer>> {
        Box::pin(async move {
            let row = query("SELECT * FROM bearer WHERE hash = ?1")
                .bind(&hash[..])
                .fetch_optional(&mut *self.core.reader().await)
                .await?;
            row.as_ref().map(bearer).transpose()
        })
    }

    fn renew(&self, before: [u8; 32], bearer: Bearer) -> Answer<'_, bool> {
        Box::pin(async move {
            let mut writer = self.core.writer().await;
            let mut both = writer.begin_with("BEGIN IMMEDIATE").await?;
            let ended = query("UPDATE bearer SET ended = 1 WHERE hash = ?1 AND ended = 0")
                .bind(&before[..])
                .execute(&mut *both)
                .await?;
            if ended.rows_affected() == 0 {
                return Ok(false);
            }
            insert(&mut both, &bearer).await?;
            both.commit().await?;
            Ok(true)
        })
    }

    fn end_of_code(&self, code: [u8; 32]) -> Answer<'_, Option<Bearer>> {
        Box::pin(async move {
            // Anybody may ask about any code: those that are not known take no turn of the writer.
            let row = query("SELECT * FROM bearer WHERE code = ?1 ORDER BY ended, made_at LIMIT 1")
                .bind(&code[..])
                .fetch_optional(&mut *self.core.reader().await)
                .await?;
            let found = row.as_ref().map(bearer).transpose()?;
            if found.is_some() {
                query("UPDATE bearer SET ended = 1 WHERE code = ?1 AND ended = 0")
                    .bind(&code[..])
                    .execute(&mut *self.core.writer().await)
                    .await?;
            }
            Ok(found)
        })
    }

    fn remove_expired(&self, now: Timestamp, long_ago: Timestamp) -> Answer<'_, u32> {
        Box::pin(async move {
            let removed = query(
                "DELETE FROM bearer WHERE expires_at <= ?1 AND (ended = 1 OR expires_at <= ?2)",
            )
            .bind(now.as_millis())
            .bind(long_ago.as_millis())
            .execute(&mut *self.core.writer().await)
            .await?;
            Ok(count(removed.rows_affected()))
        })
    }
}

async fn insert(writer: &mut SqliteConnection, bearer: &Bearer) -> Result<(), StoreError> {
    query(
        "INSERT INTO bearer (hash, session, origin, code, made_at, expires_at, ended)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )
    .bind(&bearer.hash[..])
    .bind(&bearer.session[..])
    .bind(&bearer.origin)
    .bind(&bearer.code[..])
    .bind(bearer.made_at.as_millis())
    .bind(bearer.expires_at.as_millis())
    .bind(bearer.ended)
    .execute(writer)
    .await?;
    Ok(())
}

fn bearer(row: &SqliteRow) -> Result<Bearer, StoreError> {
    Ok(Bearer {
        hash: bytes_32(row.try_get("hash")?)?,
        session: bytes_32(row.try_get("session")?)?,
        origin: row.try_get("origin")?,
        code: bytes_32(row.try_get("code")?)?,
        made_at: moment(row.try_get("made_at")?)?,
        expires_at: moment(row.try_get("expires_at")?)?,
        ended: row.try_get("ended")?,
    })
}
