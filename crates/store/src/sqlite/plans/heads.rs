//! The heads of plans.

use std::sync::Arc;

use signet_model::Timestamp;
use signet_model::plans::State;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, query, query_scalar};

use super::{parts, secrets};
use crate::error::StoreError;
use crate::ports::KeptPlan;
use crate::sqlite::Core;
use crate::sqlite::values::{moment, text};

/// Keeps a plan. Once it is not selecting any more, what was found for it is dropped, for which nobody waits.
pub(super) async fn put(core: &Arc<Core>, plan: KeptPlan) -> Result<(), StoreError> {
    query(
        "INSERT INTO plan (id, state, created_at, author, place, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, created_at = excluded.created_at, author = excluded.author,
             place = excluded.place, body = excluded.body, found = CASE WHEN excluded.state = 'selecting' THEN found END",
    )
    .bind(plan.id)
    .bind(plan.state.as_str())
    .bind(plan.created_at.as_millis())
    .bind(plan.author)
    .bind(plan.place)
    .bind(plan.body)
    .execute(&mut *core.writer().await)
    .await?;
    let is_waste: bool = query_scalar("SELECT EXISTS (SELECT 1 FROM plan_waste)")
        .fetch_one(&mut *core.reader().await)
        .await?;
    if is_waste {
        let core = Arc::clone(core);
        // What fails is left for the next.
        tokio::spawn(async move { parts::sweep(&core).await });
    }
    Ok(())
}

/// One plan.
pub(super) async fn find(core: &Core, id: &str) -> Result<Option<KeptPlan>, StoreError> {
    let row = query("SELECT * FROM plan WHERE id = ?1")
        .bind(id)
        .fetch_optional(&mut *core.reader().await)
        .await?;
    row.as_ref().map(plan).transpose()
}

/// Plans of some states, newest first.
pub(super) async fn list(
    core: &Core,
    states: &[State],
    before: Option<&str>,
    limit: u32,
) -> Result<Vec<KeptPlan>, StoreError> {
    let states = match states {
        [] => &State::ALL,
        some => some,
    };
    let rows = query(
        "SELECT * FROM plan WHERE state IN (SELECT value FROM json_each(?1))
             AND (?2 IS NULL OR (created_at, id) < (SELECT created_at, id FROM plan WHERE id = ?2))
         ORDER BY created_at DESC, id DESC LIMIT ?3",
    )
    .bind(names(states.iter())?)
    .bind(before)
    .bind(limit)
    .fetch_all(&mut *core.reader().await)
    .await?;
    rows.iter().map(plan).collect()
}

/// Drops plans that are over, their secrets first.
pub(super) async fn remove_over(core: &Core, before: Timestamp) -> Result<u32, StoreError> {
    let over = names(State::ALL.iter().filter(|state| state.is_over()))?;
    let ids: Vec<String> = query_scalar(
        "SELECT id FROM plan WHERE created_at < ?1 AND state IN (SELECT value FROM json_each(?2))",
    )
    .bind(before.as_millis())
    .bind(over)
    .fetch_all(&mut *core.reader().await)
    .await?;
    let mut removed = 0;
    for id in ids {
        if !secrets::all(core, &id).await?.0.is_empty() {
            secrets::wipe(core, &id).await?;
        }
        query("DELETE FROM plan WHERE id = ?1")
            .bind(id)
            .execute(&mut *core.writer().await)
            .await?;
        removed += 1;
    }
    parts::sweep(core).await?;
    Ok(removed)
}

fn names<'s>(states: impl Iterator<Item = &'s State>) -> Result<String, StoreError> {
    text(&states.map(|state| state.as_str()).collect::<Vec<_>>())
}

fn plan(row: &SqliteRow) -> Result<KeptPlan, StoreError> {
    let state: &str = row.try_get("state")?;
    Ok(KeptPlan {
        id: row.try_get("id")?,
        state: State::find(state)
            .ok_or_else(|| StoreError::damaged(format!("{state} is no state of a plan")))?,
        author: row.try_get("author")?,
        place: row.try_get("place")?,
        created_at: moment(row.try_get("created_at")?)?,
        body: row.try_get("body")?,
    })
}
