//! How the schema comes to be: numbered steps that are part of the program, each taken once and in one piece.

use std::path::Path;

use sqlx::{AssertSqlSafe, Connection, SqliteConnection, query_scalar, raw_sql};

use crate::error::StoreError;

/// Step `n` leads from schema `n` to `n + 1`. A step that was released is never changed.
const STEPS: &[&str] = &[
    include_str!("../migrations/1.sql"),
    include_str!("../migrations/2.sql"),
    include_str!("../migrations/3.sql"),
];

/// Brings a database up to the newest schema.
///
/// # Errors
/// It was made by a newer Signet, or a step failed; then nothing of that step is left.
pub(crate) async fn migrate(
    connection: &mut SqliteConnection,
    path: &Path,
) -> Result<(), StoreError> {
    let mut step = connection.begin_with("BEGIN IMMEDIATE").await?;
    // Asked inside, so that two that start at once do not both take a step.
    let found: i64 = query_scalar("PRAGMA user_version")
        .fetch_one(&mut *step)
        .await?;
    let known = i64::try_from(STEPS.len()).unwrap_or(i64::MAX);
    let done = usize::try_from(found)
        .ok()
        .filter(|done| *done <= STEPS.len());
    let Some(done) = done else {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known,
        });
    };
    if done < STEPS.len() {
        for sql in &STEPS[done..] {
            raw_sql(*sql).execute(&mut *step).await?;
        }
        let number = AssertSqlSafe(format!("PRAGMA user_version = {known}"));
        raw_sql(number).execute(&mut *step).await?;
    }
    step.commit().await?;
    Ok(())
}
