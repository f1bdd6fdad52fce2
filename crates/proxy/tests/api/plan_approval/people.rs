//! Who there is, and what they tell a plan.

use serde_json::{Value, json};
use signet_model::Secret;
use signet_model::plans::State;
use signet_model::roles::{Grant, Role};
use signet_plans::approval::Rule;
use signet_proxy::plans::PlanSettings;
use signet_store::User;
use signet_store::ports::Users;

use crate::support::{Bench, Cookie, SetUp, text};

pub(super) const HOUR: u64 = 3600;

/// Alice plans, Bob approves, Carol may do both.
pub(super) fn people() -> Vec<(String, Grant)> {
    [
        ("user:alice", Role::Custodian),
        ("user:bob", Role::Approver),
        ("user:carol", Role::Custodian),
        ("user:carol", Role::Approver),
        ("user:victor", Role::Viewer),
    ]
    .map(|(to, role)| (to.to_owned(), Grant::everywhere(role)))
    .into()
}

pub(super) async fn bench(settings: PlanSettings) -> Bench {
    peopled(SetUp {
        plans: settings,
        ..SetUp::default()
    })
    .await
}

/// What plans do is asked of who there is, not of who is signed in.
pub(super) async fn peopled(set_up: SetUp) -> Bench {
    let bench = SetUp {
        grants: Some(people()),
        ..set_up
    }
    .build();
    for name in ["alice", "bob", "carol", "dora", "erin"] {
        let user = User {
            name: name.to_owned(),
            password: Secret::new(String::new()),
            totp_seed: None,
            totp_last_step: None,
            disabled: false,
            created_at: bench.app.ports.clock.now(),
        };
        let kept = Users::put(&bench.kept.store, user).await;
        kept.expect("kept");
    }
    bench
}

/// Every plan needs an approval.
pub(super) fn strict() -> PlanSettings {
    PlanSettings {
        approvals: vec![Rule::default()],
        ..PlanSettings::default()
    }
}

pub(super) async fn told(
    bench: &Bench,
    who: &Cookie,
    what: &str,
    body: Value,
) -> crate::support::Reply {
    bench
        .post_as(who, &format!("/api/plans/{what}"), body)
        .await
}

/// A frozen plan to deregister two clients.
pub(super) async fn frozen(bench: &Bench, who: &Cookie, act: &str) -> Value {
    let asked = json!({ "act": act, "instance_id": bench.instance(), "selection": { "kind": "list" }, "reason": "spring cleaning" });
    let id = text(&told(bench, who, "create", asked).await.good()["id"]);
    let groups = json!({ "instance_id": bench.instance() });
    let groups = bench.call_as(who, "ListGroupId", groups).await.good();
    let group = text(&groups["groups"][0]["group_id"]);
    let items = ["one", "two"].map(|device| format!("{group}@@@{device}"));
    let slice = json!({ "id": id, "items": items });
    let added = told(bench, who, "add", slice).await.good();
    assert_eq!(added["added"], 2, "{added}");
    told(bench, who, "freeze", json!({ "id": id })).await.good();
    let live = bench.app.plans.find(&id).await.expect("a store");
    let live = live.expect("a plan");
    let mut watch = live.watch();
    while live.head(|head| head.state == State::Selecting && head.why.is_none()) {
        watch.changed().await.expect("it is told");
    }
    let plan = shown(bench, who, &id).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    plan
}

pub(super) async fn shown(bench: &Bench, who: &Cookie, id: &str) -> Value {
    bench.get_as(who, &format!("/api/plans/{id}")).await.good()
}

/// The plan, as it was seen.
pub(super) fn seen(plan: &Value) -> Value {
    json!({ "id": plan["id"], "hash": plan["hash"] })
}

pub(super) fn offered(plan: &Value, command: &str) -> Value {
    let offers = plan["commands"].as_array().expect("commands");
    let offer = offers.iter().find(|offer| offer["command"] == command);
    offer.expect("an offer")["refusal"].clone()
}

/// That it was refused is in the audit log, with who, what and which plan.
#[track_caller]
pub(super) fn written_down(bench: &Bench, who: &str, what: &str, code: &str, plan: &Value) {
    let found = bench.noted(what).into_iter().any(|line| {
        line["kind"] == "refused"
            && line["actor"] == who
            && line["error"] == code
            && line["object"]["plan"] == plan["id"]
    });
    assert!(found, "{what} by {who}: {:?}", bench.noted(what));
}
