use signet_model::{Timestamp, api::SetupAccount};

use super::*;

fn account(name: &str, key: KeyStanding) -> SetupAccount {
    SetupAccount {
        name: name.to_owned(),
        key,
        source: String::new(),
        key_ends_with: String::new(),
        expires_at: None,
        problem: None,
        regions: vec!["cn-hangzhou".to_owned()],
        instances: Vec::new(),
    }
}

fn finding(state: CheckState, kind: CheckKind, code: Option<ErrorCode>) -> CheckFinding {
    CheckFinding {
        state,
        kind,
        subject: String::new(),
        found: String::new(),
        remedy: None,
        code,
    }
}

fn setup(keys: &[KeyStanding], check: Option<(bool, Vec<CheckFinding>)>) -> Setup {
    let moment = Timestamp::from_millis(0).expect("a time");
    Setup {
        file: None,
        accounts: keys.iter().map(|key| account("a", *key)).collect(),
        check: check.map(|(ended, findings)| Checkup {
            started_at: moment,
            ended_at: ended.then_some(moment),
            findings,
        }),
    }
}

fn standings(setup: &Setup, instances: Option<usize>, refused: Option<ErrorCode>) -> [Standing; 4] {
    let known = Known {
        setup,
        instances,
        refused,
    };
    Step::ALL.map(|step| known.standing(step))
}

use CheckKind as Kind;
use CheckState::{Bad, Good, Note};
use KeyStanding::{Absent, Failing, There};
use Standing::{Checking, Done, Failed, ToDo, Unchecked};

#[test]
fn an_empty_installation_begins_with_the_key() {
    let setup = setup(&[Absent], None);
    let refused = Some(ErrorCode::NoKey);
    assert_eq!(
        standings(&setup, None, refused),
        [ToDo, Unchecked, Unchecked, Unchecked]
    );
    let known = Known {
        setup: &setup,
        instances: None,
        refused,
    };
    assert_eq!((known.next(), known.is_done()), (Some(Step::Key), false));
}

#[test]
fn with_a_key_and_instances_only_a_check_is_left() {
    let setup = setup(&[There], None);
    assert_eq!(
        standings(&setup, Some(3), None),
        [Done, Unchecked, Done, Unchecked]
    );
    let known = Known {
        setup: &setup,
        instances: Some(3),
        refused: None,
    };
    assert_eq!((known.next(), known.is_done()), (None, false));
    assert_eq!(standings(&setup, Some(0), None)[2], ToDo);
}

#[test]
fn a_refusal_blames_its_step_until_a_check_has_looked() {
    for (code, expected) in [
        (
            ErrorCode::CloudRejectedKey,
            [Failed, Unchecked, Unchecked, Unchecked],
        ),
        (
            ErrorCode::CloudDeniedPermission,
            [Done, Failed, Unchecked, Unchecked],
        ),
        (
            ErrorCode::CloudUnreachable,
            [Done, Unchecked, Failed, Unchecked],
        ),
        (
            ErrorCode::QuotaExceeded,
            [Done, Unchecked, Unchecked, Unchecked],
        ),
    ] {
        assert_eq!(
            standings(&setup(&[There], None), None, Some(code)),
            expected,
            "{code:?}"
        );
    }
    // The way is there, and yet nobody knows what is at its end.
    let rejected = finding(Bad, Kind::Region, Some(ErrorCode::CloudRejectedKey));
    let way = finding(Good, Kind::Endpoint, None);
    let refused = setup(&[There], Some((true, vec![way, rejected])));
    assert_eq!(
        standings(&refused, None, Some(ErrorCode::CloudRejectedKey)),
        [Failed, Unchecked, Unchecked, Done]
    );
    let checked = setup(
        &[There],
        Some((true, vec![finding(Good, Kind::Region, None)])),
    );
    assert_eq!(
        standings(&checked, None, Some(ErrorCode::CloudRejectedKey))[0],
        Done
    );
}

#[test]
fn one_of_two_accounts_that_is_broken_is_a_failure_and_no_beginning() {
    assert_eq!(
        standings(&setup(&[There, Failing], None), Some(2), None)[0],
        Failed
    );
    assert_eq!(
        standings(&setup(&[Absent, Absent], None), None, None)[0],
        ToDo
    );
}

#[test]
fn a_check_that_runs_is_said_to_and_what_it_found_counts_at_once() {
    let found = vec![
        finding(Good, Kind::Key, None),
        finding(Bad, Kind::Clock, None),
    ];
    let running = setup(&[There], Some((false, found)));
    assert_eq!(
        standings(&running, None, None),
        [Done, Checking, Checking, Failed]
    );
}

#[test]
fn all_is_done_where_a_check_found_nothing_bad() {
    let found = vec![
        finding(Good, Kind::Key, None),
        finding(Good, Kind::Endpoint, None),
        finding(Good, Kind::Clock, None),
        finding(Good, Kind::Region, None),
        finding(Good, Kind::Instance, None),
        finding(Note, Kind::IotInstance, None),
    ];
    let setup = setup(&[There], Some((true, found)));
    let known = Known {
        setup: &setup,
        instances: Some(1),
        refused: None,
    };
    assert_eq!((known.next(), known.is_done()), (None, true));
}

#[test]
fn each_finding_lies_with_the_step_that_mends_it() {
    for (kind, code, step) in [
        (Kind::Region, Some(ErrorCode::CloudRejectedKey), Step::Key),
        (
            Kind::Region,
            Some(ErrorCode::CloudDeniedPermission),
            Step::Permissions,
        ),
        (Kind::Region, Some(ErrorCode::CloudUnreachable), Step::Place),
        (
            Kind::Instance,
            Some(ErrorCode::CloudDeniedPermission),
            Step::Permissions,
        ),
        (
            Kind::Instance,
            Some(ErrorCode::CloudThrottled),
            Step::Permissions,
        ),
        (Kind::Instance, None, Step::Place),
        (Kind::Endpoint, None, Step::Place),
        (Kind::Tls, None, Step::Machine),
        (Kind::Configuration, None, Step::Machine),
    ] {
        assert_eq!(
            Step::of(&finding(Bad, kind, code)),
            step,
            "{kind:?} {code:?}"
        );
    }
}

#[test]
fn what_is_wrong_comes_first() {
    let all = vec![
        finding(Good, Kind::Key, None),
        finding(Bad, Kind::Clock, None),
        finding(Bad, Kind::Region, Some(ErrorCode::CloudRejectedKey)),
    ];
    let setup = setup(&[There], Some((true, all)));
    let kinds = found(setup.check.as_ref(), Step::Key);
    let kinds: Vec<_> = kinds.iter().map(|finding| finding.kind).collect();
    assert_eq!(kinds, [Kind::Region, Kind::Key]);
}
