//! What stands between a role and an act, in the order in which it is asked.

use signet_model::Timestamp;

use super::{Actor, Budgets, Protected, Proxied, Refused, Safety};

/// What stands between a role and an act.
#[derive(Debug, Default)]
pub struct Safeguards {
    /// What needs a reason or a recent sign-in.
    pub safety: Safety,
    /// What single acts may not destroy or suspend.
    pub protected: Protected,
    /// How many single acts a person may make.
    pub budgets: Budgets,
}

impl Safeguards {
    /// Checks everything that may be known before the cloud is asked. Takes nothing out of a budget.
    pub(super) fn check<O: Proxied>(
        &self,
        actor: &Actor,
        operation: &O,
        now: Timestamp,
    ) -> Result<(), Refused> {
        let effect = operation.effect();
        let reason = actor.reason.as_deref();
        self.safety.check_reason(O::NAME, effect, reason)?;
        self.safety.check_sign_in(O::NAME, effect, actor, now)?;
        self.protected.check(operation)?;
        self.budgets.check(&actor.budget, O::NAME, effect, now)
    }
}
