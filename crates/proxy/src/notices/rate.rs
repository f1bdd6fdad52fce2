//! How much of something there was lately.

use std::collections::VecDeque;

use signet_model::Timestamp;

const MINUTE: i64 = 60_000;

/// Counts by minute, over a window that moves along.
#[derive(Debug)]
pub(super) struct Rate {
    window: i64,
    minutes: VecDeque<(i64, u64)>,
    said_at: Option<i64>,
}

impl Rate {
    /// A window of so many minutes.
    pub(super) fn over(minutes: u32) -> Self {
        Self {
            window: i64::from(minutes),
            minutes: VecDeque::new(),
            said_at: None,
        }
    }

    /// Counts `more` at `now`. The count of the window where it is above `limit` and that was not said within the window.
    pub(super) fn add(&mut self, now: Timestamp, more: u64, limit: u32) -> Option<u64> {
        let minute = now.as_millis().div_euclid(MINUTE);
        let since = minute - self.window;
        self.minutes.retain(|(then, _)| *then > since);
        match self.minutes.back_mut() {
            // A clock that was set back counts to the last minute it was at.
            Some((last, count)) if *last >= minute => *count = count.saturating_add(more),
            _ => self.minutes.push_back((minute, more)),
        }
        let count = self
            .minutes
            .iter()
            .fold(0, |sum: u64, (_, count)| sum.saturating_add(*count));
        let is_new = self.said_at.is_none_or(|said| said <= since);
        if count > u64::from(limit) && is_new {
            self.said_at = Some(minute);
            return Some(count);
        }
        None
    }
}
