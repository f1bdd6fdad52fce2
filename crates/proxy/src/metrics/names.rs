//! Every metric there is, with what it says. `docs/metrics.md` and the Grafana file are held against this list.

use metrics::{KeyName, Recorder, Unit};
use metrics_exporter_prometheus::PrometheusRecorder;

/// What kind of metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only grows while the process runs.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Seconds, in buckets.
    Histogram,
}

impl Kind {
    /// As Prometheus calls it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counter => "counter",
            Self::Gauge => "gauge",
            Self::Histogram => "histogram",
        }
    }
}

/// A metric.
#[derive(Clone, Copy, Debug)]
pub struct Described {
    /// Its name.
    pub name: &'static str,
    /// Its kind.
    pub kind: Kind,
    /// The names of its labels.
    pub labels: &'static [&'static str],
    /// What it says.
    pub help: &'static str,
}

pub(super) const OPERATIONS: &str = "signet_operations_total";
pub(super) const REFUSED: &str = "signet_refused_total";
pub(super) const UPSTREAM_SECONDS: &str = "signet_upstream_seconds";
pub(super) const UPSTREAM_FAILURES: &str = "signet_upstream_failures_total";
pub(super) const AUDIT_ENTRIES: &str = "signet_audit_entries_total";
pub(super) const AUDIT_FAILURES: &str = "signet_audit_failures_total";
pub(super) const PLANS: &str = "signet_plans";
pub(super) const PLAN_ITEMS: &str = "signet_plan_items_total";
pub(super) const NOTICES: &str = "signet_notices_total";
pub(super) const BUILD_INFO: &str = "signet_build_info";
pub(super) const CALLS: &str = "signet_quota_calls";
pub(super) const CALLS_LIMIT: &str = "signet_quota_calls_limit";
pub(super) const SESSIONS: &str = "signet_sessions";
pub(super) const AUDIT_RESERVE: &str = "signet_audit_reserve_entries";
pub(super) const CHECKPOINT_AGE: &str = "signet_audit_checkpoint_age_seconds";
pub(super) const SINCE_CHECKPOINT: &str = "signet_audit_entries_since_checkpoint";
pub(super) const CA_DAYS: &str = "signet_ca_expires_in_days";
pub(super) const KEY_DAYS: &str = "signet_key_expires_in_days";
pub(super) const KEY_FAILING: &str = "signet_key_refresh_failing";
pub(super) const TLS_DAYS: &str = "signet_tls_expires_in_days";

const fn described(
    name: &'static str,
    kind: Kind,
    labels: &'static [&'static str],
    help: &'static str,
) -> Described {
    Described {
        name,
        kind,
        labels,
        help,
    }
}

/// Every metric.
pub const ALL: &[Described] = &[
    described(
        OPERATIONS,
        Kind::Counter,
        &["operation", "outcome"],
        "Operations that were asked for, by name and by how they ended: done, refused (by the proxy), cloud_refused, failed, unknown.",
    ),
    described(
        REFUSED,
        Kind::Counter,
        &["code"],
        "Answers that are errors, by code.",
    ),
    described(
        UPSTREAM_SECONDS,
        Kind::Histogram,
        &["operation"],
        "How long the cloud took to answer a call, retries counted one by one.",
    ),
    described(
        UPSTREAM_FAILURES,
        Kind::Counter,
        &["why"],
        "Calls without an answer: not_sent (no connection) or answer_lost.",
    ),
    described(
        CALLS,
        Kind::Gauge,
        &[],
        "Calls to the cloud within the last second.",
    ),
    described(
        CALLS_LIMIT,
        Kind::Gauge,
        &[],
        "Calls to the cloud that there may be in a second; absent where there is no limit.",
    ),
    described(
        SESSIONS,
        Kind::Gauge,
        &[],
        "Sessions that have not ended; absent where there is no sign-in.",
    ),
    described(
        PLANS,
        Kind::Gauge,
        &["state"],
        "Plans that are not over, by state.",
    ),
    described(
        PLAN_ITEMS,
        Kind::Counter,
        &["outcome"],
        "Items of plans that came to an outcome that stays, by that.",
    ),
    described(
        AUDIT_ENTRIES,
        Kind::Counter,
        &[],
        "Entries of the audit log that were written.",
    ),
    described(
        AUDIT_FAILURES,
        Kind::Counter,
        &[],
        "Entries of the audit log that could not be written.",
    ),
    described(
        AUDIT_RESERVE,
        Kind::Gauge,
        &[],
        "Entries that lie in the reserve because the log could not take them.",
    ),
    described(
        CHECKPOINT_AGE,
        Kind::Gauge,
        &[],
        "Seconds since a checkpoint of the audit log was last taken off this machine; absent until one was.",
    ),
    described(
        SINCE_CHECKPOINT,
        Kind::Gauge,
        &[],
        "Entries of the audit log written since then.",
    ),
    described(
        CA_DAYS,
        Kind::Gauge,
        &["mqtt_instance"],
        "Days until the first active CA certificate of an instance expires; absent until its CAs were listed, negative once it has expired.",
    ),
    described(
        KEY_DAYS,
        Kind::Gauge,
        &["account"],
        "Days until the key of an account ends; absent where it does not end or that is not known.",
    ),
    described(
        KEY_FAILING,
        Kind::Gauge,
        &["account"],
        "1 where the last attempt to get or replace the key of an account failed, else 0.",
    ),
    described(
        TLS_DAYS,
        Kind::Gauge,
        &[],
        "Days until the proxy's own certificate expires; absent without TLS.",
    ),
    described(
        NOTICES,
        Kind::Counter,
        &["result"],
        "Notices to webhooks that were sent, or failed after every retry.",
    ),
    described(
        BUILD_INFO,
        Kind::Gauge,
        &["version"],
        "Always 1; the version is in the label.",
    ),
];

/// Tells the recorder about what it counts; what is sampled says it itself.
pub(super) fn describe(recorder: &PrometheusRecorder) {
    for metric in ALL {
        let (name, help) = (KeyName::from_const_str(metric.name), metric.help.into());
        match metric.kind {
            Kind::Counter => recorder.describe_counter(name, None, help),
            Kind::Histogram => recorder.describe_histogram(name, Some(Unit::Seconds), help),
            Kind::Gauge => {}
        }
    }
}
