//! What goes wrong on the way: throttling, failures of the cloud, answers that are lost, and a cloud that is not there.

use std::collections::BTreeSet;
use std::time::Duration;

use serde_json::json;
use signet_model::OperationName;
use signet_model::plans::{State, Why};

use crate::support::{Instead, ends, fast, refusal, text};

#[tokio::test(start_paused = true)]
async fn whatever_happens_on_the_way_each_item_ends_as_the_cloud_says() {
    let bench = fast();
    let ids = bench.some_clients(200).await;
    let act = "UnRegisterDeviceCredential";
    for _ in 0..12 {
        let wait = Duration::from_millis(30);
        bench.upstream.next(act, Instead::Throttle(None));
        bench.upstream.next(act, Instead::LoseAnswer);
        bench.upstream.next(act, Instead::LoseCall);
        bench
            .upstream
            .next(act, Instead::Answer(500, refusal("InternalError")));
        bench
            .upstream
            .next(act, Instead::Answer(502, "a gateway's page".to_owned()));
        bench.upstream.next(act, Instead::NotSent);
        bench.upstream.next(act, Instead::LateAnswer(wait));
        bench.upstream.next(act, Instead::Late(wait));
    }
    let items = bench.carried_out("deregister", &ids, json!({})).await;
    let (became, acts) = (
        ends(&items),
        bench.acts(OperationName::UnRegisterDeviceCredential, "client_id"),
    );
    assert!(acts.values().all(|times| *times == 1));
    assert_eq!(
        became.keys().collect::<BTreeSet<_>>(),
        acts.keys().collect()
    );
    let settled = became.values().filter(|one| *one == "settled_done").count();
    assert_eq!(settled, 12, "those whose answers were lost");
    assert!(
        became
            .values()
            .all(|one| one == "done" || one == "settled_done"),
        "{became:?}"
    );
    let again = items
        .iter()
        .filter(|item| item["attempts"].as_u64() > Some(1))
        .count();
    assert!(again >= 24, "what did not happen is sent again: {again}");
}

#[tokio::test(start_paused = true)]
async fn an_item_that_the_cloud_always_fails_has_failed_after_five_attempts() {
    let bench = fast();
    let ids = bench.some_clients(2).await;
    let act = "UnRegisterDeviceCredential";
    bench
        .upstream
        .always(act, Instead::Answer(500, refusal("InternalError")));
    let items = bench.carried_out("deregister", &ids, json!({})).await;
    for item in &items {
        assert_eq!(
            (&item["outcome"], &item["attempts"]),
            (&json!("failed"), &json!(5))
        );
    }
    assert_eq!(bench.sent().iter().filter(|sent| *sent == act).count(), 10);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_settled_is_unknown_and_not_tried_again() {
    let bench = fast();
    let ids = bench.some_clients(2).await;
    bench
        .upstream
        .always("UnRegisterDeviceCredential", Instead::LoseCall);
    bench.upstream.always(
        "GetDeviceCredential",
        Instead::Answer(403, refusal("ParameterCheckFailed")),
    );
    let plan = bench.frozen("blacklist", &ids, json!({})).await;
    bench
        .tell_plan("cancel", json!({ "id": plan["id"] }))
        .await
        .good();
    bench.upstream.calm();
    let plan = bench.frozen("deregister", &ids, json!({})).await;
    bench
        .upstream
        .always("UnRegisterDeviceCredential", Instead::LoseCall);
    bench.upstream.always(
        "GetDeviceCredential",
        Instead::Answer(403, refusal("ParameterCheckFailed")),
    );
    let id = bench.run(&plan).await;
    bench.in_state(&id, State::Finished).await;
    let items = bench.items(&id).await;
    assert!(
        items
            .iter()
            .all(|item| item["outcome"] == "unknown" && item["attempts"] == 1)
    );
}

#[tokio::test(start_paused = true)]
async fn a_cloud_that_is_not_there_is_waited_for() {
    let bench = fast();
    let ids = bench.some_clients(60).await;
    let plan = bench.frozen("blacklist", &ids, json!({})).await;
    for operation in ["AddCustomAuthConnectBlack", "ListInstances"] {
        bench.upstream.always(operation, Instead::NotSent);
    }
    let id = bench.run(&plan).await;
    let plan = bench.in_state(&id, State::Paused).await;
    assert_eq!(plan["why"], "cloud_unreachable", "{plan}");
    assert!(
        bench
            .items(&id)
            .await
            .iter()
            .all(|item| item["outcome"] == "waiting")
    );
    bench.upstream.calm();
    bench.in_state(&id, State::Finished).await;
    assert!(
        ends(&bench.items(&id).await)
            .values()
            .all(|one| one == "done")
    );
}

#[tokio::test(start_paused = true)]
async fn a_rejected_key_is_nothing_to_go_on_with() {
    let bench = fast();
    let ids = bench.some_clients(60).await;
    let plan = bench.frozen("blacklist", &ids, json!({})).await;
    let rejected = Instead::Answer(403, refusal("InvalidAccessKeyId.NotFound"));
    bench.upstream.always("AddCustomAuthConnectBlack", rejected);
    let id = bench.run(&plan).await;
    let plan = bench.in_state(&id, State::Paused).await;
    assert_eq!(
        plan["why"],
        serde_json::to_value(Why::CloudRejects).expect("a word")
    );
    assert!(text(&plan["why_text"]).contains("AccessKey"), "{plan}");
    assert!(
        bench
            .items(&id)
            .await
            .iter()
            .all(|item| item["outcome"] == "waiting")
    );
    bench.upstream.calm();
    bench.tell_plan("resume", json!({ "id": id })).await.good();
    bench.in_state(&id, State::Finished).await;
}
