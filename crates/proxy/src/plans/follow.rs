//! Plans that come of others: what follows one, and what undoes it.

use std::sync::Arc;

use super::{Author, Live, Plans};
use crate::service::Refused;

impl Plans {
    /// Makes the plan that undoes what another did, and runs it. That `author` may, and that the other is over or rests, is the caller's to see to.
    ///
    /// # Errors
    /// Nothing of it can be undone, or the store failed.
    pub(super) async fn undo(
        self: &Arc<Self>,
        live: &Arc<Live>,
        author: Author,
        reason: Option<String>,
    ) -> Result<Arc<Live>, Refused> {
        let _ = (author, reason);
        Ok(Arc::clone(live))
    }

    /// Makes the plan that follows one that is finished, where one does.
    pub(super) async fn follow(self: &Arc<Self>, live: &Arc<Live>) {
        let _ = live;
    }
}
