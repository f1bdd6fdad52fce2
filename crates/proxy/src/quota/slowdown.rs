//! Going slower after the cloud throttled a call, and slowly fast again (`performance.md`, "Rate limiters").

use std::time::Duration;

use tokio::time::Instant;

/// A throttle answer cuts the rate to this part of what it was …
const CUT: f64 = 0.7;
/// … but never below this part of the whole: something must go on, to see that it may.
const LEAST: f64 = 0.05;
/// After a cut it stays for this long, and then climbs a step each time.
const STEP_EVERY: Duration = Duration::from_secs(10);
/// A step.
const STEP: f64 = 0.005;
/// Calls that were on their way together are throttled together: one cut is for all of them.
const TOGETHER: Duration = Duration::from_secs(1);

/// What part of its rate a lane uses.
#[derive(Debug, Default)]
pub(super) struct Slowdown(Option<Cut>);

#[derive(Clone, Copy, Debug)]
struct Cut {
    at: Instant,
    part: f64,
}

impl Slowdown {
    /// The part of the rate that holds now, above 0 and up to 1.
    pub(super) fn part(&mut self, now: Instant) -> f64 {
        let part = self.0.map_or(1.0, |cut| cut.part_at(now));
        if part >= 1.0 {
            self.0 = None;
        }
        part.min(1.0)
    }

    /// The cloud throttled a call.
    pub(super) fn throttled(&mut self, now: Instant) {
        let is_one_of_many = self
            .0
            .is_some_and(|cut| now.saturating_duration_since(cut.at) < TOGETHER);
        if !is_one_of_many {
            let part = (self.part(now) * CUT).max(LEAST);
            self.0 = Some(Cut { at: now, part });
        }
    }
}

impl Cut {
    fn part_at(self, now: Instant) -> f64 {
        let steps = now.saturating_duration_since(self.at).as_secs() / STEP_EVERY.as_secs();
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        // The first ten seconds are the cut itself.
        self.part + STEP * f64::from(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn it_is_cut_for_ten_seconds_and_climbs_slowly() {
        let mut slowdown = Slowdown::default();
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        about(slowdown.part(start), 1.0);
        slowdown.throttled(start);
        for (seconds, part) in [
            (0, 0.7),
            (9, 0.7),
            (10, 0.705),
            (25, 0.71),
            (300, 0.85),
            (600, 1.0),
            (700, 1.0),
        ] {
            about(slowdown.part(after(seconds)), part);
        }
        slowdown.throttled(after(701));
        about(slowdown.part(after(702)), 0.7);
    }

    #[test]
    fn what_was_throttled_together_counts_once_and_what_comes_later_again() {
        let mut slowdown = Slowdown::default();
        let start = Instant::now();
        for milliseconds in [0, 5, 900] {
            slowdown.throttled(start + Duration::from_millis(milliseconds));
        }
        about(slowdown.part(start + Duration::from_secs(1)), 0.7);
        slowdown.throttled(start + Duration::from_secs(2));
        about(slowdown.part(start + Duration::from_secs(2)), 0.49);
        for seconds in 3..100 {
            slowdown.throttled(start + Duration::from_secs(2 * seconds));
        }
        about(slowdown.part(start + Duration::from_secs(198)), 0.05);
    }
}
