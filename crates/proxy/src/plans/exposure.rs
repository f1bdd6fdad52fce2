//! What a plan would hit.

use std::sync::Arc;

use super::{Live, Plans};

impl Plans {
    /// Asks in the background who of a frozen plan is online, and tells it in `exposure.online`. Called by freezing itself; to be called again after
    /// a start for plans whose survey did not come to its end.
    pub(super) fn survey_online(self: &Arc<Self>, live: Arc<Live>) {
        let plans = Arc::clone(self);
        self.tasks.spawn(async move {
            let _kept = plans.keep(&live).await;
        });
    }
}
