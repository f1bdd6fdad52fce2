//! A lost answer to an act: read back, never repeated.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Bench, Instead, bench, refusal};

/// Every act, its fields, and the read that settles it.
async fn acts(bench: &Bench) -> Vec<(&'static str, Value, &'static str)> {
    let certificate = bench.certificate().await;
    let credential =
        json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    vec![
        (
            "UnRegisterDeviceCredential",
            credential,
            "GetDeviceCredential",
        ),
        (
            "DeleteClientIds",
            json!({ "iot_id": bench.emulator.demo_iot_id() }),
            "QueryClientIds",
        ),
        (
            "InactivateDeviceCertificate",
            certificate.clone(),
            "GetDeviceCertificate",
        ),
        (
            "ActiveDeviceCertificate",
            certificate.clone(),
            "GetDeviceCertificate",
        ),
        (
            "DeleteDeviceCertificate",
            certificate,
            "GetDeviceCertificate",
        ),
    ]
}

fn last_ending(bench: &Bench) -> (Value, Value) {
    let lines = bench.record.lines();
    let last = lines.last().expect("a line");
    assert_eq!(last["kind"], "outcome");
    (last["ending"].clone(), last["error"].clone())
}

#[tokio::test(start_paused = true)]
async fn an_act_that_was_done_succeeds_though_its_answer_was_lost() {
    let bench = bench();
    for (act, fields, read) in acts(&bench).await {
        bench.upstream.next(act, Instead::LoseAnswer);
        let before = bench.sent().len();
        let done = bench.call(act, fields).await.good();
        assert!(
            done["request_id"].as_str().is_some_and(|id| !id.is_empty()),
            "{act}"
        );
        assert_eq!(
            bench.sent()[before..],
            [act, read],
            "sent once, read back once"
        );
        assert_eq!(
            last_ending(&bench),
            ("settled_done".into(), Value::Null),
            "{act}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_act_that_did_not_happen_says_so_and_is_not_repeated() {
    let bench = bench();
    for (act, fields, read) in acts(&bench).await {
        if act == "ActiveDeviceCertificate" {
            bench
                .call("InactivateDeviceCertificate", fields.clone())
                .await
                .good();
        }
        bench.upstream.next(act, Instead::LoseCall);
        let before = bench.sent().len();
        let error = bench.call(act, fields).await.refused(502, "cloud_failed");
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|message| message.contains("did not happen")),
            "{error}"
        );
        assert_eq!(
            bench.sent()[before..],
            [act, read, read],
            "a call may still be on its way, so it looks twice"
        );
        assert_eq!(
            last_ending(&bench),
            ("settled_not_done".into(), "cloud_failed".into()),
            "{act}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_act_that_takes_effect_late_is_seen_at_the_second_look() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    let still_there = json!({ "RequestId": "R", "DeviceCredential": { "ClientId": "c", "InstanceId": "i", "DeviceAccessKeyId": "DC.x", "CreateTime": 0, "UpdateTime": 0 } });
    bench
        .upstream
        .next("UnRegisterDeviceCredential", Instead::LoseAnswer);
    bench.upstream.next(
        "GetDeviceCredential",
        Instead::Answer(200, still_there.to_string()),
    );
    bench
        .call("UnRegisterDeviceCredential", fields)
        .await
        .good();
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_settled_is_called_unknown() {
    let bench = bench();
    for (act, fields, read) in acts(&bench).await {
        bench.upstream.next(act, Instead::LoseAnswer);
        for _ in 0..6 {
            bench.upstream.next(read, Instead::NotSent);
        }
        let error = bench
            .call(act, fields)
            .await
            .refused(504, "outcome_unknown");
        assert!(error["remedy"].is_string());
        assert_eq!(
            last_ending(&bench),
            ("unknown".into(), "outcome_unknown".into()),
            "{act}"
        );
        if act == "InactivateDeviceCertificate"
            || act == "DeleteClientIds"
            || act == "UnRegisterDeviceCredential"
        {
            assert_eq!(
                bench.sent().iter().filter(|sent| *sent == act).count(),
                1,
                "{act} is never repeated"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn reading_back_does_not_take_for_ever() {
    let bench = bench();
    let certificate = bench.certificate().await;
    bench
        .upstream
        .next("DeleteDeviceCertificate", Instead::LoseAnswer);
    bench.upstream.next(
        "GetDeviceCertificate",
        Instead::Late(Duration::from_secs(60)),
    );
    let start = tokio::time::Instant::now();
    bench
        .call("DeleteDeviceCertificate", certificate)
        .await
        .refused(504, "outcome_unknown");
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_says_nothing_is_a_lost_answer() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    for (status, body) in [
        (502, "<html>bad gateway</html>"),
        (200, "<html>hello</html>"),
        (504, ""),
    ] {
        bench.upstream.next(
            "UnRegisterDeviceCredential",
            Instead::Answer(status, body.to_owned()),
        );
        bench
            .call("UnRegisterDeviceCredential", fields.clone())
            .await
            .refused(502, "cloud_failed");
        assert_eq!(last_ending(&bench).0, "settled_not_done");
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_sent_and_nothing_accepted_need_no_settling() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    let before = bench.sent().len();
    bench
        .upstream
        .next("UnRegisterDeviceCredential", Instead::NotSent);
    bench
        .call("UnRegisterDeviceCredential", fields.clone())
        .await
        .refused(503, "cloud_unreachable");
    bench.upstream.next(
        "UnRegisterDeviceCredential",
        Instead::Answer(500, refusal("InternalError")),
    );
    bench
        .call("UnRegisterDeviceCredential", fields.clone())
        .await
        .refused(502, "cloud_failed");
    bench
        .upstream
        .next("UnRegisterDeviceCredential", Instead::Throttle(None));
    bench
        .call("UnRegisterDeviceCredential", fields)
        .await
        .refused(429, "cloud_throttled");
    assert_eq!(
        bench.sent()[before..],
        ["UnRegisterDeviceCredential"; 3],
        "an act is sent once"
    );
    assert_eq!(
        last_ending(&bench),
        ("not_done".into(), "cloud_throttled".into())
    );
}

#[tokio::test(start_paused = true)]
async fn an_act_comes_to_its_end_though_its_caller_left() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    bench.upstream.next(
        "UnRegisterDeviceCredential",
        Instead::Late(Duration::from_secs(3)),
    );
    let impatient = tokio::time::timeout(
        Duration::from_secs(1),
        bench.call("UnRegisterDeviceCredential", fields),
    )
    .await;
    assert!(impatient.is_err(), "the caller left");
    bench.app.acts.close();
    bench.app.acts.wait().await;
    assert_eq!(last_ending(&bench), ("done".into(), Value::Null));
}
