//! Plans that come of others: what follows one, and what undoes it. Both select what the other did, and begin by themselves when it is time.

mod again;

use std::sync::Arc;
use std::time::Duration;

use signet_model::Timestamp;
use signet_model::plans::{Act, Approval, Selection, Settings, State};
use signet_plans::lifecycle::{self, Event};
use signet_store::StoreError;
use tokio::time::sleep;
use tracing::{error, info, warn};

use super::{Author, Head, Live, NewPlan, Plans, events, failed};
use crate::service::Refused;

/// A plan that waits for its time looks this often what became of its items.
const LOOK_EVERY: Duration = Duration::from_secs(3600);
/// A clock that is set is noticed this soon.
const CLOCK: Duration = Duration::from_secs(30);
/// For so long after its time an approval that was taken over lets the plan begin.
const STILL_APPROVED: i64 = 24 * HOUR;

const HOUR: i64 = 3_600_000;

impl Plans {
    /// Makes the plan that undoes what another did, and runs it. That `author` may, and that the other is over or rests, is the caller's to see to.
    ///
    /// # Errors
    /// Nothing of it can be undone, or the store failed.
    pub(super) async fn undo(
        self: &Arc<Self>,
        live: &Arc<Live>,
        author: Author,
        reason: Option<String>,
    ) -> Result<Arc<Live>, Refused> {
        let head = live.head(Clone::clone);
        let act = head.act.undone_by().unwrap_or(head.act);
        let title = format!("Undo: {}", head.title);
        let mut undoing = self.after(&head, act, &title, author);
        undoing.reason = reason.or(head.reason);
        undoing.starts_at = Some(undoing.created_at);
        self.make(undoing).await.map_err(|cause| failed(&cause))
    }

    /// Makes the plan that follows one that is finished, where one does.
    pub(super) async fn follow(self: &Arc<Self>, live: &Arc<Live>) {
        let head = live.head(Clone::clone);
        let Some(settings) = &head.settings.follow_up else {
            return;
        };
        let title = format!("Delete what was inactivated: {}", head.title);
        let author = head.author.clone();
        let mut next = self.after(&head, Act::DeleteCertificate, &title, author);
        let after = i64::from(settings.delete_after_hours) * HOUR;
        let starts_at = later(head.ended_at.unwrap_or(next.created_at), after);
        next.reason = head.reason.clone();
        next.starts_at = Some(starts_at);
        // Whoever approved the one approved the other: it is in the manifest.
        if let Approval::Approved { until, .. } = &head.approval {
            let until = later(starts_at, STILL_APPROVED).max(*until);
            next.approval = head.approval.clone();
            if let Approval::Approved {
                until: until_then, ..
            } = &mut next.approval
            {
                *until_then = until;
            }
        }
        while let Err(cause) = self.make(next.clone()).await {
            error!(plan = head.id, %cause, "the plan that follows cannot be kept yet");
            self.rested(CLOCK).await;
            if self.stop.is_cancelled() {
                return;
            }
        }
    }

    /// The head of a plan over what another did.
    fn after(&self, other: &Head, act: Act, title: &str, author: Author) -> Head {
        let ports = self.ports.service.ports();
        let nonce = ports.nonces.next();
        let mut head = Head::new(NewPlan {
            id: format!("pl-{}", &nonce[nonce.len().saturating_sub(10)..]),
            title: title.chars().take(100).collect(),
            act,
            account: other.account.clone(),
            region: other.region.clone(),
            instance_id: other.instance_id.clone(),
            iot_instance_id: other.iot_instance_id.clone(),
            author,
            created_at: self.ports.clock.now(),
            reason: None,
            selection: Selection::DoneBy {
                plan: other.id.clone(),
            },
            settings: Settings {
                waves: other.settings.waves.clone(),
                gate: other.settings.gate.clone(),
                quiet_hours: other.settings.quiet_hours.clone(),
                ..Settings::default()
            },
        });
        head.after = Some(other.id.clone());
        head.is_complete = true;
        head
    }

    async fn make(self: &Arc<Self>, head: Head) -> Result<Arc<Live>, StoreError> {
        let live = Arc::new(Live::new(head));
        let event = live.head(|head| events::own(head, events::CREATED, head.created_at));
        self.keep(&live).await?;
        let recorder = &self.ports.service.ports().recorder;
        if let Err(cause) = recorder.append(event).await {
            // Nothing acts by this: that it begins is written down.
            warn!(%cause, "that a plan was made cannot be recorded");
        }
        self.select(Arc::clone(&live));
        self.schedule(Arc::clone(&live));
        Ok(live)
    }

    /// Lets a plan begin when its time has come, in the background. For one that selects still, as soon as it has.
    pub(super) fn schedule(self: &Arc<Self>, live: Arc<Live>) {
        let plans = Arc::clone(self);
        self.tasks.spawn(async move {
            let mut looked_at = plans.ports.clock.now();
            while !plans.stop.is_cancelled() {
                let now = plans.ports.clock.now();
                let wait = match live.head(|head| (head.state, head.starts_at)) {
                    (State::Selecting, Some(_)) => CLOCK,
                    (State::Scheduled, Some(starts_at)) if starts_at <= now => {
                        if plans.begin_by_itself(&live).await {
                            return;
                        }
                        CLOCK
                    }
                    (State::Scheduled, Some(starts_at)) => {
                        let every = i64::try_from(LOOK_EVERY.as_millis()).unwrap_or(i64::MAX);
                        if now.as_millis() - looked_at.as_millis() >= every {
                            looked_at = now;
                            plans.look_again(&live).await;
                        }
                        let left = starts_at.as_millis() - now.as_millis();
                        Duration::from_millis(u64::try_from(left).unwrap_or_default()).min(CLOCK)
                    }
                    _ => return,
                };
                tokio::select! {
                    () = sleep(wait) => {}
                    () = live.told() => {}
                    () = plans.stop.cancelled() => return,
                }
            }
        });
    }

    /// The time of a plan has come. `false` where that cannot be kept yet.
    async fn begin_by_itself(self: &Arc<Self>, live: &Arc<Live>) -> bool {
        if !self.look_again(live).await {
            return false;
        }
        let _turn = live.turn().await;
        let head = live.head(Clone::clone);
        let holds = match self.approval_holds(&head).await {
            Ok(holds) => holds,
            Err(cause) => {
                error!(plan = head.id, %cause, "whether a plan may begin cannot be read");
                return false;
            }
        };
        let now = self.ports.clock.now();
        let (event, text) = match &holds {
            Ok(()) => (Event::Due, None),
            Err(void) => (
                Event::NotApproved,
                Some(format!(
                    "It did not begin by itself: {void}. Have it approved, then let it run."
                )),
            ),
        };
        let Some((state, why)) = lifecycle::happen(head.state, head.why, event) else {
            return true;
        };
        if holds.is_ok() {
            let begun = events::own(&head, events::RUN, now);
            if let Err(cause) = self.ports.service.ports().recorder.append(begun).await {
                error!(plan = head.id, %cause, "that a plan begins cannot be recorded");
                return false;
            }
        }
        live.change(|head| {
            (head.state, head.why, head.why_text) = (state, why, text);
            if state == State::Running {
                head.run_by = Some(head.author.subject.clone());
                head.started_at = Some(now);
            }
        });
        if let Err(cause) = self.keep(live).await {
            error!(plan = head.id, %cause, "that a plan begins cannot be kept");
            live.change(|there| *there = head);
            live.tell();
            return false;
        }
        info!(
            plan = head.id,
            state = state.as_str(),
            "the time of a plan has come"
        );
        if state == State::Running {
            self.start(Arc::clone(live));
        }
        true
    }
}

fn later(moment: Timestamp, millis: i64) -> Timestamp {
    Timestamp::from_millis(moment.as_millis().saturating_add(millis)).unwrap_or(moment)
}
