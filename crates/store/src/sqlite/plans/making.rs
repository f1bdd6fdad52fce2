//! Making the items of a plan: beside those that it has, a slice at a time, and taken in one step when they are whole. So what is read meanwhile
//! is never half of something, and after a kill or on a full disk the plan is as it was.

use sqlx::{AssertSqlSafe, query, query_scalar};

use super::found::{self, Key};
use super::{SLICE, parts};
use crate::error::StoreError;
use crate::ports::Keep;
use crate::sqlite::Core;
use crate::sqlite::values::text;

/// Makes items of what was found.
pub(super) async fn number(core: &Core, plan: &str, keep: Keep) -> Result<u64, StoreError> {
    let _one_at_a_time = core.parts.lock().await;
    let from = parts::of(core, plan).await?.found;
    let part = parts::new(core).await?;
    let sql = format!(
        "INSERT INTO plan_item (part, number, ca, id, before, outcome, attempts)
             SELECT ?1, ?2 + row_number() OVER (ORDER BY ca, id), ca, id, coalesce(walked, listed), 'waiting', 0
             FROM plan_found WHERE part = ?3 AND (ca, id) > (?4, ?5) AND (ca, id) <= (?6, ?7) AND {}",
        found::kept(keep)
    );
    let mut count = 0;
    let mut after = Key::default();
    if let Some(from) = from {
        while let Some(last) = found::slice(core, from, &after).await? {
            count += query(AssertSqlSafe(sql.clone()))
                .bind(part)
                .bind(count)
                .bind(from)
                .bind(&after.0)
                .bind(&after.1)
                .bind(&last.0)
                .bind(&last.1)
                .execute(&mut *core.writer_of_slice().await)
                .await?
                .rows_affected()
                .cast_signed();
            after = last;
        }
    }
    take(core, plan, part).await?;
    Ok(count.cast_unsigned())
}

/// Makes items of those that there are, without some.
pub(super) async fn exclude(core: &Core, plan: &str, numbers: &[u64]) -> Result<u64, StoreError> {
    let _one_at_a_time = core.parts.lock().await;
    let Some(from) = parts::of(core, plan).await?.items else {
        return Ok(0);
    };
    let mut out = numbers.to_vec();
    out.sort_unstable();
    let last: Option<i64> = query_scalar("SELECT max(number) FROM plan_item WHERE part = ?1")
        .bind(from)
        .fetch_one(&mut *core.reader().await)
        .await?;
    let part = parts::new(core).await?;
    let mut count = 0;
    for after in (0..last.unwrap_or_default()).step_by(SLICE) {
        let up_to = after + SLICE as i64;
        let of = |number: &u64| number.cast_signed();
        let begin = out.partition_point(|number| of(number) <= after);
        let end = out.partition_point(|number| of(number) <= up_to);
        count += query(
            "INSERT INTO plan_item (part, number, ca, id, before, outcome, attempts, started_at, ended_at, note, code, request_id, act, seen)
                 SELECT ?1, ?2 + row_number() OVER (ORDER BY number), ca, id, before, outcome, attempts, started_at, ended_at, note, code,
                     request_id, act, seen
                 FROM plan_item WHERE part = ?3 AND number > ?4 AND number <= ?5 AND number NOT IN (SELECT value FROM json_each(?6))",
        )
        .bind(part)
        .bind(count)
        .bind(from)
        .bind(after)
        .bind(up_to)
        .bind(text(&out[begin..end])?)
        .execute(&mut *core.writer_of_slice().await)
        .await?
        .rows_affected()
        .cast_signed();
    }
    take(core, plan, part).await?;
    Ok(count.cast_unsigned())
}

/// The plan takes the part that was made, and what it had is dropped.
async fn take(core: &Core, plan: &str, part: i64) -> Result<(), StoreError> {
    query("UPDATE plan SET items = ?2 WHERE id = ?1")
        .bind(plan)
        .bind(part)
        .execute(&mut *core.writer().await)
        .await?;
    parts::sweep_locked(core).await
}
