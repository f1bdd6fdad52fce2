//! Plans as they are shown, to whoever asks: with how far they are, and what may be told to them.

use std::sync::Arc;

use signet_model::api::{Offer, Plan};
use signet_model::plans::{Approval, Command, Item, Outcome, Progress, State};
use signet_plans::approval::Void;
use signet_store::ports::Tally;

use super::approval::not_approved;
use super::{Head, Live, Plans, WantedItems, failed};
use crate::asker::Asker;
use crate::service::Refused;

impl Plans {
    /// Items of a plan, at most `limit`.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn items(
        &self,
        id: &str,
        wanted: &WantedItems,
        limit: u32,
    ) -> Result<Vec<Item>, Refused> {
        let store = &self.ports.store;
        let (outcome, find) = (wanted.outcome, wanted.find.as_deref());
        let items = store.items(id, outcome, find, wanted.after, limit).await;
        items.map_err(|cause| failed(&cause))
    }

    /// A plan as it is now.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn shown(&self, by: &Asker, live: &Arc<Live>) -> Result<Plan, Refused> {
        let progress = self.progress(live).await?;
        Ok(live.head(|head| self.plan(by, head, progress)))
    }

    /// How far a plan is, and from now on whoever watches it knows.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn progress(&self, live: &Arc<Live>) -> Result<Progress, Refused> {
        let head = live.head(Clone::clone);
        let known = live.watch().borrow().clone();
        let is_counted = known.items == head.items && !known.outcomes.is_empty();
        let tally = match head.state {
            State::Selecting => Tally::default(),
            State::Frozen | State::Scheduled => Tally {
                outcomes: vec![(Outcome::Waiting, head.items)],
                causes: Vec::new(),
            },
            // Whoever runs it counts; what ran in a process before this one is counted once.
            _ if is_counted => Tally {
                outcomes: known.outcomes,
                causes: known.causes,
            },
            _ => {
                let tally = self.ports.store.tally(&head.id, 0, head.items).await;
                tally.map_err(|cause| failed(&cause))?
            }
        };
        live.progress(|progress| {
            progress.state = Some(head.state);
            progress.why = head.why;
            progress.listed = head.listed.max(progress.listed);
            progress.walked = head.walked.max(progress.walked);
            progress.items = head.items;
            progress.outcomes = tally.outcomes;
            progress.causes = tally.causes;
            progress.calls = head.calls.max(progress.calls);
            progress.throttled = head.throttled.max(progress.throttled);
            if !head.waves.is_empty() && head.state != State::Running {
                progress.waves = head.waves;
            }
            progress.waits_until = head.waits_until.or(head.starts_at);
            progress.started_at = head.started_at;
            progress.ended_at = head.ended_at;
        });
        Ok(live.watch().borrow().clone())
    }

    fn plan(&self, by: &Asker, head: &Head, progress: Progress) -> Plan {
        let offer = |command: Command| {
            let allowed = self.allowed(by, head, command).map(|_| ());
            let refusal = match (allowed, command) {
                (Ok(()), Command::Run) => self.may_begin(by, head),
                (allowed, _) => allowed,
            };
            Offer {
                command,
                refusal: refusal.err().map(|refused| refused.code),
            }
        };
        Plan {
            id: head.id.clone(),
            title: head.title.clone(),
            act: head.act,
            account: head.account.clone(),
            region: head.region.clone(),
            instance_id: head.instance_id.clone(),
            iot_instance_id: head.iot_instance_id.clone(),
            author: head.author.subject.clone(),
            created_at: head.created_at,
            reason: head.reason.clone(),
            selection: head.selection.clone(),
            settings: head.settings.clone(),
            state: head.state,
            why: head.why,
            why_text: head.why_text.clone(),
            hash: head.hash.clone(),
            frozen_at: head.frozen_at,
            bad_lines: head.bad_lines.clone(),
            bad_lines_total: head.bad_lines_total,
            duplicates: head.duplicates,
            other_side: head.other_side,
            exposure: head.exposure.clone(),
            approval: head.approval.clone(),
            emergency: head.approval == Approval::Needed && self.settings.emergency,
            after: head.after.clone(),
            starts_at: head.starts_at,
            secrets: head.secrets,
            progress,
            commands: Command::ALL.into_iter().map(offer).collect(),
        }
    }

    /// Whether a plan may begin, as far as that is known without asking anybody.
    fn may_begin(&self, by: &Asker, head: &Head) -> Result<(), Refused> {
        let void = match &head.approval {
            Approval::Needed => Some(Void::Absent),
            Approval::Rejected { .. } => Some(Void::Rejected),
            Approval::Approved { until, .. } if self.ports.clock.now() >= *until => {
                Some(Void::Expired(*until))
            }
            _ => None,
        };
        match void {
            Some(void) => Err(not_approved(head, void, false)),
            None => self.check_safety(by, head),
        }
    }
}
