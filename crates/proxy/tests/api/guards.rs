//! The guards as a foreign page or a stray program meets them.

use axum::body::Body;
use http::Request;
use serde_json::json;

use crate::support::{bench, get, post};

fn with(name: &'static str, value: &'static str) -> Request<Body> {
    let mut request = post("ListInstances", "{}");
    request
        .headers_mut()
        .insert(name, value.parse().expect("a value"));
    request
}

#[tokio::test(start_paused = true)]
async fn each_guard_answers_with_its_code_sends_nothing_and_is_recorded() {
    let bench = bench();
    let mut bare = post("ListInstances", "{}");
    bare.headers_mut().remove("x-signet");
    for (request, code) in [
        (with("host", "evil.example"), "forbidden_host"),
        (with("host", "10.0.0.1:8787"), "forbidden_host"),
        (with("origin", "http://evil.example"), "forbidden_origin"),
        (with("origin", "null"), "forbidden_origin"),
        (with("sec-fetch-site", "cross-site"), "forbidden_origin"),
        (with("x-forwarded-for", "1.2.3.4"), "forwarded_header"),
        (with("forwarded", "for=1.2.3.4"), "forwarded_header"),
        (with("x-real-ip", "1.2.3.4"), "forwarded_header"),
        (with("via", "1.1 squid"), "forwarded_header"),
        (bare, "missing_header"),
    ] {
        let before = bench.record.lines().len();
        let reply = bench.send(request).await;
        assert_eq!(reply.headers["cache-control"], "no-store");
        reply.refused(403, code);
        let lines = bench.record.lines();
        assert_eq!(lines.len(), before + 1);
        assert_eq!(
            (&lines[before]["kind"], &lines[before]["error"]),
            (&"refused".into(), &code.into())
        );
        assert_eq!(
            lines[before]["operation"],
            "POST /api/operations/ListInstances"
        );
    }
    assert!(bench.sent().is_empty());
}

#[tokio::test(start_paused = true)]
async fn guards_stand_before_every_path() {
    let bench = bench();
    for path in [
        "/",
        "/healthz",
        "/readyz",
        "/api/session",
        "/api/operations",
        "/nope",
        "/api/nope",
    ] {
        let mut request = get(path);
        request
            .headers_mut()
            .insert("host", "rebound.example:8787".parse().expect("a value"));
        bench.send(request).await.refused(403, "forbidden_host");
    }
}

#[tokio::test(start_paused = true)]
async fn confusing_paths_are_nothing() {
    let bench = bench();
    for path in [
        "//api/session",
        "/api//session",
        "/api/%2e%2e/session",
        "/api/session.",
        "/api/./session",
        "/.env",
    ] {
        bench.send(get(path)).await.refused(404, "unknown_path");
    }
    bench
        .call("ListInstances%2F", json!({}))
        .await
        .refused(404, "unknown_path");
}

#[tokio::test(start_paused = true)]
async fn whoever_watches_over_the_process_is_answered() {
    let bench = bench();
    assert_eq!(bench.send(get("/healthz")).await.good()["status"], "ok");
    assert_eq!(bench.send(get("/readyz")).await.good()["status"], "ready");
    bench
        .app
        .stopping
        .store(true, std::sync::atomic::Ordering::Relaxed);
    bench
        .send(get("/readyz"))
        .await
        .refused(503, "shutting_down");
    bench
        .call("ListInstances", json!({}))
        .await
        .refused(503, "shutting_down");
}
