//! Notes on entries of the blacklist.

use std::collections::HashMap;

use signet_model::operations::BlacklistNote;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use super::Store;
use super::values::moment;
use crate::error::StoreError;
use crate::ports::{Answer, Notes};

impl Notes for Store {
    fn find<'a>(
        &'a self,
        instance_id: &'a str,
        client_ids: &'a [String],
    ) -> Answer<'a, Vec<Option<BlacklistNote>>> {
        Box::pin(async move {
            let wanted = serde_json::to_string(client_ids).map_err(StoreError::damaged)?;
            let rows = query(
                "SELECT * FROM note WHERE instance_id = ?1 AND client_id IN (SELECT value FROM json_each(?2))",
            )
            .bind(instance_id)
            .bind(wanted)
            .fetch_all(&mut *self.core.reader().await)
            .await?;
            let mut found = HashMap::new();
            for row in &rows {
                found.insert(row.try_get::<String, _>("client_id")?, note(row)?);
            }
            Ok(client_ids.iter().map(|id| found.get(id).cloned()).collect())
        })
    }

    fn set<'a>(
        &'a self,
        instance_id: &'a str,
        client_id: &'a str,
        note: BlacklistNote,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            query(
                "INSERT INTO note (instance_id, client_id, set_by, set_at, reason) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET set_by = excluded.set_by, set_at = excluded.set_at, reason = excluded.reason
                 WHERE excluded.reason IS NOT NULL",
            )
            .bind(instance_id)
            .bind(client_id)
            .bind(note.set_by)
            .bind(note.set_at.as_millis())
            .bind(note.reason)
            .execute(&mut *self.core.writer().await)
            .await?;
            Ok(())
        })
    }

    fn remove<'a>(&'a self, instance_id: &'a str, client_id: &'a str) -> Answer<'a, ()> {
        Box::pin(async move {
            query("DELETE FROM note WHERE instance_id = ?1 AND client_id = ?2")
                .bind(instance_id)
                .bind(client_id)
                .execute(&mut *self.core.writer().await)
                .await?;
            Ok(())
        })
    }
}

fn note(row: &SqliteRow) -> Result<BlacklistNote, StoreError> {
    Ok(BlacklistNote {
        set_by: row.try_get("set_by")?,
        set_at: moment(row.try_get("set_at")?)?,
        reason: row.try_get("reason")?,
    })
}
