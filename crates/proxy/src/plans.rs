//! Plans: selected, frozen, shown, approved, run and proved. They live here and outlast the browser and the process.
//!
//! What may happen to a plan, and what is done next, is decided by `signet-plans`; what is kept is the store's business; what is sent goes through
//! the service like everything else.

mod author;
mod exposure;
mod follow;
mod freeze;
mod head;
mod live;
mod recover;
mod run;
mod secrets;
mod select;
mod surveys;
mod walk;

pub use head::{Author, HandOut, Head};
pub use live::Live;
pub use surveys::Survey;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use signet_model::plans::State;
use signet_store::StoreError;
use signet_store::ports;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::clock::Clock;
use crate::grants::Grants;
use crate::service::Service;

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
    /// Those that are not over, and those that somebody looks at.
    live: Mutex<HashMap<String, Arc<Live>>>,
    /// What walks and runs.
    tasks: TaskTracker,
    /// Asked to rest, because the process ends.
    stop: CancellationToken,
}

impl Plans {
    /// Nothing walks or runs yet.
    #[must_use]
    pub fn new(ports: PlanPorts) -> Self {
        Self {
            ports,
            live: Mutex::default(),
            tasks: TaskTracker::new(),
            stop: CancellationToken::new(),
        }
    }

    /// The plan of that id, taken from the store where it is not at hand.
    ///
    /// # Errors
    /// The store failed.
    pub async fn find(&self, id: &str) -> Result<Option<Arc<Live>>, StoreError> {
        if let Some(live) = self.lock().get(id) {
            return Ok(Some(Arc::clone(live)));
        }
        let Some(kept) = self.ports.store.find(id).await? else {
            return Ok(None);
        };
        let head = Head::read(&kept)?;
        if head.state.is_over() {
            return Ok(Some(Arc::new(Live::new(head))));
        }
        // Whoever was faster has it.
        let mut all = self.lock();
        let live = all
            .entry(id.to_owned())
            .or_insert_with(|| Arc::new(Live::new(head)));
        Ok(Some(Arc::clone(live)))
    }

    /// Keeps a plan as it is now, and tells everybody who watches it. One that is over leaves the memory.
    ///
    /// # Errors
    /// The store failed: what is kept is as it was.
    pub async fn keep(&self, live: &Arc<Live>) -> Result<(), StoreError> {
        let kept = live.head(Head::kept);
        let (id, is_over) = (kept.id.clone(), kept.state.is_over());
        self.ports.store.put(kept).await?;
        live.tell();
        let mut all = self.lock();
        if is_over {
            all.remove(&id);
        } else {
            all.insert(id, Arc::clone(live));
        }
        Ok(())
    }

    /// Asks everything that walks and runs to rest, and waits for it. What is not over goes on after the next start.
    pub async fn end(&self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// How many plans run now.
    #[must_use]
    pub fn running(&self) -> usize {
        let all = self.lock();
        all.values()
            .filter(|live| live.head(|head| head.state == State::Running))
            .count()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Live>>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
