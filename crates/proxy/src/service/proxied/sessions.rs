//! Cutting a connection.

use signet_model::operations::*;

use super::{Before, Proxied, Reader, Settled};

impl Proxied for CloseConnection {
    fn request_id(output: &Done) -> &str {
        &output.request_id
    }

    /// Offline is what was wanted. Online tells nothing: the device may have come back at once.
    async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<Done> {
        let read = QuerySessionByClientId {
            instance_id: self.instance_id.clone(),
            client_id: self.client_id.clone(),
        };
        reader
            .settle(read, |answer| match answer {
                Ok(seen) if !seen.online => Settled::Done(Done {
                    request_id: seen.request_id,
                }),
                _ => Settled::Unknown,
            })
            .await
    }
}
