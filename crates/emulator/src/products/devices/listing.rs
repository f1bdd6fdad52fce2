//! The devices of a product.

use std::cmp::Reverse;

use serde_json::Value;
use signet_model::operations::{Device, Devices, QueryDevice};
use signet_wire::{Wire, with_device_secrets};

use super::super::paging::Place;
use super::super::{Carry, Desk};
use super::{has_product, shown};
use crate::refusal::Refusal;
use crate::world;

/// Up to how many devices a page is found by its number alone (`cloud-api.md` section 2).
const BY_NUMBER: usize = 10_000;

/// Up to how many devices are listed at all (`cloud-api.md` section 2).
const MOST: usize = 1_000_000;

impl Carry for QueryDevice {
    /// The youngest first. The token wins over the page number where it is one of this list.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Devices, Refusal> {
        let instance = desk.iot_instance(self.iot_instance_id.as_ref())?;
        if !has_product(&desk.world.products, &self.product_key, instance) {
            return Err(Refusal::of("iot.prod.NotExistedProduct"));
        }
        let (number, size) = (self.page_number.get(), self.page_size.get() as usize);
        let list = format!("devices/{}", self.product_key);
        let token = self.next_token.as_ref();
        let token = token.and_then(|token| Place::read(token.as_str(), &list));
        let end = (number as usize).saturating_mul(size);
        if end > MOST || (end > BY_NUMBER && token.is_none()) {
            return Err(Refusal::of("iot.common.InvalidPageParams"));
        }
        let devices = desk.world.devices.iter();
        let mut devices: Vec<_> = devices
            .filter(|(_, device)| device.product_key == self.product_key.as_str())
            .collect();
        devices.sort_by_key(|(id, device)| (Reverse(device.created_at), *id));
        let (skipped, number) = match &token {
            Some(place) => (
                devices
                    .iter()
                    .position(|(id, _)| **id == place.after)
                    .map_or(0, |index| index + 1),
                place.page,
            ),
            None => (end - size, number),
        };
        let page = devices.iter().skip(skipped).take(size);
        let page: Vec<_> = page.map(|(id, device)| row(desk, id, device)).collect();
        let next_token = page
            .last()
            .filter(|_| skipped + page.len() < devices.len())
            .map(|last| {
                let after = last.iot_id.clone();
                let page = number.saturating_add(1);
                Place { after, page }.token(&list)
            });
        Ok(Devices {
            request_id: desk.request_id.to_owned(),
            items_total: Some(devices.len() as u64),
            pages_total: Some(devices.len().div_ceil(size) as u64),
            page_number: number,
            page_size: self.page_size.get(),
            devices: page,
            next_token,
        })
    }

    /// The cloud's answer holds every secret.
    fn answer(&self, output: &Devices, desk: &Desk<'_>) -> Value {
        let ids = output.devices.iter().map(|device| device.iot_id.as_str());
        let secrets = ids.map(|id| shown::secret(desk.world.seed, id).expose().to_owned());
        with_device_secrets(Self::encode(output), secrets)
    }
}

fn row(desk: &Desk<'_>, iot_id: &str, device: &world::Device) -> Device {
    Device {
        iot_id: iot_id.to_owned(),
        product_key: device.product_key.clone(),
        device_name: device.name.clone(),
        nickname: String::new(),
        status: desk.status(iot_id, device),
        created_at: Some(device.created_at),
        updated_at: Some(device.apart_since.unwrap_or(device.created_at)),
    }
}
