//! What a plan does to each of its items.

use serde::{Deserialize, Serialize};

use crate::effect::Effect;
use crate::operations::OperationName;

/// What a plan does to each of its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Registers a credential for a client id that has none.
    Register,
    /// Replaces the secret of a credential.
    Rotate,
    /// Deregisters a credential.
    Deregister,
    /// Blacklists a client id.
    Blacklist,
    /// Takes a client id off the blacklist.
    Lift,
    /// Blacklists a client id and closes its connection.
    CutOff,
    /// Inactivates a device certificate.
    Inactivate,
    /// Activates a device certificate.
    Activate,
    /// Deletes a device certificate.
    DeleteCertificate,
    /// Deletes all ClientIDs of an IoT Platform device.
    DeleteClientIds,
}

/// What an act is done to, and so what a line of a list must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// An MQTT client id: `GID@@@device`.
    Client,
    /// A device certificate: the serial number of its CA, and its own.
    Certificate,
    /// An IoT Platform device, by its IotId.
    Device,
}

impl Act {
    /// Every act.
    pub const ALL: [Self; 10] = [
        Self::Register,
        Self::Rotate,
        Self::Deregister,
        Self::Blacklist,
        Self::Lift,
        Self::CutOff,
        Self::Inactivate,
        Self::Activate,
        Self::DeleteCertificate,
        Self::DeleteClientIds,
    ];

    /// The name used in JSON, configuration and records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Register => "register",
            Self::Rotate => "rotate",
            Self::Deregister => "deregister",
            Self::Blacklist => "blacklist",
            Self::Lift => "lift",
            Self::CutOff => "cut_off",
            Self::Inactivate => "inactivate",
            Self::Activate => "activate",
            Self::DeleteCertificate => "delete_certificate",
            Self::DeleteClientIds => "delete_client_ids",
        }
    }

    /// The act of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == name)
    }

    /// What it is done to.
    #[must_use]
    pub const fn identity(self) -> Identity {
        match self {
            Self::Register
            | Self::Rotate
            | Self::Deregister
            | Self::Blacklist
            | Self::Lift
            | Self::CutOff => Identity::Client,
            Self::Inactivate | Self::Activate | Self::DeleteCertificate => Identity::Certificate,
            Self::DeleteClientIds => Identity::Device,
        }
    }

    /// What it does to the world.
    #[must_use]
    pub const fn effect(self) -> Effect {
        match self {
            Self::Register => Effect::Create,
            Self::Blacklist | Self::CutOff | Self::Inactivate => Effect::Suspend,
            Self::Lift | Self::Activate => Effect::Resume,
            Self::Rotate | Self::Deregister | Self::DeleteCertificate | Self::DeleteClientIds => {
                Effect::Destroy
            }
        }
    }

    /// The operations that it calls on each item, in their order. The first is the act; what comes after it may be unavailable.
    #[must_use]
    pub const fn operations(self) -> &'static [OperationName] {
        match self {
            Self::Register => &[OperationName::RegisterDeviceCredential],
            Self::Rotate => &[OperationName::RefreshDeviceCredential],
            Self::Deregister => &[OperationName::UnRegisterDeviceCredential],
            Self::Blacklist => &[OperationName::AddCustomAuthConnectBlack],
            Self::Lift => &[OperationName::DeleteCustomAuthConnectBlack],
            Self::CutOff => &[
                OperationName::AddCustomAuthConnectBlack,
                OperationName::CloseConnection,
            ],
            Self::Inactivate => &[OperationName::InactivateDeviceCertificate],
            Self::Activate => &[OperationName::ActiveDeviceCertificate],
            Self::DeleteCertificate => &[OperationName::DeleteDeviceCertificate],
            Self::DeleteClientIds => &[OperationName::DeleteClientIds],
        }
    }

    /// The read that each item needs before the act, so that nothing is overwritten unseen and a lost answer can be settled.
    #[must_use]
    pub const fn look(self) -> Option<OperationName> {
        match self {
            Self::Register | Self::Rotate => Some(OperationName::GetDeviceCredential),
            _ => None,
        }
    }

    /// Whether it makes secrets, which somebody must be able to receive.
    #[must_use]
    pub const fn makes_secrets(self) -> bool {
        matches!(self, Self::Register | Self::Rotate)
    }

    /// The act that undoes it where one can.
    #[must_use]
    pub const fn undone_by(self) -> Option<Self> {
        match self {
            Self::Blacklist | Self::CutOff => Some(Self::Lift),
            Self::Lift => Some(Self::Blacklist),
            Self::Inactivate => Some(Self::Activate),
            Self::Activate => Some(Self::Inactivate),
            _ => None,
        }
    }
}
