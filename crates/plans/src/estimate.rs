//! How long a plan takes at today's limits, and how many calls it makes.

use signet_model::OperationName;
use signet_model::plans::Act;

/// What a plan costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// How many calls.
    pub calls: u64,
    /// Calls a second.
    pub per_second: f64,
    /// Seconds.
    pub seconds: u64,
}

/// What is left of an operation's quota for jitter on the way.
pub const MARGIN: f64 = 0.98;

/// The same for operations whose calls go one after the other, where one early call is a tenth of the quota.
pub const SMALL_MARGIN: f64 = 0.94;

/// What an act on so many items costs. `egress` is the limit over all calls of this process, calls a second; `None` where it has none.
#[must_use]
pub fn estimate(act: Act, items: u64, egress: Option<u32>) -> Estimate {
    let calls_of_one = calls_of(act).count() as f64;
    let by_quota = calls_of(act).map(rate).fold(f64::INFINITY, f64::min);
    let by_egress = egress.map_or(f64::INFINITY, |limit| f64::from(limit) / calls_of_one);
    let items_a_second = by_quota.min(by_egress).max(f64::MIN_POSITIVE);
    Estimate {
        calls: items.saturating_mul(calls_of_one as u64),
        per_second: items_a_second * calls_of_one,
        seconds: (items as f64 / items_a_second).ceil() as u64,
    }
}

/// The calls that each item costs; no act makes the same one twice.
fn calls_of(act: Act) -> impl Iterator<Item = OperationName> {
    act.look()
        .into_iter()
        .chain(act.operations().iter().copied())
}

/// Calls a second of an operation.
fn rate(operation: OperationName) -> f64 {
    let quota = operation.spec().quota;
    let margin = if quota.serialised {
        SMALL_MARGIN
    } else {
        MARGIN
    };
    f64::from(quota.per_second) * margin
}
