//! What is written down before it is done and after: acts, and secrets that are shown.

use std::time::Duration;

use signet_model::Effect;
use tokio::time::timeout;
use tracing::warn;

use super::journal::Journal;
use super::send::Sent;
use super::{Before, Priority, Proxied, Reader, Refused, Service, Settled, Target, refusal};
use crate::record::Ending;

/// How long reading back may take after an answer was lost.
const SETTLE_WITHIN: Duration = Duration::from_secs(5);

impl Service {
    /// Looks, takes from the budget, records, acts, and records again.
    pub(super) async fn recorded<O: Proxied>(
        &self,
        journal: &Journal<'_, O>,
        operation: &O,
        target: &Target,
        priority: Priority,
    ) -> Result<O::Output, Refused> {
        let mut before = Before::default();
        let _turn = match operation.replaces() {
            Some(object) => {
                let turn = self.turns.take(object).await;
                let look = operation.look(&Reader::new(self, target, priority)).await;
                before = match look {
                    Ok(before) => before,
                    Err(refused) => {
                        journal.refused(&refused).await;
                        return Err(refused);
                    }
                };
                Some(turn)
            }
            None => None,
        };
        let known = self.known_by_other_names(operation, target, priority).await;
        if let Err(refused) = known {
            journal.refused(&refused).await;
            return Err(refused);
        }
        let (person, effect) = (&journal.actor().budget, operation.effect());
        let now = self.ports.clock.now();
        let budgets = &self.safeguards.budgets;
        if let Err(refused) = budgets.take(person, O::NAME, effect, now) {
            journal.refused(&refused).await;
            return Err(refused);
        }
        if let Err(refused) = journal.intent(target).await {
            budgets.give_back(person, effect, now);
            return Err(refused);
        }
        let (ending, outcome) = if effect == Effect::Reveal {
            match self.read(operation, target, priority).await {
                Ok(output) => (Ending::Done, Ok(output)),
                Err(refused) => (Ending::NotDone, Err(refused)),
            }
        } else {
            self.act(operation, target, &before, priority).await
        };
        let result = outcome.as_ref().map(O::request_id);
        let result = result.map_err(|refused| &**refused);
        journal.outcome(target, ending, result);
        operation
            .remember(ending, journal.actor(), &self.ports)
            .await;
        outcome
    }

    /// Whether what an act is about is protected by another name than it says.
    async fn known_by_other_names<O: Proxied>(
        &self,
        operation: &O,
        target: &Target,
        priority: Priority,
    ) -> Result<(), Refused> {
        let protected = &self.safeguards.protected;
        if !protected.may_know(operation) {
            return Ok(());
        }
        let reader = Reader::new(self, target, priority);
        let names = operation.other_names(&reader).await?;
        protected.check_names(operation, &names)
    }

    /// One act, settled where its answer was lost.
    async fn act<O: Proxied>(
        &self,
        operation: &O,
        target: &Target,
        before: &Before,
        priority: Priority,
    ) -> (Ending, Result<O::Output, Refused>) {
        match self.attempt(operation, target, priority).await {
            Ok(output) => (Ending::Done, Ok(output)),
            Err(Sent::Refused(refused)) | Err(Sent::Never(refused)) => {
                (Ending::NotDone, Err(refused))
            }
            Err(Sent::Unclear(cause)) => {
                warn!(operation = %O::NAME, cause, "answer lost, reading back");
                let reader = Reader::new(self, target, priority);
                // Whoever waits for the act has waited for its answer already.
                let settled = timeout(SETTLE_WITHIN, operation.settle(&reader, before));
                match settled.await.unwrap_or(Settled::Unknown) {
                    Settled::Done(output) => (Ending::SettledDone, Ok(output)),
                    Settled::NotDone => (
                        Ending::SettledNotDone,
                        Err(refusal::did_not_happen(operation, target)),
                    ),
                    Settled::Unknown => (
                        Ending::Unknown,
                        Err(refusal::outcome_unknown(operation, target)),
                    ),
                }
            }
        }
    }
}
