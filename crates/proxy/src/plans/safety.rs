//! What a plan needs besides a role and an approval: a reason, and a sign-in of the last minutes of whoever lets it run. The protected list counts
//! for each item when it runs; budgets of single acts do not count.

use signet_model::plans::{Act, Approval};
use signet_model::{Effect, OperationName};

use super::{Head, Plans};
use crate::asker::Asker;
use crate::service::Refused;

impl Plans {
    /// Whether there is a reason where one is needed.
    ///
    /// # Errors
    /// `reason_required`.
    pub(super) fn check_reason(&self, act: Act, reason: Option<&str>) -> Result<(), Refused> {
        self.check_reason_for(act.operations()[0], act.effect(), reason)
    }

    /// Whether there has been a sign-in lately, where one is needed.
    ///
    /// # Errors
    /// `sign_in_again`.
    pub(super) fn check_sign_in(&self, by: &Asker, act: Act) -> Result<(), Refused> {
        self.check_sign_in_for(act.operations()[0], act.effect(), by)
    }

    /// Both, for whoever lets a plan run. An approved plan needs no sign-in, so that a program has a way.
    ///
    /// # Errors
    /// `reason_required` or `sign_in_again`.
    pub(super) fn check_safety(&self, by: &Asker, head: &Head) -> Result<(), Refused> {
        self.check_reason(head.act, head.reason.as_deref())?;
        match head.approval {
            Approval::Approved { .. } => Ok(()),
            _ => self.check_sign_in(by, head.act),
        }
    }

    /// Both, for whoever is handed out secrets.
    ///
    /// # Errors
    /// `reason_required` or `sign_in_again`.
    pub(super) fn check_reveal(&self, by: &Asker, reason: Option<&str>) -> Result<(), Refused> {
        let operation = OperationName::GetDeviceCredential;
        self.check_reason_for(operation, Effect::Reveal, reason)?;
        self.check_sign_in_for(operation, Effect::Reveal, by)
    }

    fn check_reason_for(
        &self,
        operation: OperationName,
        effect: Effect,
        reason: Option<&str>,
    ) -> Result<(), Refused> {
        let safety = &self.ports.service.safeguards().safety;
        let checked = safety.check_reason(operation, effect, reason);
        // A plan says it in its body, not in a header.
        checked.map_err(|mut refused| {
            refused.field = Some("reason".to_owned());
            let remedy =
                "Say why in `reason`, in at most 200 characters. It is kept in the audit log.";
            Box::new(refused.remedy(remedy))
        })
    }

    fn check_sign_in_for(
        &self,
        operation: OperationName,
        effect: Effect,
        by: &Asker,
    ) -> Result<(), Refused> {
        let safety = &self.ports.service.safeguards().safety;
        safety.check_sign_in(operation, effect, &by.actor, self.ports.clock.now())
    }
}
