//! What happens to an operation, stage by stage: does this proxy do it at all → do the actor's grants reach it → reason, recent sign-in, protected
//! list, budget → is the instance known → record the intent → quota → sign → send → settle what is unclear → record the outcome.
//!
//! Knows nothing of how requests come in. Time, randomness, the cloud and the record are handed in.

mod actor;
mod acts;
mod authorise;
mod budgets;
mod called;
mod directory;
mod journal;
mod may;
mod planned;
mod protected;
mod proxied;
mod refusal;
mod safeguards;
mod safety;
mod send;
mod target;
mod turns;
mod way;

pub use actor::{Actor, Priority};
pub use authorise::Policy;
pub use budgets::{BudgetLimits, Budgets, WINDOW_MS};
pub use directory::Directory;
pub(crate) use may::{check, lacks_approver};
pub use planned::{Made, Ready};
pub use protected::Protected;
pub use proxied::{Before, Part, Proxied, Reader, Settled};
pub use refusal::Refused;
pub use safeguards::Safeguards;
pub use safety::Safety;
pub use target::{Account, IotInstance, Target};
pub use way::Calls;

use std::sync::Arc;

use signet_model::Effect;
use signet_store::ports::Notes;
use tokio_util::task::TaskTracker;
use tracing::{Instrument, warn};

use crate::authorities::Authorities;
use crate::clock::Clock;
use crate::nonce::Nonces;
use crate::people::Refusals;
use crate::quota::{Quota, QuotaLimits};
use crate::record::Recorder;
use crate::spans;
use crate::upstream::Upstream;

use turns::Turns;
use way::Way;

/// The outside world, as handed in.
#[derive(Clone)]
pub struct Ports {
    /// Carries calls to the cloud.
    pub upstream: Arc<dyn Upstream>,
    /// Keeps the record.
    pub recorder: Arc<dyn Recorder>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes nonces and ids.
    pub nonces: Arc<dyn Nonces>,
    /// Keeps who blacklisted whom and why.
    pub notes: Arc<dyn Notes>,
    /// Keeps when CA certificates expire.
    pub authorities: Arc<Authorities>,
}

/// Executes operations.
pub struct Service {
    targets: Vec<Arc<Target>>,
    iot_instances: Vec<IotInstance>,
    policy: Policy,
    safeguards: Safeguards,
    directory: Directory,
    quota: Arc<Quota>,
    turns: Turns,
    refusals: Refusals,
    /// Outcomes on their way into the record.
    endings: TaskTracker,
    ports: Ports,
}

impl Service {
    /// Puts the stages together. `targets` are every account and region, at least one.
    #[must_use]
    pub fn new(
        targets: Vec<Arc<Target>>,
        iot_instances: Vec<IotInstance>,
        policy: Policy,
        safeguards: Safeguards,
        quota: Arc<Quota>,
        ports: Ports,
    ) -> Self {
        Self {
            targets,
            iot_instances,
            policy,
            safeguards,
            directory: Directory::default(),
            quota,
            turns: Turns::default(),
            refusals: Refusals::default(),
            endings: TaskTracker::new(),
            ports,
        }
    }

    /// Executes an operation for an actor.
    ///
    /// An act goes on even if its caller loses patience only where the caller sees to it: run it in a task of its own.
    ///
    /// # Errors
    /// What happened, to which object, and what to do now.
    pub async fn execute<O: Proxied>(
        &self,
        actor: &Actor,
        operation: O,
        priority: Priority,
    ) -> Result<O::Output, Refused> {
        let why;
        let actor = match (&actor.reason, operation.reason()) {
            (None, Some(reason)) => {
                why = Actor {
                    reason: Some(reason.to_owned()),
                    ..actor.clone()
                };
                &why
            }
            _ => actor,
        };
        let mut output = self
            .stages(actor, &operation, priority)
            .instrument(spans::of_operation(O::NAME))
            .await?;
        operation.complete(&mut output, &self.ports).await;
        Ok(output)
    }

    /// Makes one call as it is: nothing is authorised, recorded, repeated or settled. Only for what asks about the proxy itself
    /// and changes nothing.
    ///
    /// # Errors
    /// What came instead of an answer.
    pub async fn probe<O: Proxied>(
        &self,
        operation: &O,
        target: &Target,
    ) -> Result<O::Output, Refused> {
        let way = Way::new(target, Priority::Interactive);
        self.once(operation, way).await
    }

    /// Waits until the outcome of every act is in the record. To be called when no act is begun any more.
    pub async fn end(&self) {
        self.endings.close();
        self.endings.wait().await;
    }

    /// Time, ids, the record and what else was handed in.
    #[must_use]
    pub const fn ports(&self) -> &Ports {
        &self.ports
    }

    /// Every account and region.
    #[must_use]
    pub fn targets(&self) -> &[Arc<Target>] {
        &self.targets
    }

    /// The IoT Platform instances that are named.
    #[must_use]
    pub fn iot_instances(&self) -> &[IotInstance] {
        &self.iot_instances
    }

    /// What may be done, and which limits hold.
    #[must_use]
    pub const fn policy(&self) -> Policy {
        self.policy
    }

    /// What stands between a role and an act.
    #[must_use]
    pub const fn safeguards(&self) -> &Safeguards {
        &self.safeguards
    }

    /// Counts what is refused to people who are known.
    #[must_use]
    pub const fn refusals(&self) -> &Refusals {
        &self.refusals
    }

    /// The limits, and how many calls left within the last second.
    #[must_use]
    pub fn usage(&self) -> (QuotaLimits, u32) {
        self.quota.usage()
    }

    async fn stages<O: Proxied>(
        &self,
        actor: &Actor,
        operation: &O,
        priority: Priority,
    ) -> Result<O::Output, Refused> {
        // Whatever is not the way of a plain read is boxed: its state would be carried through every read.
        let journal = self.journal(actor, operation);
        let effect = operation.effect();
        let target = match self.admit(actor, operation, priority).await {
            Ok(target) => target,
            Err(refused) => {
                Box::pin(journal.refused(&refused)).await;
                return Err(refused);
            }
        };
        let (answer, account) = match &target {
            None => (Box::pin(self.everywhere(operation, priority)).await, None),
            Some(target) if effect == Effect::Read => {
                let answer = self.read(operation, Way::new(target, priority)).await;
                (answer, Some(target.account.name.as_str()))
            }
            Some(target) => {
                let way = Way::new(target, priority);
                return Box::pin(self.recorded(&journal, operation, way)).await;
            }
        };
        match answer {
            Ok(mut output) => {
                operation.restrict(&mut output, &actor.grants, account);
                Ok(output)
            }
            Err(refused) => {
                Box::pin(journal.refused(&refused)).await;
                Err(refused)
            }
        }
    }

    /// Whether it may be done, and where it goes; `None` is everywhere.
    async fn admit<O: Proxied>(
        &self,
        actor: &Actor,
        operation: &O,
        priority: Priority,
    ) -> Result<Option<Arc<Target>>, Refused> {
        let effect = operation.effect();
        self.policy.check(O::NAME.spec().product, effect, O::NAME)?;
        let found = self.granted(actor, operation, priority).await?;
        self.safeguards
            .check(actor, operation, self.ports.clock.now())?;
        self.destination(operation.scope(), found, priority).await
    }

    /// Asks every account and region, and keeps what came; an error only where nothing came.
    async fn everywhere<O: Proxied>(
        &self,
        operation: &O,
        priority: Priority,
    ) -> Result<O::Output, Refused> {
        let parts = self.ask_all(operation, priority).await;
        let first_refusal = parts
            .iter()
            .find_map(|(_, part)| part.as_ref().err().cloned());
        O::merge(parts).ok_or_else(|| first_refusal.unwrap_or_else(refusal::no_targets))
    }

    async fn ask_all<O: Proxied>(&self, operation: &O, priority: Priority) -> Vec<Part<O>> {
        let mut parts = Vec::with_capacity(self.targets.len());
        for target in &self.targets {
            let part = self.read(operation, Way::new(target, priority)).await;
            if let Err(refused) = &part {
                warn!(operation = %O::NAME, account = target.account.name, region = target.region, code = ?refused.code, "a region did not answer");
            }
            parts.push((Arc::clone(target), part));
        }
        O::learn(&parts, &self.directory);
        parts
    }
}
