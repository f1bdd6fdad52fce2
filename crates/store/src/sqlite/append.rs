//! Adding to the audit log: what waits at the same time shares one commit.

use std::sync::Arc;

use signet_audit::{Hash, Head, Signer, canonical};
use signet_model::audit::{Entry, Kind};
use sqlx::{Connection, SqliteConnection, query, query_as};
use tokio::sync::{mpsc, oneshot};

use super::Core;
use super::find::Find;
use crate::error::StoreError;

/// The most entries of one commit.
const TOGETHER: usize = 256;

/// An entry on its way, and who waits for it.
pub(crate) struct Waiting {
    pub(super) entry: Entry,
    pub(super) answer: oneshot::Sender<Result<Head, StoreError>>,
}

/// Adds what comes until nobody is left who could send.
pub(super) async fn commit_together(
    core: Arc<Core>,
    mut waiting: mpsc::UnboundedReceiver<Waiting>,
) {
    let mut together = Vec::new();
    while waiting.recv_many(&mut together, TOGETHER).await > 0 {
        let entries: Vec<&Entry> = together.iter().map(|one| &one.entry).collect();
        let heads = core.commit(&entries).await;
        match heads {
            Ok(heads) => {
                for (one, head) in together.drain(..).zip(heads) {
                    let _ = one.answer.send(Ok(head));
                }
            }
            // Perhaps only one of them is at fault: each once more, alone.
            Err(_) if together.len() > 1 => {
                for one in together.drain(..) {
                    let alone = core.commit(&[&one.entry]).await;
                    let _ = one.answer.send(alone.and_then(only));
                }
            }
            Err(error) => {
                if let Some(one) = together.pop() {
                    let _ = one.answer.send(Err(error));
                }
            }
        }
    }
}

fn only(heads: Vec<Head>) -> Result<Head, StoreError> {
    heads
        .first()
        .copied()
        .ok_or_else(|| StoreError::damaged("an entry was added and has no number"))
}

impl Core {
    pub(super) async fn commit(&self, entries: &[&Entry]) -> Result<Vec<Head>, StoreError> {
        let mut writer = self.writer().await;
        let mut commit = writer.begin_with("BEGIN IMMEDIATE").await?;
        let heads = add_all(&mut commit, &self.signer, &self.store_id, entries).await?;
        commit.commit().await?;
        Ok(heads)
    }
}

/// Adds entries inside a transaction that writes: the head is read there, because another process may have added too.
pub(super) async fn add_all(
    commit: &mut SqliteConnection,
    signer: &Signer,
    store_id: &str,
    entries: &[&Entry],
) -> Result<Vec<Head>, StoreError> {
    let known: Option<(i64, Vec<u8>)> = query_as("SELECT sequence, hash FROM audit_head")
        .fetch_optional(&mut *commit)
        .await?;
    let mut head = match known {
        Some((sequence, hash)) => head(sequence, &hash)?,
        None => Head::genesis(store_id),
    };
    let mut heads = Vec::new();
    for entry in entries {
        let body = canonical(entry).map_err(StoreError::damaged)?;
        head = head.next(&body);
        add(commit, head, body, entry).await?;
        heads.push(head);
    }
    query(
        "INSERT OR REPLACE INTO audit_head (one, sequence, hash, signature) VALUES (1, ?1, ?2, ?3)",
    )
    .bind(head.sequence.cast_signed())
    .bind(&head.hash.0[..])
    .bind(&signer.sign_head(store_id, head).0[..])
    .execute(commit)
    .await?;
    Ok(heads)
}

/// The head that these columns say.
pub(super) fn head(sequence: i64, hash: &[u8]) -> Result<Head, StoreError> {
    Ok(Head {
        sequence: u64::try_from(sequence).map_err(StoreError::damaged)?,
        hash: Hash::from_bytes(hash)
            .ok_or_else(|| StoreError::damaged("a hash of the audit log has not 32 bytes"))?,
    })
}

/// One entry and what it is found by. Several statements at once: each way to the connection's thread and back costs more than they do.
async fn add(
    commit: &mut SqliteConnection,
    head: Head,
    body: Vec<u8>,
    entry: &Entry,
) -> Result<(), StoreError> {
    // The driver takes a number that a statement leaves out for one without a number, so what is shared comes first.
    const ADD: &str = "
        INSERT OR IGNORE INTO audit_object (value, sequence) SELECT value, ?1 FROM json_each(?2);
        INSERT INTO audit_find (sequence, act, actor, operation, effect, outcome, account, instance, grp, iot)
            VALUES (?1, ?3, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
        INSERT INTO audit (sequence, hash, body) VALUES (?1, ?4, ?5);";
    // The intent's row gives way to the outcome's.
    const ADD_OUTCOME: &str = "
        DELETE FROM audit_object WHERE value IN (SELECT value FROM json_each(?2))
            AND sequence = (SELECT sequence FROM audit_find WHERE act = ?3 AND sequence < ?1);
        DELETE FROM audit_find WHERE sequence < ?1 AND act = ?3;
        INSERT OR IGNORE INTO audit_object (value, sequence) SELECT value, ?1 FROM json_each(?2);
        INSERT INTO audit_find (sequence, actor, operation, effect, outcome, account, instance, grp, iot)
            VALUES (?1, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13);
        INSERT INTO audit (sequence, hash, body) VALUES (?1, ?4, ?5);";
    let find = Find::of(entry);
    let sql = if entry.kind == Kind::Outcome && find.act.is_some() {
        ADD_OUTCOME
    } else {
        ADD
    };
    query(sql)
        .bind(head.sequence.cast_signed())
        .bind(find.objects)
        .bind(find.act)
        .bind(&head.hash.0[..])
        .bind(body)
        .bind(find.actor)
        .bind(find.operation)
        .bind(find.effect)
        .bind(find.outcome)
        .bind(find.account)
        .bind(find.instance)
        .bind(find.group)
        .bind(find.iot)
        .execute(commit)
        .await?;
    Ok(())
}
