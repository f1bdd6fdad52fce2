use signet_model::api::RuleBounds;
use signet_model::roles::Role;
use signet_model::{Effect, Quantity};

use super::*;

const LIST: Selection = Selection::List;

fn at(time: &str) -> Timestamp {
    time.parse().expect("a moment")
}

fn now() -> Timestamp {
    at("2026-11-22T12:00:00Z")
}

fn case() -> Case<'static> {
    Case {
        act: Act::Deregister,
        items: 500,
        account: "main",
        instance_id: Some("post-cn-a"),
        iot_instance_id: None,
        selection: &LIST,
        author: "user:alice",
        author_budget: "user:alice",
        state: State::Frozen,
        hash: Some("abc"),
    }
}

fn grant(role: Role, instance: Option<&str>, granted_at: Option<&str>) -> GivenGrant {
    GivenGrant {
        id: granted_at.map(|_| "g-1".to_owned()),
        grant: Grant {
            instance: instance.map(str::to_owned),
            ..Grant::everywhere(role)
        },
        granted_by: granted_at.map(|_| "user:root".to_owned()),
        granted_at: granted_at.map(at),
    }
}

fn approve(case: &Case<'_>, who: &str, grants: &[GivenGrant], hash: &str) -> Result<(), ErrorCode> {
    let approver = Approver {
        subject: who,
        budget: who,
        grants,
    };
    may_approve(case, &approver, Some(hash), 24, now()).map_err(|refusal| refusal.code())
}

#[test]
fn an_approver_who_is_not_the_author_approves_what_they_saw() {
    let approver = [grant(Role::Approver, Some("post-cn-a"), None)];
    assert_eq!(approve(&case(), "user:bob", &approver, "abc"), Ok(()));
    assert_eq!(
        approve(&case(), "user:alice", &approver, "abc"),
        Err(ErrorCode::OwnPlan)
    );
    assert_eq!(
        approve(&case(), "user:bob", &approver, "abd"),
        Err(ErrorCode::PlanChanged)
    );
    let running = Case {
        state: State::Running,
        ..case()
    };
    assert_eq!(
        approve(&running, "user:bob", &approver, "abc"),
        Err(ErrorCode::PlanState)
    );
}

#[test]
fn the_person_behind_a_token_is_the_author_of_what_it_made() {
    let grants = [grant(Role::Approver, None, None)];
    let by_token = Case {
        author: "token:nightly",
        author_budget: "user:alice",
        ..case()
    };
    assert_eq!(
        approve(&by_token, "user:alice", &grants, "abc"),
        Err(ErrorCode::OwnPlan)
    );
    let as_token = Approver {
        subject: "token:approving",
        budget: "user:alice",
        grants: &grants,
    };
    let refused = may_approve(&case(), &as_token, Some("abc"), 24, now());
    assert_eq!(refused, Err(Refusal::Own));
}

#[test]
fn no_other_role_and_no_other_place_approves() {
    let code = |grants: &[GivenGrant]| approve(&case(), "user:bob", grants, "abc");
    assert_eq!(code(&[]), Err(ErrorCode::NoGrant));
    for role in [Role::Viewer, Role::Operator, Role::Custodian, Role::Admin] {
        let grants = [grant(role, None, None)];
        assert_eq!(code(&grants), Err(ErrorCode::RoleRequired), "{role:?}");
    }
    let elsewhere = [grant(Role::Approver, Some("post-cn-b"), None)];
    assert_eq!(code(&elsewhere), Err(ErrorCode::RoleRequired));
    let mut of_group = grant(Role::Approver, Some("post-cn-a"), None);
    of_group.grant.group = Some("GID_a".to_owned());
    assert_eq!(code(&[of_group.clone()]), Err(ErrorCode::RoleRequired));

    let selection = Selection::Groups {
        groups: vec!["GID_a".to_owned()],
    };
    let limited = Case {
        selection: &selection,
        ..case()
    };
    assert_eq!(approve(&limited, "user:bob", &[of_group], "abc"), Ok(()));
}

#[test]
fn a_role_counts_a_day_after_it_was_given() {
    let young = grant(Role::Approver, None, Some("2026-11-21T12:00:00.001Z"));
    let old = grant(Role::Approver, None, Some("2026-11-21T12:00:00Z"));
    let code = |grants: Vec<GivenGrant>| approve(&case(), "user:bob", &grants, "abc");
    assert_eq!(code(vec![young.clone()]), Err(ErrorCode::NewlyGranted));
    assert_eq!(code(vec![old.clone()]), Ok(()));
    assert_eq!(code(vec![young.clone(), old]), Ok(()));
    let configured = grant(Role::Approver, None, None);
    assert_eq!(code(vec![young.clone(), configured]), Ok(()));
    let elsewhere = grant(Role::Approver, Some("post-cn-b"), None);
    assert_eq!(code(vec![young, elsewhere]), Err(ErrorCode::NewlyGranted));
}

#[test]
fn whoever_may_approve_may_reject_whatever_the_hash() {
    let grants = [grant(Role::Approver, None, None)];
    let reject = |who, state| {
        let approver = Approver {
            subject: who,
            budget: who,
            grants: &grants,
        };
        may_approve(&Case { state, ..case() }, &approver, None, 24, now())
    };
    assert_eq!(reject("user:bob", State::Frozen), Ok(()));
    assert_eq!(reject("user:alice", State::Frozen), Err(Refusal::Own));
    assert_eq!(
        reject("user:bob", State::Finished),
        Err(Refusal::State(NotNow {
            command: Command::Reject,
            state: State::Finished
        }))
    );
}

#[test]
fn rules_ask_by_act_size_and_instance() {
    let asks = |rule: &Rule, case: &Case<'_>| is_needed(std::slice::from_ref(rule), case);
    assert!(!is_needed(&[], &case()));
    let any = Rule::default();
    assert!(asks(&any, &case()));
    for act in Act::ALL {
        let suspends = act.effect() == Effect::Suspend;
        assert_eq!(asks(&any, &Case { act, ..case() }), !suspends, "{act:?}");
    }
    let named = Rule {
        acts: Some(vec![Act::CutOff]),
        ..Rule::default()
    };
    assert!(!asks(&named, &case()));
    let act = Act::CutOff;
    assert!(asks(&named, &Case { act, ..case() }));

    let above = |above| Rule {
        above: Some(above),
        ..Rule::default()
    };
    assert!(asks(&above(499), &case()));
    assert!(!asks(&above(500), &case()));

    let on = |instance: &str| Rule {
        instance: Some(instance.to_owned()),
        ..Rule::default()
    };
    assert!(asks(&on("post-cn-a"), &case()));
    assert!(!asks(&on("post-cn-b"), &case()));
    let public = Case {
        act: Act::DeleteClientIds,
        instance_id: None,
        ..case()
    };
    assert!(asks(&on("public"), &public));
    assert!(is_needed(&[on("post-cn-b"), above(10)], &case()));
}

#[test]
fn a_rule_that_never_applies_is_refused() {
    let field = |rule: Rule| rule.check().map_err(|error| error.field);
    assert_eq!(field(Rule::default()), Ok(()));
    let no_act = Rule {
        acts: Some(vec![]),
        ..Rule::default()
    };
    assert_eq!(field(no_act), Err("acts".to_owned()));
    let nowhere = Rule {
        instance: Some(String::new()),
        ..Rule::default()
    };
    assert_eq!(field(nowhere), Err("instance".to_owned()));
    let unknown = serde_json::from_str::<Rule>(r#"{"acts":["destroy"]}"#);
    assert!(unknown.is_err_and(|error| error.to_string().contains("deregister")));
}

#[test]
fn an_approval_holds_for_that_hash_for_its_hours_and_while_the_role_does() {
    let approval = approved("user:bob", "abc", None, 24, now());
    let later = at("2026-11-23T11:59:59.999Z");
    let expired = at("2026-11-23T12:00:00Z");
    assert_eq!(holds(&approval, "abc", true, later), Ok(()));
    assert_eq!(
        holds(&approval, "abc", true, expired),
        Err(Void::Expired(expired))
    );
    assert_eq!(holds(&approval, "abd", true, later), Err(Void::Changed));
    assert_eq!(holds(&approval, "abc", false, later), Err(Void::Revoked));
    assert_eq!(
        holds(&Approval::Needed, "abc", true, now()),
        Err(Void::Absent)
    );
    let rejected = Approval::Rejected {
        by: "user:bob".to_owned(),
        at: now(),
        reason: "too many".to_owned(),
    };
    assert_eq!(holds(&rejected, "abc", true, now()), Err(Void::Rejected));
    assert_eq!(holds(&Approval::NotNeeded, "abc", false, now()), Ok(()));
}

fn bounds() -> RuleBounds {
    RuleBounds {
        author: "user:alice".to_owned(),
        act: Act::Deregister,
        instance_id: Some("post-cn-a".to_owned()),
        iot_instance_id: None,
        max_items: 500,
        until: at("2027-01-01T00:00:00Z"),
    }
}

#[test]
fn a_standing_approval_covers_what_is_within_its_bounds() {
    assert!(covers(&bounds(), &case(), now()));
    let covered = |case: Case<'_>| covers(&bounds(), &case, now());
    assert!(!covered(Case {
        items: 501,
        ..case()
    }));
    let act = Act::Rotate;
    assert!(!covered(Case { act, ..case() }));
    let author = "user:mallory";
    assert!(!covered(Case { author, ..case() }));
    let instance_id = Some("post-cn-b");
    assert!(!covered(Case {
        instance_id,
        ..case()
    }));
    assert!(!covers(&bounds(), &case(), bounds().until));
}

#[test]
fn a_standing_approval_has_bounds() {
    let wrong = |change: fn(&mut RuleBounds)| {
        let mut bounds = bounds();
        change(&mut bounds);
        let error = check_rule(&bounds, now()).expect_err("a wrong rule");
        (error.field.clone(), error.violation.found())
    };
    assert_eq!(check_rule(&bounds(), now()), Ok(()));
    assert_eq!(
        wrong(|rule| rule.max_items = 0),
        ("max_items".to_owned(), Some(Quantity::Number(0)))
    );
    assert_eq!(
        wrong(|rule| rule.until = at("2027-11-22T12:00:00.001Z")).0,
        "until"
    );
    assert_eq!(wrong(|rule| rule.until = now()).0, "until");
    assert_eq!(wrong(|rule| rule.author.clear()).0, "author");
    assert_eq!(
        wrong(|rule| rule.iot_instance_id = Some("iot-a".to_owned())).0,
        "iot_instance_id"
    );
}
