//! The ClientIDs of IoT Platform devices that authenticate without preregistration.

use serde::{Deserialize, Serialize};

use super::{Done, Scope, operation};
use crate::identifiers::{IotClientId, IotId, IotInstanceId};
use crate::timestamp::Timestamp;

/// How many ClientIDs a device may have before registering another one fails (`cloud-api.md` section 2).
pub const CLIENT_ID_LIMIT: usize = 5;

operation! {
    /// Shows the ClientIDs of a device; 10 calls/s (`cloud-api.md` section 2).
    QueryClientIds -> ClientIds, |this| Scope::Iot(this.iot_instance_id.as_ref()), {
        /// The device.
        iot_id: IotId,
        /// The IoT Platform instance; required where the instance has an id.
        #[serde(skip_serializing_if = "Option::is_none")]
        iot_instance_id: Option<IotInstanceId>,
    }
}

/// The answer of [`QueryClientIds`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientIds {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The device.
    pub iot_id: String,
    /// Its ClientIDs, in the cloud's order.
    pub client_ids: Vec<DynamicClientId>,
}

/// One ClientID of a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DynamicClientId {
    /// The ClientID.
    pub client_id: String,
    /// When it was registered; null where the cloud does not tell.
    pub created_at: Option<Timestamp>,
}

operation! {
    /// Deletes *all* ClientIDs of a device, for good; it gets a new one when it registers again. 10 calls/s
    /// (`cloud-api.md` section 2).
    DeleteClientIds -> Done, |this| Scope::Iot(this.iot_instance_id.as_ref()), {
        /// The device.
        iot_id: IotId,
        /// The IoT Platform instance; required where the instance has an id.
        #[serde(skip_serializing_if = "Option::is_none")]
        iot_instance_id: Option<IotInstanceId>,
    }
}

operation! {
    /// Says which ClientID of a device is the right one; the device cannot sign in with the others any more. 10 calls/s
    /// (`cloud-api.md` section 2).
    TransformClientId -> Done, |this| Scope::Iot(this.iot_instance_id.as_ref()), {
        /// The device.
        iot_id: IotId,
        /// The ClientID that stays valid.
        client_id: IotClientId,
        /// The IoT Platform instance; required where the instance has an id.
        #[serde(skip_serializing_if = "Option::is_none")]
        iot_instance_id: Option<IotInstanceId>,
    }
}
