//! Who may approve a plan, and when an approval holds: whoever may not is refused, and that is in the audit log.

#[path = "plan_approval/people.rs"]
mod people;

use std::time::Duration;

use serde_json::{Value, json};
use signet_model::api::GivenGrant;
use signet_model::plans::Act;
use signet_model::roles::{Grant, Role};
use signet_plans::approval::Rule;
use signet_proxy::plans::PlanSettings;
use signet_proxy::service::{Safeguards, Safety};

use crate::support::{SetUp, text};

use people::{HOUR, bench, frozen, offered, peopled, seen, shown, strict, told, written_down};

#[tokio::test(start_paused = true)]
async fn two_people_let_a_plan_run() {
    let bench = bench(strict()).await;
    let alice = bench.sign_in("user:alice", &[]).await;
    let bob = bench.sign_in("user:bob", &[]).await;
    let plan = frozen(&bench, &alice, "deregister").await;
    assert_eq!(plan["approval"], json!({ "kind": "needed" }));
    assert_eq!(offered(&plan, "run"), "approval_required");
    assert_eq!(offered(&plan, "approve"), "own_plan");
    let refused = told(&bench, &alice, "run", seen(&plan)).await;
    refused.refused(403, "approval_required");
    written_down(&bench, "user:alice", "PlanRun", "approval_required", &plan);

    let as_bob = shown(&bench, &bob, &text(&plan["id"])).await;
    assert_eq!(offered(&as_bob, "approve"), Value::Null);
    assert_eq!(offered(&as_bob, "run"), "role_required");
    let approved = told(&bench, &bob, "approve", seen(&plan)).await.good();
    assert_eq!(approved["approval"]["by"], "user:bob");
    assert_eq!(approved["approval"]["hash"], plan["hash"]);
    let plan = shown(&bench, &alice, &text(&plan["id"])).await;
    assert_eq!(offered(&plan, "run"), Value::Null);
    let running = told(&bench, &alice, "run", seen(&plan)).await.good();
    assert_eq!(running["state"], "running", "{running}");
    for what in ["PlanCreated", "PlanFrozen", "PlanApproved", "PlanRun"] {
        let noted = bench.noted(what);
        let event = noted.iter().find(|line| line["kind"] == "event");
        let event = event.unwrap_or_else(|| panic!("{what}: {noted:?}"));
        assert_eq!(event["object"]["plan"], plan["id"]);
        assert_eq!(event["object"]["instance_id"], bench.instance());
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_approves_what_is_theirs_or_what_they_may_not() {
    let bench = bench(strict()).await;
    let carol = bench.sign_in("user:carol", &[]).await;
    let alice = bench.sign_in("user:alice", &[]).await;
    let plan = frozen(&bench, &carol, "deregister").await;
    for (who, name, code) in [
        (&carol, "user:carol", "own_plan"),
        (&alice, "user:alice", "role_required"),
    ] {
        let refused = told(&bench, who, "approve", seen(&plan)).await;
        refused.refused(403, code);
        written_down(&bench, name, "PlanApproved", code, &plan);
        let no = json!({ "id": plan["id"], "reason": "no" });
        let refused = told(&bench, who, "reject", no).await;
        refused.refused(403, code);
        written_down(&bench, name, "PlanRejected", code, &plan);
    }
    let plan = shown(&bench, &carol, &text(&plan["id"])).await;
    assert_eq!(plan["approval"], json!({ "kind": "needed" }));
}

#[tokio::test(start_paused = true)]
async fn exactly_what_was_seen_is_approved_and_run() {
    let bench = bench(strict()).await;
    let alice = bench.sign_in("user:alice", &[]).await;
    let bob = bench.sign_in("user:bob", &[]).await;
    let plan = frozen(&bench, &alice, "deregister").await;
    let none = told(&bench, &bob, "approve", json!({ "id": plan["id"] })).await;
    assert_eq!(none.refused(422, "missing_field")["field"], "hash");
    let other = json!({ "id": plan["id"], "hash": "0".repeat(64) });
    let refused = told(&bench, &bob, "approve", other.clone()).await;
    refused.refused(409, "plan_changed");
    written_down(&bench, "user:bob", "PlanApproved", "plan_changed", &plan);
    told(&bench, &bob, "approve", seen(&plan)).await.good();
    let refused = told(&bench, &alice, "run", other).await;
    refused.refused(409, "plan_changed");
    written_down(&bench, "user:alice", "PlanRun", "plan_changed", &plan);
}

#[tokio::test(start_paused = true)]
async fn a_change_voids_an_approval() {
    let bench = bench(strict()).await;
    let alice = bench.sign_in("user:alice", &[]).await;
    let bob = bench.sign_in("user:bob", &[]).await;
    for change in ["exclude", "adjust"] {
        let plan = frozen(&bench, &alice, "deregister").await;
        told(&bench, &bob, "approve", seen(&plan)).await.good();
        let body = match change {
            "exclude" => json!({ "id": plan["id"], "numbers": [1] }),
            _ => json!({ "id": plan["id"], "settings": { "waves": { "items": [1] } } }),
        };
        let changed = told(&bench, &alice, change, body).await.good();
        assert_ne!(changed["hash"], plan["hash"], "{change}");
        assert_eq!(changed["approval"], json!({ "kind": "needed" }), "{change}");
        let refused = told(&bench, &alice, "run", seen(&plan)).await;
        refused.refused(409, "plan_changed");
        let refused = told(&bench, &alice, "run", seen(&changed)).await;
        refused.refused(403, "approval_required");
        written_down(&bench, "user:alice", "PlanRun", "approval_required", &plan);
    }
}

#[tokio::test(start_paused = true)]
async fn an_approval_expires() {
    let bench = bench(strict()).await;
    let alice = bench.sign_in("user:alice", &[]).await;
    let bob = bench.sign_in("user:bob", &[]).await;
    let plan = frozen(&bench, &alice, "deregister").await;
    told(&bench, &bob, "approve", seen(&plan)).await.good();
    bench.clock.advance(Duration::from_secs(24 * HOUR));
    let alice = bench.sign_in("user:alice", &[]).await;
    let as_alice = shown(&bench, &alice, &text(&plan["id"])).await;
    assert_eq!(offered(&as_alice, "run"), "approval_required");
    let refused = told(&bench, &alice, "run", seen(&plan)).await;
    let error = refused.refused(403, "approval_required");
    assert!(text(&error["message"]).contains("expired"), "{error}");
    written_down(&bench, "user:alice", "PlanRun", "approval_required", &plan);
}

#[tokio::test(start_paused = true)]
async fn whoever_approved_must_still_have_the_role() {
    let bench = bench(strict()).await;
    let (given, now) = (&bench.app.grants, bench.app.ports.clock.now());
    let grant = |id: &str| GivenGrant {
        id: Some(id.to_owned()),
        grant: Grant::everywhere(Role::Approver),
        granted_by: Some("user:admin".to_owned()),
        granted_at: Some(now),
    };
    given.add("user:dora", grant("dora"));
    bench.clock.advance(Duration::from_secs(24 * HOUR));
    let alice = bench.sign_in("user:alice", &[]).await;
    let dora = bench.sign_in("user:dora", &[]).await;
    let plan = frozen(&bench, &alice, "deregister").await;
    told(&bench, &dora, "approve", seen(&plan)).await.good();
    given.remove("dora");
    let refused = told(&bench, &alice, "run", seen(&plan)).await;
    let error = refused.refused(403, "approval_required");
    assert!(
        text(&error["message"]).contains("whoever approved"),
        "{error}"
    );
    written_down(&bench, "user:alice", "PlanRun", "approval_required", &plan);
    given.add("user:dora", grant("dora again"));
    told(&bench, &alice, "run", seen(&plan)).await.good();
}

#[tokio::test(start_paused = true)]
async fn who_is_new_approves_nothing_for_a_day() {
    let bench = bench(strict()).await;
    let alice = bench.sign_in("user:alice", &[]).await;
    let plan = frozen(&bench, &alice, "deregister").await;
    bench.app.grants.add(
        "group:approvers",
        GivenGrant {
            id: Some("new".to_owned()),
            grant: Grant::everywhere(Role::Approver),
            granted_by: Some("user:admin".to_owned()),
            granted_at: Some(bench.app.ports.clock.now()),
        },
    );
    let erin = bench.sign_in("user:erin", &["approvers"]).await;
    let refused = told(&bench, &erin, "approve", seen(&plan)).await;
    refused.refused(403, "newly_granted");
    written_down(&bench, "user:erin", "PlanApproved", "newly_granted", &plan);
    bench.clock.advance(Duration::from_secs(24 * HOUR));
    let erin = bench.sign_in("user:erin", &["approvers"]).await;
    told(&bench, &erin, "approve", seen(&plan)).await.good();
}

#[tokio::test(start_paused = true)]
async fn what_is_rejected_does_not_run() {
    let bench = bench(PlanSettings {
        emergency: true,
        ..strict()
    })
    .await;
    let alice = bench.sign_in("user:alice", &[]).await;
    let bob = bench.sign_in("user:bob", &[]).await;
    let plan = frozen(&bench, &alice, "deregister").await;
    let without = told(&bench, &bob, "reject", json!({ "id": plan["id"] })).await;
    assert_eq!(without.refused(422, "missing_field")["field"], "reason");
    let no = json!({ "id": plan["id"], "reason": "these are in use" });
    let rejected = told(&bench, &bob, "reject", no).await.good();
    assert_eq!(rejected["approval"]["reason"], "these are in use");
    let mut run = seen(&plan);
    run["emergency"] = "now".into();
    let refused = told(&bench, &alice, "run", run).await;
    refused.refused(403, "approval_required");
    written_down(&bench, "user:alice", "PlanRun", "approval_required", &plan);
}

#[tokio::test(start_paused = true)]
async fn an_emergency_goes_first_only_where_that_is_configured() {
    for emergency in [false, true] {
        let bench = bench(PlanSettings {
            emergency,
            ..strict()
        })
        .await;
        let alice = bench.sign_in("user:alice", &[]).await;
        let plan = frozen(&bench, &alice, "deregister").await;
        assert_eq!(plan["emergency"], emergency);
        let mut run = seen(&plan);
        run["emergency"] = "the line stands still".into();
        let reply = told(&bench, &alice, "run", run).await;
        if !emergency {
            reply.refused(403, "approval_required");
            written_down(&bench, "user:alice", "PlanRun", "approval_required", &plan);
            continue;
        }
        let running = reply.good();
        assert_eq!(running["approval"]["kind"], "emergency");
        assert_eq!(running["approval"]["by"], "user:alice");
        let noted = bench.noted("PlanEmergency");
        assert_eq!(noted[0]["reason"], "the line stands still");
    }
}

#[tokio::test(start_paused = true)]
async fn only_what_the_configuration_names_needs_an_approval() {
    let bench = bench(PlanSettings {
        approvals: vec![
            Rule {
                acts: Some(vec![Act::Deregister]),
                above: Some(2),
                instance: None,
            },
            Rule {
                acts: Some(vec![Act::Rotate]),
                above: None,
                instance: Some("post-cn-elsewhere".to_owned()),
            },
        ],
        ..PlanSettings::default()
    })
    .await;
    let alice = bench.sign_in("user:alice", &[]).await;
    for act in ["deregister", "blacklist"] {
        let plan = frozen(&bench, &alice, act).await;
        assert_eq!(plan["approval"], json!({ "kind": "not_needed" }), "{act}");
        told(&bench, &alice, "run", seen(&plan)).await.good();
    }
}

#[tokio::test(start_paused = true)]
async fn a_suspend_needs_no_approval_by_default() {
    let bench = bench(strict()).await;
    let alice = bench.sign_in("user:alice", &[]).await;
    let plan = frozen(&bench, &alice, "blacklist").await;
    assert_eq!(plan["approval"], json!({ "kind": "not_needed" }));
}

#[tokio::test(start_paused = true)]
async fn an_approval_that_stands_covers_what_it_bounds() {
    let bench = bench(strict()).await;
    let alice = bench.sign_in("user:alice", &[]).await;
    let bob = bench.sign_in("user:bob", &[]).await;
    let bounds = |max_items: u64| json!({ "author": "user:alice", "act": "deregister", "instance_id": bench.instance(), "max_items": max_items, "until": "2026-02-01T00:00:00Z" });
    let by_author = told(&bench, &alice, "rules/make", bounds(2)).await;
    by_author.refused(403, "role_required");
    let own = json!({ "author": "user:bob", "act": "deregister", "instance_id": bench.instance(), "max_items": 2, "until": "2026-02-01T00:00:00Z" });
    let own = told(&bench, &bob, "rules/make", own).await;
    own.refused(403, "own_plan");
    let narrow = told(&bench, &bob, "rules/make", bounds(1)).await.good();
    let plan = frozen(&bench, &alice, "deregister").await;
    assert_eq!(
        plan["approval"],
        json!({ "kind": "needed" }),
        "one too many"
    );
    let rule = told(&bench, &bob, "rules/make", bounds(2)).await.good();
    let plan = frozen(&bench, &alice, "deregister").await;
    assert_eq!(plan["approval"]["rule"], rule["id"], "{plan}");
    told(&bench, &alice, "run", seen(&plan)).await.good();
    let listed = bench.get_as(&alice, "/api/plans/rules").await.good();
    assert_eq!(listed["rules"], json!([narrow, rule]));
    let gone = json!({ "id": rule["id"] });
    let refused = told(&bench, &alice, "rules/withdraw", gone.clone()).await;
    refused.refused(403, "role_required");
    told(&bench, &bob, "rules/withdraw", gone.clone())
        .await
        .good();
    told(&bench, &bob, "rules/withdraw", gone)
        .await
        .refused(404, "not_found");
    let plan = frozen(&bench, &alice, "deregister").await;
    assert_eq!(plan["approval"], json!({ "kind": "needed" }));
}

#[tokio::test(start_paused = true)]
async fn who_may_not_read_a_plan_does_not_know_of_it() {
    let bench = bench(strict()).await;
    bench.app.grants.add(
        "user:frank",
        GivenGrant {
            id: Some("frank".to_owned()),
            grant: Grant {
                instance: Some("post-cn-elsewhere".to_owned()),
                ..Grant::everywhere(Role::Custodian)
            },
            granted_by: None,
            granted_at: None,
        },
    );
    let alice = bench.sign_in("user:alice", &[]).await;
    let plan = frozen(&bench, &alice, "deregister").await;
    let ids = |list: &Value| {
        let plans = list["plans"].as_array().expect("plans").iter();
        plans.map(|plan| plan["id"].clone()).collect::<Vec<_>>()
    };
    for (who, sees) in [
        ("user:victor", true),
        ("user:bob", true),
        ("user:frank", false),
    ] {
        let cookie = bench.sign_in(who, &[]).await;
        let list = bench.get_as(&cookie, "/api/plans").await.good();
        let expected = if sees {
            vec![plan["id"].clone()]
        } else {
            Vec::new()
        };
        assert_eq!(ids(&list), expected, "{who}");
        let path = format!("/api/plans/{}", text(&plan["id"]));
        let one = bench.get_as(&cookie, &path).await;
        assert_eq!(one.status, if sees { 200 } else { 404 }, "{who}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_approved_plan_needs_no_recent_sign_in() {
    for approved in [false, true] {
        let approvals = if approved {
            strict()
        } else {
            PlanSettings::default()
        };
        let effects = vec![signet_model::Effect::Destroy];
        let bench = peopled(SetUp {
            plans: approvals,
            safeguards: Safeguards {
                safety: Safety {
                    reason_required: effects.clone(),
                    recent_sign_in: effects,
                    minutes: 15,
                },
                ..Safeguards::default()
            },
            ..SetUp::default()
        })
        .await;
        let alice = bench.sign_in("user:alice", &[]).await;
        let without = json!({ "act": "deregister", "instance_id": bench.instance(), "selection": { "kind": "list" } });
        let without = told(&bench, &alice, "create", without).await;
        assert_eq!(without.refused(422, "reason_required")["field"], "reason");
        let plan = frozen(&bench, &alice, "deregister").await;
        if approved {
            let bob = bench.sign_in("user:bob", &[]).await;
            told(&bench, &bob, "approve", seen(&plan)).await.good();
        }
        bench.clock.advance(Duration::from_secs(HOUR));
        let run = told(&bench, &alice, "run", seen(&plan)).await;
        if approved {
            run.good();
        } else {
            run.refused(403, "sign_in_again");
            written_down(&bench, "user:alice", "PlanRun", "sign_in_again", &plan);
        }
    }
}
