//! Items in flight, and what became of others on its way into the store.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use signet_model::plans::Outcome;
use signet_store::ports::{Begun, Ended};
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::Instant;
use tracing::error;

use super::super::item::{Acting, Became, How};

/// What became of so many items is written down together …
const TOGETHER: usize = 32;
/// … or of as many as there are after so long.
const AFTER: Duration = Duration::from_millis(50);

/// Items in flight, and what became of others.
#[derive(Default)]
pub(super) struct Flight {
    busy: JoinSet<Became>,
    items: HashMap<Id, Begun>,
    ended: Vec<Ended>,
    since: Option<Instant>,
}

impl Flight {
    /// Sends an item.
    pub(super) fn spawn(&mut self, acting: &Arc<Acting>, begun: Begun, how: How) {
        let (acting, item) = (Arc::clone(acting), begun.clone());
        let spawned = self.busy.spawn(async move { acting.on(&item, how).await });
        self.items.insert(spawned.id(), begun);
    }

    /// How many items are in flight.
    pub(super) fn in_flight(&self) -> usize {
        self.busy.len()
    }

    /// The next that ends; `None` where none is in flight.
    pub(super) async fn next(&mut self) -> Option<Became> {
        loop {
            let joined = self.busy.join_next_with_id().await?;
            if let Some(became) = self.joined(joined) {
                return Some(became);
            }
        }
    }

    /// The next that has ended already.
    pub(super) fn next_now(&mut self) -> Option<Became> {
        let joined = self.busy.try_join_next_with_id()?;
        self.joined(joined)
    }

    fn joined(&mut self, joined: Result<(Id, Became), JoinError>) -> Option<Became> {
        match joined {
            Ok((id, became)) => {
                self.items.remove(&id);
                Some(became)
            }
            Err(broken) => {
                error!(%broken, "an item of a plan was not carried to its end");
                let begun = self.items.remove(&broken.id())?;
                Some(Became::broken(&begun))
            }
        }
    }

    /// This is to be written down.
    pub(super) fn write(&mut self, ended: Ended) {
        self.since.get_or_insert_with(Instant::now);
        self.ended.push(ended);
    }

    /// This could not be written down.
    pub(super) fn write_again(&mut self, mut ended: Vec<Ended>) {
        ended.append(&mut self.ended);
        self.ended = ended;
        self.since = Some(Instant::now());
    }

    /// What is to be written down now.
    pub(super) fn take_due(&mut self, at_once: bool) -> Option<Vec<Ended>> {
        let is_due = at_once
            || self.ended.len() >= TOGETHER
            || self.due().is_some_and(|due| due <= Instant::now());
        if self.ended.is_empty() || !is_due {
            return None;
        }
        self.since = None;
        Some(std::mem::take(&mut self.ended))
    }

    /// Whether something is to be written down.
    pub(super) fn is_waiting(&self) -> bool {
        !self.ended.is_empty()
    }

    /// Whether an item that was put back is not written down yet.
    pub(super) fn is_back(&self) -> bool {
        let is_back = |ended: &Ended| ended.outcome == Outcome::Waiting;
        self.ended.iter().any(is_back)
    }

    /// When what waits must be written down.
    pub(super) fn due(&self) -> Option<Instant> {
        self.since.map(|since| since + AFTER)
    }
}
