//! One act of a plan on one item: as a single act, but for the safeguards that are about single acts. Budgets, reasons and sign-ins were asked
//! for when the plan was let run; policy, grants and the protected list are asked now.

use std::sync::Arc;

use signet_model::api::ErrorCode;

use super::acts::Looked;
use super::journal::Journal;
use super::way::{Calls, Way};
use super::{Actor, Before, Priority, Proxied, Refused, Service, Target, refusal};
use crate::record::Ending;

/// An act that may be made: it was asked for and looked at, and nothing was sent.
pub struct Ready<'a, O> {
    service: &'a Service,
    journal: Journal<'a>,
    operation: &'a O,
    target: Arc<Target>,
    looked: Looked<'a>,
    calls: &'a Calls,
}

/// An act that was made, or tried.
#[derive(Debug)]
pub struct Made<Output> {
    /// How it ended.
    pub ending: Ending,
    /// What came of it.
    pub result: Result<Output, Refused>,
}

impl Service {
    /// Asks whether an act of a plan may be made, waits for its turn, and looks at what it would replace. `act` is its name in the audit log.
    ///
    /// # Errors
    /// It may not, or nothing could be seen. Nothing was sent but reads.
    pub async fn ready<'a, O: Proxied>(
        &'a self,
        actor: &'a Actor,
        operation: &'a O,
        act: String,
        calls: &'a Calls,
    ) -> Result<Ready<'a, O>, Refused> {
        let journal = self.journal_of(actor, operation, Some(act));
        let asked = async {
            let (product, effect) = (O::NAME.spec().product, operation.effect());
            self.policy.check(product, effect, O::NAME)?;
            let found = self.granted(actor, operation, Priority::Plan).await?;
            self.safeguards.protected.check(operation)?;
            let target = self.place_of(operation, found).await?;
            let way = Way::planned(&target, calls);
            let looked = self.look_first(operation, way).await?;
            Ok::<_, Refused>((target, looked))
        };
        match asked.await {
            Ok((target, looked)) => Ok(Ready {
                service: self,
                journal,
                operation,
                target,
                looked,
                calls,
            }),
            Err(refused) => {
                journal.refused(&refused).await;
                Err(refused)
            }
        }
    }

    /// Settles an act that an earlier process may have made, by what it saw before.
    ///
    /// # Errors
    /// It is not known where the act went.
    pub async fn take_up<O: Proxied>(
        &self,
        actor: &Actor,
        operation: &O,
        act: String,
        before: &Before,
        calls: &Calls,
    ) -> Result<Made<O::Output>, Refused> {
        let target = self.place_of(operation, None).await?;
        let journal = self.journal_of(actor, operation, Some(act));
        let way = Way::planned(&target, calls);
        let (ending, result) = self.settled(&journal, operation, before, way).await;
        Ok(Made { ending, result })
    }

    /// Whether the cloud answers in an account and region at all: whatever it says.
    pub async fn answers<O: Proxied>(&self, operation: &O, account: &str, region: &str) -> bool {
        let iot = self.iot_instances.iter().map(|instance| &instance.target);
        let target = self
            .targets
            .iter()
            .chain(iot)
            .find(|target| target.account.name == account && target.region == region)
            .or(self.targets.first());
        let Some(target) = target else {
            return false;
        };
        let answer = self.once(operation, Way::new(target, Priority::Plan)).await;
        let silent = [ErrorCode::CloudUnreachable, ErrorCode::AnswerLost];
        !answer.is_err_and(|refused| silent.contains(&refused.code))
    }

    async fn place_of<O: Proxied>(
        &self,
        operation: &O,
        found: Option<Arc<Target>>,
    ) -> Result<Arc<Target>, Refused> {
        let place = self.destination(operation.scope(), found, Priority::Plan);
        place.await?.ok_or_else(refusal::no_targets)
    }
}

impl<O: Proxied> Ready<'_, O> {
    /// What was seen just now.
    #[must_use]
    pub const fn before(&self) -> &Before {
        &self.looked.before
    }

    /// Records, acts, and records again.
    ///
    /// # Errors
    /// `cannot_record`: nothing was sent.
    pub async fn make(self) -> Result<Made<O::Output>, Refused> {
        self.journal.intent(&self.target).await?;
        let way = Way::planned(&self.target, self.calls);
        let before = &self.looked.before;
        let made = self
            .service
            .made(&self.journal, self.operation, before, way);
        let (ending, result) = made.await;
        Ok(Made { ending, result })
    }
}
