//! The proxy's own limits, as a caller meets them.

use std::sync::Arc;

use serde_json::json;

use crate::support::{Instead, bench};

#[tokio::test(start_paused = true)]
async fn a_call_that_would_wait_too_long_is_refused_at_once() {
    let bench = Arc::new(bench());
    let fields = json!({ "instance_id": bench.instance() });
    bench.call("ListGroupId", fields.clone()).await.good();
    let calls: Vec<_> = (0..40)
        .map(|_| {
            let (bench, fields) = (Arc::clone(&bench), fields.clone());
            tokio::spawn(async move { bench.call("ListGroupId", fields).await })
        })
        .collect();
    let mut refused = 0;
    for call in calls {
        let reply = call.await.expect("no panic");
        if reply.status != 200 {
            assert!(
                reply.headers["retry-after"]
                    .to_str()
                    .is_ok_and(|seconds| seconds.parse::<u64>().is_ok_and(|seconds| seconds >= 2))
            );
            let error = reply.refused(429, "quota_exceeded");
            assert!(
                error["retry_after_ms"]
                    .as_u64()
                    .is_some_and(|millis| millis >= 2000),
                "{error}"
            );
            refused += 1;
        }
    }
    // Ten a second with a margin, two seconds of patience: about twenty are served.
    assert!((15..=25).contains(&refused), "{refused}");
    let lines = bench.record.lines();
    assert_eq!(
        lines
            .iter()
            .filter(|line| line["kind"] == "refused" && line["error"] == "quota_exceeded")
            .count(),
        refused
    );
}

#[tokio::test(start_paused = true)]
async fn a_slow_answer_holds_back_only_its_own_operation() {
    let bench = Arc::new(bench());
    let instance = bench.instance();
    let certificate = bench.certificate().await;
    bench.upstream.next(
        "ListGroupId",
        Instead::Late(std::time::Duration::from_secs(5)),
    );
    let slow = {
        let (bench, instance) = (Arc::clone(&bench), instance.clone());
        tokio::spawn(async move {
            bench
                .call("ListGroupId", json!({ "instance_id": instance }))
                .await
        })
    };
    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    let start = tokio::time::Instant::now();
    bench.call("GetDeviceCertificate", certificate).await.good();
    assert!(start.elapsed() < std::time::Duration::from_secs(1));
    bench
        .call("ListGroupId", json!({ "instance_id": instance }))
        .await
        .refused(429, "quota_exceeded");
    slow.await.expect("no panic").good();
}

#[tokio::test(start_paused = true)]
async fn pages_far_from_the_first_go_slowly() {
    let bench = bench();
    let page = async |number: u32| {
        let fields = json!({ "product_key": "a1b2c3", "page_number": number, "page_size": 50 });
        let start = tokio::time::Instant::now();
        for _ in 0..3 {
            // What comes of it is not the point: it counts all the same.
            bench.call("QueryDevice", fields.clone()).await;
        }
        start.elapsed()
    };
    assert!(page(1999).await < std::time::Duration::from_millis(100));
    assert!(page(2000).await >= std::time::Duration::from_millis(1000));
}
