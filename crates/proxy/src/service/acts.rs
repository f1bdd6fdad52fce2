//! What is written down before it is done and after: acts, and secrets that are shown.

use std::time::Duration;

use signet_model::api::{ApiError, ErrorCode};
use signet_model::{Effect, Operation};
use tokio::sync::MutexGuard;
use tokio::time::timeout;
use tracing::warn;

use super::journal::Journal;
use super::send::Sent;
use super::way::Way;
use super::{Before, Priority, Proxied, Reader, Refused, Service, Settled, refusal};
use crate::record::Ending;

/// How an act ended, and what came of it.
type Ended<O> = (Ending, Result<<O as Operation>::Output, Refused>);

/// What was seen before an act, and the turn to make it.
pub(super) struct Looked<'a> {
    pub(super) before: Before,
    _turn: Option<MutexGuard<'a, ()>>,
}

impl Service {
    /// Looks, takes from the budget, records, acts, and records again.
    pub(super) async fn recorded<O: Proxied>(
        &self,
        journal: &Journal<'_>,
        operation: &O,
        way: Way<'_>,
    ) -> Result<O::Output, Refused> {
        let looked = match self.look_first(operation, way).await {
            Ok(looked) => looked,
            Err(refused) => {
                journal.refused(&refused).await;
                return Err(refused);
            }
        };
        let (person, effect) = (&journal.actor().budget, operation.effect());
        let now = self.ports.clock.now();
        let budgets = &self.safeguards.budgets;
        if let Err(refused) = budgets.take(person, O::NAME, effect, now) {
            journal.refused(&refused).await;
            return Err(refused);
        }
        if let Err(refused) = journal.intent(way.target).await {
            budgets.give_back(person, effect, now);
            return Err(refused);
        }
        self.made(journal, operation, &looked.before, way).await.1
    }

    /// Waits for the turn and looks at what an act would replace, and whether what it is about is protected by another name than it says.
    pub(super) async fn look_first<O: Proxied>(
        &self,
        operation: &O,
        way: Way<'_>,
    ) -> Result<Looked<'_>, Refused> {
        let mut looked = Looked {
            before: Before::default(),
            _turn: None,
        };
        if let Some(object) = operation.replaces() {
            looked._turn = Some(self.turns.take(object).await);
            looked.before = operation.look(&Reader::new(self, way)).await?;
        }
        let protected = &self.safeguards.protected;
        if protected.may_know(operation) {
            let names = operation.other_names(&Reader::new(self, way)).await?;
            protected.check_names(operation, &names)?;
        }
        Ok(looked)
    }

    /// Does what was recorded as intended, and records what became of it.
    pub(super) async fn made<O: Proxied>(
        &self,
        journal: &Journal<'_>,
        operation: &O,
        before: &Before,
        way: Way<'_>,
    ) -> Ended<O> {
        let made = if operation.effect() == Effect::Reveal {
            match self.read(operation, way).await {
                Ok(output) => (Ending::Done, Ok(output)),
                Err(refused) => (Ending::NotDone, Err(refused)),
            }
        } else {
            self.act(operation, before, way).await
        };
        self.ended(journal, operation, made, way).await
    }

    /// Settles an act that an earlier process may have made, and records that.
    pub(super) async fn settled<O: Proxied>(
        &self,
        journal: &Journal<'_>,
        operation: &O,
        before: &Before,
        way: Way<'_>,
    ) -> Ended<O> {
        let settled = self.read_back(operation, before, way).await;
        self.ended(journal, operation, settled, way).await
    }

    /// Records what became of an act, and keeps what the cloud does not.
    async fn ended<O: Proxied>(
        &self,
        journal: &Journal<'_>,
        operation: &O,
        (ending, outcome): Ended<O>,
        way: Way<'_>,
    ) -> Ended<O> {
        let result = outcome.as_ref().map(O::request_id);
        let result = result.map_err(|refused| &**refused);
        journal.outcome(way.target, ending, result);
        let actor = journal.actor();
        operation.remember(ending, actor, &self.ports).await;
        (ending, outcome)
    }

    /// One act, settled where its answer was lost.
    async fn act<O: Proxied>(&self, operation: &O, before: &Before, way: Way<'_>) -> Ended<O> {
        let cause = match self.attempt(operation, way).await {
            Ok(output) => return (Ending::Done, Ok(output)),
            // Nobody waits for an item of a plan: there is time to look whether a failure of the cloud was one.
            Err(Sent::Refused(refused))
                if way.priority == Priority::Plan && is_trouble(&refused) =>
            {
                refused.message
            }
            Err(Sent::Refused(refused)) | Err(Sent::Never(refused)) => {
                return (Ending::NotDone, Err(refused));
            }
            Err(Sent::Unclear(cause)) => cause,
        };
        warn!(operation = %O::NAME, cause, "answer lost, reading back");
        self.read_back(operation, before, way).await
    }

    /// What became of an act that nobody knows the outcome of.
    async fn read_back<O: Proxied>(
        &self,
        operation: &O,
        before: &Before,
        way: Way<'_>,
    ) -> Ended<O> {
        let reader = Reader::new(self, way.to_the_end());
        let settled = timeout(
            settle_within(way.priority),
            operation.settle(&reader, before),
        );
        match settled.await.unwrap_or(Settled::Unknown) {
            Settled::Done(output) => (Ending::SettledDone, Ok(output)),
            Settled::NotDone => (
                Ending::SettledNotDone,
                Err(refusal::did_not_happen(operation, way.target)),
            ),
            Settled::Unknown => (
                Ending::Unknown,
                Err(refusal::outcome_unknown(operation, way.target)),
            ),
        }
    }
}

/// Whether the cloud's refusal may be one of an act that it made all the same.
const fn is_trouble(refused: &ApiError) -> bool {
    matches!(
        refused.code,
        ErrorCode::CloudFailed | ErrorCode::CloudAnswerUnreadable
    )
}

/// How long reading back may take after an answer was lost.
const fn settle_within(priority: Priority) -> Duration {
    match priority {
        // Whoever waits for the act has waited for its answer already.
        Priority::Interactive => Duration::from_secs(5),
        Priority::Plan => Duration::from_secs(120),
    }
}
