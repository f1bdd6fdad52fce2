//! API tokens, without their secrets.

use signet_model::Timestamp;
use signet_model::api::Token;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use super::Store;
use super::values::{count, json, moment};
use crate::error::StoreError;
use crate::ports::{Answer, Tokens};

impl Tokens for Store {
    fn add(&self, token: Token, hash: [u8; 32]) -> Answer<'_, ()> {
        Box::pin(async move {
            let grants = serde_json::to_string(&token.grants).map_err(StoreError::damaged)?;
            query(
                "INSERT INTO token (id, hash, name, owner, grants, created_at, expires_at, last_used_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )
            .bind(token.id)
            .bind(&hash[..])
            .bind(token.name)
            .bind(token.owner)
            .bind(grants)
            .bind(token.created_at.as_millis())
            .bind(token.expires_at.as_millis())
            .bind(token.last_used_at.map(Timestamp::as_millis))
            .execute(&mut *self.core.writer().await)
            .await?;
            Ok(())
        })
    }

    fn find(&self, hash: [u8; 32]) -> Answer<'_, Option<Token>> {
        Box::pin(async move {
            let row = query("SELECT * FROM token WHERE hash = ?1")
                .bind(&hash[..])
                .fetch_optional(&mut *self.core.reader().await)
                .await?;
            row.as_ref().map(token).transpose()
        })
    }

    fn list(&self) -> Answer<'_, Vec<Token>> {
        Box::pin(async move {
            let rows = query("SELECT * FROM token ORDER BY created_at DESC, id")
                .fetch_all(&mut *self.core.reader().await)
                .await?;
            rows.iter().map(token).collect()
        })
    }

    fn revoke<'a>(&'a self, id: &'a str) -> Answer<'a, Option<Token>> {
        Box::pin(async move {
            let row = query("DELETE FROM token WHERE id = ?1 RETURNING *")
                .bind(id)
                .fetch_optional(&mut *self.core.writer().await)
                .await?;
            row.as_ref().map(token).transpose()
        })
    }

    fn touch<'a>(&'a self, id: &'a str, now: Timestamp) -> Answer<'a, ()> {
        Box::pin(async move {
            query("UPDATE token SET last_used_at = ?2 WHERE id = ?1")
                .bind(id)
                .bind(now.as_millis())
                .execute(&mut *self.core.writer().await)
                .await?;
            Ok(())
        })
    }

    fn remove_expired(&self, before: Timestamp) -> Answer<'_, u32> {
        Box::pin(async move {
            let removed = query("DELETE FROM token WHERE expires_at < ?1")
                .bind(before.as_millis())
                .execute(&mut *self.core.writer().await)
                .await?;
            Ok(count(removed.rows_affected()))
        })
    }
}

fn token(row: &SqliteRow) -> Result<Token, StoreError> {
    let last_used_at: Option<i64> = row.try_get("last_used_at")?;
    Ok(Token {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        owner: row.try_get("owner")?,
        grants: json(row.try_get("grants")?)?,
        created_at: moment(row.try_get("created_at")?)?,
        expires_at: moment(row.try_get("expires_at")?)?,
        last_used_at: last_used_at.map(moment).transpose()?,
    })
}
