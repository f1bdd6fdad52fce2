//! Local users.

use signet_model::Secret;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use super::Store;
use super::values::moment;
use crate::error::StoreError;
use crate::ports::{Answer, Users};
use crate::rows::User;

impl Users for Store {
    fn put(&self, user: User) -> Answer<'_, ()> {
        Box::pin(async move {
            query(
                "INSERT OR REPLACE INTO local_user (name, password, totp_seed, totp_last_step, disabled, created_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )
            .bind(user.name)
            .bind(user.password.expose())
            .bind(user.totp_seed)
            .bind(user.totp_last_step.map(u64::cast_signed))
            .bind(user.disabled)
            .bind(user.created_at.as_millis())
            .execute(&mut *self.core.writer().await)
            .await?;
            Ok(())
        })
    }

    fn find<'a>(&'a self, name: &'a str) -> Answer<'a, Option<User>> {
        Box::pin(async move {
            let row = query("SELECT * FROM local_user WHERE name = ?1")
                .bind(name)
                .fetch_optional(&mut *self.core.reader().await)
                .await?;
            row.as_ref().map(user).transpose()
        })
    }

    fn list(&self) -> Answer<'_, Vec<User>> {
        Box::pin(async move {
            let rows = query("SELECT * FROM local_user ORDER BY name")
                .fetch_all(&mut *self.core.reader().await)
                .await?;
            rows.iter().map(user).collect()
        })
    }

    fn remove<'a>(&'a self, name: &'a str) -> Answer<'a, bool> {
        Box::pin(async move {
            let removed = query("DELETE FROM local_user WHERE name = ?1")
                .bind(name)
                .execute(&mut *self.core.writer().await)
                .await?;
            Ok(removed.rows_affected() > 0)
        })
    }

    fn use_totp_step<'a>(&'a self, name: &'a str, step: u64) -> Answer<'a, bool> {
        Box::pin(async move {
            let used = query(
                "UPDATE local_user SET totp_last_step = ?2
                 WHERE name = ?1 AND (totp_last_step IS NULL OR totp_last_step < ?2)",
            )
            .bind(name)
            .bind(step.cast_signed())
            .execute(&mut *self.core.writer().await)
            .await?;
            Ok(used.rows_affected() > 0)
        })
    }
}

fn user(row: &SqliteRow) -> Result<User, StoreError> {
    let step: Option<i64> = row.try_get("totp_last_step")?;
    Ok(User {
        name: row.try_get("name")?,
        password: Secret::new(row.try_get::<String, _>("password")?),
        totp_seed: row.try_get("totp_seed")?,
        totp_last_step: step.map(i64::cast_unsigned),
        disabled: row.try_get("disabled")?,
        created_at: moment(row.try_get("created_at")?)?,
    })
}
