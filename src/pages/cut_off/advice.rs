//! What is left to do, from how the steps went and what was seen. No words and no I/O.

use super::{
    steps::{Plan, Step, Went},
    watch::Seen,
};

/// Something that is left to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Press again: the blacklist does not have it, so that nothing keeps it out.
    Blacklist,
    /// There is no blacklist here: take away what it signs in with.
    TakeCredential,
    /// Press again: its connection was not closed.
    Close,
    /// Nothing in the cloud ends its session: it is out once its connection drops. Take its network or its power.
    Drop,
    /// It is connected although its connection was closed: press again.
    StillThere,
    /// Press again: the certificate is active.
    Inactivate,
    /// Press again: the credential is registered.
    Deregister,
    /// Watch again: nobody knows whether it is connected.
    Look,
}

/// What is left to do, the most urgent first. While the session is still being watched, only what an answer cannot change.
pub(super) fn left(plan: &Plan, seen: Seen, over: bool) -> Vec<Left> {
    let went = |step| plan.went(step);
    let failed = |step| matches!(went(step), Some(Went::Failed(_)));
    let mut left = Vec::new();
    let credential_gone = went(Step::Deregister).is_some_and(Went::holds);
    match went(Step::Blacklist) {
        Some(Went::Failed(_)) => left.push(Left::Blacklist),
        Some(Went::NotOffered) if !credential_gone => left.push(Left::TakeCredential),
        _ => {}
    }
    if failed(Step::Inactivate) {
        left.push(Left::Inactivate);
    }
    if failed(Step::Deregister) {
        left.push(Left::Deregister);
    }
    match seen {
        Seen::Online { .. } if failed(Step::Close) => left.push(Left::Close),
        Seen::Online { .. } if over => left.push(match went(Step::Close) {
            Some(Went::Elsewhere | Went::NotOffered) => Left::Drop,
            _ => Left::StillThere,
        }),
        Seen::Nothing if over => left.push(Left::Look),
        _ => {}
    }
    left
}

#[cfg(test)]
mod tests {
    use super::{super::steps::Ticks, *};
    use crate::api::Failure;

    const ONLINE: Seen = Seen::Online { at: 1.0 };
    const OFFLINE: Seen = Seen::Offline { since: 1.0 };

    fn plan(blacklist: Went, close: Went) -> Plan {
        let mut plan = Plan::new(Ticks::default(), None, None);
        plan.settle(Step::Blacklist, blacklist);
        plan.settle(Step::Close, close);
        plan
    }

    fn failed() -> Went {
        Went::Failed(Failure::Unreachable)
    }

    #[test]
    fn nothing_is_left_where_all_was_done_and_it_is_offline() {
        for blacklist in [Went::Done(1.0), Went::Already(1.0)] {
            for close in [Went::Done(1.0), Went::Elsewhere, failed()] {
                let plan = plan(blacklist.clone(), close);
                assert_eq!(left(&plan, OFFLINE, true), [], "{plan:?}");
            }
        }
    }

    #[test]
    fn a_session_that_nothing_ends_is_said_only_when_it_was_watched_to_the_end() {
        let plan = plan(Went::Done(1.0), Went::Elsewhere);
        assert_eq!(left(&plan, ONLINE, false), []);
        assert_eq!(left(&plan, ONLINE, true), [Left::Drop]);
        assert_eq!(left(&plan, Seen::Nothing, true), [Left::Look]);
    }

    #[test]
    fn one_that_is_connected_in_spite_of_everything_is_to_be_closed_again() {
        let done = plan(Went::Done(1.0), Went::Done(1.0));
        assert_eq!(left(&done, ONLINE, true), [Left::StillThere]);
        let failed = plan(Went::Done(1.0), failed());
        assert_eq!(left(&failed, ONLINE, false), [Left::Close]);
    }

    #[test]
    fn offline_is_not_enough_where_nothing_keeps_it_out() {
        let open = plan(failed(), Went::Done(1.0));
        assert_eq!(left(&open, OFFLINE, false), [Left::Blacklist]);
        let without = plan(Went::NotOffered, Went::Elsewhere);
        assert_eq!(left(&without, OFFLINE, true), [Left::TakeCredential]);
        assert_eq!(
            left(&without, ONLINE, true),
            [Left::TakeCredential, Left::Drop]
        );
    }

    #[test]
    fn without_a_blacklist_a_credential_that_is_gone_will_do() {
        let ticks = Ticks {
            inactivate: true,
            deregister: true,
        };
        let mut plan = Plan::new(ticks, None, None);
        plan.settle(Step::Blacklist, Went::NotOffered);
        plan.settle(Step::Close, Went::NotOffered);
        plan.settle(Step::Inactivate, failed());
        plan.settle(Step::Deregister, Went::Done(1.0));
        assert_eq!(left(&plan, OFFLINE, true), [Left::Inactivate]);
        plan.settle(Step::Deregister, failed());
        assert_eq!(
            left(&plan, OFFLINE, true),
            [Left::TakeCredential, Left::Inactivate, Left::Deregister]
        );
    }
}
