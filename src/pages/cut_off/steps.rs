//! The steps that cut a device off and how each went: which comes next, and what an answer means. No I/O.

use signet_model::{
    api::{ApiError, ErrorCode},
    operations::{BlacklistEntry, Edition, Instance},
};

use crate::api::Failure;

/// The one region where connections can be closed (`cloud-api.md` section 1.1).
const CLOSES_IN: &str = "cn-shanghai";

/// A step, in the order in which they are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Puts the client id on the blacklist.
    Blacklist,
    /// Closes its connection.
    Close,
    /// Inactivates its certificate.
    Inactivate,
    /// Deregisters its credential.
    Deregister,
}

/// How a step went.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Went {
    /// Its turn comes.
    Waiting,
    /// It is being done.
    Doing,
    /// Done, at that time in milliseconds since 1970 UTC.
    Done(f64),
    /// It was so already, as was seen at that time.
    Already(f64),
    /// Left out: neither edition nor region has it.
    Elsewhere,
    /// The cloud says that it does not offer it here.
    NotOffered,
    /// Not done, and why.
    Failed(Failure),
}

impl Went {
    /// Whether what the step is for is so now.
    pub(super) const fn holds(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Already(_))
    }
}

/// What is done besides the two steps that always are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ticks {
    /// Inactivate its certificate.
    pub(super) inactivate: bool,
    /// Deregister its credential.
    pub(super) deregister: bool,
}

/// All steps of one press of the button.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan(Vec<(Step, Went)>);

impl Plan {
    /// Every step that was asked for. When the button is pressed again, all of them are done again, and what is so already stays so;
    /// what was ticked for the plan `before` and holds stays known without a second tick.
    pub(super) fn new(ticks: Ticks, instance: Option<&Instance>, before: Option<&Self>) -> Self {
        let close = if can_close(instance) {
            Went::Waiting
        } else {
            Went::Elsewhere
        };
        let mut steps = vec![(Step::Blacklist, Went::Waiting), (Step::Close, close)];
        for (ticked, step) in [
            (ticks.inactivate, Step::Inactivate),
            (ticks.deregister, Step::Deregister),
        ] {
            let known = before
                .and_then(|plan| plan.went(step))
                .filter(|went| went.holds());
            if ticked {
                steps.push((step, Went::Waiting));
            } else if let Some(went) = known {
                steps.push((step, went.clone()));
            }
        }
        Self(steps)
    }

    /// The steps, in their order.
    pub(super) fn steps(&self) -> &[(Step, Went)] {
        &self.0
    }

    /// How a step went; `None` where it was not asked for.
    pub(super) fn went(&self, step: Step) -> Option<&Went> {
        self.0
            .iter()
            .find(|(of, _)| *of == step)
            .map(|(_, went)| went)
    }

    /// The step to be done now. One that failed stops none after it: each helps by itself.
    pub(super) fn next(&self) -> Option<Step> {
        self.0
            .iter()
            .find(|(_, went)| *went == Went::Waiting)
            .map(|(step, _)| *step)
    }

    /// Says how a step went.
    pub(super) fn settle(&mut self, step: Step, now: Went) {
        if let Some((_, went)) = self.0.iter_mut().find(|(of, _)| *of == step) {
            *went = now;
        }
    }
}

/// Whether the instance may have `CloseConnection`: in its testing phase, Professional Edition in Shanghai only. Of an instance
/// that is not known yet, the cloud is asked.
pub(super) fn can_close(instance: Option<&Instance>) -> bool {
    instance.is_none_or(|instance| {
        instance.edition == Edition::Professional && instance.region == CLOSES_IN
    })
}

/// What the answer to a step means, and at what time it came.
pub(super) fn read(step: Step, answer: Result<(), Failure>, at: f64) -> Went {
    let failure = match answer {
        Ok(()) => return Went::Done(at),
        Err(failure) => failure,
    };
    match (step, &failure) {
        (Step::Deregister, Failure::Refused(error)) if error.code == ErrorCode::NotFound => {
            Went::Already(at)
        }
        (Step::Blacklist | Step::Close, Failure::Refused(error)) if is_not_offered(error) => {
            Went::NotOffered
        }
        _ => Went::Failed(failure),
    }
}

/// Whether these entries bar a client. A listed one is barred only where its entry denies.
pub(super) fn bars(entries: &[BlacklistEntry], client_id: &str) -> bool {
    entries
        .iter()
        .any(|entry| entry.blocked && entry.client_id == client_id)
}

fn is_not_offered(error: &ApiError) -> bool {
    matches!(
        error.cloud_code.as_deref(),
        Some("ApiNotSupport" | "InvalidAction.NotFound" | "InvalidApi.NotFound")
    )
}

#[cfg(test)]
mod tests {
    use signet_model::operations::InstanceStatus;

    use super::*;

    fn instance(edition: Edition, region: &str) -> Instance {
        Instance {
            instance_id: "post-cn-1".to_owned(),
            name: "one".to_owned(),
            edition,
            status: InstanceStatus::InService,
            region: region.to_owned(),
            account: String::new(),
        }
    }

    fn refused(code: ErrorCode, cloud_code: &str) -> Failure {
        Failure::Refused(Box::new(ApiError {
            cloud_code: Some(cloud_code.to_owned()),
            ..ApiError::new(code, "")
        }))
    }

    const ALL: Ticks = Ticks {
        inactivate: true,
        deregister: true,
    };

    #[test]
    fn every_step_has_its_turn_whatever_became_of_those_before() {
        let mut plan = Plan::new(ALL, None, None);
        let mut turns = Vec::new();
        while let Some(step) = plan.next() {
            turns.push(step);
            plan.settle(step, Went::Doing);
            assert_ne!(plan.next(), Some(step), "one that is being done is not due");
            plan.settle(step, Went::Failed(Failure::Unreachable));
        }
        assert_eq!(
            turns,
            [
                Step::Blacklist,
                Step::Close,
                Step::Inactivate,
                Step::Deregister
            ]
        );
    }

    #[test]
    fn only_what_was_ticked_is_done() {
        let plan = Plan::new(Ticks::default(), None, None);
        assert_eq!(plan.steps().len(), 2);
        assert_eq!(plan.went(Step::Deregister), None);
        assert_eq!(plan.went(Step::Inactivate), None);
    }

    #[test]
    fn what_was_ticked_and_holds_stays_known_and_what_failed_has_to_be_ticked_again() {
        let mut before = Plan::new(ALL, None, None);
        before.settle(Step::Inactivate, Went::Failed(Failure::Unreachable));
        before.settle(Step::Deregister, Went::Done(7.0));
        let plan = Plan::new(Ticks::default(), None, Some(&before));
        assert_eq!(plan.went(Step::Inactivate), None);
        assert_eq!(plan.went(Step::Deregister), Some(&Went::Done(7.0)));
        let again = Plan::new(ALL, None, Some(&before));
        assert_eq!(again.went(Step::Deregister), Some(&Went::Waiting));
    }

    #[test]
    fn a_connection_is_closed_only_where_edition_and_region_have_it() {
        for (edition, region, closes) in [
            (Edition::Professional, "cn-shanghai", true),
            (Edition::Professional, "cn-hangzhou", false),
            (Edition::Platinum, "cn-shanghai", false),
        ] {
            let plan = Plan::new(Ticks::default(), Some(&instance(edition, region)), None);
            let expected = if closes {
                Went::Waiting
            } else {
                Went::Elsewhere
            };
            assert_eq!(plan.went(Step::Close), Some(&expected), "{region}");
        }
        assert!(can_close(None), "the cloud knows better than nobody");
    }

    #[test]
    fn what_is_gone_already_counts_as_done() {
        let gone = refused(ErrorCode::NotFound, "DeviceCredentialNotFound");
        assert_eq!(
            read(Step::Deregister, Err(gone.clone()), 7.0),
            Went::Already(7.0)
        );
        assert_eq!(
            read(Step::Inactivate, Err(gone.clone()), 7.0),
            Went::Failed(gone),
            "a certificate that the cloud does not know may be registered by itself later"
        );
    }

    #[test]
    fn what_the_cloud_does_not_offer_is_no_failure() {
        let unsupported = refused(ErrorCode::CloudRefused, "ApiNotSupport");
        for step in [Step::Blacklist, Step::Close] {
            assert_eq!(read(step, Err(unsupported.clone()), 7.0), Went::NotOffered);
        }
        let full = refused(ErrorCode::CloudRefused, "Customauth.over.capacity");
        assert_eq!(
            read(Step::Blacklist, Err(full.clone()), 7.0),
            Went::Failed(full)
        );
        assert_eq!(read(Step::Close, Ok(()), 7.0), Went::Done(7.0));
    }

    #[test]
    fn an_entry_bars_only_its_own_client_and_only_where_it_denies() {
        let entry = |client_id: &str, blocked| BlacklistEntry {
            client_id: client_id.to_owned(),
            effect: String::new(),
            permit_action: "CONNECT".to_owned(),
            blocked,
            note: None,
        };
        let entries = [entry("GID_a@@@1", true), entry("GID_a@@@2", false)];
        assert!(bars(&entries, "GID_a@@@1"));
        assert!(!bars(&entries, "GID_a@@@2"));
        assert!(!bars(&entries, "GID_a@@@3"));
    }
}
