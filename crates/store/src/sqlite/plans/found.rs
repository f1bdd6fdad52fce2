//! Identities that were found, until a plan is frozen.

use sqlx::{AssertSqlSafe, Connection, query, query_as, query_scalar};

use super::{SLICE, parts};
use crate::error::StoreError;
use crate::ports::{Found, Keep, NewItem};
use crate::sqlite::Core;
use crate::sqlite::values::text;

/// CA and id.
pub(super) type Key = (String, String);

/// Notes what was found; how many were new there.
pub(super) async fn note(
    core: &Core,
    plan: &str,
    place: Found,
    mut items: Vec<NewItem>,
) -> Result<u64, StoreError> {
    let part = part(core, plan).await?;
    // Neighbours lie on one page. The order of those that are the same stays.
    items.sort_by(|a, b| (&a.ca, &a.id).cmp(&(&b.ca, &b.id)));
    let column = match place {
        Found::Listed => "listed",
        Found::Walked => "walked",
    };
    let upsert = |when: &str| {
        AssertSqlSafe(format!(
            "INSERT INTO plan_found (part, ca, id, {column})
                 SELECT ?1, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?2) WHERE true
             ON CONFLICT DO UPDATE SET {column} = excluded.{column} WHERE {column} {when}"
        ))
    };
    let mut found = 0;
    for slice in items.chunks(SLICE) {
        let rows: Vec<_> = slice
            .iter()
            .map(|item| (&item.ca, &item.id, &item.before))
            .collect();
        let rows = text(&rows)?;
        let mut writer = core.writer_of_slice().await;
        let those = query(upsert("IS NULL"))
            .bind(part)
            .bind(&rows)
            .execute(&mut *writer)
            .await?
            .rows_affected();
        found += those;
        if those < slice.len() as u64 {
            query(upsert(&format!("<> excluded.{column}")))
                .bind(part)
                .bind(&rows)
                .execute(&mut *writer)
                .await?;
        }
    }
    Ok(found)
}

/// The part that takes what is found, made where the plan has none.
async fn part(core: &Core, plan: &str) -> Result<i64, StoreError> {
    if let Some(part) = parts::of(core, plan).await?.found {
        return Ok(part);
    }
    // In one step: a part that nobody has is dropped by whoever looks for those.
    let mut writer = core.writer().await;
    let mut making = writer.begin_with("BEGIN IMMEDIATE").await?;
    let part: i64 = query_scalar(parts::NEW).fetch_one(&mut *making).await?;
    query("UPDATE plan SET found = ?2 WHERE id = ?1 AND found IS NULL")
        .bind(plan)
        .bind(part)
        .execute(&mut *making)
        .await?;
    making.commit().await?;
    drop(writer);
    // Whoever was faster has made it.
    let found = parts::of(core, plan).await?.found;
    found.ok_or_else(|| parts::no_such(plan))
}

/// How many were listed, and how many walked.
pub(super) async fn counts(core: &Core, plan: &str) -> Result<(u64, u64), StoreError> {
    let (listed, walked): (i64, i64) = query_as(
        "SELECT count(listed), count(walked) FROM plan_found
         WHERE part = (SELECT found FROM plan WHERE id = ?1)",
    )
    .bind(plan)
    .fetch_one(&mut *core.reader().await)
    .await?;
    Ok((listed.cast_unsigned(), walked.cast_unsigned()))
}

/// How many a [`Keep`] leaves.
pub(super) async fn count_of(core: &Core, plan: &str, keep: Keep) -> Result<u64, StoreError> {
    let sql = format!(
        "SELECT count(*) FROM plan_found WHERE part = (SELECT found FROM plan WHERE id = ?1) AND {}",
        kept(keep)
    );
    let rows: i64 = query_scalar(AssertSqlSafe(sql))
        .bind(plan)
        .fetch_one(&mut *core.reader().await)
        .await?;
    Ok(rows.cast_unsigned())
}

/// The condition of what is kept.
pub(super) const fn kept(keep: Keep) -> &'static str {
    match keep {
        Keep::Listed => "listed IS NOT NULL",
        Keep::Walked => "walked IS NOT NULL",
        Keep::WalkedOnly => "walked IS NOT NULL AND listed IS NULL",
        Keep::ListedOnly => "listed IS NOT NULL AND walked IS NULL",
    }
}

/// Where a slice after a key ends; nothing where nothing comes after it.
pub(super) async fn slice(core: &Core, part: i64, after: &Key) -> Result<Option<Key>, StoreError> {
    let last = query_as(
        "SELECT ca, id FROM
             (SELECT ca, id FROM plan_found WHERE part = ?1 AND (ca, id) > (?2, ?3) ORDER BY ca, id LIMIT ?4)
         ORDER BY ca DESC, id DESC LIMIT 1",
    )
    .bind(part)
    .bind(&after.0)
    .bind(&after.1)
    .bind(SLICE as i64)
    .fetch_optional(&mut *core.reader().await)
    .await?;
    Ok(last)
}

/// Forgets what was walked.
pub(super) async fn forget_walk(core: &Core, plan: &str) -> Result<(), StoreError> {
    let Some(part) = parts::of(core, plan).await?.found else {
        return Ok(());
    };
    let mut after = Key::default();
    while let Some(last) = slice(core, part, &after).await? {
        for sql in [
            "DELETE FROM plan_found WHERE part = ?1 AND (ca, id) > (?2, ?3) AND (ca, id) <= (?4, ?5) AND listed IS NULL",
            "UPDATE plan_found SET walked = NULL
             WHERE part = ?1 AND (ca, id) > (?2, ?3) AND (ca, id) <= (?4, ?5) AND walked IS NOT NULL",
        ] {
            query(sql)
                .bind(part)
                .bind(&after.0)
                .bind(&after.1)
                .bind(&last.0)
                .bind(&last.1)
                .execute(&mut *core.writer_of_slice().await)
                .await?;
        }
        after = last;
    }
    Ok(())
}

/// Forgets everything that was found.
pub(super) async fn forget_all(core: &Core, plan: &str) -> Result<(), StoreError> {
    query("UPDATE plan SET found = NULL WHERE id = ?1")
        .bind(plan)
        .execute(&mut *core.writer_of_slice().await)
        .await?;
    Ok(())
}
