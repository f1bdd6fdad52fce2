//! Which instance is where, and which may be used.

use std::time::Duration;

use serde_json::json;

use crate::support::{Instead, SetUp, bench, refusal};

fn count(sent: &[String], operation: &str) -> usize {
    sent.iter().filter(|name| *name == operation).count()
}

#[tokio::test(start_paused = true)]
async fn an_unknown_instance_is_looked_for_again_and_never_sent() {
    let bench = bench();
    bench.call("ListInstances", json!({})).await.good();
    tokio::time::sleep(Duration::from_secs(2)).await;
    let error = bench
        .call("ListGroupId", json!({ "instance_id": "post-cn-nope" }))
        .await
        .refused(404, "instance_not_found");
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|message| message.contains("post-cn-nope"))
    );
    assert!(error["remedy"].is_string());
    assert_eq!(count(&bench.sent(), "ListInstances"), 2);
    assert_eq!(count(&bench.sent(), "ListGroupId"), 0);
    // A stream of wrong ids does not use up the quota.
    for _ in 0..20 {
        bench
            .call("ListGroupId", json!({ "instance_id": "post-cn-nope" }))
            .await
            .refused(404, "instance_not_found");
    }
    assert_eq!(count(&bench.sent(), "ListInstances"), 2);
}

#[tokio::test(start_paused = true)]
async fn what_was_listed_is_believed_for_a_minute() {
    let bench = bench();
    let groups = json!({ "instance_id": bench.instance() });
    bench.call("ListInstances", json!({})).await.good();
    bench.call("ListGroupId", groups.clone()).await.good();
    tokio::time::sleep(Duration::from_secs(50)).await;
    bench.call("ListGroupId", groups.clone()).await.good();
    assert_eq!(count(&bench.sent(), "ListInstances"), 1);
    tokio::time::sleep(Duration::from_secs(20)).await;
    bench.call("ListGroupId", groups).await.good();
    assert_eq!(count(&bench.sent(), "ListInstances"), 2);
}

#[tokio::test(start_paused = true)]
async fn a_known_instance_stays_known_while_the_list_cannot_be_had() {
    let bench = bench();
    let groups = json!({ "instance_id": bench.instance() });
    bench.call("ListGroupId", groups.clone()).await.good();
    tokio::time::sleep(Duration::from_secs(120)).await;
    for _ in 0..3 {
        bench.upstream.next("ListInstances", Instead::NotSent);
    }
    bench.call("ListGroupId", groups).await.good();
}

#[tokio::test(start_paused = true)]
async fn only_instances_of_the_configuration_are_listed_and_used() {
    let all = bench().emulator.instances();
    let bench = SetUp {
        instances: vec![all[0].instance_id.clone()],
        ..SetUp::default()
    }
    .build();
    let listed = bench.call("ListInstances", json!({})).await.good();
    assert_eq!(listed["instances"].as_array().map(Vec::len), Some(1));
    bench
        .call("ListGroupId", json!({ "instance_id": all[0].instance_id }))
        .await
        .good();
    bench
        .call("ListGroupId", json!({ "instance_id": all[1].instance_id }))
        .await
        .refused(403, "instance_not_allowed");
    let record = bench.record.lines();
    assert_eq!(
        (
            &record[0]["kind"],
            &record[0]["error"],
            &record[0]["effect"]
        ),
        (
            &"refused".into(),
            &"instance_not_allowed".into(),
            &"read".into()
        )
    );
}

#[tokio::test(start_paused = true)]
async fn a_region_that_fails_does_not_hide_the_others() {
    let bench = SetUp {
        targets: 3,
        ..SetUp::default()
    }
    .build();
    let all = bench.emulator.instances().len();
    bench.upstream.next(
        "ListInstances",
        Instead::Answer(403, refusal("Forbidden.RAM")),
    );
    let listed = bench.call("ListInstances", json!({})).await.good();
    assert_eq!(
        listed["instances"].as_array().map(Vec::len),
        Some(all),
        "each instance once"
    );
    // It may be in the region that did not answer: its trouble is the answer, not "not found".
    bench
        .call("ListGroupId", json!({ "instance_id": "post-cn-nope" }))
        .await
        .refused(502, "cloud_denied_permission");
    for _ in 0..3 {
        bench.upstream.next(
            "ListInstances",
            Instead::Answer(403, refusal("Forbidden.RAM")),
        );
    }
    bench
        .call("ListInstances", json!({}))
        .await
        .refused(502, "cloud_denied_permission");
}

#[tokio::test(start_paused = true)]
async fn iot_instances_that_are_named_are_the_only_ones() {
    let bench = SetUp {
        iot_instances: vec!["iot-known"],
        ..SetUp::default()
    }
    .build();
    let device =
        |instance: &str| json!({ "iot_id": "nosuchdevice00000000", "iot_instance_id": instance });
    bench
        .call("QueryClientIds", device("iot-other"))
        .await
        .refused(404, "instance_not_found");
    bench
        .call("QueryClientIds", device("iot-known"))
        .await
        .refused(404, "not_found");
}
