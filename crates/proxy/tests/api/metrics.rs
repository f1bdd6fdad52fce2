//! What Prometheus gets.

use std::sync::Arc;

use serde_json::json;
use signet_model::roles::{Grant, Role};

use crate::support::{Authority, Bench, Desk, bench, get, text};

async fn metrics(bench: &Bench) -> String {
    let reply = bench.send(get("/metrics")).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(
        reply.headers["content-type"],
        "text/plain; version=0.0.4; charset=utf-8"
    );
    text(&reply.body)
}

#[track_caller]
fn has(text: &str, line: &str) {
    assert!(text.lines().any(|found| found == line), "{line}\n{text}");
}

#[tokio::test(start_paused = true)]
async fn what_was_asked_for_is_counted() {
    let bench = bench();
    bench.call("ListInstances", json!({})).await.good();
    let gone = json!({ "instance_id": "post-cn-nowhere", "group_id": "GID_nowhere" });
    bench
        .call("DeleteGroupId", gone)
        .await
        .refused(404, "instance_not_found");
    bench
        .call("NoSuchOperation", json!({}))
        .await
        .refused(404, "unknown_operation");
    let text = metrics(&bench).await;
    has(
        &text,
        "signet_operations_total{operation=\"ListInstances\",outcome=\"done\"} 1",
    );
    has(
        &text,
        "signet_operations_total{operation=\"DeleteGroupId\",outcome=\"refused\"} 1",
    );
    has(&text, "signet_refused_total{code=\"instance_not_found\"} 1");
    has(&text, "signet_refused_total{code=\"unknown_operation\"} 1");
    assert!(!text.contains("nowhere"), "labels hold no ids");
}

#[tokio::test(start_paused = true)]
async fn a_list_of_cas_that_passes_by_says_when_the_next_one_expires() {
    let bench = bench();
    let authorities = Arc::clone(&bench.app.ports.authorities);
    let vitals = &bench.app.metrics.vitals;
    vitals.add(move |vitals| vitals.authorities = authorities.next());
    assert!(!metrics(&bench).await.contains("signet_ca_expires_in_days"));
    let fields = super::ca_certificates::registration(&bench, &Authority::new("metrics")).await;
    bench.call("RegisterCaCertificate", fields).await.good();
    let list = json!({ "instance_id": bench.instance(), "page_number": 1, "page_size": 100 });
    let listed = bench.call("ListCaCertificate", list).await.good();
    assert!(listed["ca_certificates"][0]["valid_to"].is_string());
    let line = format!(
        "signet_ca_expires_in_days{{mqtt_instance=\"{}\"}} ",
        bench.instance()
    );
    assert!(metrics(&bench).await.contains(&line));
}

#[tokio::test(start_paused = true)]
async fn with_sign_in_it_takes_a_grant() {
    let bench = Desk {
        grants: vec![("user:alice".to_owned(), Grant::everywhere(Role::Viewer))],
        ..Desk::default()
    }
    .build();
    for name in ["alice", "bob"] {
        bench.user(name, None).await;
    }
    bench
        .send(get("/metrics"))
        .await
        .refused(401, "sign_in_required");
    let bob = bench.by_password("bob").await;
    bench
        .get_as(&bob, "/metrics")
        .await
        .refused(403, "no_grant");
    let alice = bench.by_password("alice").await;
    let reply = bench.get_as(&alice, "/metrics").await;
    assert_eq!(reply.status, 200);
    has(
        &text(&reply.body),
        "signet_refused_total{code=\"no_grant\"} 1",
    );
}
