//! Clients that were blacklisted before, and one that is listed and may connect all the same.

use super::Maker;
use crate::world::{Instance, Listed, Trace};

/// From how many credentials on a group has such clients.
const ROOM: usize = 20;

/// How many days ago, at which place in the group, and whether the entry allows.
const ENTRIES: [(i64, usize, bool); 3] = [(34, 4, false), (12, 9, false), (3, 14, true)];

/// Lists three clients of the second group, where the edition has a blacklist and the group has room.
pub(super) fn fill(instances: &mut [Instance], maker: &Maker) {
    for instance in instances {
        let able = instance.has_blacklist();
        let group = instance.groups.values().nth(1);
        let Some(group) = group.filter(|group| able && group.credentials.len() >= ROOM) else {
            continue;
        };
        for (days, place, allows) in ENTRIES {
            let Some(client_id) = group.credentials.keys().nth(place) else {
                continue;
            };
            let since = maker.days(-days);
            instance
                .blacklist
                .insert(client_id.clone(), Listed { allows, since });
            let apart = Trace {
                apart_since: Some(since),
                deregistered_at: None,
            };
            instance.traces.insert(client_id.clone(), apart);
        }
    }
}
