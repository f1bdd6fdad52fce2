//! Registering one client id after the other, until all are tried or somebody stops it.

use crate::prelude::*;
use leptos::task::spawn_local;
use signet_model::{
    api::ErrorCode,
    identifiers::{InstanceId, NewClientId},
    operations::{DeviceCredential, RegisterDeviceCredential},
};

use super::{Desk, result::Outcome};
use crate::{
    api::{Failure, use_api},
    pages::credentials::key,
    state::use_refresh,
};

impl Desk {
    /// What begins to register everything that is good and not settled yet.
    pub(super) fn runner(self) -> Callback<()> {
        let (api, refresh) = (use_api(), use_refresh());
        Callback::new(move |()| {
            let Some(instance_id) = self.instance_id.get_untracked() else {
                return;
            };
            if self.running.get_untracked() {
                return;
            }
            let ids = untrack(|| self.left());
            let why = self.why.said();
            self.stopping.set(false);
            self.running.set(true);
            // Not bound to the page: what was sent is not taken back by leaving.
            spawn_local(async move {
                let mut groups = Vec::new();
                for id in ids {
                    let text = id.as_str().to_owned();
                    let group = id.parts().0.to_owned();
                    self.settle(&text, Outcome::Now);
                    let answer = api.act_for(&operation(&instance_id, id), &why).await;
                    let answer = answer.map(|answer| answer.credential);
                    let goes_on = concerns_this_id_alone(&answer);
                    self.settle(&text, outcome(answer));
                    if !groups.contains(&group) {
                        groups.push(group);
                    }
                    // Once the page is gone nobody could take the secrets.
                    let stopped = self.stopping.try_with_untracked(|stop| *stop);
                    if !goes_on || stopped != Some(false) {
                        break;
                    }
                }
                self.running.set(false);
                for group in groups {
                    refresh.invalidate(&key(instance_id.as_str(), &group));
                }
            });
        })
    }

    /// The ids that are good and not settled yet: those that were not tried, then those that failed, so that one which fails
    /// again and again does not stand before the others.
    pub(super) fn left(self) -> Vec<NewClientId> {
        self.outcomes.with(|outcomes| {
            self.lines.with(|lines| {
                let parse = |id| NewClientId::parse(id).ok();
                let unsettled = || lines.good().filter(|id| !outcomes.is_settled(id));
                let (untried, failed) = (
                    unsettled().filter(|id| outcomes.of(id).is_none()),
                    unsettled().filter(|id| outcomes.of(id).is_some()),
                );
                untried.chain(failed).filter_map(parse).collect()
            })
        })
    }

    /// How many good ids were not tried.
    pub(super) fn untried(self) -> usize {
        self.outcomes.with(|outcomes| {
            self.lines
                .with(|lines| lines.good().filter(|id| outcomes.of(id).is_none()).count())
        })
    }

    fn settle(self, id: &str, outcome: Outcome) {
        if matches!(outcome, Outcome::Registered(_)) {
            self.saved.set(false);
        }
        self.outcomes.update(|outcomes| outcomes.set(id, outcome));
    }
}

/// What is sent for an id: what exists is left alone.
pub(super) fn operation(
    instance_id: &InstanceId,
    client_id: NewClientId,
) -> RegisterDeviceCredential {
    RegisterDeviceCredential {
        instance_id: instance_id.clone(),
        client_id,
        replace_existing: false,
    }
}

fn outcome(answer: Result<DeviceCredential, Failure>) -> Outcome {
    match answer {
        Ok(credential) => Outcome::Registered(Box::new(credential)),
        Err(Failure::Refused(error)) if error.code == ErrorCode::CredentialExists => {
            Outcome::Exists
        }
        Err(failure) => Outcome::Failed(failure),
    }
}

/// Whether the next id may fare better: what is wrong with the way to the cloud, or with the whole instance, is wrong for all.
fn concerns_this_id_alone(answer: &Result<DeviceCredential, Failure>) -> bool {
    match answer {
        Ok(_) => true,
        Err(Failure::Refused(error)) => match error.code {
            ErrorCode::CredentialExists
            | ErrorCode::InvalidField
            | ErrorCode::NotFound
            | ErrorCode::OutcomeUnknown => true,
            ErrorCode::CloudRefused => {
                error.cloud_code.as_deref() != Some("DeviceCredentialNumExceed")
            }
            _ => false,
        },
        Err(Failure::Unreachable | Failure::Unreadable(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use signet_model::api::ApiError;

    use super::*;

    fn refused(code: ErrorCode, cloud_code: Option<&str>) -> Result<DeviceCredential, Failure> {
        Err(Failure::Refused(Box::new(ApiError {
            cloud_code: cloud_code.map(str::to_owned),
            ..ApiError::new(code, "")
        })))
    }

    #[test]
    fn what_is_wrong_for_all_stops_it() {
        let goes_on = |code, cloud_code| concerns_this_id_alone(&refused(code, cloud_code));
        assert!(goes_on(ErrorCode::CredentialExists, None));
        assert!(goes_on(
            ErrorCode::CloudRefused,
            Some("ClientIdCheckFailed")
        ));
        assert!(!goes_on(
            ErrorCode::CloudRefused,
            Some("DeviceCredentialNumExceed")
        ));
        assert!(!goes_on(ErrorCode::QuotaExceeded, None));
        assert!(!goes_on(ErrorCode::CloudDeniedPermission, None));
        assert!(!concerns_this_id_alone(&Err(Failure::Unreachable)));
    }

    #[test]
    fn one_that_exists_is_no_failure() {
        let exists = outcome(refused(ErrorCode::CredentialExists, None));
        assert!(matches!(exists, Outcome::Exists));
        assert!(matches!(
            outcome(Err(Failure::Unreachable)),
            Outcome::Failed(_)
        ));
    }
}
