//! After a start: what the last process left behind is settled, and what ran goes on.

use std::sync::Arc;

use signet_model::plans::{State, Why};
use signet_plans::lifecycle::{self, Event};
use signet_store::{RESTORED, StoreError};
use tracing::{error, info};

use super::run::Runner;
use super::{Head, Live, Plans, events};

/// So many plans are read together.
const TOGETHER: u32 = 100;
/// Under which it is kept which restore was noticed.
const NOTICED: &str = "restored plans";

impl Plans {
    /// Takes up everything that is not over. To be called once, after the start.
    ///
    /// # Errors
    /// The store failed.
    pub async fn recover(self: &Arc<Self>) -> Result<(), StoreError> {
        let meta = &self.ports.meta;
        let restored = meta.get(RESTORED).await?;
        let is_restored = restored.is_some() && restored != meta.get(NOTICED).await?;
        let mut before: Option<String> = None;
        loop {
            let store = &self.ports.store;
            let page = store.list(&[], before.as_deref(), TOGETHER).await?;
            let Some(last) = page.last() else { break };
            before = Some(last.id.clone());
            for kept in page {
                let head = Head::read(&kept)?;
                let is_left = head.state == State::Cancelled || head.handed_out.is_some();
                if !head.state.is_over() || is_left {
                    self.take_up(&head, is_restored).await?;
                }
            }
        }
        if is_restored {
            meta.set(NOTICED, restored.as_deref()).await?;
        }
        Ok(())
    }

    async fn take_up(self: &Arc<Self>, head: &Head, is_restored: bool) -> Result<(), StoreError> {
        let Some(live) = self.find(&head.id).await? else {
            return Ok(());
        };
        if head.handed_out.is_some() {
            self.wipe_later(Arc::clone(&live));
        }
        if is_restored && self.rests_as_restored(&live).await? {
            return Ok(());
        }
        match (head.state, head.why) {
            (State::Running, _) => self.start(live),
            // It finds out again what it rests for.
            (State::Paused, Some(why)) if why.passes() => {
                live.change(|head| {
                    let passed = lifecycle::happen(head.state, head.why, Event::Passed);
                    if let Some((state, why)) = passed {
                        (head.state, head.why, head.why_text) = (state, why, None);
                        head.waits_until = None;
                    }
                });
                self.start(live);
            }
            (State::Selecting, None) if head.is_complete || !head.selection.takes_list() => {
                self.select(Arc::clone(&live));
                if head.starts_at.is_some() {
                    self.schedule(live);
                }
            }
            (State::Scheduled, _) => self.schedule(live),
            (State::Frozen, _) => self.survey_online(live),
            (State::Paused | State::Stopped | State::Cancelled, _) => self.settle(live),
            (State::Selecting | State::Finished, _) => {}
        }
        Ok(())
    }

    /// What was done since the backup is not known: nothing goes on by itself.
    async fn rests_as_restored(&self, live: &Arc<Live>) -> Result<bool, StoreError> {
        let happened = live.change(|head| {
            let (state, why) = lifecycle::happen(head.state, head.why, Event::Restored)?;
            (head.state, head.why) = (state, why);
            head.waits_until = None;
            head.why_text = Some(
                "The store was restored from a backup: what was done since then is not known to it. Look at the audit log and at the cloud, then resume the plan or cancel it."
                    .to_owned(),
            );
            Some(events::own(head, events::PAUSED, self.ports.clock.now()))
        });
        let Some(mut event) = happened else {
            return Ok(false);
        };
        let why = serde_json::to_value(Why::Restored).unwrap_or_default();
        event.object.insert("why".to_owned(), why);
        self.keep(live).await?;
        info!(
            plan = live.head(|head| head.id.clone()),
            "a plan of a restored store rests"
        );
        if let Err(cause) = self.ports.service.ports().recorder.append(event).await {
            error!(%cause, "that a plan of a restored store rests cannot be recorded");
        }
        Ok(true)
    }

    /// Finds out in the background what became of items of a plan that does not run, and that an earlier process began.
    fn settle(self: &Arc<Self>, live: Arc<Live>) {
        let plans = Arc::clone(self);
        self.tasks.spawn(async move {
            let _alone = live.run_alone().await;
            while !plans.stop.is_cancelled() && !live.head(|head| head.state == State::Running) {
                match Runner::settle(&plans, &live).await {
                    Ok(true) => return,
                    Ok(false) => {}
                    Err(cause) => error!(%cause, "what was begun cannot be settled yet"),
                }
                plans.rested(super::run::LOOK_AGAIN).await;
            }
        });
    }
}
