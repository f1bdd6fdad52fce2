//! When a wave has gone so wrong that the plan stops.

use signet_model::plans::{ComeBack, Gate, Why};

/// What became of a wave, as far as its gate judges it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Toll {
    /// How many items the wave has.
    pub items: u64,
    /// How many failed or are unknown, since somebody last let the plan go on.
    pub failed: u64,
    /// How many had moved, since then.
    pub moved: u64,
}

/// How many items of a wave may go wrong: so many percent of it, and never fewer than `at_least`.
#[must_use]
pub fn allowance(percent: f64, at_least: u64, items: u64) -> u64 {
    at_least.max((items as f64 * percent.clamp(0.0, 100.0) / 100.0) as u64)
}

/// Why the plan stops, where more went wrong than may.
#[must_use]
pub fn verdict(gate: &Gate, toll: Toll) -> Option<Why> {
    let may = |percent| allowance(percent, gate.at_least, toll.items);
    if toll.failed > may(gate.failures_percent) {
        Some(Why::Failures)
    } else if toll.moved > may(gate.unexpected_percent) {
        Some(Why::Unexpected)
    } else {
        None
    }
}

/// Whether enough of the devices that were online are online again.
#[must_use]
pub fn is_back(come_back: &ComeBack, back: u32, online: u32) -> bool {
    f64::from(back) * 100.0 >= f64::from(online) * come_back.percent
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict_of(items: u64, failed: u64, moved: u64) -> Option<Why> {
        verdict(
            &Gate::default(),
            Toll {
                items,
                failed,
                moved,
            },
        )
    }

    #[test]
    fn a_few_failures_stop_no_plan_and_one_more_than_may_does() {
        assert_eq!(verdict_of(10, 3, 3), None);
        assert_eq!(verdict_of(10, 4, 0), Some(Why::Failures));
        assert_eq!(verdict_of(10_000, 200, 1000), None);
        assert_eq!(verdict_of(10_000, 201, 0), Some(Why::Failures));
        assert_eq!(verdict_of(10_000, 0, 1001), Some(Why::Unexpected));
    }

    #[test]
    fn a_gate_of_nothing_lets_nothing_fail() {
        let strict = Gate {
            failures_percent: 0.0,
            unexpected_percent: 0.0,
            at_least: 0,
        };
        let toll = |failed| Toll {
            items: 100,
            failed,
            moved: 0,
        };
        assert_eq!(verdict(&strict, toll(0)), None);
        assert_eq!(verdict(&strict, toll(1)), Some(Why::Failures));
    }

    #[test]
    fn nine_of_ten_are_ninety_percent() {
        let nine_of_ten = ComeBack {
            within_minutes: 10,
            percent: 90.0,
        };
        assert!(is_back(&nine_of_ten, 9, 10));
        assert!(!is_back(&nine_of_ten, 8, 10));
        assert!(is_back(&nine_of_ten, 0, 0));
    }
}
