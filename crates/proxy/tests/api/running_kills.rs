//! The process ends at any moment; the next one takes up what is there. No item is lost, none is reported wrongly, and what was done is not done again.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use signet_model::OperationName;
use signet_model::plans::State;
use signet_proxy::plans::{PlanSettings, Plans};
use signet_store::RESTORED;
use signet_store::ports::Meta as _;
use tokio::runtime::{Builder, Runtime};

use crate::support::{Bench, Instead, ends, fast};

fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .expect("threads")
}

/// A process: it takes up what is there, and ends without a word when so many calls were sent. Gives whether the plan was finished before.
fn live(bench: &Bench, id: &str, calls: usize) -> bool {
    let runtime = runtime();
    let until = bench.sent().len() + calls;
    let finished = runtime.block_on(async {
        let plans = Arc::new(Plans::new(
            bench.plan_ports.clone(),
            PlanSettings::default(),
        ));
        plans.recover().await.expect("a store");
        loop {
            let plan = plans.find(id).await.expect("a store").expect("a plan");
            if plan.head(|head| head.state) == State::Finished {
                return true;
            }
            if bench.sent().len() >= until {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    });
    runtime.shutdown_background();
    finished
}

fn killed_again_and_again(act: &str, operation: OperationName, settings: Value) {
    let bench = fast();
    let id = runtime().block_on(async {
        let ids = bench.some_clients(120).await;
        let plan = bench.frozen(act, &ids, settings).await;
        // Half of what is in flight when the process ends was done, half was not.
        let wait = Duration::from_millis(5);
        for _ in 0..400 {
            bench
                .upstream
                .next(operation.as_str(), Instead::LateAnswer(wait));
            bench.upstream.next(operation.as_str(), Instead::Late(wait));
        }
        bench.run(&plan).await
    });
    let mut lives = 0;
    while !live(&bench, &id, 10 + 4 * lives) {
        lives += 1;
        assert!(lives < 200, "it never ends");
    }
    assert!(lives >= 3, "it was killed in the middle: {lives}");
    let items = runtime().block_on(bench.items(&id));
    let became = ends(&items);
    assert_eq!(became.len(), 120);
    assert!(
        became
            .values()
            .all(|one| one == "done" || one == "settled_done"),
        "{became:?}"
    );
    let acts = bench.acts(operation, "client_id");
    assert_eq!(acts.len(), 120, "no item is lost");
    assert!(
        acts.values().all(|times| *times == 1),
        "nothing is done twice: {acts:?}"
    );
}

#[test]
fn a_plan_that_deregisters_is_killed_again_and_again() {
    killed_again_and_again(
        "deregister",
        OperationName::UnRegisterDeviceCredential,
        json!({}),
    );
}

#[test]
fn a_plan_that_rotates_is_killed_again_and_again() {
    let recipient = age::x25519::Identity::generate().to_public().to_string();
    let settings = json!({ "recipient": recipient });
    killed_again_and_again("rotate", OperationName::RefreshDeviceCredential, settings);
}

#[test]
fn what_a_paused_plan_had_begun_is_settled_and_nothing_more_is_done() {
    let bench = fast();
    let (id, sent) = runtime().block_on(async {
        let ids = bench.some_clients(200).await;
        let plan = bench.frozen("deregister", &ids, json!({})).await;
        let wait = Duration::from_millis(50);
        bench
            .upstream
            .always("UnRegisterDeviceCredential", Instead::LateAnswer(wait));
        let id = bench.run(&plan).await;
        bench.ended(&id, 20).await;
        bench.tell_plan("pause", json!({ "id": id })).await.good();
        let acts = bench.acts(OperationName::UnRegisterDeviceCredential, "client_id");
        (id, acts.len())
    });
    runtime().block_on(async {
        let plans = Arc::new(Plans::new(
            bench.plan_ports.clone(),
            PlanSettings::default(),
        ));
        plans.recover().await.expect("a store");
        loop {
            let items = bench.items(&id).await;
            if items.iter().all(|item| item["outcome"] != "begun") {
                let done = ends(&items)
                    .values()
                    .filter(|one| one.contains("done"))
                    .count();
                assert_eq!(done, sent, "what the cloud did, and no more");
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let plan = plans.find(&id).await.expect("a store").expect("a plan");
        assert_eq!(plan.head(|head| head.state), State::Paused);
    });
}

#[test]
fn a_restored_store_lets_nothing_go_on_by_itself() {
    let bench = fast();
    let id = runtime().block_on(async {
        let ids = bench.some_clients(200).await;
        let plan = bench.frozen("deregister", &ids, json!({})).await;
        let wait = Duration::from_millis(50);
        bench
            .upstream
            .always("UnRegisterDeviceCredential", Instead::Late(wait));
        let id = bench.run(&plan).await;
        bench.ended(&id, 20).await;
        let store = &bench.kept.store;
        store
            .set(RESTORED, Some("2026-01-02T03:04:05.000Z"))
            .await
            .expect("a store");
        id
    });
    let state = |resumes: bool| {
        runtime().block_on(async {
            let plans = Arc::new(Plans::new(
                bench.plan_ports.clone(),
                PlanSettings::default(),
            ));
            plans.recover().await.expect("a store");
            let plan = plans.find(&id).await.expect("a store").expect("a plan");
            let seen = plan.head(|head| (head.state, head.why));
            if resumes {
                plan.change(|head| (head.state, head.why) = (State::Running, None));
                plans.keep(&plan).await.expect("a store");
            }
            seen
        })
    };
    let rests = (State::Paused, Some(signet_model::plans::Why::Restored));
    assert_eq!(state(true), rests);
    assert_eq!(state(false).0, State::Running, "it is noticed once");
}
