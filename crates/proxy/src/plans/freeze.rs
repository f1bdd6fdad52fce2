//! Freezing: what is selected gets its numbers, its hash and what it would hit.

use std::collections::HashMap;
use std::sync::Arc;

use signet_model::api::{ApiError, ErrorCode};
use signet_model::plans::{Act, Approval, Exposure, Item, MAX_ITEMS, State};
use signet_model::roles::PUBLIC_IOT_INSTANCE;
use signet_plans::lifecycle::{self, Event};
use signet_plans::manifest::{Header, Manifest};
use signet_plans::outcome::{ToDo, seen, to_do};
use signet_store::StoreError;
use tracing::error;

use super::exposure::{self, Hit};
use super::walk::{Blocked, Halt};
use super::{Head, Live, Plans, events};
use crate::service::Refused;

/// So many items are read at a time.
const TOGETHER: u32 = 5_000;

/// What is known of items that nothing was written down of.
pub(super) enum Known {
    /// The same of all.
    Seen(&'static str),
    /// By who is on the blacklist.
    Blocked(Blocked),
}

/// What is seen of the items when all of them are gone through.
struct Measured {
    hash: String,
    hit: Hit,
}

impl Plans {
    /// Freezes a plan whose items are numbered: a hash, what it would hit, and whether somebody must approve it.
    ///
    /// # Errors
    /// The store failed, it cannot be recorded, or the plan was cancelled meanwhile.
    pub(super) async fn freeze(
        &self,
        live: &Arc<Live>,
        items: u64,
        known: &Known,
        places: &HashMap<String, u64>,
    ) -> Result<(), Halt> {
        let head = live.head(Clone::clone);
        let measured = self.measure(live, &head, items, Some(known)).await?;
        let exposure = self.exposure(&head, items, measured.hit, places).await?;
        let _turn = live.turn().await;
        let now = self.ports.clock.now();
        let next = |head: &Head| lifecycle::happen(head.state, head.why, Event::Selected);
        let Some((state, why)) = live.head(next) else {
            return Err(Halt::Rests);
        };
        let before = live.change(|head| {
            let before = head.clone();
            head.hash = Some(measured.hash);
            head.frozen_at = Some(now);
            head.items = items;
            head.exposure = Some(exposure);
            (head.why, head.why_text) = (why, None);
            before
        });
        let kept = self.keep_frozen(live, state).await;
        if kept.is_err() {
            live.change(|head| *head = before);
        }
        kept
    }

    /// Says whether somebody must approve it, and keeps it.
    async fn keep_frozen(&self, live: &Arc<Live>, state: State) -> Result<(), Halt> {
        let follows = live.change(|head| {
            let follows = head.starts_at.is_some();
            head.state = if follows { State::Scheduled } else { state };
            follows && approved_with_other(head)
        });
        if follows {
            let event = live.head(|head| events::own(head, events::FROZEN, self.ports.clock.now()));
            // Nothing acts by this: that it begins is written down with the same hash.
            if let Err(cause) = self.ports.service.ports().recorder.append(event).await {
                error!(%cause, "that a plan was frozen cannot be recorded");
            }
        } else {
            self.frozen(live).await?;
        }
        Ok(self.keep(live).await?)
    }

    /// After items were taken out or the settings were changed: a new hash and what the plan would hit now. Nothing is kept yet, and whether
    /// somebody must approve it is the caller's to decide. Who is online is asked again where there are other items than before.
    ///
    /// # Errors
    /// The store failed: the plan is as it was.
    pub(super) async fn refreeze(self: &Arc<Self>, live: &Arc<Live>) -> Result<(), Refused> {
        let again = self.measure_again(live).await;
        let is_another = again.map_err(|halt| stopped(halt, live))?;
        if is_another {
            self.survey_online(Arc::clone(live));
        }
        Ok(())
    }

    async fn measure_again(&self, live: &Arc<Live>) -> Result<bool, Halt> {
        let head = live.head(Clone::clone);
        let tally = self.ports.store.tally(&head.id, 0, MAX_ITEMS).await?;
        let items = tally.outcomes.iter().map(|(_, items)| items).sum();
        let measured = self.measure(live, &head, items, None).await?;
        let before = head.exposure.as_ref();
        let places = before.map(exposure::places).unwrap_or_default();
        let mut exposure = self.exposure(&head, items, measured.hit, &places).await?;
        let is_another = items != before.map_or(0, |before| before.items);
        if !is_another {
            exposure.online = before.and_then(|before| before.online.clone());
        }
        live.change(|head| {
            head.hash = Some(measured.hash);
            head.items = items;
            head.exposure = Some(exposure);
        });
        live.progress(|progress| progress.items = items);
        Ok(is_another)
    }

    /// Goes through all items: their hash, what is protected, what is so already. Writes down what is `known` of those that nothing is known of.
    async fn measure(
        &self,
        live: &Live,
        head: &Head,
        items: u64,
        known: Option<&Known>,
    ) -> Result<Measured, Halt> {
        let mut manifest = Manifest::new(&header(head, items));
        let mut hit = Hit::default();
        let mut after = 0;
        loop {
            let store = &self.ports.store;
            let mut slice = store.items(&head.id, None, None, after, TOGETHER).await?;
            let Some(last) = slice.last() else { break };
            after = last.number;
            if self.stop.is_cancelled() || live.head(|head| head.state.is_over()) {
                return Err(Halt::Rests);
            }
            let mut news = Vec::new();
            for item in &mut slice {
                if let Some(known) = known.filter(|_| item.before.is_empty()) {
                    item.before = known.of(&item.id).to_owned();
                    news.push((item.number, item.before.clone()));
                }
                manifest.item(item);
                let protected = self.is_protected(head, item);
                hit.take(item, protected, is_unfit(head.act, item));
            }
            if !news.is_empty() {
                store.set_before(&head.id, news).await?;
            }
            // A million items are a while.
            tokio::task::yield_now().await;
        }
        Ok(Measured {
            hash: manifest.finish(),
            hit,
        })
    }

    /// Whether an item is on the protected list, by the names that are known of it without asking the cloud.
    fn is_protected(&self, head: &Head, item: &Item) -> bool {
        let names = [Some(item.id.as_str()), item.ca.as_deref()];
        let list = &self.ports.service.safeguards().protected;
        let instance = head.instance_id.as_deref();
        let instance = instance
            .or(head.iot_instance_id.as_deref())
            .unwrap_or(PUBLIC_IOT_INSTANCE);
        list.covers_any(head.act.effect(), instance, names.into_iter().flatten())
    }

    async fn exposure(
        &self,
        head: &Head,
        items: u64,
        hit: Hit,
        places: &HashMap<String, u64>,
    ) -> Result<Exposure, StoreError> {
        let (largest, all) = self.ports.store.places(&head.id, exposure::SHARES).await?;
        let (limits, _) = self.ports.service.usage();
        let shares = exposure::shares(head.act, largest, places);
        Ok(hit.exposure(head.act, items, (shares, all), limits.calls_per_second))
    }
}

impl Known {
    fn of(&self, id: &str) -> &'static str {
        match self {
            Self::Seen(before) => before,
            Self::Blocked(blocked) => blocked.before(id),
        }
    }
}

/// Whether there is nothing to do on an item as it is, or nothing that could be done.
fn is_unfit(act: Act, item: &Item) -> bool {
    item.before != seen::NOT_LOOKED && to_do(act, &item.before) != ToDo::Act
}

/// Whether a plan was approved with the one that it follows: then the approval is one of this hash now.
pub(super) fn approved_with_other(head: &mut Head) -> bool {
    match &mut head.approval {
        Approval::Approved { hash, .. } => {
            *hash = head.hash.clone().unwrap_or_default();
            true
        }
        _ => false,
    }
}

fn header(head: &Head, items: u64) -> Header<'_> {
    Header {
        id: &head.id,
        act: head.act,
        account: &head.account,
        region: &head.region,
        instance_id: head.instance_id.as_deref(),
        iot_instance_id: head.iot_instance_id.as_deref(),
        settings: &head.settings,
        items,
    }
}

/// What somebody is told whose change could not be taken in.
fn stopped(halt: Halt, live: &Live) -> Refused {
    let id = live.head(|head| head.id.clone());
    let (code, text) = match halt.text() {
        Some(text) => (ErrorCode::CannotRecord, text),
        None => (ErrorCode::ShuttingDown, "The proxy is stopping.".to_owned()),
    };
    let error = ApiError::new(code, format!("plan {id} is as it was: {text}"));
    Box::new(error.remedy("Try again; if it stays, look at the proxy's log and its disk."))
}
