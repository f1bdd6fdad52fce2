//! Where log lines go: to standard error, as JSON unless a person looks on. `SIGNET_LOG` takes a filter such as `debug`.
//!
//! Lines carry ids, names, statuses and durations; never a query, a body or a secret.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// The demo's cloud keeps its calls to itself: each of them has a line of the proxy.
const USUAL: &str = "info,signet_emulator::emulator=warn";

/// Starts logging. Later calls change nothing.
pub fn start() {
    let filter = EnvFilter::try_from_env("SIGNET_LOG").unwrap_or_else(|_| EnvFilter::new(USUAL));
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // Whoever started logging before, such as a test, keeps it.
    let _ = if std::io::stderr().is_terminal() {
        lines.with_target(false).try_init()
    } else {
        lines
            .json()
            .flatten_event(true)
            .with_current_span(false)
            .with_span_list(false)
            .try_init()
    };
}
