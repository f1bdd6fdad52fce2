//! How many calls left within the last second, for people to see.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

const SLICES: usize = 10;
const SLICE: Duration = Duration::from_millis(100);

/// Counts by slices of a tenth of a second.
#[derive(Debug)]
pub(super) struct Meter {
    start: Instant,
    /// For each slice of the ring: which tenth of a second it is, and how many calls fell into it.
    slices: Mutex<[(u128, u32); SLICES]>,
}

impl Default for Meter {
    fn default() -> Self {
        Self {
            start: Instant::now(),
            slices: Mutex::new([(0, 0); SLICES]),
        }
    }
}

impl Meter {
    pub(super) fn count(&self) {
        let (tick, index) = self.now();
        let slice = &mut self.slices.lock().unwrap_or_else(PoisonError::into_inner)[index];
        *slice = if slice.0 == tick {
            (tick, slice.1.saturating_add(1))
        } else {
            (tick, 1)
        };
    }

    pub(super) fn last_second(&self) -> u32 {
        let (tick, _) = self.now();
        let slices = self.slices.lock().unwrap_or_else(PoisonError::into_inner);
        slices
            .iter()
            .filter(|(then, _)| then + (SLICES as u128) > tick)
            .map(|(_, count)| count)
            .sum()
    }

    fn now(&self) -> (u128, usize) {
        let tick = self.start.elapsed().as_millis() / SLICE.as_millis();
        (
            tick,
            usize::try_from(tick % SLICES as u128).unwrap_or_default(),
        )
    }
}
