//! What of an operation goes into the record, and when.

use signet_model::api::{ApiError, ErrorCode};
use signet_model::{Effect, Operation};
use tracing::error;

use super::{Actor, Ports, Refused, Service, Target, refusal};
use crate::record::{Ending, Entry, Kind};

/// Writes the entries of one operation.
pub(super) struct Journal<'a, O> {
    ports: &'a Ports,
    actor: &'a Actor,
    operation: &'a O,
    act: String,
}

impl Service {
    pub(super) fn journal<'a, O: Operation>(
        &'a self,
        actor: &'a Actor,
        operation: &'a O,
    ) -> Journal<'a, O> {
        // Reads are recorded only when they are refused, and then there is nothing to link.
        let act = if operation.effect() == Effect::Read {
            String::new()
        } else {
            self.ports.nonces.next()
        };
        Journal {
            ports: &self.ports,
            actor,
            operation,
            act,
        }
    }
}

impl<O: Operation> Journal<'_, O> {
    /// Who asked.
    pub(super) const fn actor(&self) -> &Actor {
        self.actor
    }

    /// Before an act.
    ///
    /// # Errors
    /// The record cannot be written, so the act must not be made.
    pub(super) fn intent(&self, target: &Target) -> Result<(), Refused> {
        let entry = Entry {
            account: Some(&target.account.name),
            region: Some(&target.region),
            ..self.entry(Kind::Intent)
        };
        self.ports.recorder.append(&entry).map_err(|cause| {
            error!(operation = %O::NAME, %cause, "the intent cannot be recorded");
            let what = ApiError::new(
                ErrorCode::CannotRecord,
                format!("{} was not made: it cannot be recorded ({cause})", O::NAME),
            );
            Box::new(what.remedy(
                "Make room in the state directory of the proxy, and check that it may be written.",
            ))
        })
    }

    /// After an act.
    pub(super) fn outcome(&self, target: &Target, ending: Ending, result: Result<&str, &ApiError>) {
        let refused = result.err();
        self.write(&Entry {
            account: Some(&target.account.name),
            region: Some(&target.region),
            ending: Some(ending),
            error: refused.map(|error| error.code),
            cloud_code: refused.and_then(|error| error.cloud_code.as_deref()),
            cloud_request_id: result
                .ok()
                .or_else(|| refused.and_then(|error| error.cloud_request_id.as_deref())),
            ..self.entry(Kind::Outcome)
        });
    }

    /// Instead of an act or a read, where this proxy itself said no.
    pub(super) fn refused(&self, refused: &ApiError) {
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
        ) {
            self.write(&Entry {
                error: Some(refused.code),
                ..self.entry(Kind::Refused)
            });
        }
    }

    fn write(&self, entry: &Entry<'_>) {
        if let Err(cause) = self.ports.recorder.append(entry) {
            error!(operation = %O::NAME, kind = ?entry.kind, ending = ?entry.ending, act = self.act, %cause, "an entry cannot be recorded");
        }
    }

    fn entry(&self, kind: Kind) -> Entry<'_> {
        Entry {
            time: self.ports.clock.now(),
            kind,
            act: &self.act,
            actor: &self.actor.subject,
            request_id: &self.actor.request_id,
            operation: O::NAME.as_str(),
            effect: Some(self.operation.effect().as_str()),
            object: refusal::object(self.operation),
            account: None,
            region: None,
            ending: None,
            error: None,
            cloud_code: None,
            cloud_request_id: None,
        }
    }
}
