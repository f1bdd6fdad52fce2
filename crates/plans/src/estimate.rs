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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_limits_what_the_operation_would_let() {
        let deregister = estimate(Act::Deregister, 100_000, Some(285));
        assert_eq!((deregister.calls, deregister.seconds), (100_000, 351));
        assert!((deregister.per_second - 285.0).abs() < 1e-9);
    }

    #[test]
    fn a_look_before_each_act_doubles_the_calls() {
        let rotate = estimate(Act::Rotate, 1000, Some(285));
        assert_eq!((rotate.calls, rotate.seconds), (2000, 8));
        assert!((rotate.per_second - 285.0).abs() < 1e-9);
    }

    #[test]
    fn a_small_quota_limits_all_the_rest() {
        let blacklist = estimate(Act::Blacklist, 490, Some(285));
        assert_eq!((blacklist.calls, blacklist.seconds), (490, 10));
        let cut_off = estimate(Act::CutOff, 490, Some(285));
        assert_eq!((cut_off.calls, cut_off.seconds), (980, 10));
        assert!((cut_off.per_second - 98.0).abs() < 1e-9);
        let serialised = estimate(Act::DeleteClientIds, 90, None);
        assert_eq!((serialised.calls, serialised.seconds), (90, 10));
    }

    #[test]
    fn without_a_limit_of_ours_the_quota_of_the_operation_stays() {
        let free = estimate(Act::Deregister, 490_000, None);
        assert_eq!(free.seconds, 1000);
        assert_eq!(estimate(Act::Deregister, 0, Some(285)).seconds, 0);
    }
}
