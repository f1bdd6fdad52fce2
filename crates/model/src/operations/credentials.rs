//! Device credentials: an access key of its own for each client id.

use serde::{Deserialize, Serialize};

use super::{Done, Scope, operation};
use crate::effect::Effect;
use crate::identifiers::{
    ClientId, GroupId, InstanceId, NewClientId, NextToken, PageNumber, PageSize,
};
use crate::secret::Secret;
use crate::timestamp::Timestamp;

operation! {
    /// Lists the client ids of one group that hold a credential; the only list of credentials there is, and it knows
    /// nothing but ids (`cloud-api.md` sections 1.1 and 6).
    ListDeviceCredentialClientId -> DeviceCredentialClientIds, |this| Scope::Group(&this.instance_id, Some(this.group_id.as_str())), {
        /// The instance.
        instance_id: InstanceId,
        /// The group.
        group_id: GroupId,
        /// The page, from 1.
        page_number: PageNumber,
        /// Client ids on a page, 1 to 100.
        page_size: PageSize,
        /// The token that the page before gave; a deep link has none.
        #[serde(skip_serializing_if = "Option::is_none")]
        next_token: Option<NextToken>,
    }
}

/// The answer of [`ListDeviceCredentialClientId`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCredentialClientIds {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The client ids of this page.
    pub client_ids: Vec<String>,
    /// How many the group has; null where the cloud does not tell.
    pub items_total: Option<u64>,
    /// The page that the cloud says this is.
    pub page_number: u32,
    /// The page size that the cloud says it used.
    pub page_size: u32,
    /// The token for the next page; null on the last.
    pub next_token: Option<String>,
}

operation! {
    /// Makes a credential for a client id and shows its secret. Over one that exists the cloud may replace the secret of a live
    /// device (`cloud-api.md` section 1.1), so that this is a Destroy where `replace_existing` is set, and the proxy looks
    /// first where it is not.
    RegisterDeviceCredential -> DeviceCredentialAnswer, |this| Scope::Group(&this.instance_id, Some(this.client_id.parts().0)), {
        /// The instance.
        instance_id: InstanceId,
        /// The client id.
        client_id: NewClientId,
        /// Whether a credential that is there already may lose its secret. Never sent: the cloud does not ask.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        replace_existing: bool,
    } {
        fn effect(&self) -> Effect {
            if self.replace_existing { Effect::Destroy } else { Effect::Create }
        }
    }
}

operation! {
    /// Asks for the credential of one client id. The cloud's answer holds the secret in clear, every time; it is dropped on
    /// the wire side unless it was asked for (`cloud-api.md` headline 7).
    GetDeviceCredential -> DeviceCredentialAnswer, |this| Scope::Group(&this.instance_id, this.client_id.group()), {
        /// The instance.
        instance_id: InstanceId,
        /// The client id.
        client_id: ClientId,
        /// Whether to show the secret. Never sent: the cloud always does.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        reveal: bool,
    } {
        fn effect(&self) -> Effect {
            if self.reveal { Effect::Reveal } else { Effect::Read }
        }
    }
}

operation! {
    /// Replaces the secret of a credential and shows the new one. Whether the old one dies at once, and what happens to a live
    /// connection, is not documented (`cloud-api.md` section 5).
    RefreshDeviceCredential -> DeviceCredentialAnswer, |this| Scope::Group(&this.instance_id, this.client_id.group()), {
        /// The instance.
        instance_id: InstanceId,
        /// The client id.
        client_id: ClientId,
    }
}

/// The answer of [`GetDeviceCredential`], [`RegisterDeviceCredential`] and [`RefreshDeviceCredential`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCredentialAnswer {
    /// The cloud's RequestId.
    pub request_id: String,
    /// The credential.
    pub credential: DeviceCredential,
}

/// A credential.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceCredential {
    /// The client id that it belongs to.
    pub client_id: String,
    /// The instance that it belongs to.
    pub instance_id: String,
    /// The public half, `DC.…`.
    pub device_access_key_id: String,
    /// The secret half, where it was just made or asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_access_key_secret: Option<Secret>,
    /// When it was registered; null where the cloud does not tell.
    pub created_at: Option<Timestamp>,
    /// When its secret was last replaced; null where the cloud does not tell.
    pub updated_at: Option<Timestamp>,
}

operation! {
    /// Deregisters a credential. A live connection stays until it drops and then cannot sign in again
    /// (`cloud-api.md` headline 6). Registering again makes a new secret.
    UnRegisterDeviceCredential -> Done, |this| Scope::Group(&this.instance_id, this.client_id.group()), {
        /// The instance.
        instance_id: InstanceId,
        /// The client id.
        client_id: ClientId,
    }
}
