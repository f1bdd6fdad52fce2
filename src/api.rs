//! The only code that speaks HTTP: operations of the cloud, and what the proxy tells of itself.
//!
//! Knows the proxy's API and nothing of pages. A request that nobody waits for any more is aborted, so that a stale answer
//! never overwrites a newer one.
//!
//! ```ignore
//! let api = use_api();
//! let groups = query(move || Some(ListGroupId { instance_id: instance.get()? }), |_, _| true);
//! groups.answer();   // the last good answer, with its request and the time it was read
//! let done = api.call(&DeleteClientIds { iot_id, iot_instance_id }).await;
//! ```

mod failure;
mod query;
mod transport;

use serde::de::DeserializeOwned;
use signet_model::Operation;
use signet_model::api::Session;

use crate::state::{Mounted, use_mounted};

pub use failure::Failure;
pub use query::{Answer, Query, query, session_query};

/// The proxy of this mount.
#[derive(Clone, Copy)]
pub struct Api {
    mounted: Mounted,
}

/// The proxy of this mount.
pub fn use_api() -> Api {
    Api {
        mounted: use_mounted(),
    }
}

impl Api {
    /// Has the proxy make one call to the cloud.
    ///
    /// # Errors
    /// What the proxy or the cloud refused, or why there is no answer.
    pub async fn call<O: Operation>(self, operation: &O) -> Result<O::Output, Failure> {
        let body = serde_json::to_string(operation)
            .map_err(|error| Failure::Unreadable(error.to_string()))?;
        let url = [&self.mounted.proxy(), "/api/operations/", O::NAME.as_str()].concat();
        read(&transport::send(&url, Some(body)).await?)
    }

    /// Who is asking, which cloud answers, and what may be done.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn session(self) -> Result<Session, Failure> {
        read(&transport::send(&[&self.mounted.proxy(), "/api/session"].concat(), None).await?)
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|error| Failure::Unreadable(error.to_string()))
}
