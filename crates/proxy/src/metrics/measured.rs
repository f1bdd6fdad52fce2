//! An upstream whose calls are measured.

use std::sync::Arc;

use signet_model::OperationName;
use tokio::time::Instant;
use tracing::Instrument;

use super::Metrics;
use crate::spans;
use crate::upstream::{Outgoing, SendError, Sending, Upstream};

/// The header of a signed call that names its operation.
const ACTION: &str = "x-acs-action";

/// Measures what goes through.
pub struct Measured {
    inner: Arc<dyn Upstream>,
    metrics: Arc<Metrics>,
}

impl Measured {
    /// Measures what goes through `inner`.
    #[must_use]
    pub fn new(inner: Arc<dyn Upstream>, metrics: Arc<Metrics>) -> Self {
        Self { inner, metrics }
    }
}

impl Upstream for Measured {
    fn send(&self, call: Outgoing) -> Sending<'_> {
        let operation = call
            .headers
            .iter()
            .find(|(name, _)| *name == ACTION)
            .and_then(|(_, name)| OperationName::find(name));
        let span = spans::of_call(operation, call.endpoint.host());
        let start = Instant::now();
        let sending = self.inner.send(call);
        Box::pin(async move {
            let answer = sending.instrument(span).await;
            match (&answer, operation) {
                (Ok(_), Some(operation)) => {
                    self.metrics.upstream_answered(operation, start.elapsed());
                }
                (Ok(_), None) => {}
                (Err(SendError::NotSent(_)), _) => self.metrics.not_sent.increment(1),
                (Err(SendError::Lost(_)), _) => self.metrics.lost.increment(1),
            }
            answer
        })
    }
}
