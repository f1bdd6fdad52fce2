//! Resting: by somebody's word, at a gate, in quiet hours, when the author's role is gone, when the disk is full.

use std::sync::atomic::Ordering;
use std::time::Duration;

use serde_json::{Value, json};
use signet_model::OperationName;
use signet_model::api::GivenGrant;
use signet_model::plans::State;
use signet_model::roles::{Grant, Role};

use crate::support::{Bench, Instead, SetUp, ends, fast, refusal, text};

const ACT: &str = "AddCustomAuthConnectBlack";

fn count(items: &[Value], outcome: &str) -> usize {
    items
        .iter()
        .filter(|item| item["outcome"] == outcome)
        .count()
}

fn sent(bench: &Bench) -> usize {
    bench.sent().iter().filter(|sent| *sent == ACT).count()
}

/// Everything that was begun has ended, and everything that ended is what the cloud did.
async fn landed(bench: &Bench, id: &str) -> Vec<Value> {
    let items = bench.until_landed(id).await;
    let done = bench.acts(OperationName::AddCustomAuthConnectBlack, "client_id");
    assert_eq!(count(&items, "done"), done.len());
    items
}

impl Bench {
    /// The items, once none is in flight any more.
    async fn until_landed(&self, id: &str) -> Vec<Value> {
        loop {
            let items = self.items(id).await;
            if count(&items, "begun") == 0 {
                return items;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_paused_plan_sends_nothing_more_and_goes_on_when_it_is_told_to() {
    let bench = fast();
    let ids = bench.some_clients(400).await;
    let plan = bench.frozen("blacklist", &ids, json!({})).await;
    bench
        .upstream
        .always(ACT, Instead::Late(Duration::from_millis(20)));
    let id = bench.run(&plan).await;
    bench.ended(&id, 100).await;
    let told = json!({ "id": id });
    let paused = bench.tell_plan("pause", told.clone()).await.good();
    assert_eq!(
        (&paused["state"], &paused["why"]),
        (&json!("paused"), &json!("person"))
    );
    let items = landed(&bench, &id).await;
    let so_far = sent(&bench);
    assert!(so_far < 400 && count(&items, "waiting") + so_far == 400);
    tokio::time::sleep(Duration::from_secs(60)).await;
    assert_eq!(sent(&bench), so_far, "nothing more");
    bench.tell_plan("resume", told).await.good();
    bench.in_state(&id, State::Finished).await;
    assert_eq!(count(&landed(&bench, &id).await, "done"), 400);
    assert_eq!(sent(&bench), 400, "nothing twice");
}

#[tokio::test(start_paused = true)]
async fn what_waits_for_its_slot_is_not_sent_after_a_pause() {
    let bench = SetUp {
        calls_per_second: Some(5),
        own_store: true,
        ..SetUp::default()
    }
    .build();
    let ids = bench.some_clients(80).await;
    let plan = bench.frozen("blacklist", &ids, json!({})).await;
    let id = bench.run(&plan).await;
    bench.ended(&id, 3).await;
    bench.tell_plan("pause", json!({ "id": id })).await.good();
    let so_far = sent(&bench);
    let items = landed(&bench, &id).await;
    assert!(
        sent(&bench) <= so_far + 1,
        "one may be on its way: {}",
        sent(&bench) - so_far
    );
    assert!(count(&items, "waiting") > 60);
}

#[tokio::test(start_paused = true)]
async fn what_a_cancelled_plan_did_not_begin_stays_as_it_is() {
    let bench = fast();
    let ids = bench.some_clients(300).await;
    let plan = bench.frozen("blacklist", &ids, json!({})).await;
    bench
        .upstream
        .always(ACT, Instead::Late(Duration::from_millis(20)));
    let id = bench.run(&plan).await;
    bench.ended(&id, 50).await;
    let cancelled = bench.tell_plan("cancel", json!({ "id": id })).await.good();
    assert_eq!(cancelled["state"], "cancelled");
    let items = landed(&bench, &id).await;
    assert!(count(&items, "waiting") > 100);
    assert_eq!(count(&items, "waiting") + count(&items, "done"), 300);
}

#[tokio::test(start_paused = true)]
async fn a_gate_stops_the_plan_and_counts_anew_when_it_goes_on() {
    let bench = fast();
    let ids = bench.some_clients(50).await;
    let settings =
        json!({ "gate": { "failures_percent": 2.0, "unexpected_percent": 10.0, "at_least": 3 } });
    let plan = bench.frozen("blacklist", &ids, settings).await;
    let full = Instead::Answer(400, refusal("Customauth.over.capacity"));
    bench.upstream.always(ACT, full);
    let id = bench.run(&plan).await;
    let plan = bench.in_state(&id, State::Stopped).await;
    assert_eq!(plan["why"], "failures", "{plan}");
    let items = bench.until_landed(&id).await;
    let failed = count(&items, "failed");
    assert!(
        (4..=10).contains(&failed),
        "no more than the first wave: {failed}"
    );
    assert_eq!(plan["progress"]["waves"][0]["state"], "stopped", "{plan}");
    assert!(
        bench
            .record
            .lines()
            .iter()
            .any(|line| line["operation"] == "PlanStopped")
    );
    bench.upstream.calm();
    bench.tell_plan("resume", json!({ "id": id })).await.good();
    bench.in_state(&id, State::Finished).await;
    let items = bench.items(&id).await;
    assert_eq!(
        (count(&items, "failed"), count(&items, "done")),
        (failed, 50 - failed)
    );
}

#[tokio::test(start_paused = true)]
async fn a_plan_rests_in_its_quiet_hours_and_goes_on_after_them() {
    let bench = fast();
    let ids = bench.some_clients(20).await;
    // It is four minutes past three.
    let settings = json!({ "quiet_hours": { "from": "03:00", "to": "04:00" } });
    let plan = bench.frozen("blacklist", &ids, settings).await;
    let id = bench.run(&plan).await;
    let plan = bench.in_state(&id, State::Paused).await;
    assert_eq!(plan["why"], "quiet_hours", "{plan}");
    assert_eq!(
        text(&plan["progress"]["waits_until"]),
        "2026-01-02T04:00:00Z"
    );
    assert_eq!(sent(&bench), 0);
    bench.clock.advance(Duration::from_secs(3600));
    bench.in_state(&id, State::Finished).await;
    assert_eq!(sent(&bench), 20);
}

#[tokio::test(start_paused = true)]
async fn a_plan_whose_author_lost_the_role_rests_before_the_next_call() {
    let bench = SetUp {
        calls_per_second: None,
        grants: Some(Vec::new()),
        ..SetUp::default()
    }
    .build();
    let grant = GivenGrant {
        id: Some("g1".to_owned()),
        grant: Grant {
            role: Role::Operator,
            account: None,
            instance: None,
            group: None,
            iot_instance: None,
        },
        granted_by: None,
        granted_at: None,
    };
    bench.app.grants.add("oidc:alice", grant.clone());
    let alice = bench.sign_in("oidc:alice", &[]).await;
    let group = "{\"instance_id\":\"INSTANCE\"}".replace("INSTANCE", &bench.instance());
    let fields: Value = serde_json::from_str(&group).expect("JSON");
    let groups = bench.call_as(&alice, "ListGroupId", fields).await.good();
    let group = text(&groups["groups"][0]["group_id"]);
    let ids: Vec<String> = (0..300)
        .map(|n| format!("{group}@@@thief-{n:03}"))
        .collect();
    let create = json!({ "act": "blacklist", "instance_id": bench.instance(), "selection": { "kind": "list" } });
    let created = bench
        .post_as(&alice, "/api/plans/create", create)
        .await
        .good();
    let id = text(&created["id"]);
    let slice = json!({ "id": id, "items": ids });
    bench.post_as(&alice, "/api/plans/add", slice).await.good();
    bench
        .post_as(&alice, "/api/plans/freeze", json!({ "id": id }))
        .await
        .good();
    let live = bench
        .app
        .plans
        .find(&id)
        .await
        .expect("a store")
        .expect("a plan");
    let mut watch = live.watch();
    while live.head(|head| head.state) != State::Frozen {
        watch.changed().await.expect("it is told");
    }
    let hash = live.head(|head| head.hash.clone());
    bench
        .upstream
        .always(ACT, Instead::Late(Duration::from_millis(20)));
    let run = json!({ "id": id, "hash": hash });
    bench.post_as(&alice, "/api/plans/run", run).await.good();
    while live.watch().borrow().ended() < 64 {
        watch.changed().await.expect("it is told");
    }
    bench.app.grants.remove("g1");
    while live.head(|head| head.state) != State::Paused {
        watch.changed().await.expect("it is told");
    }
    let why = live.head(|head| head.why);
    assert_eq!(why, Some(signet_model::plans::Why::RoleRevoked));
    let so_far = sent(&bench);
    assert!(so_far < 300);
    bench.app.grants.add("oidc:alice", grant);
    bench
        .post_as(&alice, "/api/plans/resume", json!({ "id": id }))
        .await
        .good();
    while live.head(|head| head.state) != State::Finished {
        watch.changed().await.expect("it is told");
    }
    assert_eq!(sent(&bench), 300);
}

#[tokio::test(start_paused = true)]
async fn an_audit_log_that_takes_nothing_stops_a_plan_before_the_next_call() {
    let bench = fast();
    let ids = bench.some_clients(300).await;
    let plan = bench.frozen("blacklist", &ids, json!({})).await;
    bench
        .upstream
        .always(ACT, Instead::Late(Duration::from_millis(20)));
    let id = bench.run(&plan).await;
    bench.ended(&id, 40).await;
    bench.record.full.store(true, Ordering::Relaxed);
    let plan = bench.in_state(&id, State::Paused).await;
    assert_eq!(plan["why"], "disk_full", "{plan}");
    let so_far = sent(&bench);
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(sent(&bench), so_far);
    bench.record.full.store(false, Ordering::Relaxed);
    bench.in_state(&id, State::Finished).await;
    assert_eq!(count(&landed(&bench, &id).await, "done"), 300);
    assert_eq!(sent(&bench), 300);
}

#[tokio::test(start_paused = true)]
async fn a_full_disk_stops_a_plan_and_room_lets_it_go_on() {
    let bench = fast();
    let ids = bench.some_clients(500).await;
    let plan = bench.frozen("blacklist", &ids, json!({})).await;
    bench
        .upstream
        .always(ACT, Instead::Late(Duration::from_millis(5)));
    let id = bench.run(&plan).await;
    bench.ended(&id, 20).await;
    bench
        .kept
        .store
        .limit_pages(Some(1))
        .await
        .expect("a limit");
    let live = bench
        .app
        .plans
        .find(&id)
        .await
        .expect("a store")
        .expect("a plan");
    let mut watch = live.watch();
    while live.head(|head| head.state) == State::Running {
        watch.changed().await.expect("it is told");
    }
    let (state, why) = live.head(|head| (head.state, head.why));
    assert_eq!(
        (state, why),
        (State::Paused, Some(signet_model::plans::Why::DiskFull))
    );
    let so_far = sent(&bench);
    assert!(so_far < 500, "it stopped in the middle");
    bench.kept.store.limit_pages(None).await.expect("no limit");
    bench.in_state(&id, State::Finished).await;
    let became = ends(&bench.items(&id).await);
    assert!(
        became
            .values()
            .all(|one| one == "done" || one == "settled_done"),
        "{became:?}"
    );
    assert_eq!(sent(&bench), 500);
}
