//! Where log lines go: to standard error, as JSON unless a person looks on. `SIGNET_LOG` takes a filter such as `debug`.
//!
//! Lines carry ids, names, statuses and durations; never a query, a body or a secret.

use std::io::IsTerminal;

use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt};

use crate::spans::Spans;

/// The demo's cloud keeps its calls to itself: each of them has a line of the proxy.
const USUAL: &str = "info,signet_emulator::emulator=warn";

/// Starts logging, and lets `spans` collect. Later calls change nothing.
pub fn start(spans: &Spans) {
    let filter = EnvFilter::try_from_env("SIGNET_LOG").unwrap_or_else(|_| EnvFilter::new(USUAL));
    let lines = fmt::layer().with_writer(std::io::stderr);
    let lines: Box<dyn Layer<Registry> + Send + Sync> = if std::io::stderr().is_terminal() {
        lines.with_target(false).boxed()
    } else {
        lines
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .with_span_list(false)
            .boxed()
    };
    // Whoever started logging before, such as a test, keeps it.
    let _ = spans.collect(lines, filter).try_init();
}
