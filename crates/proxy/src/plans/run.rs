//! Running a plan: slices are marked as begun, sent, and written down, as `signet-plans` says what is next.

use std::sync::Arc;

use super::{Live, Plans};

impl Plans {
    /// Runs a plan in `running`, in the background, until it is over, rests, or the process ends. A pause that passes by itself is waited for.
    pub(super) fn start(self: &Arc<Self>, live: Arc<Live>) {
        let plans = Arc::clone(self);
        self.tasks.spawn(async move {
            let _kept = plans.keep(&live).await;
        });
    }
}
