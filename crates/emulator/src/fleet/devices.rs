//! Devices of IoT Platform and the ClientIDs that they collected.

use std::collections::BTreeMap;

use rand::RngExt;

use super::{DAY_MILLIS, Maker, ids};
use crate::world::Device;

/// The most ClientIDs that a device here has: above the limit of 5, which is what one clears them for.
const MOST: usize = 9;

/// Makes the devices: the first is the one to try, with the most ClientIDs, on the public instance; one in four belongs to
/// the instance that has an id.
pub(super) fn make(
    count: usize,
    iot_instance_id: &str,
    maker: &Maker,
) -> (BTreeMap<String, Device>, String) {
    let mut rng = maker.rng(3);
    let mut devices = BTreeMap::new();
    let mut demo = None;
    while devices.len() < count {
        let index = devices.len();
        let id = format!("{}000100", ids::mixed(&mut rng, 20));
        let client_ids = if index == 0 {
            MOST
        } else {
            rng.random_range(1..=MOST)
        };
        let mut age = rng.random_range(200..600) * DAY_MILLIS;
        let mut client_id = || {
            age -= rng.random_range(DAY_MILLIS / 24..20 * DAY_MILLIS);
            (ids::mixed(&mut rng, 22), maker.millis(-age))
        };
        let client_ids = (0..client_ids).map(|_| client_id()).collect();
        let instance_id = (index % 4 == 3).then(|| iot_instance_id.to_owned());
        demo.get_or_insert_with(|| id.clone());
        devices.insert(
            id,
            Device {
                instance_id,
                client_ids,
            },
        );
    }
    (devices, demo.unwrap_or_default())
}
