//! The record in the audit log of the store, with a reserve for what must not wait until there is room again.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use signet_audit::Checkpoint;
use signet_model::api::AuditQuery;
use signet_model::audit::{Entry, Kind};
use signet_model::{Effect, Timestamp};
use signet_store::ports::AuditLog;
use signet_store::{StoreError, Visible};
use tracing::{error, info, warn};

use super::{Appending, NotKept, Recorder, Reserve};
use crate::clock::Clock;
use crate::nonce::Nonces;
use crate::vitals::AuditVitals;

/// Takes checkpoints off this machine; whoever does it reports back with [`KeptRecord::taken`].
pub type SendCheckpoint = dyn Fn(Checkpoint) + Send + Sync;

/// What the record is kept with.
pub struct Parts {
    /// The audit log.
    pub log: Arc<dyn AuditLog>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Names what the reserve holds.
    pub nonces: Arc<dyn Nonces>,
    /// Where entries go while the log cannot take them.
    pub reserve: Reserve,
    /// A checkpoint is signed after so many entries.
    pub checkpoint_every: u64,
    /// Gets every checkpoint.
    pub send: Box<SendCheckpoint>,
}

/// Keeps entries in the audit log.
pub struct KeptRecord {
    parts: Parts,
    /// Held while the reserve is written or emptied.
    one_at_a_time: tokio::sync::Mutex<()>,
    in_reserve: AtomicU64,
    head: AtomicU64,
    taken: AtomicU64,
    taken_at: AtomicI64,
}

impl KeptRecord {
    /// Takes up where the last process ended: what lies in the reserve goes into the log, and a checkpoint says where it is now.
    pub async fn start(parts: Parts) -> Self {
        let entries = parts.reserve.count();
        let record = Self {
            parts,
            one_at_a_time: tokio::sync::Mutex::default(),
            in_reserve: AtomicU64::new(entries),
            head: AtomicU64::new(0),
            taken: AtomicU64::new(0),
            taken_at: AtomicI64::new(i64::MIN),
        };
        if entries > 0
            && let Err(cause) = record.empty_reserve().await
        {
            error!(%cause, entries, "the reserve of the audit log cannot be emptied yet");
        }
        record.checkpoint().await;
        record
    }

    /// Signs where the log is now, keeps that, writes a log line and sends it off. To be called at the end, too.
    pub async fn checkpoint(&self) {
        match self.parts.log.checkpoint(self.parts.clock.now()).await {
            Ok(checkpoint) => {
                self.head.fetch_max(checkpoint.sequence, Ordering::Relaxed);
                let Checkpoint {
                    store_id,
                    sequence,
                    hash,
                    time,
                    signature,
                    public_key,
                } = &checkpoint;
                info!(target: "audit", store_id, sequence, %hash, %time, %signature, %public_key, "checkpoint");
                (self.parts.send)(checkpoint);
            }
            Err(cause) => warn!(target: "audit", %cause, "a checkpoint cannot be signed"),
        }
    }

    /// A checkpoint up to that entry was taken by somebody off this machine.
    pub fn taken(&self, sequence: u64, at: Timestamp) {
        self.taken.fetch_max(sequence, Ordering::Relaxed);
        self.taken_at.fetch_max(at.as_millis(), Ordering::Relaxed);
    }

    /// How the log is.
    #[must_use]
    pub fn vitals(&self) -> AuditVitals {
        let at = Timestamp::from_millis(self.taken_at.load(Ordering::Relaxed));
        let since = self
            .head
            .load(Ordering::Relaxed)
            .saturating_sub(self.taken.load(Ordering::Relaxed));
        AuditVitals {
            in_reserve: Some(self.in_reserve.load(Ordering::Relaxed)),
            checkpoint_at: at,
            since_checkpoint: at.map(|_| since),
        }
    }

    async fn keep(&self, entry: Entry) -> Result<(), NotKept> {
        let spare = may_use_reserve(&entry).then(|| entry.clone());
        let cause = match self.keep_in_log(entry).await {
            Ok(()) => return Ok(()),
            Err(cause) => cause,
        };
        let Some(spare) = spare else {
            return Err(NotKept(cause.to_string()));
        };
        let _held = self.one_at_a_time.lock().await;
        let batch = || self.parts.nonces.next();
        match self.parts.reserve.write(&spare, batch).await {
            Ok(entries) => {
                self.in_reserve.store(entries, Ordering::Relaxed);
                error!(%cause, entries, operation = spare.operation, act = spare.act, "the audit log takes nothing; an entry is kept in its reserve");
                Ok(())
            }
            Err(also) => Err(NotKept(format!(
                "{cause}; and the reserve of the audit log cannot be used: {also}"
            ))),
        }
    }

    async fn keep_in_log(&self, entry: Entry) -> Result<(), StoreError> {
        if self.in_reserve.load(Ordering::Relaxed) > 0 {
            self.empty_reserve().await?;
        }
        let sequence = self.parts.log.append(entry).await?.sequence;
        self.head.fetch_max(sequence, Ordering::Relaxed);
        if sequence.is_multiple_of(self.parts.checkpoint_every.max(1)) {
            self.checkpoint().await;
        }
        Ok(())
    }

    /// Moves what lies in the reserve into the log, in its order, together with an event that says so.
    async fn empty_reserve(&self) -> Result<(), StoreError> {
        let _held = self.one_at_a_time.lock().await;
        let batch = match self.parts.reserve.read().await {
            Ok(Some(batch)) => batch,
            Ok(None) => {
                self.in_reserve.store(0, Ordering::Relaxed);
                return Ok(());
            }
            Err(cause) => {
                error!(%cause, "the reserve of the audit log cannot be read; what is in it waits");
                return Ok(());
            }
        };
        // Where the last process ended between the commit and the emptying, all of it is in the log already.
        let seen = AuditQuery {
            operation: Some("AuditReserveEmptied".to_owned()),
            object: Some(batch.id.clone()),
            limit: Some(1),
            ..AuditQuery::default()
        };
        let seen = self.parts.log.page(&seen, &Visible::All).await?;
        if seen.entries.is_empty() {
            let mut event = Entry::new(
                self.parts.clock.now(),
                Kind::Event,
                "local",
                "AuditReserveEmptied",
            );
            event.count = u64::try_from(batch.entries.len()).ok();
            event.object.insert("reserve".to_owned(), batch.id.into());
            if batch.unreadable > 0 {
                let unreadable = batch.unreadable.into();
                event.object.insert("unreadable".to_owned(), unreadable);
            }
            let mut entries = batch.entries;
            let moved = entries.len();
            entries.push(event);
            self.parts.log.append_all(entries).await?;
            info!(moved, "the audit log took what was in its reserve");
        }
        match self.parts.reserve.empty().await {
            Ok(()) => self.in_reserve.store(0, Ordering::Relaxed),
            Err(cause) => error!(%cause, "the reserve of the audit log cannot be emptied"),
        }
        Ok(())
    }
}

impl Recorder for KeptRecord {
    fn append(&self, entry: Entry) -> Appending<'_> {
        Box::pin(self.keep(entry))
    }
}

/// Whether an entry may be kept in the reserve: a full disk must not protect a thief, and what was done must be known. Everything else waits
/// until there is room, so that the reserve is there for these.
fn may_use_reserve(entry: &Entry) -> bool {
    match entry.kind {
        Kind::Intent => entry.effect == Some(Effect::Suspend),
        Kind::Outcome => true,
        Kind::Refused | Kind::Event => false,
    }
}
