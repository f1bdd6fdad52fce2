//! What the cloud may say, and what the caller is told.

use std::time::Duration;

use serde_json::json;

use crate::support::{Instead, bench, refusal};

#[tokio::test(start_paused = true)]
async fn codes_decide_and_statuses_do_not() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance(), "client_id": bench.client_id().await });
    for (code, status, expected) in [
        ("DeviceCredentialNotFound", 404, "not_found"),
        ("MqttInstanceNotFound", 404, "instance_not_found"),
        ("ParameterCheckFailed", 409, "cloud_refused"),
        ("ApiNotSupport", 409, "cloud_refused"),
        ("SomethingNew", 409, "cloud_refused"),
        ("SystemOverFlow", 429, "cloud_throttled"),
        ("SignatureDoesNotMatch", 502, "cloud_rejected_key"),
        ("InvalidAccessKeyId.NotFound", 502, "cloud_rejected_key"),
        ("InvalidTimeStamp.Expired", 502, "cloud_rejected_key"),
        ("Forbidden.RAM", 502, "cloud_denied_permission"),
        ("InternalError", 502, "cloud_failed"),
        ("ServiceUnavailable", 502, "cloud_failed"),
    ] {
        // As many as one person may make in ten minutes would be too few.
        bench.clock.advance(Duration::from_secs(600));
        for cloud_status in [200, 400, 417, 500] {
            bench.upstream.next(
                "UnRegisterDeviceCredential",
                Instead::Answer(cloud_status, refusal(code)),
            );
            let error = bench
                .call("UnRegisterDeviceCredential", fields.clone())
                .await
                .refused(status, expected);
            assert_eq!(
                (&error["cloud_code"], &error["cloud_request_id"]),
                (&code.into(), &"CLOUD-1".into())
            );
            assert!(error["remedy"].is_string(), "{error}");
            assert!(
                error["message"].as_str().is_some_and(
                    |message| message.contains(fields["client_id"].as_str().expect("an id"))
                ),
                "names the object: {error}"
            );
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_missing_permission_is_named() {
    let bench = bench();
    let certificate = bench.certificate().await;
    bench.upstream.next(
        "DeleteDeviceCertificate",
        Instead::Answer(403, refusal("Forbidden.RAM")),
    );
    let error = bench
        .call("DeleteDeviceCertificate", certificate)
        .await
        .refused(502, "cloud_denied_permission");
    assert!(
        error["remedy"]
            .as_str()
            .is_some_and(|remedy| remedy.contains("mq:DeleteDeviceCertificate")),
        "{error}"
    );
}

#[tokio::test(start_paused = true)]
async fn throttling_says_when_to_come_back() {
    let bench = bench();
    let certificate = bench.certificate().await;
    bench
        .upstream
        .next("DeleteDeviceCertificate", Instead::Throttle(Some(2500)));
    let reply = bench.call("DeleteDeviceCertificate", certificate).await;
    assert_eq!(reply.headers["retry-after"], "3");
    assert_eq!(
        reply.refused(429, "cloud_throttled")["retry_after_ms"],
        2500
    );
}

#[tokio::test(start_paused = true)]
async fn a_read_is_tried_again_where_that_can_help() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance() });
    bench.call("ListGroupId", fields.clone()).await.good();
    let troubles = [
        Instead::NotSent,
        Instead::LoseCall,
        Instead::Throttle(None),
        Instead::Answer(503, refusal("ServiceUnavailable")),
        Instead::Answer(502, "<html>".to_owned()),
        Instead::Answer(417, String::new()),
    ];
    for trouble in &troubles {
        bench.upstream.next("ListGroupId", trouble.clone());
        bench.upstream.next("ListGroupId", trouble.clone());
        let before = bench.sent().len();
        bench.call("ListGroupId", fields.clone()).await.good();
        assert_eq!(bench.sent().len(), before + 3, "{trouble:?}");
    }
    for (trouble, status, code) in [
        (Instead::NotSent, 503, "cloud_unreachable"),
        (Instead::LoseCall, 504, "answer_lost"),
        (
            Instead::Answer(502, "<html>".to_owned()),
            502,
            "cloud_failed",
        ),
    ] {
        for _ in 0..3 {
            bench.upstream.next("ListGroupId", trouble.clone());
        }
        let before = bench.sent().len();
        bench
            .call("ListGroupId", fields.clone())
            .await
            .refused(status, code);
        assert_eq!(bench.sent().len(), before + 3, "three times in all");
    }
}

#[tokio::test(start_paused = true)]
async fn a_read_is_not_tried_again_where_it_cannot() {
    let bench = bench();
    let fields = json!({ "instance_id": bench.instance() });
    bench.call("ListGroupId", fields.clone()).await.good();
    for (trouble, status, code) in [
        (
            Instead::Answer(400, refusal("SignatureDoesNotMatch")),
            502,
            "cloud_rejected_key",
        ),
        (
            Instead::Answer(200, "<html>".to_owned()),
            502,
            "cloud_answer_unreadable",
        ),
        (
            Instead::Answer(200, "{\"RequestId\":\"x\",\"Data\":7}".to_owned()),
            502,
            "cloud_answer_unreadable",
        ),
        (
            Instead::Answer(302, String::new()),
            502,
            "cloud_answer_unreadable",
        ),
        (Instead::Throttle(Some(60_000)), 429, "cloud_throttled"),
    ] {
        bench.upstream.next("ListGroupId", trouble);
        let before = bench.sent().len();
        bench
            .call("ListGroupId", fields.clone())
            .await
            .refused(status, code);
        assert_eq!(bench.sent().len(), before + 1);
    }
}
