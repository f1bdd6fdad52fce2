//! Letting a plan run, rest, go on and end; and undoing what it did.

use std::sync::Arc;

use signet_model::api::{ApiError, Plan, Tell};
use signet_model::identifiers::Reason;
use signet_model::plans::{Approval, Command, State, Why};
use signet_model::{FieldError, Violation};
use signet_plans::approval::Void;
use signet_plans::lifecycle;
use tracing::error;

use super::{Commands, not_now};
use crate::plans::approval::{changed, not_approved};
use crate::plans::{Author, Head, Live, events, failed};
use crate::service::Refused;

impl Commands<'_> {
    /// Lets a plan run that is as it was seen.
    ///
    /// # Errors
    /// Whoever asks may not, the plan is another or is not approved, or it cannot be recorded.
    pub(crate) async fn run(&self, told: Tell) -> Result<Plan, Refused> {
        let live = self.find(&told.id, events::RUN).await?;
        let turn = live.turn().await;
        let done = self.beginning(&live, told).await;
        drop(turn);
        self.answer(&live, events::RUN, done).await
    }

    async fn beginning(&self, live: &Arc<Live>, told: Tell) -> Result<(), Refused> {
        self.allowed(live, Command::Run)?;
        let head = live.head(Clone::clone);
        check_hash(&head, told.hash.as_deref())?;
        let holds = self.plans.approval_holds(&head).await;
        let holds = holds.map_err(|cause| failed(&cause))?;
        let emergency = match (holds, told.emergency) {
            (Ok(()), _) => None,
            (Err(void), why) => Some(self.emergency(&head, void, why)?),
        };
        self.plans.check_safety(self.by, &head)?;
        let (subject, now) = (self.by.actor.subject.clone(), self.plans.ports.clock.now());
        let mut event = self.event(live, events::RUN, head.reason.as_deref());
        if let Some(reason) = &emergency {
            event.operation = events::EMERGENCY.to_owned();
            event.reason = Some(reason.clone());
        }
        self.change(live, event, |head| {
            if let Some(reason) = emergency {
                head.approval = Approval::Emergency {
                    by: subject.clone(),
                    at: now,
                    reason,
                };
            }
            head.run_by = Some(subject);
            head.started_at.get_or_insert(now);
            stand(head, (State::Running, None));
        })
        .await?;
        self.plans.start(Arc::clone(live));
        Ok(())
    }

    /// Why a plan goes without the approval that it needs.
    fn emergency(&self, head: &Head, void: Void, why: Option<String>) -> Result<String, Refused> {
        let lets = self.plans.settings.emergency && void != Void::Rejected;
        match why {
            Some(why) if lets => {
                let reason =
                    Reason::parse(why.trim()).map_err(|violation| wrong("emergency", violation))?;
                Ok(reason.to_string())
            }
            _ => Err(not_approved(head, void, self.plans.settings.emergency)),
        }
    }

    /// Lets a plan rest. One that rests already rests.
    ///
    /// # Errors
    /// Whoever asks may not, or the plan does not run.
    pub(crate) async fn pause(&self, told: Tell) -> Result<Plan, Refused> {
        let live = self.find(&told.id, events::PAUSED).await?;
        let turn = live.turn().await;
        let done = self.pausing(&live).await;
        drop(turn);
        self.answer(&live, events::PAUSED, done).await
    }

    async fn pausing(&self, live: &Arc<Live>) -> Result<(), Refused> {
        let rests = live.head(|head| (head.state, head.why) == (State::Paused, Some(Why::Person)));
        if rests {
            return live
                .head(|head| crate::plans::may::check_command(self.by, head, Command::Pause));
        }
        self.allowed(live, Command::Pause)?;
        self.note_if_possible(self.event(live, events::PAUSED, None))
            .await;
        let subject = &self.by.actor.subject;
        self.told(live, Command::Pause)?;
        live.change(|head| {
            head.why_text = Some(format!(
                "{subject} paused it. It goes on when it is resumed."
            ));
        });
        if let Err(cause) = self.plans.keep(live).await {
            // It rests all the same.
            error!(%cause, "that a plan was paused cannot be kept");
            live.tell();
        }
        Ok(())
    }

    /// Lets a plan go on; for one whose walk failed, the walk begins anew.
    ///
    /// # Errors
    /// Whoever asks may not, the plan does not rest, or it cannot be recorded.
    pub(crate) async fn resume(&self, told: Tell) -> Result<Plan, Refused> {
        let live = self.find(&told.id, events::RESUMED).await?;
        let turn = live.turn().await;
        let done = self.resuming(&live).await;
        drop(turn);
        self.answer(&live, events::RESUMED, done).await
    }

    async fn resuming(&self, live: &Arc<Live>) -> Result<(), Refused> {
        if live.head(|head| head.state == State::Running) {
            return live
                .head(|head| crate::plans::may::check_command(self.by, head, Command::Resume));
        }
        let next = self.allowed(live, Command::Resume)?;
        let head = live.head(Clone::clone);
        let walks = next.0 == State::Selecting;
        if !walks {
            // Whether it expired was asked when it began.
            let void = match &head.approval {
                Approval::Needed => Some(Void::Absent),
                Approval::Rejected { .. } => Some(Void::Rejected),
                _ => None,
            };
            if let Some(void) = void {
                return Err(not_approved(&head, void, false));
            }
            self.plans.check_safety(self.by, &head)?;
        }
        let event = self.event(live, events::RESUMED, None);
        self.change(live, event, |head| stand(head, next)).await?;
        if walks {
            self.plans.select(Arc::clone(live));
        } else {
            self.plans.start(Arc::clone(live));
        }
        Ok(())
    }

    /// Ends a plan for good. What was not begun stays as it is.
    ///
    /// # Errors
    /// Whoever asks may not, the plan is over, or it cannot be kept: then it rests.
    pub(crate) async fn cancel(&self, told: Tell) -> Result<Plan, Refused> {
        let live = self.find(&told.id, events::CANCELLED).await?;
        let turn = live.turn().await;
        let done = self.cancelling(&live).await;
        drop(turn);
        self.answer(&live, events::CANCELLED, done).await
    }

    async fn cancelling(&self, live: &Arc<Live>) -> Result<(), Refused> {
        if live.head(|head| head.state == State::Cancelled) {
            return live
                .head(|head| crate::plans::may::check_command(self.by, head, Command::Cancel));
        }
        self.allowed(live, Command::Cancel)?;
        let event = self.event(live, events::CANCELLED, None);
        self.note_if_possible(event.clone()).await;
        let before = live.head(|head| match (head.state, head.why) {
            // What runs rests at least.
            (State::Running, _) => (State::Paused, Some(Why::Person)),
            stand => stand,
        });
        self.told(live, Command::Cancel)?;
        let (subject, now) = (&self.by.actor.subject, self.plans.ports.clock.now());
        live.change(|head| {
            head.why_text = Some(format!("{subject} cancelled it."));
            head.ended_at = Some(now);
        });
        if let Err(cause) = self.plans.keep(live).await {
            live.change(|head| {
                stand(head, before);
                head.ended_at = None;
            });
            live.tell();
            return Err(self.not_kept(event, &cause).await);
        }
        Ok(())
    }

    /// Makes the plan that undoes what another did, and lets it run.
    ///
    /// # Errors
    /// Whoever asks may not, nothing of it can be undone, or it cannot be recorded.
    pub(crate) async fn undo(&self, told: Tell) -> Result<Plan, Refused> {
        let live = self.find(&told.id, events::UNDONE).await?;
        let turn = live.turn().await;
        let done = self.undoing(&live, told.reason).await;
        drop(turn);
        match done {
            Ok(undoing) => self.plans.shown(self.by, &undoing).await,
            Err(refused) => Err(self.refused(&live, events::UNDONE, refused).await),
        }
    }

    async fn undoing(
        &self,
        live: &Arc<Live>,
        reason: Option<String>,
    ) -> Result<Arc<Live>, Refused> {
        self.allowed(live, Command::Undo)?;
        let act = live.head(|head| head.act.undone_by().unwrap_or(head.act));
        self.plans.check_reason(act, reason.as_deref())?;
        self.plans.check_sign_in(self.by, act)?;
        self.note(self.event(live, events::UNDONE, reason.as_deref()))
            .await?;
        self.plans.undo(live, Author::of(self.by), reason).await
    }

    /// The state changes now, unless something else happened to the plan since it was looked at.
    fn told(&self, live: &Live, command: Command) -> Result<(), Refused> {
        live.change(|head| {
            let next = lifecycle::tell(head.state, head.why, command);
            let next = next.map_err(|_| not_now(head, command))?;
            stand(head, next);
            Ok(())
        })
    }
}

/// The plan is in that state now.
fn stand(head: &mut Head, (state, why): (State, Option<Why>)) {
    head.state = state;
    head.why = why;
    head.why_text = None;
    head.waits_until = None;
}

/// Whether what was seen is what is there.
pub(super) fn check_hash(head: &Head, seen: Option<&str>) -> Result<(), Refused> {
    match seen {
        None => Err(wrong("hash", Violation::Missing)),
        Some(seen) if head.hash.as_deref() == Some(seen) => Ok(()),
        Some(_) => Err(changed(head)),
    }
}

pub(super) fn wrong(field: &str, violation: Violation) -> Refused {
    Box::new(ApiError::from(FieldError {
        field: field.to_owned(),
        violation,
    }))
}
