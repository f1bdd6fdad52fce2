//! Secrets that plans made, encrypted before they come here.

use std::time::Duration;

use signet_model::plans::Item;
use sqlx::{AssertSqlSafe, query, query_as, query_scalar, raw_sql};

use super::items::item;
use super::parts;
use crate::error::StoreError;
use crate::sqlite::Core;
use crate::sqlite::connect::PATIENCE;
use crate::sqlite::values::text;

/// How long others who write wait while one waits for another process to end its reading.
const BRIEFLY: Duration = Duration::from_millis(50);

/// Keeps secrets, and of which items they are.
pub(super) async fn keep(
    core: &Core,
    plan: &str,
    numbers: &[u64],
    encrypted: Vec<u8>,
) -> Result<(), StoreError> {
    let kept = query(
        "INSERT INTO plan_secret (plan, numbers, encrypted) SELECT key, ?2, ?3 FROM plan WHERE id = ?1",
    )
    .bind(plan)
    .bind(text(numbers)?)
    .bind(encrypted)
    .execute(&mut *core.writer().await)
    .await?;
    if kept.rows_affected() == 0 {
        return Err(parts::no_such(plan));
    }
    Ok(())
}

/// What was kept and not wiped, and how many secrets it has.
pub(super) async fn all(core: &Core, plan: &str) -> Result<(Vec<Vec<u8>>, u64), StoreError> {
    let rows: Vec<(Vec<u8>, i64)> = query_as(
        "SELECT encrypted, json_array_length(numbers) FROM plan_secret
         WHERE plan = (SELECT key FROM plan WHERE id = ?1) AND encrypted IS NOT NULL ORDER BY key",
    )
    .bind(plan)
    .fetch_all(&mut *core.reader().await)
    .await?;
    let secrets = rows
        .iter()
        .map(|(_, secrets)| secrets.cast_unsigned())
        .sum();
    Ok((rows.into_iter().map(|(bytes, _)| bytes).collect(), secrets))
}

/// Items that were done and whose secrets were never kept.
pub(super) async fn without(core: &Core, plan: &str, limit: u32) -> Result<Vec<Item>, StoreError> {
    let rows = query(
        "SELECT * FROM plan_item
         WHERE part = (SELECT items FROM plan WHERE id = ?1) AND +outcome IN ('done', 'settled_done') AND number NOT IN (
             SELECT number.value FROM plan_secret secret, json_each(secret.numbers) number
             WHERE secret.plan = (SELECT key FROM plan WHERE id = ?1))
         ORDER BY number LIMIT ?2",
    )
    .bind(plan)
    .bind(limit)
    .fetch_all(&mut *core.reader().await)
    .await?;
    rows.iter().map(item).collect()
}

/// Drops secrets, so that their bytes are in no file: what is freed is written over, and the journal of writes is emptied.
///
/// # Errors
/// [`StoreError::Busy`]: another process reads, and the journal still has them. To be tried again.
pub(super) async fn wipe(core: &Core, plan: &str) -> Result<(), StoreError> {
    let mut writer = core.writer().await;
    raw_sql("PRAGMA secure_delete = ON")
        .execute(&mut *writer)
        .await?;
    let wiped = query(
        "UPDATE plan_secret SET encrypted = NULL
         WHERE plan = (SELECT key FROM plan WHERE id = ?1) AND encrypted IS NOT NULL",
    )
    .bind(plan)
    .execute(&mut *writer)
    .await;
    // Pages that are freed are not written over at other times: that would write twice what is deleted.
    raw_sql("PRAGMA secure_delete = FAST")
        .execute(&mut *writer)
        .await?;
    wiped?;
    // Nobody in this process reads or keeps meanwhile.
    let _keeper = core.keeper.lock().await;
    let _first = core.readers[0].lock().await;
    let _second = core.readers[1].lock().await;
    let patience =
        |time: Duration| AssertSqlSafe(format!("PRAGMA busy_timeout = {}", time.as_millis()));
    raw_sql(patience(BRIEFLY)).execute(&mut *writer).await?;
    let busy = query_scalar("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(&mut *writer)
        .await;
    raw_sql(patience(PATIENCE)).execute(&mut *writer).await?;
    match busy? {
        0_i64 => Ok(()),
        _ => Err(StoreError::Busy),
    }
}
