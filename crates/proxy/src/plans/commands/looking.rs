//! What whoever asks may know of plans.

use std::sync::Arc;

use signet_model::api::{Items, Plan, Plans as Listed};
use signet_model::plans::{Outcome, State};

use super::Commands;
use crate::plans::{Head, Live, failed, may};
use crate::service::Refused;

/// Plans are read from the store so many at a time.
const PAGE: u32 = 100;

/// Which plans somebody asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// In these states; in any where empty.
    pub(crate) states: Vec<State>,
    /// In this instance of either product, or `public`.
    pub(crate) instance: Option<String>,
    /// Made before that one.
    pub(crate) before: Option<String>,
    /// At most so many.
    pub(crate) limit: u32,
}

/// Which items somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WantedItems {
    /// With this outcome.
    pub(crate) outcome: Option<Outcome>,
    /// Whose id begins with this.
    pub(crate) find: Option<String>,
    /// After that number.
    pub(crate) after: u64,
    /// At most so many.
    pub(crate) limit: u32,
}

impl Commands<'_> {
    /// One plan.
    ///
    /// # Errors
    /// There is none that whoever asks may know of, or the store failed.
    pub(crate) async fn show(&self, id: &str) -> Result<Plan, Refused> {
        let live = self.known(id).await?;
        self.plans.shown(self.by, &live).await
    }

    /// Plans that whoever asks may know of, newest first.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn list(&self, wanted: Wanted) -> Result<Listed, Refused> {
        let most = wanted.limit as usize;
        let mut before = wanted.before.clone();
        let mut plans = Vec::new();
        loop {
            let (store, left) = (&self.plans.ports.store, self.plans.left());
            let page = store.list(&wanted.states, before.as_deref(), PAGE).await;
            let page = page.map_err(|cause| failed(&cause))?;
            let is_last = page.len() < PAGE as usize;
            for kept in page {
                before = Some(kept.id.clone());
                let read = Head::read(&kept).map_err(|cause| failed(&cause))?;
                let fits = wanted.instance.is_none() || wanted.instance == Some(read.instance());
                if !fits || !may::shows(self.by, &read) {
                    continue;
                }
                if plans.len() == most {
                    let next = plans.last().map(|plan: &Plan| plan.id.clone());
                    return Ok(Listed { plans, next });
                }
                let id = read.id.clone();
                let live = match self.plans.at_hand(read, left) {
                    Some(live) => live,
                    None => match self.plans.find(&id).await {
                        Ok(Some(live)) => live,
                        Ok(None) => continue,
                        Err(cause) => return Err(failed(&cause)),
                    },
                };
                plans.push(self.plans.shown(self.by, &live).await?);
            }
            if is_last {
                return Ok(Listed { plans, next: None });
            }
        }
    }

    /// Items of a plan, by number.
    ///
    /// # Errors
    /// There is no such plan, or the store failed.
    pub(crate) async fn items(&self, id: &str, wanted: &WantedItems) -> Result<Items, Refused> {
        let live = self.known(id).await?;
        let id = live.head(|head| head.id.clone());
        let mut items = self
            .plans
            .items(&id, wanted, wanted.limit.saturating_add(1))
            .await?;
        let has_more = items.len() > wanted.limit as usize;
        items.truncate(wanted.limit as usize);
        let next = items.last().filter(|_| has_more).map(|item| item.number);
        Ok(Items { items, next })
    }

    /// A plan at hand, for what watches it or reads all of it.
    ///
    /// # Errors
    /// There is none that whoever asks may know of, or the store failed.
    pub(crate) async fn known(&self, id: &str) -> Result<Arc<Live>, Refused> {
        self.find(id, "PlanShown").await
    }
}
