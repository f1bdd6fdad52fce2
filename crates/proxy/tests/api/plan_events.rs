//! How far a plan is, told as it goes on; and its report, read as it is written.

use std::sync::Arc;

use axum::body::Body;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use signet_proxy::router::router;
use tower::ServiceExt;

use crate::support::{Bench, get, planning, text};

/// What a stream says, bit by bit.
struct Told(Body);

impl Told {
    async fn of(bench: &Bench, path: &str) -> Self {
        let response = router(Arc::clone(&bench.app)).oneshot(get(path)).await;
        let response = response.expect("an answer");
        assert_eq!(response.status(), 200);
        let headers = response.headers();
        assert_eq!(headers["content-type"], "text/event-stream");
        assert_eq!(headers["cache-control"], "no-store");
        assert!(!headers.contains_key("content-encoding"));
        Self(response.into_body())
    }

    /// The next that is told; nothing where it has ended.
    async fn next(&mut self) -> Option<String> {
        let frame = self.0.frame().await?.expect("a part");
        let bytes = frame.into_data().expect("data");
        Some(String::from_utf8(bytes.to_vec()).expect("text"))
    }

    async fn progress(&mut self) -> Option<Value> {
        loop {
            let told = self.next().await?;
            if told == ": keep-alive\n\n" {
                continue;
            }
            let data = told.strip_prefix("event: progress\ndata: ");
            let data = data.and_then(|data| data.strip_suffix("\n\n"));
            return Some(serde_json::from_str(data.expect("an event")).expect("JSON"));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_watches_is_told_until_the_plan_is_over() {
    let bench = planning();
    let plan = bench
        .listed("blacklist", &[bench.new_client_id().await])
        .await;
    let id = text(&plan["id"]);
    let mut told = Told::of(&bench, &format!("/api/plans/{id}/events")).await;
    let first = told.progress().await.expect("at once");
    assert_eq!(
        (&first["state"], &first["items"]),
        (&json!("frozen"), &json!(1))
    );
    assert_eq!(first["outcomes"], json!([["waiting", 1]]));
    assert_eq!(
        told.next().await.as_deref(),
        Some(": keep-alive\n\n"),
        "nothing happens"
    );
    let run = json!({ "id": id, "hash": plan["hash"] });
    bench.tell_plan("run", run).await.good();
    let mut last = Value::Null;
    while last["state"] != "finished" {
        match told.progress().await {
            Some(progress) => last = progress,
            // A stream ends after five minutes, which go by while nobody but the store works here: whoever watches asks again.
            None => told = Told::of(&bench, &format!("/api/plans/{id}/events")).await,
        }
    }
    assert_eq!(told.next().await, None, "there is no more to tell");
    assert_eq!(last["outcomes"], json!([["done", 1]]));
    // Of one that is over, how it ended is all there is to tell.
    let mut told = Told::of(&bench, &format!("/api/plans/{id}/events")).await;
    let only = told.progress().await.expect("at once");
    assert_eq!(only["state"], "finished");
    assert_eq!(told.next().await, None);
}

#[tokio::test(start_paused = true)]
async fn a_stream_ends_with_the_proxy_and_after_a_while() {
    let bench = planning();
    let plan = bench
        .listed("blacklist", &[bench.new_client_id().await])
        .await;
    let path = format!("/api/plans/{}/events", text(&plan["id"]));
    let mut told = Told::of(&bench, &path).await;
    let began = tokio::time::Instant::now();
    while told.next().await.is_some() {}
    assert_eq!(
        began.elapsed().as_secs(),
        300,
        "who watches longer asks again"
    );
    let mut told = Told::of(&bench, &path).await;
    told.next().await.expect("at once");
    bench.app.plans.rest();
    assert_eq!(told.next().await, None);
}

#[tokio::test(start_paused = true)]
async fn the_report_has_every_item_and_totals_that_add_up() {
    let bench = planning();
    let group = bench.group().await;
    let ids: Vec<_> = (0..2500)
        .map(|n| format!("{group}@@@report{n:04}"))
        .collect();
    let plan = bench.listed("deregister", &ids).await;
    let id = text(&plan["id"]);
    for (format, media_type) in [
        ("csv", "text/csv; charset=utf-8; header=present"),
        ("jsonl", "application/jsonl"),
    ] {
        let path = format!("/api/plans/{id}/report?format={format}");
        let reply = bench.send(get(&path)).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert_eq!(reply.headers["content-type"], media_type);
        let name = format!("attachment; filename=\"signet-{id}.{format}\"");
        assert_eq!(reply.headers["content-disposition"], name.as_str());
        let report = text(&reply.body);
        for client in [&ids[0], &ids[1999], &ids[2000], &ids[2499]] {
            assert_eq!(report.matches(client.as_str()).count(), 1, "{client}");
        }
        let lines = report.lines().count();
        let others = if format == "csv" { 2..12 } else { 1..2 };
        assert!(others.contains(&(lines - 2500)), "{format}: {lines}");
        let last = report.lines().last().expect("a trailer");
        assert!(report.contains(&text(&plan["hash"])), "{last}");
        assert!(report.contains("2500"), "{last}");
    }
}
