//! Approving and rejecting a plan.

use std::sync::Arc;

use signet_model::Violation;
use signet_model::api::{Plan, Tell};
use signet_model::identifiers::Reason;
use signet_model::plans::{Approval, Command};
use signet_plans::approval;

use super::Commands;
use super::running::wrong;
use crate::plans::{Live, events};
use crate::service::Refused;

impl Commands<'_> {
    /// Approves exactly the plan that was seen.
    ///
    /// # Errors
    /// Whoever asks may not, the plan is another or takes it not now, or it cannot be recorded.
    pub(crate) async fn approve(&self, told: Tell) -> Result<Plan, Refused> {
        let live = self.find(&told.id, events::APPROVED).await?;
        let turn = live.turn().await;
        let done = self.approving(&live, told.hash).await;
        drop(turn);
        self.answer(&live, events::APPROVED, done).await
    }

    async fn approving(&self, live: &Arc<Live>, hash: Option<String>) -> Result<(), Refused> {
        // Whether they may is said before what they sent is looked at.
        self.allowed(live, Command::Approve)?;
        let hash = hash.ok_or_else(|| wrong("hash", Violation::Missing))?;
        live.head(|head| self.plans.check_approver(self.by, head, Some(&hash)))?;
        let event = self.event(live, events::APPROVED, None);
        let (subject, now) = (&self.by.actor.subject, self.plans.ports.clock.now());
        let hours = self.plans.settings.valid_hours;
        self.change(live, event, |head| {
            head.approval = approval::approved(subject, &hash, None, hours, now);
        })
        .await
    }

    /// Says no to a plan, and why.
    ///
    /// # Errors
    /// Whoever asks may not, gives no reason, or it cannot be recorded.
    pub(crate) async fn reject(&self, told: Tell) -> Result<Plan, Refused> {
        let live = self.find(&told.id, events::REJECTED).await?;
        let turn = live.turn().await;
        let done = self.rejecting(&live, told.reason).await;
        drop(turn);
        self.answer(&live, events::REJECTED, done).await
    }

    async fn rejecting(&self, live: &Arc<Live>, reason: Option<String>) -> Result<(), Refused> {
        self.allowed(live, Command::Reject)?;
        let reason = reason.ok_or_else(|| wrong("reason", Violation::Missing))?;
        let reason = Reason::parse(reason.trim()).map_err(|rule| wrong("reason", rule))?;
        let event = self.event(live, events::REJECTED, Some(reason.as_str()));
        let (subject, now) = (self.by.actor.subject.clone(), self.plans.ports.clock.now());
        self.change(live, event, |head| {
            head.approval = Approval::Rejected {
                by: subject,
                at: now,
                reason: reason.to_string(),
            };
        })
        .await
    }
}
