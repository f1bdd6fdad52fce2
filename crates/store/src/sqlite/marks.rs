//! Objects that people marked as protected.

use signet_model::api::ProtectedMark;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use super::Store;
use super::values::moment;
use crate::error::StoreError;
use crate::ports::{Answer, Marks};

impl Marks for Store {
    fn all(&self) -> Answer<'_, Vec<ProtectedMark>> {
        Box::pin(async move {
            let rows = query("SELECT * FROM mark ORDER BY marked_at, instance_id, object")
                .fetch_all(&mut *self.core.reader().await)
                .await?;
            rows.iter().map(mark).collect()
        })
    }

    fn mark(&self, mark: ProtectedMark) -> Answer<'_, ()> {
        Box::pin(async move {
            query(
                "INSERT OR REPLACE INTO mark (instance_id, object, reason, marked_by, marked_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )
            .bind(mark.instance_id)
            .bind(mark.object)
            .bind(mark.reason)
            .bind(mark.marked_by)
            .bind(mark.marked_at.as_millis())
            .execute(&mut *self.core.writer().await)
            .await?;
            Ok(())
        })
    }

    fn unmark<'a>(
        &'a self,
        instance_id: &'a str,
        object: &'a str,
    ) -> Answer<'a, Option<ProtectedMark>> {
        Box::pin(async move {
            let row = query("DELETE FROM mark WHERE instance_id = ?1 AND object = ?2 RETURNING *")
                .bind(instance_id)
                .bind(object)
                .fetch_optional(&mut *self.core.writer().await)
                .await?;
            row.as_ref().map(self::mark).transpose()
        })
    }
}

fn mark(row: &SqliteRow) -> Result<ProtectedMark, StoreError> {
    Ok(ProtectedMark {
        instance_id: row.try_get("instance_id")?,
        object: row.try_get("object")?,
        reason: row.try_get("reason")?,
        marked_by: row.try_get("marked_by")?,
        marked_at: moment(row.try_get("marked_at")?)?,
    })
}
