//! The text, read as Prometheus reads it; and what is written about it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use http::Response;
use signet_model::plans::{Outcome as ItemOutcome, State};

use super::*;
use crate::upstream::{Endpoint, Incoming, Outgoing, SendError, Sending, Upstream};
use crate::vitals::{AuditVitals, KeyVitals};

fn at(text: &str) -> signet_model::Timestamp {
    text.parse().expect("a time")
}

fn text(metrics: &Metrics) -> String {
    metrics.text(at("2026-11-22T00:00:00Z"))
}

/// The value of a line, by everything before it.
#[track_caller]
fn value(text: &str, line: &str) -> Option<f64> {
    let found = text
        .lines()
        .find_map(|found| found.strip_prefix(line)?.strip_prefix(' '));
    found.map(|value| value.parse().expect("a number"))
}

fn answer(operation: Option<OperationName>, code: Option<ErrorCode>) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    if let Some(operation) = operation {
        response.extensions_mut().insert(operation);
    }
    if let Some(code) = code {
        response.extensions_mut().insert(code);
    }
    response
}

#[test]
fn answers_are_counted_by_operation_outcome_and_code() {
    let metrics = Metrics::new();
    let destroy = Some(OperationName::UnRegisterDeviceCredential);
    metrics.answered(&answer(destroy, None));
    metrics.answered(&answer(destroy, None));
    metrics.answered(&answer(destroy, Some(ErrorCode::BudgetSpent)));
    metrics.answered(&answer(destroy, Some(ErrorCode::OutcomeUnknown)));
    metrics.answered(&answer(destroy, Some(ErrorCode::CloudUnreachable)));
    metrics.answered(&answer(destroy, Some(ErrorCode::NotFound)));
    metrics.answered(&answer(None, Some(ErrorCode::SignInRequired)));
    metrics.answered(&answer(None, None));
    let text = text(&metrics);
    let outcome = |outcome: &str| {
        value(
            &text,
            &format!(
                "signet_operations_total{{operation=\"UnRegisterDeviceCredential\",outcome=\"{outcome}\"}}"
            ),
        )
    };
    assert_eq!(outcome("done"), Some(2.0));
    for one in ["refused", "unknown", "failed", "cloud_refused"] {
        assert_eq!(outcome(one), Some(1.0), "{one}");
    }
    assert_eq!(
        value(&text, "signet_refused_total{code=\"budget_spent\"}"),
        Some(1.0)
    );
    assert_eq!(
        value(&text, "signet_refused_total{code=\"sign_in_required\"}"),
        Some(1.0)
    );
    assert_eq!(
        value(&text, "signet_refused_total{code=\"protected\"}"),
        Some(0.0)
    );
}

/// Answers as it was told.
struct Told(Result<Incoming, SendError>);

impl Upstream for Told {
    fn send(&self, _call: Outgoing) -> Sending<'_> {
        Box::pin(async { self.0.clone() })
    }
}

#[tokio::test]
async fn calls_are_measured_by_operation() {
    let metrics = Arc::new(Metrics::new());
    let answered = Incoming {
        status: 200,
        retry_after_ms: None,
        body: Vec::new(),
    };
    for answer in [
        Ok(answered),
        Err(SendError::NotSent(String::new())),
        Err(SendError::Lost(String::new())),
    ] {
        let measured = Measured::new(Arc::new(Told(answer)), Arc::clone(&metrics));
        let call = Outgoing {
            endpoint: Arc::new(Endpoint::parse("http://127.0.0.1:9").expect("an endpoint")),
            query: String::new(),
            post: false,
            headers: vec![("x-acs-action", "ListGroupId".to_owned())],
            body: Vec::new(),
        };
        drop(measured.send(call).await);
    }
    metrics.tidy();
    let text = text(&metrics);
    assert_eq!(
        value(
            &text,
            "signet_upstream_seconds_count{operation=\"ListGroupId\"}"
        ),
        Some(1.0)
    );
    assert_eq!(
        value(
            &text,
            "signet_upstream_seconds_bucket{operation=\"ListGroupId\",le=\"15\"}"
        ),
        Some(1.0)
    );
    assert_eq!(
        value(&text, "signet_upstream_failures_total{why=\"not_sent\"}"),
        Some(1.0)
    );
    assert_eq!(
        value(&text, "signet_upstream_failures_total{why=\"answer_lost\"}"),
        Some(1.0)
    );
}

#[test]
fn what_is_not_known_has_no_line() {
    let text = text(&Metrics::new());
    for absent in [
        "signet_sessions",
        "signet_quota_calls_limit",
        "signet_ca_",
        "signet_key_",
        "signet_tls_",
        "signet_audit_checkpoint",
        "signet_audit_reserve",
    ] {
        assert!(!text.contains(absent), "{absent}");
    }
    assert_eq!(value(&text, "signet_quota_calls"), Some(0.0));
    let build = format!(
        "signet_build_info{{version=\"{}\"}}",
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(value(&text, &build), Some(1.0));
}

fn everything() -> Metrics {
    let metrics = Metrics::new();
    metrics.vitals.add(|vitals| {
        vitals.calls_now = 7;
        vitals.calls_limit = Some(50);
        vitals.sessions = Some(3);
        vitals.audit = AuditVitals {
            in_reserve: Some(2),
            checkpoint_at: Some(at("2026-11-21T23:59:00Z")),
            since_checkpoint: Some(12),
        };
        vitals.tls_valid_to = Some(at("2026-11-24T12:00:00Z"));
        vitals.plans = vec![(State::Running, 2), (State::Frozen, 5)];
        vitals.plan_items = vec![(ItemOutcome::Done, 1000), (ItemOutcome::Failed, 3)];
    });
    metrics.vitals.add(|vitals| {
        vitals.keys = vec![KeyVitals {
            account: "line \"4\"\\".to_owned(),
            expires_at: Some(at("2026-11-22T12:00:00Z")),
            is_replaced: true,
            is_failing: true,
        }];
        vitals.authorities = vec![("post-cn-1".to_owned(), at("2026-11-21T00:00:00Z"))];
    });
    metrics.upstream_answered(OperationName::ListGroupId, Duration::from_millis(3));
    metrics
}

#[test]
fn what_is_known_is_shown_in_its_unit() {
    let text = text(&everything());
    let check = |line: &str, expected: f64| {
        assert_eq!(value(&text, line), Some(expected), "{line}\n{text}");
    };
    check("signet_quota_calls", 7.0);
    check("signet_quota_calls_limit", 50.0);
    check("signet_sessions", 3.0);
    check("signet_audit_reserve_entries", 2.0);
    check("signet_audit_checkpoint_age_seconds", 60.0);
    check("signet_audit_entries_since_checkpoint", 12.0);
    check("signet_tls_expires_in_days", 2.5);
    check("signet_plans{state=\"running\"}", 2.0);
    check("signet_plan_items_total{outcome=\"failed\"}", 3.0);
    check(
        "signet_ca_expires_in_days{mqtt_instance=\"post-cn-1\"}",
        -1.0,
    );
    check(
        "signet_key_expires_in_days{account=\"line \\\"4\\\"\\\\\"}",
        0.5,
    );
    check(
        "signet_key_refresh_failing{account=\"line \\\"4\\\"\\\\\"}",
        1.0,
    );
}

/// The name and the labels of each line; panics where a line is not of the format.
fn families(text: &str) -> BTreeSet<String> {
    let mut typed = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').expect("a type");
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(typed.insert(name.to_owned()), "twice: {line}");
        } else if !line.starts_with("# HELP ") {
            let (series, number) = line.rsplit_once(' ').expect("a value");
            number.parse::<f64>().expect("a number");
            assert!(seen.insert(series.to_owned()), "twice: {line}");
            let name = series.split('{').next().expect("a name");
            let family = ["_bucket", "_sum", "_count"]
                .iter()
                .find_map(|end| name.strip_suffix(end))
                .filter(|name| typed.contains(*name));
            assert!(typed.contains(family.unwrap_or(name)), "no type: {line}");
        }
    }
    typed
}

#[test]
fn the_text_has_every_metric_and_no_other() {
    let described: BTreeSet<_> = ALL.iter().map(|metric| metric.name.to_owned()).collect();
    assert_eq!(families(&text(&everything())), described);
}

fn document(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(name);
    std::fs::read_to_string(&path).expect("the document")
}

#[test]
fn every_metric_is_documented_as_it_is() {
    let table = document("metrics.md");
    let rows: Vec<_> = table
        .lines()
        .filter(|line| line.starts_with("| `signet_"))
        .collect();
    let expected: Vec<_> = ALL
        .iter()
        .map(|metric| {
            let labels: Vec<_> = metric
                .labels
                .iter()
                .map(|label| format!("`{label}`"))
                .collect();
            format!(
                "| `{}` | {} | {} | {} |",
                metric.name,
                metric.kind.as_str(),
                labels.join(", "),
                metric.help
            )
            .replace("|  |", "| |")
        })
        .collect();
    assert_eq!(
        rows,
        expected,
        "docs/metrics.md should hold:\n{}",
        expected.join("\n")
    );
}

#[test]
fn the_dashboard_of_grafana_asks_only_for_what_there_is() {
    let dashboard: serde_json::Value =
        serde_json::from_str(&document("grafana-dashboard.json")).expect("JSON");
    let text = dashboard.to_string();
    let mut asked = BTreeSet::new();
    for part in text.split("signet_").skip(1) {
        let end = part
            .find(|c: char| c != '_' && !c.is_ascii_alphanumeric())
            .unwrap_or(part.len());
        asked.insert(format!(
            "signet_{}",
            part[..end].trim_end_matches("_bucket")
        ));
    }
    assert!(asked.len() > 10, "{asked:?}");
    for name in asked {
        assert!(
            ALL.iter().any(|metric| metric.name == name),
            "there is no {name}"
        );
    }
}
