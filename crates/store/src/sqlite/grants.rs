//! Grants that people gave.

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use super::Store;
use super::values::{json, moment};
use crate::error::StoreError;
use crate::ports::{Answer, Grants};
use crate::rows::KeptGrant;

impl Grants for Store {
    fn all(&self) -> Answer<'_, Vec<KeptGrant>> {
        Box::pin(async move {
            let rows = query("SELECT * FROM given_grant ORDER BY granted_at, id")
                .fetch_all(&mut *self.core.reader().await)
                .await?;
            rows.iter().map(grant).collect()
        })
    }

    fn add(&self, grant: KeptGrant) -> Answer<'_, ()> {
        Box::pin(async move {
            let body = serde_json::to_string(&grant.grant).map_err(StoreError::damaged)?;
            query(
                "INSERT INTO given_grant (id, subject, body, granted_by, granted_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .bind(grant.id)
            .bind(grant.subject)
            .bind(body)
            .bind(grant.granted_by)
            .bind(grant.granted_at.as_millis())
            .execute(&mut *self.core.writer().await)
            .await?;
            Ok(())
        })
    }

    fn remove<'a>(&'a self, id: &'a str) -> Answer<'a, Option<KeptGrant>> {
        Box::pin(async move {
            let row = query("DELETE FROM given_grant WHERE id = ?1 RETURNING *")
                .bind(id)
                .fetch_optional(&mut *self.core.writer().await)
                .await?;
            row.as_ref().map(grant).transpose()
        })
    }
}

fn grant(row: &SqliteRow) -> Result<KeptGrant, StoreError> {
    Ok(KeptGrant {
        id: row.try_get("id")?,
        subject: row.try_get("subject")?,
        grant: json(row.try_get("body")?)?,
        granted_by: row.try_get("granted_by")?,
        granted_at: moment(row.try_get("granted_at")?)?,
    })
}
