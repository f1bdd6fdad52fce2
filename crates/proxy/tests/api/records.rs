//! What is written down, and that nothing is done where it cannot be.

use std::sync::atomic::Ordering;

use serde_json::json;

use crate::support::{Instead, SetUp, bench, refusal};

#[tokio::test(start_paused = true)]
async fn an_act_is_written_down_before_and_after() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    let reply = bench
        .call("UnRegisterDeviceCredential", fields.clone())
        .await;
    let request_id = reply.headers["x-request-id"]
        .to_str()
        .expect("text")
        .to_owned();
    let cloud_request_id = reply.good()["request_id"].clone();
    let lines = bench.record.lines();
    let [intent, outcome] = &lines[..] else {
        panic!("{lines:?}")
    };
    assert_eq!(
        *intent,
        json!({
            "time": "2026-01-02T03:04:05Z", "kind": "intent", "act": intent["act"], "actor": "local", "via": "local", "address": "127.0.0.1", "request_id": request_id,
            "operation": "UnRegisterDeviceCredential", "effect": "destroy", "object": fields, "account": "factory", "region": "cn-hangzhou",
        })
    );
    assert_eq!(
        (&outcome["kind"], &outcome["ending"], &outcome["act"]),
        (&"outcome".into(), &"done".into(), &intent["act"])
    );
    assert_eq!(outcome["cloud_request_id"], cloud_request_id);
    assert_eq!(outcome["object"], fields);
}

#[tokio::test(start_paused = true)]
async fn an_act_that_cannot_be_recorded_is_not_made() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    let before = bench.sent();
    bench.record.full.store(true, Ordering::Relaxed);
    let error = bench
        .call("UnRegisterDeviceCredential", fields.clone())
        .await
        .refused(503, "cannot_record");
    assert!(
        error["message"]
            .as_str()
            .is_some_and(|message| message.contains("no space left"))
    );
    assert_eq!(bench.sent(), before, "nothing was sent");
    bench.call("GetDeviceCredential", fields).await.good();
}

#[tokio::test(start_paused = true)]
async fn reads_leave_no_line_and_refusals_do() {
    let mut set_up = SetUp::default();
    set_up.policy.read_only = true;
    let bench = set_up.build();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    assert!(bench.record.lines().is_empty());
    bench
        .call("UnRegisterDeviceCredential", fields.clone())
        .await
        .refused(403, "read_only");
    let lines = bench.record.lines();
    assert_eq!(
        (
            lines.len(),
            &lines[0]["kind"],
            &lines[0]["error"],
            &lines[0]["object"]
        ),
        (1, &"refused".into(), &"read_only".into(), &fields)
    );
}

#[tokio::test(start_paused = true)]
async fn a_refusal_of_the_cloud_is_an_outcome() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    bench.upstream.next(
        "UnRegisterDeviceCredential",
        Instead::Answer(400, refusal("PermissionCheckFailed")),
    );
    bench
        .call("UnRegisterDeviceCredential", fields)
        .await
        .refused(502, "cloud_denied_permission");
    let outcome = bench.record.lines().pop().expect("a line");
    assert_eq!(outcome["ending"], "not_done");
    assert_eq!(
        (
            &outcome["error"],
            &outcome["cloud_code"],
            &outcome["cloud_request_id"]
        ),
        (
            &"cloud_denied_permission".into(),
            &"PermissionCheckFailed".into(),
            &"CLOUD-1".into()
        )
    );
}
