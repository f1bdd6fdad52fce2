//! Products and devices of IoT Platform, and the ClientIDs that the devices collected.

use std::collections::BTreeMap;

use rand::RngExt;

use super::{DAY_MILLIS, Maker, ids};
use crate::world::{Device, Product};

/// The most ClientIDs that a device here has: above the limit of 5, which is what one clears them for.
const MOST: usize = 9;

/// What a product is called, and its devices.
const PRODUCTS: [(&str, &str); 3] = [
    ("vibration-sensor", "sensor"),
    ("energy-meter", "meter"),
    ("gate-reader", "gate"),
];

/// Which product the devices are of, in turns of four.
const TURNS: [usize; 4] = [0, 0, 1, 2];

/// Makes the products: two on the public instance, one on the instance that has an id.
pub(super) fn products(iot_instance_id: &str, maker: &Maker) -> Vec<Product> {
    let mut rng = maker.rng(4);
    let product = |(index, (name, _)): (usize, &(&str, &str))| Product {
        key: format!("a1{}", ids::mixed(&mut rng, 9)),
        name: (*name).to_owned(),
        instance_id: (index == 2).then(|| iot_instance_id.to_owned()),
    };
    PRODUCTS.iter().enumerate().map(product).collect()
}

/// Makes the devices: the first is the one to try, with the most ClientIDs, on the public instance; one in four belongs to
/// the instance that has an id. One in ten is disabled, one in ten was never active.
pub(super) fn make(
    count: usize,
    products: &[Product],
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
        let oldest = rng.random_range(200..600) * DAY_MILLIS;
        let mut age = oldest;
        let mut client_id = || {
            age -= rng.random_range(DAY_MILLIS / 24..20 * DAY_MILLIS);
            (ids::mixed(&mut rng, 22), maker.millis(-age))
        };
        let mut client_ids: Vec<_> = (0..client_ids).map(|_| client_id()).collect();
        let activated_at = client_ids
            .first()
            .map(|(_, at)| *at)
            .filter(|_| index % 10 != 9);
        if activated_at.is_none() {
            client_ids.clear();
        }
        let turn = TURNS[index % TURNS.len()];
        demo.get_or_insert_with(|| id.clone());
        devices.insert(
            id,
            Device {
                instance_id: products[turn].instance_id.clone(),
                product_key: products[turn].key.clone(),
                name: format!("{}-{:04}", PRODUCTS[turn].1, index + 1),
                created_at: maker.millis(-oldest),
                activated_at,
                disabled: index % 10 == 7,
                apart_since: None,
                client_ids,
            },
        );
    }
    (devices, demo.unwrap_or_default())
}
