//! What a plan would hit.

mod online;

use std::collections::HashMap;

use signet_model::plans::{Act, Exposure, Item, Share};
use signet_plans::estimate::estimate;

/// So many groups or CAs are shown.
pub(super) const SHARES: u32 = 100;
/// So many protected items are named.
const EXAMPLES: usize = 20;

/// What is counted while all items are gone through.
#[derive(Debug, Default)]
pub(super) struct Hit {
    protected: u64,
    examples: Vec<String>,
    unfit: u64,
}

impl Hit {
    /// Counts an item.
    pub(super) fn take(&mut self, item: &Item, protected: bool, unfit: bool) {
        self.unfit += u64::from(unfit);
        if protected {
            self.protected += 1;
            if self.examples.len() < EXAMPLES {
                self.examples.push(item.id.clone());
            }
        }
    }

    /// All that the plan would hit, but for who is online. `egress` is the limit over all calls of this process.
    pub(super) fn exposure(
        self,
        act: Act,
        items: u64,
        (shares, places): (Vec<Share>, u64),
        egress: Option<u32>,
    ) -> Exposure {
        let cost = estimate(act, items, egress);
        Exposure {
            items,
            shares,
            places,
            online: None,
            protected: self.protected,
            protected_examples: self.examples,
            unfit: self.unfit,
            seconds: cost.seconds,
            calls: cost.calls,
            per_second: cost.per_second,
        }
    }
}

/// What part of each group or CA the items are, by how many each has in all. What is to be registered is no part of what there is.
pub(super) fn shares(
    act: Act,
    largest: Vec<(String, u64)>,
    places: &HashMap<String, u64>,
) -> Vec<Share> {
    let of = |place: &str| {
        let all = places.get(place).copied();
        all.filter(|_| act != Act::Register)
    };
    let share = |(place, items): (String, u64)| Share {
        of: of(&place),
        place,
        items,
    };
    largest.into_iter().map(share).collect()
}

/// How many there are in all in the groups and CAs that were shown.
pub(super) fn places(exposure: &Exposure) -> HashMap<String, u64> {
    let shares = exposure.shares.iter();
    shares
        .filter_map(|share| Some((share.place.clone(), share.of?)))
        .collect()
}
