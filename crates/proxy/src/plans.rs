//! Plans: selected, frozen, shown, approved, run and proved. They live here and outlast the browser and the process.
//!
//! What may happen to a plan, and what is done next, is decided by `signet-plans`; what is kept is the store's business; what is sent goes through
//! the service like everything else.

mod approval;
mod author;
mod commands;
pub(crate) mod events;
mod exposure;
mod follow;
mod freeze;
mod head;
mod item;
mod live;
mod may;
mod recover;
mod run;
mod safety;
mod secrets;
mod select;
mod settings;
mod shown;
mod surveys;
mod walk;

pub(crate) use commands::{Wanted, WantedItems};
pub use head::{Author, HandOut, Head, NewPlan};
pub use live::Live;
pub use settings::PlanSettings;
pub use surveys::Survey;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use signet_model::Timestamp;
use signet_model::api::{ApiError, ErrorCode};
use signet_model::plans::{Outcome, State};
use signet_store::StoreError;
use signet_store::ports;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::error;

use crate::clock::Clock;
use crate::grants::Grants;
use crate::service::{Refused, Service};

/// What plans need of the world.
#[derive(Clone)]
pub struct PlanPorts {
    /// Keeps plans and their items.
    pub store: Arc<dyn ports::Plans>,
    /// Keeps what surveys saw.
    pub sightings: Arc<dyn ports::Sightings>,
    /// Calls the cloud, and records.
    pub service: Arc<Service>,
    /// Who may do what now.
    pub grants: Arc<Grants>,
    /// Which API tokens there are now: plans outlast those that made them.
    pub tokens: Arc<dyn ports::Tokens>,
    /// Who is still a local user.
    pub users: Arc<dyn ports::Users>,
    /// Whether the store was restored.
    pub meta: Arc<dyn ports::Meta>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
}

/// Every plan.
pub struct Plans {
    ports: PlanPorts,
    settings: PlanSettings,
    /// Those that are not over.
    live: Mutex<HashMap<String, Arc<Live>>>,
    /// Those that are over and that somebody holds: commands to one of them go one after the other, too.
    over: Mutex<HashMap<String, Weak<Live>>>,
    /// How many have left the memory: what was read before one did may not be so any more.
    left: AtomicU64,
    /// How many items had which outcome in this process.
    ended: [AtomicU64; Outcome::ALL.len()],
    /// What walks and runs.
    tasks: TaskTracker,
    /// Asked to rest, because the process ends.
    stop: CancellationToken,
}

impl Plans {
    /// Nothing walks or runs yet.
    #[must_use]
    pub fn new(ports: PlanPorts, settings: PlanSettings) -> Self {
        Self {
            ports,
            settings,
            live: Mutex::default(),
            over: Mutex::default(),
            left: AtomicU64::new(0),
            ended: std::array::from_fn(|_| AtomicU64::new(0)),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        }
    }

    /// The plan of that id, taken from the store where it is not at hand.
    ///
    /// # Errors
    /// The store failed.
    pub async fn find(&self, id: &str) -> Result<Option<Arc<Live>>, StoreError> {
        loop {
            let left = self.left();
            if let Some(live) = self.lock().get(id) {
                return Ok(Some(Arc::clone(live)));
            }
            let Some(kept) = self.ports.store.find(id).await? else {
                return Ok(None);
            };
            if let Some(live) = self.at_hand(Head::read(&kept)?, left) {
                return Ok(Some(live));
            }
        }
    }

    /// How many plans have left the memory.
    fn left(&self) -> u64 {
        self.left.load(Ordering::Relaxed)
    }

    /// The one plan at hand of a head that was read after so many plans had left the memory. `None` where it must be read again, because it may be
    /// over by now.
    fn at_hand(&self, read: Head, left: u64) -> Option<Arc<Live>> {
        let mut all = self.lock();
        if let Some(live) = all.get(&read.id) {
            return Some(Arc::clone(live));
        }
        let id = read.id.clone();
        if read.state.is_over() {
            drop(all);
            return Some(self.hold(&id, || Arc::new(Live::new(read))));
        }
        if self.left() != left {
            return None;
        }
        let live = Arc::new(Live::new(read));
        all.insert(id, Arc::clone(&live));
        Some(live)
    }

    /// Keeps a plan as it is now, and tells everybody who watches it. One that is over leaves the memory.
    ///
    /// # Errors
    /// The store failed: what is kept is as it was.
    pub async fn keep(&self, live: &Arc<Live>) -> Result<(), StoreError> {
        // What is newer is kept later, whoever keeps it.
        let _keeping = live.keeping().await;
        let kept = live.head(Head::kept);
        let (id, is_over) = (kept.id.clone(), kept.state.is_over());
        // It is at hand before anybody can read it, so that nobody makes another of what they read.
        let is_new = !is_over && self.is_new(&id, live);
        if let Err(cause) = self.ports.store.put(kept).await {
            if is_new {
                self.lock().remove(&id);
            }
            return Err(cause);
        }
        live.tell();
        if is_over {
            let mut all = self.lock();
            all.remove(&id);
            self.left.fetch_add(1, Ordering::Relaxed);
            drop(all);
            self.hold(&id, || Arc::clone(live));
        }
        Ok(())
    }

    /// Has a plan at hand that was not; whether it was not.
    fn is_new(&self, id: &str, live: &Arc<Live>) -> bool {
        match self.lock().entry(id.to_owned()) {
            Entry::Occupied(_) => false,
            Entry::Vacant(place) => {
                place.insert(Arc::clone(live));
                true
            }
        }
    }

    /// The one plan of that id that is over and at hand.
    fn hold(&self, id: &str, new: impl FnOnce() -> Arc<Live>) -> Arc<Live> {
        let mut over = self.over.lock().unwrap_or_else(PoisonError::into_inner);
        over.retain(|_, held| held.strong_count() > 0);
        if let Some(held) = over.get(id).and_then(Weak::upgrade) {
            return held;
        }
        let live = new();
        over.insert(id.to_owned(), Arc::downgrade(&live));
        live
    }

    /// Asks everything that walks and runs to rest, and waits for it. What is not over goes on after the next start.
    pub async fn end(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// Asks everything that walks, runs or is watched to rest. [`Self::end`] waits for it.
    pub fn rest(&self) {
        self.stop.cancel();
    }

    /// Done when everything is asked to rest.
    pub(crate) async fn resting(&self) {
        self.stop.cancelled().await;
    }

    /// Drops plans that have been over for longer than the configuration keeps them; how many there were.
    ///
    /// # Errors
    /// The store failed.
    pub async fn tidy(&self) -> Result<u32, StoreError> {
        let now = self.ports.clock.now();
        let kept = i64::from(self.settings.keep_days) * 86_400_000;
        let before = Timestamp::from_millis(now.as_millis() - kept).unwrap_or(now);
        self.ports.store.remove_over(before).await
    }

    /// How many plans are in each state, but for those that are over.
    #[must_use]
    pub fn by_state(&self) -> Vec<(State, u64)> {
        let all = self.lock();
        let states = State::ALL.into_iter().filter(|state| !state.is_over());
        states
            .map(|state| {
                let here = all.values();
                let count = here.filter(|live| live.head(|head| head.state) == state);
                (state, count.count() as u64)
            })
            .collect()
    }

    /// Counts what became of items and is written down.
    fn count(&self, ended: &[ports::Ended]) {
        for one in ended {
            self.ended[one.outcome as usize].fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How many items had which outcome since this process was started; of outcomes that stay.
    #[must_use]
    pub fn by_outcome(&self) -> Vec<(Outcome, u64)> {
        let all = Outcome::ALL
            .into_iter()
            .filter(|outcome| outcome.is_final());
        all.map(|outcome| {
            let count = self.ended[outcome as usize].load(Ordering::Relaxed);
            (outcome, count)
        })
        .collect()
    }

    /// How many plans of somebody, and of their tokens, are not over.
    fn open_of(&self, budget: &str) -> usize {
        let all = self.lock();
        let theirs = all.values();
        theirs
            .filter(|live| live.head(|head| head.author.budget == budget))
            .count()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Live>>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The store failed.
fn failed(cause: &StoreError) -> Refused {
    error!(%cause, "plans cannot be read or written");
    let code = match cause {
        StoreError::Full => ErrorCode::CannotRecord,
        _ => ErrorCode::Internal,
    };
    let error = ApiError::new(code, "the proxy cannot read or write its plans");
    Box::new(error.remedy("Try again; if it stays, look at the proxy's log and its disk."))
}
