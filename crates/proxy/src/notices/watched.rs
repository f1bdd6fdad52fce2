//! A recorder that others watch.

use std::sync::Arc;

use signet_model::audit::Entry;

use crate::metrics::Metrics;
use crate::record::{Appending, Recorder};

/// Is told of each entry. Must not wait for anything.
pub trait Watch: Send + Sync {
    /// This entry was kept.
    fn appended(&self, entry: &Entry);

    /// An entry could not be kept.
    fn failed(&self) {}
}

/// Keeps entries where another recorder does, and tells the watchers.
pub struct Watched {
    inner: Arc<dyn Recorder>,
    watchers: Vec<Arc<dyn Watch>>,
}

impl Watched {
    /// Tells `watchers` what `inner` keeps.
    #[must_use]
    pub fn new(inner: Arc<dyn Recorder>, watchers: Vec<Arc<dyn Watch>>) -> Self {
        Self { inner, watchers }
    }
}

impl Recorder for Watched {
    fn append(&self, entry: Entry) -> Appending<'_> {
        let shown = entry.clone();
        Box::pin(async move {
            let kept = self.inner.append(entry).await;
            for watcher in &self.watchers {
                match &kept {
                    Ok(()) => watcher.appended(&shown),
                    Err(_) => watcher.failed(),
                }
            }
            kept
        })
    }
}

impl Watch for Metrics {
    fn appended(&self, _entry: &Entry) {
        self.audit_written.increment(1);
    }

    fn failed(&self) {
        self.audit_failed.increment(1);
    }
}
