//! What each step sends.

use signet_model::{
    identifiers::{PageSize, Reason, SerialNumber},
    operations::{
        AddCustomAuthConnectBlack, CloseConnection, InactivateDeviceCertificate,
        QueryCustomAuthConnectBlack, QuerySessionByClientId, UnRegisterDeviceCredential,
    },
};

use super::{
    desk::{Desk, Order},
    steps::can_close,
};
use crate::components::Call;

impl Desk {
    pub(super) fn blacklist(self, reason: Option<Reason>) -> AddCustomAuthConnectBlack {
        AddCustomAuthConnectBlack {
            instance_id: self.instance_id.clone(),
            client_id: self.client_id.clone(),
            reason,
        }
    }

    pub(super) fn close(self) -> CloseConnection {
        CloseConnection {
            instance_id: self.instance_id.clone(),
            client_id: self.client_id.clone(),
        }
    }

    /// Inactivates the certificate of a CA's and its own serial number.
    pub(super) fn inactivate(
        self,
        (ca, device): &(SerialNumber, SerialNumber),
    ) -> InactivateDeviceCertificate {
        InactivateDeviceCertificate {
            instance_id: self.instance_id.clone(),
            ca_serial_number: ca.clone(),
            device_serial_number: device.clone(),
        }
    }

    pub(super) fn deregister(self) -> UnRegisterDeviceCredential {
        UnRegisterDeviceCredential {
            instance_id: self.instance_id.clone(),
            client_id: self.client_id.clone(),
        }
    }

    /// Whether it is connected.
    pub(super) fn session(self) -> QuerySessionByClientId {
        QuerySessionByClientId {
            instance_id: self.instance_id.clone(),
            client_id: self.client_id.clone(),
        }
    }

    /// Whether the blacklist has it.
    pub(super) fn listed(self) -> QueryCustomAuthConnectBlack {
        QueryCustomAuthConnectBlack {
            instance_id: self.instance_id.clone(),
            client_id: Some(self.client_id.clone()),
            page_size: PageSize::MAX,
            next_token: None,
        }
    }

    /// What the button sends, to be copied: the acts, and the question that tells whether it is gone.
    pub(super) fn calls(self, order: &Order) -> Vec<Call> {
        let instance = self.here.instance(self.instance_id.as_str());
        let mut calls = vec![Call::of(&self.blacklist(None))];
        if can_close(instance.as_ref()) {
            calls.push(Call::of(&self.close()));
        }
        if let Some(certificate) = &order.certificate {
            calls.push(Call::of(&self.inactivate(certificate)));
        }
        if order.deregister {
            calls.push(Call::of(&self.deregister()));
        }
        calls.push(Call::of(&self.session()));
        calls
    }
}
