//! Of a plan there is one, whoever looks while it is made and while it ends: what is told to it is told to what runs.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;
use signet_model::plans::State;

use crate::support::{fast, get};

#[tokio::test(start_paused = true)]
async fn a_plan_is_one_whoever_looks_meanwhile() {
    let bench = Arc::new(fast());
    let ids = bench.some_clients(40).await;
    let is_over = Arc::new(AtomicBool::new(false));
    let looking: Vec<_> = (0..4)
        .map(|_| {
            let (bench, is_over) = (Arc::clone(&bench), Arc::clone(&is_over));
            tokio::spawn(async move {
                while !is_over.load(Ordering::Relaxed) {
                    bench.send(get("/api/plans?limit=100")).await.good();
                }
            })
        })
        .collect();
    for client in &ids {
        let item = std::slice::from_ref(client);
        let plan = bench.frozen("blacklist", item, json!({})).await;
        let id = bench.run(&plan).await;
        bench.in_state(&id, State::Finished).await;
    }
    is_over.store(true, Ordering::Relaxed);
    for looked in looking {
        looked.await.expect("no panic");
    }
    let list = bench.send(get("/api/plans?limit=100")).await.good();
    let plans = list["plans"].as_array().expect("plans");
    assert_eq!(plans.len(), ids.len());
    for plan in plans {
        assert_eq!(plan["state"], "finished", "{plan}");
    }
    let open: u64 = bench
        .app
        .plans
        .by_state()
        .iter()
        .map(|(_, plans)| plans)
        .sum();
    assert_eq!(open, 0, "what is over has left the memory");
}
