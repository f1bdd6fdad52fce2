//! The store of the state directory, and the record in it.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::time::Duration;

use signet_identity::Fetch;
use signet_model::operations::BlacklistNote;
use signet_store::Store;
use signet_store::ports::{Meta, Notes};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use super::BootError;
use crate::clock::{Clock, SystemClock};
use crate::config::AuditSettings;
use crate::nonce::RandomNonces;
use crate::record::{KeptRecord, Parts, Reserve, checkpoints};
use crate::state_dir::StateDir;

/// How long the last checkpoint may take to leave the machine.
const LAST_CHECKPOINT: Duration = Duration::from_secs(5);

/// What is kept, opened.
pub(super) struct Kept {
    pub(super) store: Store,
    pub(super) record: Arc<KeptRecord>,
    sending: Option<JoinHandle<()>>,
    stop: CancellationToken,
}

/// Opens the store and takes up the record where the last process ended.
///
/// # Errors
/// Which file cannot be used, and what to do.
pub(super) async fn open(
    state: &StateDir,
    audit: &AuditSettings,
    fetch: &Arc<dyn Fetch>,
) -> Result<Kept, BootError> {
    let clock = Arc::new(SystemClock);
    let store = Store::open(state.path(), audit.durability, clock.now()).await?;
    take_over_notes(state, &store).await?;
    let path = state.file("audit.reserve");
    let reserve = Reserve::open(&path).map_err(|error| {
        BootError::Told(format!(
            "the reserve of the audit log, {}, cannot be made: {error}",
            path.display()
        ))
    })?;
    let (send, waiting) = mpsc::unbounded_channel();
    let is_sent = audit.checkpoint_url.is_some();
    let record = Arc::new(
        KeptRecord::start(Parts {
            log: Arc::new(store.clone()),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            nonces: Arc::new(RandomNonces),
            reserve,
            checkpoint_every: audit.checkpoint_every,
            send: Box::new(move |checkpoint| {
                if is_sent {
                    let _ = send.send(checkpoint);
                }
            }),
        })
        .await,
    );
    let stop = CancellationToken::new();
    let sending = audit.checkpoint_url.clone().map(|url| {
        tokio::spawn(checkpoints::send_off(
            waiting,
            url,
            Arc::clone(fetch),
            Arc::clone(&record),
            clock,
            stop.clone(),
        ))
    });
    Ok(Kept {
        store,
        record,
        sending,
        stop,
    })
}

impl Kept {
    /// Signs the last checkpoint, once nothing more is written, and sees it off.
    pub(super) async fn close(self) {
        self.record.checkpoint().await;
        self.stop.cancel();
        if let Some(sending) = self.sending
            && timeout(LAST_CHECKPOINT, sending).await.is_err()
        {
            warn!(target: "audit", "the last checkpoint did not leave this machine in time");
        }
    }
}

/// Notes of a version that kept them in a file of their own are taken over once; the file is left where it is.
async fn take_over_notes(state: &StateDir, store: &Store) -> Result<(), BootError> {
    const DONE: &str = "notes.json was taken over";
    let path = state.file("notes.json");
    if !path.exists() || Meta::get(store, DONE).await?.is_some() {
        return Ok(());
    }
    let read = fs::read(&path).map_err(|error| error.to_string());
    let notes: BTreeMap<String, BTreeMap<String, BlacklistNote>> = read
        .and_then(|bytes| serde_json::from_slice(&bytes).map_err(|error| error.to_string()))
        .map_err(|error| {
            BootError::Told(format!(
                "the notes {} cannot be read: {error}; mend the file or move it away",
                path.display()
            ))
        })?;
    for (instance_id, notes) in notes {
        for (client_id, note) in notes {
            Notes::set(store, &instance_id, &client_id, note).await?;
        }
    }
    Ok(Meta::set(store, DONE, Some("yes")).await?)
}
