//! Parts: which rows are a plan's, and dropping those that are nobody's.

use sqlx::{query, query_as, query_scalar};

use super::SLICE;
use super::found;
use crate::error::StoreError;
use crate::sqlite::Core;

/// The parts that a plan has.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) found: Option<i64>,
    pub(super) items: Option<i64>,
}

/// The parts of a plan.
///
/// # Errors
/// There is no such plan.
pub(super) async fn of(core: &Core, plan: &str) -> Result<Parts, StoreError> {
    let (found, items) = query_as("SELECT found, items FROM plan WHERE id = ?1")
        .bind(plan)
        .fetch_optional(&mut *core.reader().await)
        .await?
        .ok_or_else(|| no_such(plan))?;
    Ok(Parts { found, items })
}

/// What is said where a plan that is to be changed is not there.
pub(super) fn no_such(plan: &str) -> StoreError {
    StoreError::Failed(format!("there is no plan {plan}"))
}

/// Makes a part that nobody has.
pub(super) const NEW: &str = "INSERT INTO plan_waste DEFAULT VALUES RETURNING part";

/// A part that nobody has yet. Whoever fills it holds [`Core::parts`], or it might be dropped.
pub(super) async fn new(core: &Core) -> Result<i64, StoreError> {
    let part = query_scalar(NEW)
        .fetch_one(&mut *core.writer().await)
        .await?;
    Ok(part)
}

/// Drops the rows of parts that nobody has, but for those that are being filled. What a killed process or a full disk leaves is dropped by the next.
pub(super) async fn sweep(core: &Core) -> Result<(), StoreError> {
    let _nobody_fills = core.parts.lock().await;
    sweep_locked(core).await
}

/// The same for whoever holds [`Core::parts`].
pub(super) async fn sweep_locked(core: &Core) -> Result<(), StoreError> {
    let waste: Vec<i64> = query_scalar("SELECT part FROM plan_waste")
        .fetch_all(&mut *core.reader().await)
        .await?;
    for part in waste {
        drop_items(core, part).await?;
        drop_found(core, part).await?;
        query("DELETE FROM plan_waste WHERE part = ?1")
            .bind(part)
            .execute(&mut *core.writer().await)
            .await?;
    }
    Ok(())
}

async fn drop_items(core: &Core, part: i64) -> Result<(), StoreError> {
    loop {
        let dropped = query(
            "DELETE FROM plan_item WHERE part = ?1
                 AND number < (SELECT min(number) FROM plan_item WHERE part = ?1) + ?2",
        )
        .bind(part)
        .bind(SLICE as i64)
        .execute(&mut *core.writer_of_slice().await)
        .await?;
        if dropped.rows_affected() == 0 {
            return Ok(());
        }
    }
}

async fn drop_found(core: &Core, part: i64) -> Result<(), StoreError> {
    let nothing = (String::new(), String::new());
    while let Some((ca, id)) = found::slice(core, part, &nothing).await? {
        query("DELETE FROM plan_found WHERE part = ?1 AND (ca, id) <= (?2, ?3)")
            .bind(part)
            .bind(ca)
            .bind(id)
            .execute(&mut *core.writer_of_slice().await)
            .await?;
    }
    Ok(())
}
