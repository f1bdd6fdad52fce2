//! Counting items.

use std::cmp::Reverse;
use std::collections::HashMap;

use signet_model::plans::{Cause, Outcome};
use sqlx::{Connection, query_as, query_scalar};

use super::parts;
use crate::error::StoreError;
use crate::ports::Tally;
use crate::sqlite::Core;
use crate::sqlite::values::{number, text};

/// The most causes that are told.
const CAUSES: usize = 20;
/// How many items are read at a time.
const TOGETHER: usize = 20_000;
/// Outcomes that have causes: failures, and what was left alone.
const CAUSED: [Outcome; 4] = [
    Outcome::Moved,
    Outcome::Protected,
    Outcome::Failed,
    Outcome::Unknown,
];

/// How many items have which outcome, and why.
pub(super) async fn tally(
    core: &Core,
    plan: &str,
    after: u64,
    up_to: u64,
) -> Result<Tally, StoreError> {
    let Some(part) = parts::of(core, plan).await?.items else {
        return Ok(Tally::default());
    };
    let (after, up_to) = (number(after), number(up_to));
    let mut reader = core.reader().await;
    // All as it was at one moment.
    let mut reading = reader.begin().await?;
    let known: Vec<_> = Outcome::ALL
        .into_iter()
        .filter(|outcome| *outcome != Outcome::Waiting)
        .collect();
    let names: Vec<_> = known.iter().map(|outcome| outcome.as_str()).collect();
    let counts: Vec<i64> = query_scalar(
        "SELECT (SELECT count(*) FROM plan_item INDEXED BY plan_item_by_outcome
             WHERE part = ?1 AND outcome = known.value AND number > ?2 AND number <= ?3)
         FROM json_each(?4) AS known ORDER BY known.key",
    )
    .bind(part)
    .bind(after)
    .bind(up_to)
    .bind(text(&names)?)
    .fetch_all(&mut *reading)
    .await?;
    let last: Option<i64> = query_scalar("SELECT max(number) FROM plan_item WHERE part = ?1")
        .bind(part)
        .fetch_one(&mut *reading)
        .await?;
    let codes: Vec<(String, String, i64)> = query_as(
        "SELECT outcome, code, count(*) FROM plan_item INDEXED BY plan_item_by_code
         WHERE part = ?1 AND outcome IN (SELECT value FROM json_each(?4)) AND code IS NOT NULL AND number > ?2 AND number <= ?3
         GROUP BY outcome, code",
    )
    .bind(part)
    .bind(after)
    .bind(up_to)
    .bind(text(&CAUSED.map(Outcome::as_str))?)
    .fetch_all(&mut *reading)
    .await?;
    drop(reading);

    // There is no gap in the numbers: who waits is the rest, and needs not be counted.
    let all = last.unwrap_or_default().min(up_to) - after;
    let waiting = all.max(0) - counts.iter().sum::<i64>();
    let outcomes: Vec<_> = std::iter::once((Outcome::Waiting, waiting))
        .chain(known.into_iter().zip(counts))
        .filter(|(_, items)| *items > 0)
        .map(|(outcome, items)| (outcome, items.cast_unsigned()))
        .collect();
    let causes = causes(&outcomes, codes);
    Ok(Tally { outcomes, causes })
}

/// By code; what has none, by the name of its outcome.
fn causes(outcomes: &[(Outcome, u64)], codes: Vec<(String, String, i64)>) -> Vec<Cause> {
    let mut causes: Vec<_> = codes
        .into_iter()
        .filter_map(|(outcome, code, items)| {
            Some(Cause {
                outcome: Outcome::find(&outcome)?,
                code,
                items: items.cast_unsigned(),
            })
        })
        .collect();
    for (outcome, items) in outcomes {
        let coded: u64 = causes
            .iter()
            .filter(|cause| cause.outcome == *outcome)
            .map(|cause| cause.items)
            .sum();
        if CAUSED.contains(outcome) && coded < *items {
            causes.push(Cause {
                outcome: *outcome,
                code: outcome.as_str().to_owned(),
                items: items - coded,
            });
        }
    }
    causes.sort_by(|a, b| (Reverse(a.items), &a.code).cmp(&(Reverse(b.items), &b.code)));
    causes.truncate(CAUSES);
    causes
}

/// How many items each group or CA has. A slice at a time: others have their turn.
pub(super) async fn places(
    core: &Core,
    plan: &str,
    limit: u32,
) -> Result<(Vec<(String, u64)>, u64), StoreError> {
    let Some(part) = parts::of(core, plan).await?.items else {
        return Ok(Default::default());
    };
    let last: Option<i64> = query_scalar("SELECT max(number) FROM plan_item WHERE part = ?1")
        .bind(part)
        .fetch_one(&mut *core.reader().await)
        .await?;
    let mut places: HashMap<String, u64> = HashMap::new();
    for after in (0..last.unwrap_or_default()).step_by(TOGETHER) {
        let slice: Vec<(String, i64)> = query_as(
            "SELECT iif(ca = '', substr(id, 1, instr(id, '@@@') - 1), ca) AS place, count(*) FROM plan_item
             WHERE part = ?1 AND number > ?2 AND number <= ?3 AND (ca <> '' OR instr(id, '@@@') > 0) GROUP BY place",
        )
        .bind(part)
        .bind(after)
        .bind(after + TOGETHER as i64)
        .fetch_all(&mut *core.reader().await)
        .await?;
        for (place, items) in slice {
            *places.entry(place).or_default() += items.cast_unsigned();
        }
    }
    let all = places.len() as u64;
    let mut largest: Vec<_> = places.into_iter().collect();
    largest.sort_unstable_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    largest.truncate(limit as usize);
    Ok((largest, all))
}
