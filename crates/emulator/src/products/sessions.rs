//! Who is connected, and ending a connection.

use signet_model::operations::{
    BatchQuerySessionByClientIds, ClientSession, CloseConnection, Done, QuerySessionByClientId,
    SessionAnswer, Sessions,
};

use super::{Carry, Desk};
use crate::refusal::Refusal;

impl Carry for QuerySessionByClientId {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<SessionAnswer, Refusal> {
        let (now, seed) = (desk.now, desk.world.seed);
        let instance = desk.instance(&self.instance_id)?;
        let online = instance.is_online(seed, self.client_id.as_str(), now);
        Ok(SessionAnswer {
            request_id: desk.request_id.to_owned(),
            online,
        })
    }
}

impl Carry for BatchQuerySessionByClientIds {
    /// One answer for each id, in the order in which they were asked for.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Sessions, Refusal> {
        let (now, seed) = (desk.now, desk.world.seed);
        let instance = desk.instance(&self.instance_id)?;
        let client_ids = self.client_ids.as_slice().iter();
        let sessions = client_ids.map(|client_id| ClientSession {
            client_id: client_id.to_string(),
            online: instance.is_online(seed, client_id.as_str(), now),
        });
        let sessions = sessions.collect();
        Ok(Sessions {
            request_id: desk.request_id.to_owned(),
            sessions,
        })
    }
}

impl Carry for CloseConnection {
    /// Closing where there is no connection succeeds.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Done, Refusal> {
        let (now, seed) = (desk.now, desk.world.seed);
        let instance = desk.instance(&self.instance_id)?;
        if !instance.closes_connections() {
            return Err(Refusal::of("ApiNotSupport"));
        }
        if instance.is_online(seed, self.client_id.as_str(), now) {
            instance.end_session(self.client_id.as_str(), now);
        }
        Ok(Done {
            request_id: desk.request_id.to_owned(),
        })
    }
}
