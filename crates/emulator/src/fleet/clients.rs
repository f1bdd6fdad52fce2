//! Groups and the credentials in them.

use std::collections::BTreeMap;

use rand::RngExt;

use super::{DAY_MILLIS, Maker, Sizes, divide, themes};
use crate::world::{Credential, Group, Instance};

/// Device names that a careless script may have registered: they must be shown, linked to and removed like any other.
const ODD: [&str; 4] = [
    "spindle 3/axis-07",
    "主轴-07",
    "50%+1=a&b#c?d",
    "spindle_\"quoted\"<b>",
];

/// From how many credentials on a group can hold the odd ones.
const ROOM_FOR_ODD: usize = 20;

/// Gives every instance its groups and credentials. The first group of all is large enough to page through, the last is
/// empty.
pub(super) fn fill(instances: &mut [Instance], sizes: &Sizes, maker: &Maker) {
    let mut rng = maker.rng(1);
    let shares: Vec<_> = (0..instances.len()).map(|index| 3 - index % 3).collect();
    let mut per_instance = divide(sizes.groups - instances.len(), &shares);
    per_instance.iter_mut().for_each(|groups| *groups += 1);
    let places: Vec<_> = per_instance
        .iter()
        .enumerate()
        .flat_map(|(instance, groups)| (0..*groups).map(move |place| (instance, place)))
        .collect();
    let mut weights: Vec<_> = places.iter().map(|_| rng.random_range(2..=6)).collect();
    if let [first, .., last] = &mut weights[..] {
        (*first, *last) = (20, 0);
    }
    for ((instance, place), credentials) in places.iter().zip(divide(sizes.credentials, &weights)) {
        let (id, device) = themes::group_at(*instance, *place);
        let created = maker.days(-rng.random_range(400..900));
        let mut group = Group {
            created_at: created,
            credentials: BTreeMap::new(),
        };
        let mut number = rng.random_range(1..90);
        for _ in 0..credentials {
            let age = rng.random_range(DAY_MILLIS..400 * DAY_MILLIS);
            let created_at = maker.millis(-age);
            let refreshed = rng.random_range(0..10) == 0;
            let updated_at = if refreshed {
                maker.millis(-rng.random_range(0..age))
            } else {
                created_at
            };
            group.credentials.insert(
                format!("{id}@@@{device}-{number:04}"),
                Credential {
                    issue: 0,
                    created_at,
                    updated_at,
                },
            );
            number += rng.random_range(1..4);
        }
        if device == "spindle" && *instance == 0 && credentials >= ROOM_FOR_ODD {
            let renamed = group
                .credentials
                .split_off(&nth_from_last(&group.credentials, ODD.len()));
            let odd = ODD.iter().map(|odd| format!("{id}@@@{odd}"));
            group.credentials.extend(odd.zip(renamed.into_values()));
        }
        instances[*instance].groups.insert(id, group);
    }
}

fn nth_from_last(credentials: &BTreeMap<String, Credential>, count: usize) -> String {
    credentials
        .keys()
        .rev()
        .nth(count - 1)
        .cloned()
        .unwrap_or_default()
}
