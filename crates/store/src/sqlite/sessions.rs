//! Sessions, and who was here.

use signet_model::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row, query, query_as, query_scalar};

use super::Store;
use super::values::{bytes_32, count, json, moment};
use crate::error::StoreError;
use crate::ports::{Answer, Sessions};
use crate::rows::{Seen, Session};

impl Sessions for Store {
    fn put(&self, session: Session) -> Answer<'_, ()> {
        Box::pin(async move {
            let groups = serde_json::to_string(&session.groups).map_err(StoreError::damaged)?;
            let mut writer = self.core.writer().await;
            let mut both = writer.begin_with("BEGIN IMMEDIATE").await?;
            query(
                "INSERT OR REPLACE INTO session (id_hash, subject, name, via, groups, signed_in_at, last_seen_at, expires_at, address, user_agent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10);
                 INSERT OR REPLACE INTO seen (subject, name, last_seen_at) VALUES (?2, ?3, ?7);",
            )
            .bind(&session.id_hash[..])
            .bind(session.subject)
            .bind(session.name)
            .bind(session.via.as_str())
            .bind(groups)
            .bind(session.signed_in_at.as_millis())
            .bind(session.last_seen_at.as_millis())
            .bind(session.expires_at.as_millis())
            .bind(session.address)
            .bind(session.user_agent)
            .execute(&mut *both)
            .await?;
            both.commit().await?;
            Ok(())
        })
    }

    fn find(&self, id_hash: [u8; 32]) -> Answer<'_, Option<Session>> {
        Box::pin(async move {
            let row = query("SELECT * FROM session WHERE id_hash = ?1")
                .bind(&id_hash[..])
                .fetch_optional(&mut *self.core.reader().await)
                .await?;
            row.as_ref().map(session).transpose()
        })
    }

    fn touch(&self, id_hash: [u8; 32], now: Timestamp) -> Answer<'_, ()> {
        Box::pin(async move {
            query(
                "UPDATE session SET last_seen_at = max(last_seen_at, ?2) WHERE id_hash = ?1;
                 UPDATE seen SET last_seen_at = max(last_seen_at, ?2)
                     WHERE subject = (SELECT subject FROM session WHERE id_hash = ?1);",
            )
            .bind(&id_hash[..])
            .bind(now.as_millis())
            .execute(&mut *self.core.writer().await)
            .await?;
            Ok(())
        })
    }

    fn remove(&self, id_hash: [u8; 32]) -> Answer<'_, bool> {
        Box::pin(async move {
            let removed = query("DELETE FROM session WHERE id_hash = ?1")
                .bind(&id_hash[..])
                .execute(&mut *self.core.writer().await)
                .await?;
            Ok(removed.rows_affected() > 0)
        })
    }

    fn remove_of<'a>(&'a self, subject: &'a str) -> Answer<'a, u32> {
        Box::pin(async move {
            let removed = query("DELETE FROM session WHERE subject = ?1")
                .bind(subject)
                .execute(&mut *self.core.writer().await)
                .await?;
            Ok(count(removed.rows_affected()))
        })
    }

    fn of<'a>(&'a self, subject: &'a str) -> Answer<'a, Vec<Session>> {
        Box::pin(async move {
            let rows = query(
                "SELECT * FROM session WHERE subject = ?1 ORDER BY signed_in_at DESC, id_hash",
            )
            .bind(subject)
            .fetch_all(&mut *self.core.reader().await)
            .await?;
            rows.iter().map(session).collect()
        })
    }

    fn remove_expired(&self, now: Timestamp, idle_since: Timestamp) -> Answer<'_, u32> {
        Box::pin(async move {
            let removed = query("DELETE FROM session WHERE expires_at <= ?1 OR last_seen_at < ?2")
                .bind(now.as_millis())
                .bind(idle_since.as_millis())
                .execute(&mut *self.core.writer().await)
                .await?;
            Ok(count(removed.rows_affected()))
        })
    }

    fn seen(&self) -> Answer<'_, Vec<Seen>> {
        Box::pin(async move {
            let rows: Vec<(String, String, i64, u32)> = query_as(
                "SELECT subject, name, last_seen_at, (SELECT count(*) FROM session WHERE session.subject = seen.subject)
                 FROM seen ORDER BY subject",
            )
            .fetch_all(&mut *self.core.reader().await)
            .await?;
            let seen = |(subject, name, last_seen_at, sessions)| {
                Ok(Seen {
                    subject,
                    name,
                    last_seen_at: moment(last_seen_at)?,
                    sessions,
                })
            };
            rows.into_iter().map(seen).collect()
        })
    }

    fn count(&self) -> Answer<'_, u32> {
        Box::pin(async move {
            let sessions = query_scalar("SELECT count(*) FROM session")
                .fetch_one(&mut *self.core.reader().await)
                .await?;
            Ok(sessions)
        })
    }
}

fn session(row: &SqliteRow) -> Result<Session, StoreError> {
    let via: String = row.try_get("via")?;
    Ok(Session {
        id_hash: bytes_32(row.try_get("id_hash")?)?,
        subject: row.try_get("subject")?,
        name: row.try_get("name")?,
        via: serde_json::from_value(via.into()).map_err(StoreError::damaged)?,
        groups: json(row.try_get("groups")?)?,
        signed_in_at: moment(row.try_get("signed_in_at")?)?,
        last_seen_at: moment(row.try_get("last_seen_at")?)?,
        expires_at: moment(row.try_get("expires_at")?)?,
        address: row.try_get("address")?,
        user_agent: row.try_get("user_agent")?,
    })
}
