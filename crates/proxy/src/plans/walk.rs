//! Walking the cloud for a plan, in its author's name: a page after the other, group beside group, with patience where waiting helps. What a page of a
//! list means for the walk is decided in [`steps`], without I/O.

mod asking;
mod blacklist;
mod certificates;
mod clients;
mod looking;
mod steps;

pub(super) use asking::Halt;
pub(super) use blacklist::Blocked;
pub(super) use clients::ClientPages;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use signet_model::identifiers::{InstanceId, IotInstanceId};
use signet_model::operations::OperationName;
use signet_model::plans::{Act, Selection, State};
use signet_store::ports::{self, Found, NewItem};
use tokio::task::JoinSet;
use tokio::time::Instant;

use super::{Live, Plans};
use crate::service::{Actor, Proxied};

/// So many identities are gathered before they are written down.
const GATHERED: usize = 2_000;
/// So many lists are walked, and identities looked at, side by side.
const SIDE_BY_SIDE: usize = 8;
/// How far it is is told this often at most.
const TOLD_EVERY: Duration = Duration::from_millis(250);
/// No instance has so many; a cloud that shows more shows anything.
const MOST_WALKED: u64 = 10_000_000;

/// A walk for one plan.
pub(super) struct Walk {
    plans: Arc<Plans>,
    live: Arc<Live>,
    actor: Actor,
    /// The plan.
    id: String,
    act: Act,
    instance: Option<InstanceId>,
    iot_instance: Option<IotInstanceId>,
    walked: AtomicU64,
    told: Mutex<Instant>,
    /// How many identities each group or CA has in all, as far as that was seen.
    places: Mutex<HashMap<String, u64>>,
}

impl Walk {
    /// A walk that has not begun.
    ///
    /// # Errors
    /// The store failed, or the plan is of no place that could be.
    pub(super) async fn new(plans: &Arc<Plans>, live: &Arc<Live>) -> Result<Arc<Self>, Halt> {
        let head = live.head(Clone::clone);
        let instance = head.instance_id.as_deref().map(InstanceId::parse);
        let iot_instance = head.iot_instance_id.as_deref().map(IotInstanceId::parse);
        Ok(Arc::new(Self {
            actor: plans.actor(&head).await?,
            plans: Arc::clone(plans),
            live: Arc::clone(live),
            id: head.id,
            act: head.act,
            instance: instance.transpose()?,
            iot_instance: iot_instance.transpose()?,
            walked: AtomicU64::new(0),
            told: Mutex::new(Instant::now()),
            places: Mutex::default(),
        }))
    }

    /// How many identities each group or CA has in all, as far as that was seen.
    pub(super) fn places(&self) -> HashMap<String, u64> {
        self.places_here().clone()
    }

    /// How many identities were shown.
    pub(super) fn walked(&self) -> u64 {
        self.walked.load(Ordering::Relaxed)
    }

    /// Where its items come from.
    pub(super) fn selection(&self) -> Selection {
        self.live.head(|head| head.selection.clone())
    }

    /// Whether the act is about the blacklist, and not about credentials.
    pub(super) const fn is_about_blacklist(&self) -> bool {
        matches!(self.act, Act::Blacklist | Act::Lift | Act::CutOff)
    }

    /// Where what is found is kept, and under which plan.
    pub(super) fn kept_in(&self) -> (&dyn ports::Plans, &str) {
        (&*self.plans.ports.store, &self.id)
    }

    /// Where it is kept what surveys saw, and of which instance.
    ///
    /// # Errors
    /// The plan is of no ApsaraMQ for MQTT instance.
    pub(super) fn surveyed(&self) -> Result<(&dyn ports::Sightings, String), Halt> {
        Ok((&*self.plans.ports.sightings, self.instance()?.to_string()))
    }

    /// Tells that more was listed.
    pub(super) fn tell_listed(&self, more: u64) {
        let listed = self.live.change(|head| {
            head.listed += more;
            head.listed
        });
        self.live.progress(|progress| progress.listed = listed);
    }

    /// The ApsaraMQ for MQTT instance.
    fn instance(&self) -> Result<InstanceId, Halt> {
        let instance = self.instance.clone();
        instance.ok_or_else(|| Halt::Failed("The plan names no instance.".to_owned()))
    }

    /// Asks the cloud, as long as the plan is selected.
    async fn ask<O: Proxied + Clone>(&self, operation: &O) -> Result<O::Output, Halt> {
        let answer = self
            .plans
            .ask_patiently(&self.actor, operation, || self.is_wanted());
        answer.await
    }

    /// Whether the plan still selects.
    fn is_wanted(&self) -> bool {
        self.live.head(|head| head.state == State::Selecting)
    }

    /// Writes down what was found; how many of it were new.
    async fn found(&self, items: Vec<NewItem>) -> Result<u64, Halt> {
        if items.is_empty() {
            return Ok(0);
        }
        let store = &self.plans.ports.store;
        Ok(store.found(&self.id, Found::Walked, items).await?)
    }

    /// Tells that more was shown, from time to time.
    fn tell(&self, more: usize) -> Result<(), Halt> {
        let more = more as u64;
        let walked = self.walked.fetch_add(more, Ordering::Relaxed) + more;
        if walked > MOST_WALKED {
            return Err(Halt::Failed(format!(
                "The walk showed more than {MOST_WALKED} identities and was ended. Limit the plan to some groups."
            )));
        }
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.elapsed() >= TOLD_EVERY {
            *told = Instant::now();
            self.live.progress(|progress| progress.walked = walked);
        }
        Ok(())
    }

    fn has(&self, place: &str, more: u64) {
        *self.places_here().entry(place.to_owned()).or_default() += more;
    }

    fn places_here(&self) -> MutexGuard<'_, HashMap<String, u64>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does something with each, some side by side; the first trouble ends it all.
pub(super) async fn side_by_side<T, F, Done>(
    each: impl IntoIterator<Item = T>,
    act: F,
) -> Result<(), Halt>
where
    F: Fn(T) -> Done,
    Done: Future<Output = Result<(), Halt>> + Send + 'static,
{
    let mut waiting = each.into_iter();
    let mut busy = JoinSet::new();
    for one in waiting.by_ref().take(SIDE_BY_SIDE) {
        busy.spawn(act(one));
    }
    while let Some(ended) = busy.join_next().await {
        ended.map_err(|broken| Halt::Failed(format!("The proxy failed: {broken}.")))??;
        if let Some(one) = waiting.next() {
            busy.spawn(act(one));
        }
    }
    Ok(())
}

/// What is said of a list that leads in a circle.
fn goes_round(what: &str) -> Halt {
    Halt::Failed(format!(
        "The cloud shows the same again at {what} and says that there is more, so that nobody knows what is missing."
    ))
}

/// What is said of an identity that the cloud shows and nobody could name in a call.
fn cannot_be(operation: OperationName, found: &str, why: &impl std::fmt::Display) -> Halt {
    let found: String = found
        .chars()
        .filter(|c| !c.is_control())
        .take(100)
        .collect();
    Halt::Failed(format!(
        "{operation} shows {found:?}, which cannot be called by its name: {why}."
    ))
}
