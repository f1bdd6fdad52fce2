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
