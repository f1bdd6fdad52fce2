//! The items of a plan, as they are shown.

use signet_model::Timestamp;
use signet_model::plans::{Item, Outcome};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection, query, query_as, query_scalar};

use super::{SLICE, after_all_with, parts};
use crate::error::StoreError;
use crate::sqlite::Core;
use crate::sqlite::values::{moment, number, text};

/// For so many CAs it is looked up which items begin with a text; where there are more, the rest is read through.
const CAS: usize = 64;

/// Items in a range of numbers.
#[derive(Clone, Copy)]
struct Asked {
    part: i64,
    outcome: Option<Outcome>,
    after: i64,
    up_to: i64,
    limit: usize,
}

/// A page of items.
pub(super) async fn page(
    core: &Core,
    plan: &str,
    outcome: Option<Outcome>,
    find: Option<&str>,
    after: u64,
    limit: u32,
) -> Result<Vec<Item>, StoreError> {
    let Some(part) = parts::of(core, plan).await?.items else {
        return Ok(Vec::new());
    };
    let asked = Asked {
        part,
        outcome,
        after: number(after),
        up_to: i64::MAX,
        limit: limit as usize,
    };
    let mut reader = core.reader().await;
    let rows = match find.filter(|find| !find.is_empty()) {
        Some(prefix) => beginning_with(&mut reader, asked, prefix).await?,
        None => range(&mut reader, asked).await?,
    };
    rows.iter().map(item).collect()
}

async fn range(reader: &mut SqliteConnection, asked: Asked) -> Result<Vec<SqliteRow>, StoreError> {
    let rows = match asked.outcome {
        Some(outcome) => query(
            "SELECT * FROM plan_item INDEXED BY plan_item_by_outcome
             WHERE part = ?1 AND number > ?2 AND number <= ?3 AND outcome = ?5 ORDER BY number LIMIT ?4",
        )
        .bind(asked.part)
        .bind(asked.after)
        .bind(asked.up_to)
        .bind(asked.limit as i64)
        .bind(outcome.as_str()),
        None => query(
            "SELECT * FROM plan_item WHERE part = ?1 AND number > ?2 AND number <= ?3 ORDER BY number LIMIT ?4",
        )
        .bind(asked.part)
        .bind(asked.after)
        .bind(asked.up_to)
        .bind(asked.limit as i64),
    };
    Ok(rows.fetch_all(reader).await?)
}

/// Items stand in the order of CA and id: within a CA, those that begin with a text are a range of numbers.
async fn beginning_with(
    reader: &mut SqliteConnection,
    asked: Asked,
    prefix: &str,
) -> Result<Vec<SqliteRow>, StoreError> {
    let beyond = after_all_with(prefix);
    let mut rows = Vec::new();
    let mut at = asked.after;
    for _ in 0..CAS {
        let next = query_scalar(
            "SELECT ca FROM plan_item WHERE part = ?1 AND number > ?2 ORDER BY number LIMIT 1",
        )
        .bind(asked.part)
        .bind(at)
        .fetch_optional(&mut *reader)
        .await?;
        let Some(ca): Option<String> = next else {
            return Ok(rows);
        };
        let end = first_from(reader, asked.part, &format!("{ca}\0"), "").await? - 1;
        let up_to = match &beyond {
            Some(beyond) => first_from(reader, asked.part, &ca, beyond).await? - 1,
            None => end,
        };
        let those = Asked {
            after: at.max(first_from(reader, asked.part, &ca, prefix).await? - 1),
            up_to,
            limit: asked.limit - rows.len(),
            ..asked
        };
        rows.append(&mut range(reader, those).await?);
        if rows.len() == asked.limit {
            return Ok(rows);
        }
        at = end;
    }
    let rest = query(
        "SELECT * FROM plan_item WHERE part = ?1 AND number > ?2 AND id >= ?3 AND (?4 IS NULL OR id < ?4)
             AND (?5 IS NULL OR outcome = ?5) ORDER BY number LIMIT ?6",
    )
    .bind(asked.part)
    .bind(at)
    .bind(prefix)
    .bind(beyond)
    .bind(asked.outcome.map(Outcome::as_str))
    .bind((asked.limit - rows.len()) as i64)
    .fetch_all(reader)
    .await?;
    rows.extend(rest);
    Ok(rows)
}

/// The number of the first item from a CA and an id on: one after the last, where none is. By halves, because there is no index of ids.
async fn first_from(
    reader: &mut SqliteConnection,
    part: i64,
    ca: &str,
    id: &str,
) -> Result<i64, StoreError> {
    let (first,) = query_as(
        "WITH RECURSIVE half (low, high) AS (
             SELECT 1, 1 + (SELECT max(number) FROM plan_item WHERE part = ?1)
             UNION ALL
             SELECT iif((item.ca, item.id) < (?2, ?3), item.number + 1, low), iif((item.ca, item.id) < (?2, ?3), high, item.number)
             FROM half JOIN plan_item item ON item.part = ?1 AND item.number = (low + high) / 2 WHERE low < high
         )
         SELECT low FROM half WHERE low >= high",
    )
    .bind(part)
    .bind(ca)
    .bind(id)
    .fetch_one(reader)
    .await?;
    Ok(first)
}

/// Sets what is known of items.
pub(super) async fn set_before(
    core: &Core,
    plan: &str,
    known: Vec<(u64, String)>,
) -> Result<(), StoreError> {
    for slice in known.chunks(SLICE) {
        query(
            "WITH known AS MATERIALIZED (SELECT value ->> 0 AS number, value ->> 1 AS before FROM json_each(?2))
             UPDATE plan_item SET before = known.before FROM known
             WHERE part = (SELECT items FROM plan WHERE id = ?1) AND plan_item.number = known.number",
        )
        .bind(plan)
        .bind(text(slice)?)
        .execute(&mut *core.writer_of_slice().await)
        .await?;
    }
    Ok(())
}

/// The item of a row.
pub(super) fn item(row: &SqliteRow) -> Result<Item, StoreError> {
    let outcome: &str = row.try_get("outcome")?;
    let ca: String = row.try_get("ca")?;
    let at = |column| -> Result<Option<Timestamp>, StoreError> {
        let millis: Option<i64> = row.try_get(column)?;
        millis.map(moment).transpose()
    };
    Ok(Item {
        number: row.try_get::<i64, _>("number")?.cast_unsigned(),
        id: row.try_get("id")?,
        ca: Some(ca).filter(|ca| !ca.is_empty()),
        before: row.try_get("before")?,
        outcome: Outcome::find(outcome)
            .ok_or_else(|| StoreError::damaged(format!("{outcome} is no outcome")))?,
        note: row.try_get("note")?,
        cloud_code: row.try_get("code")?,
        request_id: row.try_get("request_id")?,
        act: row.try_get("act")?,
        attempts: row.try_get("attempts")?,
        started_at: at("started_at")?,
        ended_at: at("ended_at")?,
    })
}
