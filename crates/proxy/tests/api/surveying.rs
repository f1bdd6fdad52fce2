//! Background surveys, and what is selected because they never saw it online.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use signet_model::Timestamp;
use signet_model::identifiers::{GroupId, InstanceId};
use signet_proxy::plans::{PlanSettings, Plans, Survey};
use signet_store::ports::Sightings as _;

use crate::support::{Bench, Instead, planning, text};

fn survey(bench: &Bench, group: &str) -> Survey {
    Survey {
        instance: InstanceId::parse(bench.instance()).expect("an instance"),
        group: GroupId::parse(group).expect("a group"),
        every_minutes: 10,
    }
}

/// Waits until a group was sampled so often.
async fn sampled(bench: &Bench, group: &str, times: u32) {
    let begin = Timestamp::from_millis(0).expect("a time");
    let instance = bench.instance();
    loop {
        let known = bench.kept.store.samples(&instance, group, begin).await;
        if known
            .expect("a store")
            .is_some_and(|known| known.2 >= times)
        {
            return;
        }
        // Time goes by for both clocks.
        bench.clock.advance(Duration::from_secs(30));
        tokio::time::sleep(Duration::from_secs(30)).await;
    }
}

async fn unseen(bench: &Bench, group: &str, samples: u32, since: Timestamp) -> Value {
    let selection = json!({ "kind": "unseen", "group": group, "samples": samples, "since": since });
    let id = bench.new_plan("deregister", selection).await;
    bench.selected(&id).await
}

#[tokio::test(start_paused = true)]
async fn who_was_never_seen_online_is_selected_once_there_are_enough_samples() {
    let bench = planning();
    let group = bench.groups().await.swap_remove(1);
    let begin = bench.app.ports.clock.now();
    let plan = unseen(&bench, &group, 2, begin).await;
    assert_eq!(plan["why"], "walk_failed");
    let why = text(&plan["why_text"]);
    assert!(
        why.contains("none since") && why.contains("[[surveys]]"),
        "{why}"
    );

    // A survey outlives a sample that fails.
    for _ in 0..100 {
        let lost = Instead::NotSent;
        bench.upstream.next("BatchQuerySessionByClientIds", lost);
    }
    let surveying = Plans::new(bench.plan_ports.clone(), PlanSettings::default());
    let surveying = Arc::new(surveying);
    surveying.survey(vec![survey(&bench, &group)]);
    sampled(&bench, &group, 1).await;
    let plan = unseen(&bench, &group, 2, begin).await;
    let why = text(&plan["why_text"]);
    assert!(why.contains("1 since"), "{why}");

    sampled(&bench, &group, 3).await;
    surveying.end().await;
    let plan = unseen(&bench, &group, 3, begin).await;
    assert_eq!(plan["state"], "frozen", "{plan}");
    let items = bench.items(&text(&plan["id"])).await;
    let never = items.len();
    assert!(
        never > 0 && never < bench.client_ids(&group).await.len(),
        "{never}"
    );
    assert!(items.iter().all(|item| item["before"] == "registered"));
    for item in &items[..never.min(3)] {
        let fields = json!({ "instance_id": bench.instance(), "client_id": item["id"] });
        let answer = bench.call("QuerySessionByClientId", fields).await.good();
        assert_eq!(answer["online"], false, "{item}");
    }
}
