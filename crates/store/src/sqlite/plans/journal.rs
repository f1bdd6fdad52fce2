//! The journal of a run: what is begun before it is sent, and what became of it.

use signet_model::Timestamp;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query};

use super::items::item;
use super::{SLICE, parts};
use crate::error::StoreError;
use crate::ports::{Begun, Ended};
use crate::sqlite::Core;
use crate::sqlite::values::{number, text};

/// Marks waiting items as begun. What was seen before an earlier attempt says nothing of this one.
pub(super) async fn begin(
    core: &Core,
    plan: &str,
    up_to: u64,
    most: u32,
    now: Timestamp,
) -> Result<Vec<Begun>, StoreError> {
    let rows = query(
        "WITH mine (part) AS (SELECT items FROM plan WHERE id = ?1)
         UPDATE plan_item SET outcome = 'begun', started_at = ?4, seen = NULL
         WHERE part = (SELECT part FROM mine) AND number IN (
             SELECT number FROM plan_item INDEXED BY plan_item_by_outcome
             WHERE part = (SELECT part FROM mine) AND outcome = 'waiting' AND number <= ?2 ORDER BY number LIMIT ?3)
         RETURNING *",
    )
    .bind(plan)
    .bind(number(up_to))
    .bind(most)
    .bind(now.as_millis())
    .fetch_all(&mut *core.writer_of_slice().await)
    .await?;
    let mut begun: Vec<Begun> = rows.iter().map(one).collect::<Result<_, _>>()?;
    begun.sort_unstable_by_key(|begun| begun.item.number);
    Ok(begun)
}

/// Notes what was seen of an item.
pub(super) async fn seen(
    core: &Core,
    plan: &str,
    item: u64,
    seen: String,
) -> Result<(), StoreError> {
    query(
        "UPDATE plan_item SET seen = ?3 WHERE part = (SELECT items FROM plan WHERE id = ?1) AND number = ?2",
    )
    .bind(plan)
    .bind(number(item))
    .bind(seen)
    .execute(&mut *core.writer().await)
    .await?;
    Ok(())
}

/// Writes down what became of items. Those that wait again have not ended.
pub(super) async fn end(core: &Core, plan: &str, ended: Vec<Ended>) -> Result<(), StoreError> {
    for slice in ended.chunks(SLICE) {
        let rows: Vec<_> = slice.iter().map(row).collect();
        query(
            "WITH ended AS MATERIALIZED (
                 SELECT value ->> 0 AS number, value ->> 1 AS outcome, value ->> 2 AS note, value ->> 3 AS code, value ->> 4 AS request_id,
                     value ->> 5 AS act, value ->> 6 AS attempts, value ->> 7 AS at
                 FROM json_each(?2))
             UPDATE plan_item SET outcome = ended.outcome, note = ended.note, code = ended.code, request_id = ended.request_id,
                 act = ended.act, attempts = ended.attempts, ended_at = ended.at
             FROM ended WHERE part = (SELECT items FROM plan WHERE id = ?1) AND plan_item.number = ended.number",
        )
        .bind(plan)
        .bind(text(&rows)?)
        .execute(&mut *core.writer_of_slice().await)
        .await?;
    }
    Ok(())
}

fn row(ended: &Ended) -> impl serde::Serialize {
    (
        ended.number,
        ended.outcome.as_str(),
        &ended.note,
        &ended.code,
        &ended.request_id,
        &ended.act,
        ended.attempts,
        ended.outcome.is_final().then(|| ended.at.as_millis()),
    )
}

/// Items that are begun.
pub(super) async fn begun(core: &Core, plan: &str) -> Result<Vec<Begun>, StoreError> {
    let Some(part) = parts::of(core, plan).await?.items else {
        return Ok(Vec::new());
    };
    let rows = query(
        "SELECT * FROM plan_item INDEXED BY plan_item_by_outcome WHERE part = ?1 AND outcome = 'begun' ORDER BY number",
    )
    .bind(part)
    .fetch_all(&mut *core.reader().await)
    .await?;
    rows.iter().map(one).collect()
}

fn one(row: &SqliteRow) -> Result<Begun, StoreError> {
    Ok(Begun {
        item: item(row)?,
        seen: row.try_get("seen")?,
    })
}
