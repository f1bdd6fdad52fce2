//! Into which waves the items of a plan fall.

use signet_model::plans::{Wave, WaveState, Waves};

/// The waves of a plan, none begun: as the settings say, then the rest. Each has at least one item, and the last ends with the last item.
#[must_use]
pub fn split(items: u64, waves: &Waves) -> Vec<Wave> {
    boundaries(items, waves).into_iter().map(waiting).collect()
}

/// The number of the last item of each wave.
#[must_use]
pub fn boundaries(items: u64, waves: &Waves) -> Vec<u64> {
    let share = percent_of(items, waves.percent);
    let sizes = waves.items.iter().copied().chain([share, items]);
    let mut ends = Vec::new();
    let mut end = 0_u64;
    for size in sizes {
        let next = end.saturating_add(size).min(items);
        if next > end {
            ends.push(next);
            end = next;
        }
    }
    ends
}

/// So many percent of that many, at least one where it is more than none.
fn percent_of(items: u64, percent: f64) -> u64 {
    // A million items and two digits of a percentage are exact in a double.
    (items as f64 * percent.clamp(0.0, 100.0) / 100.0).ceil() as u64
}

const fn waiting(up_to: u64) -> Wave {
    Wave {
        up_to,
        state: WaveState::Waiting,
        ended: 0,
        failed: 0,
        moved: 0,
        failed_before: 0,
        moved_before: 0,
        come_back: None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ten_then_a_hundred_then_a_percent_then_the_rest() {
        let ends = |items| boundaries(items, &Waves::default());
        assert_eq!(ends(1_000_000), [10, 110, 10_110, 1_000_000]);
        assert_eq!(ends(20_000), [10, 110, 310, 20_000]);
        assert_eq!(ends(111), [10, 110, 111]);
        assert_eq!(ends(110), [10, 110]);
        assert_eq!(ends(7), [7]);
        assert_eq!(ends(0), [0_u64; 0]);
    }

    #[test]
    fn all_at_once_where_somebody_wants_it() {
        let none = Waves {
            items: vec![],
            percent: 0.0,
        };
        assert_eq!(boundaries(500, &none), [500]);
        let half = Waves {
            items: vec![],
            percent: 50.0,
        };
        assert_eq!(boundaries(501, &half), [251, 501]);
    }

    proptest! {
        #[test]
        fn no_wave_is_empty_and_none_goes_beyond_the_items(
            items in 0..=1_000_000_u64,
            sizes in prop::collection::vec(any::<u64>(), 0..20),
            percent in any::<f64>(),
        ) {
            let waves = split(items, &Waves { items: sizes, percent });
            prop_assert!(waves.is_sorted_by(|one, next| one.up_to < next.up_to));
            prop_assert!(waves.iter().all(|wave| wave.up_to > 0));
            prop_assert_eq!(waves.last().map_or(0, |wave| wave.up_to), items);
        }
    }
}
