//! Walks that do not come to their end: throttled, failed, led in a circle, interrupted. Nothing is frozen where something is missing.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;
use signet_model::plans::State;
use signet_proxy::plans::{PlanSettings, Plans};

use crate::support::{Instead, planning, refusal, text};
use crate::walking::{ids, sorted, walked};

const LIST: &str = "ListDeviceCredentialClientId";

#[tokio::test(start_paused = true)]
async fn a_walk_waits_where_it_is_throttled_and_asks_again_where_the_cloud_fails() {
    let bench = planning();
    let group = bench.group().await;
    for _ in 0..5 {
        bench.upstream.next(LIST, Instead::Throttle(Some(1_500)));
    }
    for _ in 0..4 {
        bench
            .upstream
            .next(LIST, Instead::Answer(500, refusal("InternalError")));
    }
    bench.upstream.next(LIST, Instead::NotSent);
    bench.upstream.next(LIST, Instead::LoseAnswer);
    let selection = json!({ "kind": "groups", "groups": [group] });
    let (plan, items) = walked(&bench, "deregister", selection).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    assert_eq!(ids(&items), bench.client_ids(&group).await);
}

#[tokio::test(start_paused = true)]
async fn a_walk_that_fails_half_way_freezes_nothing_and_says_where_and_can_begin_anew() {
    let bench = planning();
    let group = bench.group().await;
    let fail = || {
        for _ in 0..2 {
            bench.upstream.next(LIST, Instead::Late(Duration::ZERO));
        }
        let denied = Instead::Answer(403, refusal("PermissionCheckFailed"));
        bench.upstream.next(LIST, denied);
    };
    fail();
    let selection = json!({ "kind": "groups", "groups": [group] });
    let (plan, items) = walked(&bench, "deregister", selection).await;
    assert_eq!(
        (&plan["state"], &plan["why"]),
        (&json!("selecting"), &json!("walk_failed"))
    );
    assert!(plan.get("hash").is_none() && items.is_empty(), "{plan}");
    let why = text(&plan["why_text"]);
    for said in ["page 3", &group, "CLOUD-1", "Resume"] {
        assert!(why.contains(said), "{said}: {why}");
    }
    let id = text(&plan["id"]);
    bench.tell_plan("resume", json!({ "id": id })).await.good();
    let plan = bench.selected(&id).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    assert_eq!(ids(&bench.items(&id).await), bench.client_ids(&group).await);
}

#[tokio::test(start_paused = true)]
async fn a_cloud_that_shows_the_same_for_ever_ends_the_walk() {
    let group = "GID_round";
    let page = |token: &str| {
        let ids: Vec<_> = (0..100).map(|id| format!("{group}@@@{id}")).collect();
        let list = json!({ "Total": "900", "ClientIdList": ids, "PageNo": "1", "PageSize": "100", "NextToken": token });
        Instead::Answer(
            200,
            json!({ "RequestId": "R", "DeviceCredentialClientIdList": list }).to_string(),
        )
    };
    for token in ["", "t", &"t".repeat(3_000)] {
        let bench = planning();
        let made = json!({ "instance_id": bench.instance(), "group_id": group });
        bench.call("CreateGroupId", made).await.good();
        bench.upstream.always(LIST, page(token));
        let selection = json!({ "kind": "groups", "groups": [group] });
        let (plan, _) = walked(&bench, "deregister", selection).await;
        assert_eq!(plan["why"], "walk_failed", "{plan}");
        let why = text(&plan["why_text"]);
        assert!(why.contains(group), "{why}");
        let calls = bench.sent();
        assert!(calls.iter().filter(|call| *call == LIST).count() <= 2);
    }
}

#[tokio::test(start_paused = true)]
async fn what_has_no_such_list_or_nothing_in_it_says_so() {
    let bench = planning();
    let selection = json!({ "kind": "groups", "groups": ["GID_nobody"] });
    let (plan, _) = walked(&bench, "deregister", selection).await;
    assert_eq!(plan["why"], "walk_failed");
    assert!(text(&plan["why_text"]).contains("GID_nobody"), "{plan}");

    let made = json!({ "instance_id": bench.instance(), "group_id": "GID_empty" });
    bench.call("CreateGroupId", made).await.good();
    let selection = json!({ "kind": "groups", "groups": ["GID_empty"] });
    let (plan, _) = walked(&bench, "deregister", selection).await;
    let why = text(&plan["why_text"]);
    assert!(why.contains("Nothing is in the plan"), "{why}");
}

#[tokio::test]
async fn a_restart_begins_the_walk_anew_and_keeps_the_list() {
    let bench = planning();
    let there = bench.client_ids(&bench.group().await).await;
    let selection = json!({ "kind": "difference", "side": "registered_not_listed" });
    let id = bench.new_plan("deregister", selection).await;
    bench.add(&id, &there[3..]).await;
    // The first page comes, the second does not.
    let lists = || bench.sent().iter().filter(|call| *call == LIST).count();
    let before_walk = lists();
    bench.upstream.next(LIST, Instead::Late(Duration::ZERO));
    bench
        .upstream
        .always(LIST, Instead::Late(Duration::from_secs(86_400)));
    bench.tell_plan("freeze", json!({ "id": id })).await.good();
    while lists() == before_walk {
        tokio::task::yield_now().await;
    }
    bench.app.plans.end().await;
    bench.upstream.calm();
    let plan = bench.plan(&id).await;
    assert_eq!(
        (&plan["state"], plan.get("why")),
        (&json!("selecting"), None)
    );

    // As another process finds it.
    let again = Plans::new(bench.plan_ports.clone(), PlanSettings::default());
    let again = Arc::new(again);
    again.recover().await.expect("recovered");
    let found = again.find(&id).await.expect("a store");
    let live = found.expect("a plan");
    let mut watch = live.watch();
    while live.head(|head| head.state == State::Selecting && head.why.is_none()) {
        watch.changed().await.expect("it is told");
    }
    assert_eq!(live.head(|head| head.state), State::Frozen);
    assert_eq!(ids(&bench.items(&id).await), sorted(there[..3].to_vec()));
    again.end().await;
}

#[tokio::test]
async fn a_plan_that_is_cancelled_is_walked_no_more() {
    let bench = planning();
    let group = bench.group().await;
    bench
        .upstream
        .next(LIST, Instead::Late(Duration::from_millis(20)));
    let selection = json!({ "kind": "groups", "groups": [group] });
    let id = bench.new_plan("deregister", selection).await;
    bench.tell_plan("cancel", json!({ "id": id })).await.good();
    bench.app.plans.end().await;
    let plan = bench.plan(&id).await;
    assert_eq!(plan["state"], "cancelled", "{plan}");
    assert!(plan.get("hash").is_none());
}
