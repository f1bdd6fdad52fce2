//! Devices as they are shown.

use sha2::{Digest, Sha256};
use signet_model::operations::{DeviceDetail, DeviceState, DeviceStatus};
use signet_model::{Secret, Timestamp};

use super::super::Desk;
use crate::gateway::hex;
use crate::world::Device;

/// The region that all devices are in.
const REGION: &str = "cn-shanghai";

/// What every device that ever connected reported.
const FIRMWARE: &str = "2.4.1";

impl Desk<'_> {
    pub(super) fn detail(&self, iot_id: &str, device: &Device) -> DeviceDetail {
        let mut products = self.world.products.iter();
        let product = products.find(|product| product.key == device.product_key);
        let active = device.activated_at.is_some();
        DeviceDetail {
            iot_id: iot_id.to_owned(),
            product_key: device.product_key.clone(),
            product_name: product.map_or_else(String::new, |product| product.name.clone()),
            device_name: device.name.clone(),
            nickname: String::new(),
            status: self.status(iot_id, device),
            is_gateway: Some(false),
            firmware_version: if active { FIRMWARE } else { "" }.to_owned(),
            ip_address: address(iot_id, device),
            region: REGION.to_owned(),
            created_at: Some(device.created_at),
            activated_at: device.activated_at,
            last_online_at: self.last_online(iot_id, device),
        }
    }

    pub(super) fn state(&self, iot_id: &str, device: &Device) -> DeviceState {
        DeviceState {
            iot_id: iot_id.to_owned(),
            device_name: device.name.clone(),
            status: self.status(iot_id, device),
            ip_address: address(iot_id, device),
            as_of: Some(self.now),
            last_online_at: self.last_online(iot_id, device),
        }
    }

    pub(super) fn status(&self, iot_id: &str, device: &Device) -> DeviceStatus {
        if device.disabled {
            DeviceStatus::Disable
        } else if device.activated_at.is_none() {
            DeviceStatus::Unactive
        } else if device.is_online(self.world.seed, iot_id, self.now) {
            DeviceStatus::Online
        } else {
            DeviceStatus::Offline
        }
    }

    /// Now, where it is; else the last moment that is known of.
    fn last_online(&self, iot_id: &str, device: &Device) -> Option<Timestamp> {
        if device.is_online(self.world.seed, iot_id, self.now) {
            return Some(self.now);
        }
        let registered = device.client_ids.iter().map(|(_, at)| *at).max();
        let active = device.activated_at?;
        [Some(active), registered, device.apart_since]
            .into_iter()
            .flatten()
            .max()
    }
}

/// The `DeviceSecret`: 32 characters.
pub(super) fn secret(seed: u64, iot_id: &str) -> Secret {
    let hash = Sha256::digest(format!("{seed} device secret {iot_id}"));
    Secret::new(&hex(&hash)[..32])
}

/// An address from the range for documentation; none where it never connected.
fn address(iot_id: &str, device: &Device) -> String {
    let last = Sha256::digest(iot_id)[0];
    device
        .activated_at
        .map_or_else(String::new, |_| format!("203.0.113.{last}"))
}
