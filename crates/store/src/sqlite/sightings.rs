//! What surveys saw of clients.

use signet_model::Timestamp;
use sqlx::{query, query_as, query_scalar};

use super::plans::{SLICE, after_all_with};
use super::values::{moment, text};
use super::{Core, Store};
use crate::error::StoreError;
use crate::ports::{Answer, MAX_SAMPLES, Sightings};

/// How many bytes a moment has in `asked`.
const MOMENT: u32 = 4;

impl Sightings for Store {
    fn sampled<'a>(
        &'a self,
        instance: &'a str,
        clients: Vec<(String, bool)>,
        at: Timestamp,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            for slice in clients.chunks(SLICE) {
                query(
                    "INSERT INTO sighting (instance, client, asked, asked_at, online_at)
                         SELECT ?1, value ->> 0, iif(value ->> 1, x'', ?3), ?4, iif(value ->> 1, ?4, NULL) FROM json_each(?2) WHERE true
                     ON CONFLICT DO UPDATE SET asked_at = excluded.asked_at, online_at = coalesce(excluded.online_at, online_at),
                         asked = iif(excluded.online_at IS NULL, substr(CAST(excluded.asked || asked AS BLOB), 1, ?5), x'')",
                )
                .bind(instance)
                .bind(text(slice)?)
                .bind(&seconds(at.as_millis().div_euclid(1000))[..])
                .bind(at.as_millis())
                .bind(MOMENT * MAX_SAMPLES)
                .execute(&mut *self.core.writer_of_slice().await)
                .await?;
            }
            Ok(())
        })
    }

    fn unseen<'a>(
        &'a self,
        instance: &'a str,
        group: &'a str,
        samples: u32,
        since: Timestamp,
        after: &'a str,
        limit: u32,
    ) -> Answer<'a, Vec<String>> {
        Box::pin(async move {
            let prefix = format!("{group}@@@");
            // Up to the next whole second: an ask of the second in which it lies may have been before it.
            let from = (since.as_millis() + 999).div_euclid(1000);
            let clients = query_scalar(
                "SELECT client FROM sighting
                 WHERE instance = ?1 AND client >= ?2 AND client < ?3 AND client > ?4
                     AND (online_at IS NULL OR online_at < ?5) AND substr(asked, ?6, ?7) >= ?8
                 ORDER BY client LIMIT ?9",
            )
            .bind(instance)
            .bind(&prefix)
            .bind(after_all_with(&prefix))
            .bind(after)
            .bind(since.as_millis())
            // The oldest of the asks that must have been since then.
            .bind(i64::from(samples.max(1) - 1) * i64::from(MOMENT) + 1)
            .bind(MOMENT)
            .bind(&seconds(from)[..])
            .bind(limit)
            .fetch_all(&mut *self.core.reader().await)
            .await?;
            Ok(clients)
        })
    }

    fn samples<'a>(
        &'a self,
        instance: &'a str,
        group: &'a str,
        since: Timestamp,
    ) -> Answer<'a, Option<(Timestamp, Timestamp, u32)>> {
        Box::pin(async move {
            let (first, last, samples): (Option<i64>, Option<i64>, u32) = query_as(
                "SELECT min(at), max(at), count(*) FROM sample
                 WHERE instance = ?1 AND grp = ?2 AND at >= ?3",
            )
            .bind(instance)
            .bind(group)
            .bind(since.as_millis())
            .fetch_one(&mut *self.core.reader().await)
            .await?;
            first
                .zip(last)
                .map(|(first, last)| Ok((moment(first)?, moment(last)?, samples)))
                .transpose()
        })
    }

    fn sample_ended<'a>(
        &'a self,
        instance: &'a str,
        group: &'a str,
        at: Timestamp,
    ) -> Answer<'a, ()> {
        Box::pin(async move {
            query("INSERT OR IGNORE INTO sample (instance, grp, at) VALUES (?1, ?2, ?3)")
                .bind(instance)
                .bind(group)
                .bind(at.as_millis())
                .execute(&mut *self.core.writer().await)
                .await?;
            Ok(())
        })
    }

    fn forget(&self, before: Timestamp) -> Answer<'_, ()> {
        Box::pin(async move {
            query("DELETE FROM sample WHERE at < ?1")
                .bind(before.as_millis())
                .execute(&mut *self.core.writer().await)
                .await?;
            let mut after = (String::new(), String::new());
            while let Some(last) = slice(&self.core, &after).await? {
                query(
                    "DELETE FROM sighting WHERE (instance, client) > (?1, ?2) AND (instance, client) <= (?3, ?4) AND asked_at < ?5",
                )
                .bind(after.0)
                .bind(after.1)
                .bind(&last.0)
                .bind(&last.1)
                .bind(before.as_millis())
                .execute(&mut *self.core.writer_of_slice().await)
                .await?;
                after = last;
            }
            Ok(())
        })
    }
}

/// Where a slice of clients after one ends; nothing where nothing comes after it.
async fn slice(
    core: &Core,
    after: &(String, String),
) -> Result<Option<(String, String)>, StoreError> {
    let last = query_as(
        "SELECT instance, client FROM
             (SELECT instance, client FROM sighting WHERE (instance, client) > (?1, ?2) ORDER BY instance, client LIMIT ?3)
         ORDER BY instance DESC, client DESC LIMIT 1",
    )
    .bind(&after.0)
    .bind(&after.1)
    .bind(SLICE as i64)
    .fetch_optional(&mut *core.reader().await)
    .await?;
    Ok(last)
}

/// A moment as it stands in `asked`: in the order of its bytes.
fn seconds(since_1970: i64) -> [u8; 4] {
    let seconds = since_1970.clamp(0, i64::from(u32::MAX));
    u32::try_from(seconds).unwrap_or_default().to_be_bytes()
}
