//! Adding to the audit log: what waits at the same time shares one commit.

use std::sync::{Arc, PoisonError};

use signet_audit::{Hash, Head, Signer, canonical};
use signet_model::audit::{Entry, Kind};
use sqlx::{SqliteConnection, query, query_as, raw_sql};
use tokio::sync::{mpsc, oneshot};

use super::find::Find;
use super::{Core, Store};
use crate::error::StoreError;

/// The most callers whose entries share a commit.
const TOGETHER: usize = 256;

/// Entries on their way, and who waits for them.
pub(crate) struct Waiting {
    entries: Vec<Entry>,
    answer: oneshot::Sender<Result<Vec<Head>, StoreError>>,
}

impl Store {
    /// Adds entries in one commit. Whoever stops waiting does not stop the commit.
    pub(super) async fn add(&self, entries: Vec<Entry>) -> Result<Vec<Head>, StoreError> {
        let gone = || StoreError::Failed("the store is closed".to_owned());
        let (answer, answered) = oneshot::channel();
        self.appends
            .send(Waiting { entries, answer })
            .map_err(|_| gone())?;
        answered.await.unwrap_or_else(|_| Err(gone()))
    }
}

/// Adds what comes until nobody is left who could send.
pub(super) async fn commit_together(
    core: Arc<Core>,
    mut waiting: mpsc::UnboundedReceiver<Waiting>,
) {
    let mut together = Vec::new();
    while waiting.recv_many(&mut together, TOGETHER).await > 0 {
        let entries: Vec<&Entry> = together.iter().flat_map(|one| &one.entries).collect();
        match core.commit(&entries).await {
            Ok(heads) => {
                let mut heads = heads.into_iter();
                for one in together.drain(..) {
                    let its_own = heads.by_ref().take(one.entries.len()).collect();
                    let _ = one.answer.send(Ok(its_own));
                }
            }
            // Perhaps only one of them is at fault: each once more, alone.
            Err(_) if together.len() > 1 => {
                for one in together.drain(..) {
                    let entries: Vec<&Entry> = one.entries.iter().collect();
                    let _ = one.answer.send(core.commit(&entries).await);
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

impl Core {
    /// Adds entries after the end that was seen last. Where another process has added since, the next number is taken; then the end is
    /// read anew, in a transaction that keeps others from moving it.
    async fn commit(&self, entries: &[&Entry]) -> Result<Vec<Head>, StoreError> {
        let mut writer = self.writer().await;
        let seen = *self.end.lock().unwrap_or_else(PoisonError::into_inner);
        let mut added = match seen {
            Some(end) => self.add(&mut writer, end, entries, true).await,
            None => Err(StoreError::Exists),
        };
        if matches!(added, Err(StoreError::Exists)) {
            raw_sql("BEGIN IMMEDIATE").execute(&mut *writer).await?;
            added = match end(&mut writer, &self.store_id).await {
                Ok(end) => self.add(&mut writer, end, entries, false).await,
                Err(error) => {
                    undo(&mut writer).await;
                    Err(error)
                }
            };
        }
        let heads = added?;
        if let Some(last) = heads.last() {
            *self.end.lock().unwrap_or_else(PoisonError::into_inner) = Some(*last);
        }
        Ok(heads)
    }

    async fn add(
        &self,
        writer: &mut SqliteConnection,
        end: Head,
        entries: &[&Entry],
        begin: bool,
    ) -> Result<Vec<Head>, StoreError> {
        let bounds = Bounds {
            begin,
            commit: true,
        };
        let added = add(writer, &self.signer, &self.store_id, end, entries, bounds).await;
        if added.is_err() {
            undo(writer).await;
        }
        added
    }
}

/// Whether adding opens and closes a transaction of its own.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) begin: bool,
    pub(super) commit: bool,
}

/// Leaves a transaction that failed. Where the database has left it by itself, there is nothing to leave.
async fn undo(writer: &mut SqliteConnection) {
    let _ = raw_sql("ROLLBACK").execute(writer).await;
}

/// The end of the log as it is kept; where a store begins, if it has none.
pub(super) async fn end(
    connection: &mut SqliteConnection,
    store_id: &str,
) -> Result<Head, StoreError> {
    let known: Option<(i64, Vec<u8>)> = query_as("SELECT sequence, hash FROM audit_head")
        .fetch_optional(connection)
        .await?;
    match known {
        Some((sequence, hash)) => head(sequence, &hash),
        None => Ok(Head::genesis(store_id)),
    }
}

/// The head that these columns say.
pub(super) fn head(sequence: i64, hash: &[u8]) -> Result<Head, StoreError> {
    Ok(Head {
        sequence: u64::try_from(sequence).map_err(StoreError::damaged)?,
        hash: Hash::from_bytes(hash)
            .ok_or_else(|| StoreError::damaged("a hash of the audit log has not 32 bytes"))?,
    })
}

/// Adds entries after `end`, what they are found by, and the new end with its signature.
pub(super) async fn add(
    connection: &mut SqliteConnection,
    signer: &Signer,
    store_id: &str,
    end: Head,
    entries: &[&Entry],
    bounds: Bounds,
) -> Result<Vec<Head>, StoreError> {
    let mut head = end;
    let mut heads = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let body = canonical(entry).map_err(StoreError::damaged)?;
        head = head.next(&body);
        heads.push(head);
        let is_last = index + 1 == entries.len();
        let find = Find::of(entry);
        let is_outcome = entry.kind == Kind::Outcome;
        let signature = is_last.then(|| signer.sign_head(store_id, head));
        query(bounds.of(index, entries.len()))
            .bind(head.sequence.cast_signed())
            .bind(&head.hash.0[..])
            .bind(body)
            .bind(signature.as_ref().map(|signature| &signature.0[..]))
            .bind(find.act.filter(|_| !is_outcome))
            .bind(find.act.filter(|_| is_outcome))
            .bind(find.objects)
            .bind(find.actor)
            .bind(find.operation)
            .bind(find.effect)
            .bind(find.outcome)
            .bind(find.account)
            .bind(find.instance)
            .bind(find.group)
            .bind(find.iot)
            .execute(&mut *connection)
            .await?;
    }
    Ok(heads)
}

/// Makes the connection ready to add entries. What is done for one is a trigger, so that it is one statement: the driver wakes whoever waits
/// after each, and that takes longer than the statements do.
pub(super) async fn prepare(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    raw_sql(
        "CREATE TEMP VIEW added AS SELECT 0 AS sequence, 0 AS hash, 0 AS body, 0 AS signature, 0 AS act, 0 AS ended, 0 AS objects, 0 AS actor,
             0 AS operation, 0 AS effect, 0 AS outcome, 0 AS account, 0 AS instance, 0 AS grp, 0 AS iot;
         CREATE TEMP TRIGGER add_entry INSTEAD OF INSERT ON added BEGIN
             INSERT INTO audit (sequence, hash, body) VALUES (NEW.sequence, NEW.hash, NEW.body);
             INSERT OR IGNORE INTO audit_object (value, sequence) SELECT value, NEW.sequence FROM json_each(NEW.objects);
             INSERT INTO audit_find (sequence, act, actor, operation, effect, outcome, account, instance, grp, iot)
                 VALUES (NEW.sequence, NEW.act, NEW.actor, NEW.operation, NEW.effect, NEW.outcome, NEW.account, NEW.instance, NEW.grp, NEW.iot);
             INSERT OR REPLACE INTO audit_head (one, sequence, hash, signature)
                 SELECT 1, NEW.sequence, NEW.hash, NEW.signature WHERE NEW.signature IS NOT NULL;
         END;
         -- The intent's row gives way to the outcome's. Apart from the rest, because an act waits for its intent.
         CREATE TEMP TRIGGER end_act INSTEAD OF INSERT ON added WHEN NEW.ended IS NOT NULL BEGIN
             DELETE FROM audit_object WHERE value IN (SELECT value FROM json_each(NEW.objects))
                 AND sequence = (SELECT sequence FROM audit_find WHERE act = NEW.ended);
             DELETE FROM audit_find WHERE act = NEW.ended;
         END;",
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Adds one entry. Parameters are named by numbers with `$`: with `?` the driver would count those anew in each statement.
macro_rules! add_one {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "INSERT INTO added VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);",
            $after
        )
    };
}

impl Bounds {
    /// How the entry with that index is added, of so many.
    const fn of(self, index: usize, entries: usize) -> &'static str {
        let (first, last) = (index == 0, index + 1 == entries);
        match (self.begin && first, self.commit && last) {
            // One statement is a transaction of its own.
            (true, true) | (false, false) => add_one!("", ""),
            (true, false) => add_one!("BEGIN IMMEDIATE;", ""),
            (false, true) => add_one!("", "COMMIT;"),
        }
    }
}
