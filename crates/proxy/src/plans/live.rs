//! A plan at hand: its head, whoever watches it, and how it is told to rest.

use std::sync::{Mutex, PoisonError};

use signet_model::plans::Progress;
use tokio::sync::{Notify, watch};

use super::Head;

/// A plan at hand.
pub struct Live {
    head: Mutex<Head>,
    progress: watch::Sender<Progress>,
    told: Notify,
    /// Commands to one plan go one after the other.
    turn: tokio::sync::Mutex<()>,
    /// Only one selects its items at a time.
    selecting: tokio::sync::Mutex<()>,
    /// Only one runs it at a time.
    running: tokio::sync::Mutex<()>,
    /// Secrets do not come while others are wiped.
    sealing: tokio::sync::Mutex<()>,
    /// So is it kept.
    keeping: tokio::sync::Mutex<()>,
}

impl Live {
    /// A plan as it is kept.
    #[must_use]
    pub fn new(head: Head) -> Self {
        let progress = Progress {
            state: Some(head.state),
            ..Progress::default()
        };
        Self {
            head: Mutex::new(head),
            progress: watch::Sender::new(progress),
            told: Notify::new(),
            turn: tokio::sync::Mutex::new(()),
            selecting: tokio::sync::Mutex::new(()),
            running: tokio::sync::Mutex::new(()),
            sealing: tokio::sync::Mutex::new(()),
            keeping: tokio::sync::Mutex::new(()),
        }
    }

    /// Looks at the head.
    pub fn head<T>(&self, look: impl FnOnce(&Head) -> T) -> T {
        look(&self.head.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the head; [`Plans::keep`](super::Plans::keep) writes it down.
    pub fn change<T>(&self, change: impl FnOnce(&mut Head) -> T) -> T {
        change(&mut self.head.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Watches how far it is.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<Progress> {
        self.progress.subscribe()
    }

    /// Changes how far it is, for everybody who watches.
    pub fn progress(&self, change: impl FnOnce(&mut Progress)) {
        self.progress.send_modify(change);
    }

    /// Says that the head was changed: to whoever watches, and to whatever walks or runs.
    pub fn tell(&self) {
        let (state, why) = self.head(|head| (head.state, head.why));
        self.progress.send_modify(|progress| {
            progress.state = Some(state);
            progress.why = why;
        });
        self.told.notify_waiters();
    }

    /// Waits until something is told.
    pub async fn told(&self) {
        self.told.notified().await;
    }

    /// Waits for the turn to keep it.
    pub(super) async fn keeping(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.keeping.lock().await
    }

    /// Waits for the turn to command it.
    pub async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// Waits until nobody else selects its items.
    pub(super) async fn select_alone(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.selecting.lock().await
    }

    /// Waits until nobody else runs it.
    pub(super) async fn run_alone(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.running.lock().await
    }

    /// Waits until nobody else keeps or wipes its secrets.
    pub(super) async fn seal_alone(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.sealing.lock().await
    }
}
