//! What of an operation goes into the record, and when.

use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Waker};

use signet_model::Effect;
use signet_model::api::{ApiError, ErrorCode};
use tokio_util::task::TaskTracker;
use tracing::error;

use super::called::Called;
use super::{Actor, Ports, Refused, Service, Target, refusal};
use crate::people::Refusals;
use crate::record::{Ending, Entry, Kind};

/// Writes the entries of one operation.
pub(super) struct Journal<'a> {
    ports: &'a Ports,
    refusals: &'a Refusals,
    endings: &'a TaskTracker,
    actor: &'a Actor,
    operation: &'a dyn Called,
    /// Links intent and outcome; none where only a refusal is recorded.
    act: Option<String>,
}

impl Service {
    pub(super) fn journal<'a>(
        &'a self,
        actor: &'a Actor,
        operation: &'a dyn Called,
    ) -> Journal<'a> {
        // Reads are recorded only when they are refused, and then there is nothing to link.
        let act = (operation.does() != Effect::Read).then(|| self.ports.nonces.next());
        self.journal_of(actor, operation, act)
    }

    /// The same for an act that has its name.
    pub(super) fn journal_of<'a>(
        &'a self,
        actor: &'a Actor,
        operation: &'a dyn Called,
        act: Option<String>,
    ) -> Journal<'a> {
        Journal {
            ports: &self.ports,
            refusals: &self.refusals,
            endings: &self.endings,
            actor,
            operation,
            act,
        }
    }
}

impl Journal<'_> {
    /// Who asked.
    pub(super) const fn actor(&self) -> &Actor {
        self.actor
    }

    /// Before an act.
    ///
    /// # Errors
    /// The record cannot be written, so the act must not be made.
    pub(super) async fn intent(&self, target: &Target) -> Result<(), Refused> {
        let entry = Entry {
            account: Some(target.account.name.clone()),
            region: Some(target.region.clone()),
            ..self.entry(Kind::Intent)
        };
        self.ports.recorder.append(entry).await.map_err(|cause| {
            error!(operation = %self.operation.name(), %cause, "the intent cannot be recorded");
            let what = ApiError::new(
                ErrorCode::CannotRecord,
                format!(
                    "{} was not made: it cannot be recorded ({cause})",
                    self.operation.name()
                ),
            );
            Box::new(what.remedy(
                "Make room in the state directory of the proxy, and check that it may be written.",
            ))
        })
    }

    /// After an act. Nobody waits until it is kept: whoever asked is told what happened, and the proxy does not end before.
    pub(super) fn outcome(&self, target: &Target, ending: Ending, result: Result<&str, &ApiError>) {
        let refused = result.err();
        let entry = Entry {
            account: Some(target.account.name.clone()),
            region: Some(target.region.clone()),
            ending: Some(ending),
            error: refused.map(|error| error.code),
            cloud_code: refused.and_then(|error| error.cloud_code.clone()),
            cloud_request_id: match result {
                Ok(request_id) => Some(request_id.to_owned()),
                Err(error) => error.cloud_request_id.clone(),
            },
            ..self.entry(Kind::Outcome)
        };
        let (recorder, act) = (Arc::clone(&self.ports.recorder), self.act.clone());
        let operation = self.operation.name();
        let mut keeping = Box::pin(async move {
            if let Err(cause) = recorder.append(entry).await {
                error!(%operation, ?ending, act, %cause, "an outcome cannot be recorded");
            }
        });
        // Its place in the log is taken now.
        let first = keeping
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        if first.is_pending() {
            self.endings.spawn(keeping);
        }
    }

    /// Instead of an act or a read, where this proxy itself said no.
    pub(super) async fn refused(&self, refused: &ApiError) {
        use ErrorCode::{
            BudgetSpent, ChangesNotAllowed, CredentialExists, InstanceNotAllowed, NoGrant,
            Protected, QuotaExceeded, ReadOnly, ReasonRequired, RoleRequired, SignInAgain,
        };
        if matches!(
            refused.code,
            ReadOnly
                | ChangesNotAllowed
                | NoGrant
                | RoleRequired
                | ReasonRequired
                | SignInAgain
                | Protected
                | BudgetSpent
                | CredentialExists
                | InstanceNotAllowed
                | QuotaExceeded
        ) && self
            .refusals
            .count_of(&self.actor.subject, refused.code, self.ports.clock.now())
        {
            self.write(Entry {
                error: Some(refused.code),
                ..self.entry(Kind::Refused)
            })
            .await;
        }
    }

    async fn write(&self, entry: Entry) {
        let kind = entry.kind;
        if let Err(cause) = self.ports.recorder.append(entry).await {
            error!(operation = %self.operation.name(), ?kind, act = self.act, %cause, "an entry cannot be recorded");
        }
    }

    fn entry(&self, kind: Kind) -> Entry {
        let Actor {
            subject,
            via,
            address,
            reason,
            request_id,
            ..
        } = self.actor;
        Entry {
            act: self.act.clone(),
            via: Some(via.as_str().to_owned()),
            address: address.clone(),
            request_id: Some(request_id.clone()),
            effect: Some(self.operation.does()),
            object: refusal::object(self.operation),
            reason: reason.clone(),
            ..Entry::new(
                self.ports.clock.now(),
                kind,
                subject.as_str(),
                self.operation.name().as_str(),
            )
        }
    }
}
