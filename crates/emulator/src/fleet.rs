//! The fleet that the pretended cloud starts with: made from a seed, the same ids each time, with dates counted from a
//! given day.

mod blacklist;
mod certificates;
mod clients;
mod devices;
mod ids;
mod themes;

pub(crate) use ids::registration_code;

use std::collections::{BTreeMap, BTreeSet};

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use signet_model::Timestamp;
use signet_model::operations::Edition;

use crate::world::{Instance, World};

/// How many of each thing the fleet has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::Args)]
pub struct Sizes {
    /// Instances of ApsaraMQ for MQTT, 1 to 100: every third is Basic and has no certificates and no blacklist
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub instances: usize,
    /// Groups, at least one for each instance
    #[arg(long, value_name = "N", default_value_t = 12)]
    pub groups: usize,
    /// Device credentials, at most 1,000,000
    #[arg(long, value_name = "N", default_value_t = 2400)]
    pub credentials: usize,
    /// CA certificates
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub cas: usize,
    /// Device certificates, at most 1,000,000; they need a CA
    #[arg(long, value_name = "N", default_value_t = 600)]
    pub certificates: usize,
    /// Devices of IoT Platform, 1 to 100,000
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub devices: usize,
}

/// Why there cannot be a fleet of these sizes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name} must be a whole number from {minimum} to {maximum}, not {found}")]
pub struct SizesError {
    /// Which size.
    pub name: &'static str,
    /// The least that it may be, given the others.
    pub minimum: usize,
    /// The most that it may be, given the others.
    pub maximum: usize,
    /// What it is.
    pub found: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            instances: 3,
            groups: 12,
            credentials: 2400,
            cas: 3,
            certificates: 600,
            devices: 40,
        }
    }
}

impl Sizes {
    fn check(&self) -> Result<(), SizesError> {
        let check = |name, found, minimum, maximum| {
            let fits = (minimum..=maximum).contains(&found);
            if fits {
                Ok(())
            } else {
                Err(SizesError {
                    name,
                    minimum,
                    maximum,
                    found,
                })
            }
        };
        check("instances", self.instances, 1, 100)?;
        check("groups", self.groups, self.instances, 10_000)?;
        check("credentials", self.credentials, 0, 1_000_000)?;
        check("cas", self.cas, usize::from(self.certificates > 0), 1000)?;
        check("certificates", self.certificates, 0, 1_000_000)?;
        check("devices", self.devices, 1, 100_000)
    }
}

/// What the parts of the fleet are made with; each has random numbers of its own, so that one does not shift another.
struct Maker {
    seed: u64,
    /// The day that dates are counted from.
    today: Timestamp,
}

const DAY_MILLIS: i64 = 86_400_000;

impl Maker {
    fn rng(&self, part: u64) -> ChaCha8Rng {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        rng.set_stream(part);
        rng
    }

    /// A moment some days after today, or before it.
    fn days(&self, days: i64) -> Timestamp {
        self.millis(days * DAY_MILLIS)
    }

    fn millis(&self, offset: i64) -> Timestamp {
        Timestamp::from_millis(self.today.as_millis() + offset).unwrap_or(self.today)
    }
}

/// Makes a fleet.
///
/// # Errors
/// A size that is out of range.
pub(crate) fn make(seed: u64, sizes: &Sizes, epoch: Timestamp) -> Result<World, SizesError> {
    sizes.check()?;
    let today = epoch.as_millis().div_euclid(DAY_MILLIS) * DAY_MILLIS;
    let maker = Maker {
        seed,
        today: Timestamp::from_millis(today).unwrap_or(epoch),
    };
    let mut rng = maker.rng(0);
    let mut instances: Vec<_> = (0..sizes.instances)
        .map(|index| instance(index, &mut rng))
        .collect();
    clients::fill(&mut instances, sizes, &maker);
    certificates::fill(&mut instances, sizes, &maker);
    blacklist::fill(&mut instances, &maker);
    let iot_instance_id = format!("iot-{}", ids::lower(&mut rng, 13));
    let products = devices::products(&iot_instance_id, &maker);
    let (devices, demo_iot_id) = devices::make(sizes.devices, &products, &maker);
    Ok(World {
        seed,
        instances,
        foreign_instance_id: format!("mqtt-cn-{}", ids::lower(&mut rng, 11)),
        issued: 0,
        iot_instance_id,
        products,
        devices,
        demo_iot_id,
        keys: std::sync::OnceLock::new(),
    })
}

fn instance(index: usize, rng: &mut ChaCha8Rng) -> Instance {
    let theme = themes::instance(index);
    Instance {
        id: format!("post-cn-{}", ids::lower(rng, 11)),
        name: theme.name,
        edition: [Edition::Platinum, Edition::Professional, Edition::Basic][index % 3],
        region: ["cn-hangzhou", "cn-shanghai"][index % 2].to_owned(),
        groups: BTreeMap::new(),
        authorities: BTreeMap::new(),
        used_codes: BTreeSet::new(),
        blacklist: BTreeMap::new(),
        traces: BTreeMap::new(),
    }
}

/// Divides `total` by `weights`, whole numbers that add up; the rest goes to the first.
fn divide(total: usize, weights: &[usize]) -> Vec<usize> {
    let sum: usize = weights.iter().sum::<usize>().max(1);
    let mut parts: Vec<_> = weights.iter().map(|weight| total * weight / sum).collect();
    let rest = total - parts.iter().sum::<usize>();
    if let Some(first) = parts.first_mut() {
        *first += rest;
    }
    parts
}
