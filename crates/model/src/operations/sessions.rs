//! Who is connected now, and cutting a connection.

use serde::{Deserialize, Serialize};

use super::{Done, Scope, operation};
use crate::identifiers::{ClientId, InstanceId, Several};

operation! {
    /// Asks whether a client is connected. The cloud gives no address and no time (`cloud-api.md` section 1.1).
    QuerySessionByClientId -> SessionAnswer, |this| Scope::Group(&this.instance_id, this.client_id.group()), {
        /// The instance.
        instance_id: InstanceId,
        /// The client id.
        client_id: ClientId,
    }
}

/// The answer of [`QuerySessionByClientId`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionAnswer {
    /// The cloud's RequestId.
    pub request_id: String,
    /// Whether it is connected.
    pub online: bool,
}

operation! {
    /// Asks for up to ten clients at once whether they are connected; 100 calls/s (`cloud-api.md` sections 1.1 and 4.3).
    BatchQuerySessionByClientIds -> Sessions, |this| Scope::Clients(&this.instance_id, this.client_ids.as_slice()), {
        /// The instance.
        instance_id: InstanceId,
        /// The client ids.
        client_ids: Several<ClientId, 10>,
    }
}

/// The answer of [`BatchQuerySessionByClientIds`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sessions {
    /// The cloud's RequestId.
    pub request_id: String,
    /// What the cloud knows, in its order; a client that it leaves out is unknown.
    pub sessions: Vec<ClientSession>,
}

/// Whether one client is connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientSession {
    /// The client id.
    pub client_id: String,
    /// Whether it is connected.
    pub online: bool,
}

operation! {
    /// Closes the connection of a client, which may connect again at once. In its testing phase: Professional Edition in
    /// Shanghai only (`cloud-api.md` section 1.1).
    CloseConnection -> Done, |this| Scope::Group(&this.instance_id, this.client_id.group()), {
        /// The instance.
        instance_id: InstanceId,
        /// The client id.
        client_id: ClientId,
    }
}
