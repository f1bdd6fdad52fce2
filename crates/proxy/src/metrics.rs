//! What `/metrics` tells: counted as it happens, or sampled when it is asked for.
//!
//! A value, handed to whoever counts; there is no global recorder. Labels are operations, outcomes, codes, accounts and instances of the
//! configuration: never an id of a device, a person or a request.

mod gauges;
mod measured;
mod names;
mod outcome;
#[cfg(test)]
mod tests;

pub use measured::Measured;
pub use names::{ALL, Described, Kind};
pub use outcome::Outcome;

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;
use std::time::Duration;

use axum::response::Response;
use metrics::{Counter, Histogram, Key, Label, Level, Metadata, Recorder};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusRecorder};
use signet_model::OperationName;
use signet_model::api::ErrorCode;

use crate::vitals::VitalSigns;

/// Seconds. The cloud answers a read in some 20 ms within its region and in 300 ms from afar; a call is given up after 15 s.
const BUCKETS: [f64; 12] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0,
];

const METADATA: Metadata<'static> =
    Metadata::new(module_path!(), Level::INFO, Some(module_path!()));

/// Counts.
pub struct Metrics {
    recorder: PrometheusRecorder,
    /// How things are, sampled when metrics are asked for.
    pub vitals: VitalSigns,
    /// By operation, then by outcome, in the order of both enums.
    operations: Vec<[Counter; Outcome::ALL.len()]>,
    refused: HashMap<ErrorCode, Counter>,
    /// By operation; made when first needed, because each is fifteen lines.
    upstream: Vec<OnceLock<Histogram>>,
    /// Of what was never sent, and of what got no whole answer.
    not_sent: Counter,
    lost: Counter,
    /// Entries of the audit log that were written, and that could not be.
    pub audit_written: Counter,
    /// Those that could not be.
    pub audit_failed: Counter,
    /// Notices that somebody took, and that nobody did.
    pub notices_sent: Counter,
    /// Those that nobody took.
    pub notices_failed: Counter,
}

impl Metrics {
    /// Starts with nothing counted.
    #[must_use]
    pub fn new() -> Self {
        let builder = PrometheusBuilder::new();
        let histogram = Matcher::Full(names::UPSTREAM_SECONDS.to_owned());
        let recorder = builder
            .set_buckets_for_metric(histogram, &BUCKETS)
            .unwrap_or_else(|_| PrometheusBuilder::new())
            .build_recorder();
        names::describe(&recorder);
        let counter = |name: &'static str, labels: Vec<Label>| {
            recorder.register_counter(&Key::from_parts(name, labels), &METADATA)
        };
        let operation = |operation: &OperationName| {
            Outcome::ALL.map(|outcome| {
                counter(
                    names::OPERATIONS,
                    vec![
                        Label::from_static_parts("operation", operation.as_str()),
                        Label::from_static_parts("outcome", outcome.as_str()),
                    ],
                )
            })
        };
        let refused = |code: &ErrorCode| {
            let label = Label::new("code", outcome::name_of(*code));
            (*code, counter(names::REFUSED, vec![label]))
        };
        let why = |why| {
            counter(
                names::UPSTREAM_FAILURES,
                vec![Label::from_static_parts("why", why)],
            )
        };
        let notices = |result| {
            counter(
                names::NOTICES,
                vec![Label::from_static_parts("result", result)],
            )
        };
        Self {
            operations: OperationName::ALL.iter().map(operation).collect(),
            refused: ErrorCode::ALL.iter().map(refused).collect(),
            upstream: OperationName::ALL.iter().map(|_| OnceLock::new()).collect(),
            not_sent: why("not_sent"),
            lost: why("answer_lost"),
            audit_written: counter(names::AUDIT_ENTRIES, Vec::new()),
            audit_failed: counter(names::AUDIT_FAILURES, Vec::new()),
            notices_sent: notices("sent"),
            notices_failed: notices("failed"),
            vitals: VitalSigns::default(),
            recorder,
        }
    }

    /// Counts an answer by what its extensions say: the operation and, where it is an error, the code.
    pub fn answered(&self, response: &Response) {
        let code = response.extensions().get::<ErrorCode>().copied();
        if let Some(counter) = code.and_then(|code| self.refused.get(&code)) {
            counter.increment(1);
        }
        if let Some(operation) = response.extensions().get::<OperationName>() {
            // Both lists are in the order of their enums.
            self.operations[*operation as usize][Outcome::of(code) as usize].increment(1);
        }
    }

    /// Counts a call that the cloud answered.
    fn upstream_answered(&self, operation: OperationName, took: Duration) {
        let histogram = self.upstream[operation as usize].get_or_init(|| {
            let label = Label::from_static_parts("operation", operation.as_str());
            self.recorder.register_histogram(
                &Key::from_parts(names::UPSTREAM_SECONDS, vec![label]),
                &METADATA,
            )
        });
        histogram.record(took.as_secs_f64());
    }

    /// Sorts what was measured into its buckets. To be called every few seconds: until then each measurement is kept.
    pub fn tidy(&self) {
        self.recorder.handle().run_upkeep();
    }

    /// Everything, in the text format of Prometheus.
    #[must_use]
    pub fn text(&self, now: signet_model::Timestamp) -> String {
        let mut text = self.recorder.handle().render();
        gauges::write(&mut text, &self.vitals.take(), now);
        text
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}
