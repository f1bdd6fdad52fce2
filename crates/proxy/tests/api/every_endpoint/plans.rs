//! The plan and the standing approval that the endpoints of plans are tried on.

use serde_json::{Value, json};
use signet_model::Effect;
use signet_model::api::{ApprovalRule, RuleBounds, Via};
use signet_model::plans::{Act, Selection, Settings, State};
use signet_proxy::plans::{Author, Head, NewPlan};
use signet_store::ports::Plans;

use super::endpoints::Reach;
use crate::support::Bench;

pub(super) const PLAN: &str = "pl-0123456789";
const RULE: &str = "ru-0123456789";
const UNTIL: &str = "2026-06-01T00:00:00Z";

/// What an endpoint of plans does, and a body that would do where it is allowed.
pub(super) fn asked(bench: &Bench, what: &str) -> (Option<(Effect, Reach)>, Value) {
    let plan = json!({ "id": PLAN });
    let instance = bench.instance();
    let (effect, reach, body) = match what {
        "rules" => return (None, json!({})),
        "rules/make" => (
            Effect::Read,
            Reach::Standing,
            json!({ "author": "user:nightly", "act": "deregister", "instance_id": instance, "max_items": 10, "until": UNTIL }),
        ),
        "rules/withdraw" => (Effect::Read, Reach::Approved, json!({ "id": RULE })),
        "create" => (
            Effect::Destroy,
            Reach::There,
            json!({ "act": "deregister", "instance_id": instance, "selection": { "kind": "list" } }),
        ),
        "add" => (
            Effect::Destroy,
            Reach::Plan,
            json!({ "id": PLAN, "items": ["GID_a@@@1"] }),
        ),
        "exclude" => (
            Effect::Destroy,
            Reach::Plan,
            json!({ "id": PLAN, "numbers": [1] }),
        ),
        "adjust" => (
            Effect::Destroy,
            Reach::Plan,
            json!({ "id": PLAN, "settings": {} }),
        ),
        "received" => (
            Effect::Reveal,
            Reach::Plan,
            json!({ "id": PLAN, "sha256": "0" }),
        ),
        "approve" | "reject" => (Effect::Read, Reach::Approved, plan),
        "pause" | "cancel" => (Effect::Suspend, Reach::Plan, plan),
        "hand-out" => (Effect::Reveal, Reach::Plan, plan),
        "{id}" | "{id}/items" | "{id}/report" | "{id}/events" => {
            (Effect::Read, Reach::Plan, Value::Null)
        }
        _ => (Effect::Destroy, Reach::Plan, plan),
    };
    (Some((effect, reach)), body)
}

/// Puts both into the store of a bench.
pub(super) async fn keep(bench: &Bench) {
    let now = bench.app.ports.clock.now();
    let author = Author {
        subject: "user:author".to_owned(),
        name: "author".to_owned(),
        via: Via::Password,
        budget: "user:author".to_owned(),
        groups: Vec::new(),
        token: None,
    };
    let mut head = Head::new(NewPlan {
        id: PLAN.to_owned(),
        title: "a plan".to_owned(),
        act: Act::Deregister,
        account: "factory".to_owned(),
        region: "cn-hangzhou".to_owned(),
        instance_id: Some(bench.instance()),
        iot_instance_id: None,
        author,
        created_at: now,
        reason: None,
        selection: Selection::List,
        settings: Settings::default(),
    });
    head.state = State::Frozen;
    head.hash = Some("0".repeat(64));
    head.items = 1;
    let store = &bench.kept.store;
    Plans::put(store, head.kept()).await.expect("kept");
    let rule = ApprovalRule {
        id: RULE.to_owned(),
        bounds: RuleBounds {
            author: "user:nightly".to_owned(),
            act: Act::Deregister,
            instance_id: Some(bench.instance()),
            iot_instance_id: None,
            max_items: 10,
            until: UNTIL.parse().expect("a time"),
        },
        approved_by: "user:approver".to_owned(),
        approved_at: now,
    };
    Plans::add_rule(store, rule).await.expect("kept");
}
