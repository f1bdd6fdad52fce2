//! The hours of the day in which a plan rests.

use signet_model::plans::QuietHours;
use signet_model::{FieldError, Timestamp, Violation};

/// Quiet hours that were understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// Minutes after midnight of the clock meant.
    from: i64,
    to: i64,
    /// Minutes that this clock is ahead of UTC.
    offset: i64,
}

/// Minutes of a day.
const DAY: i64 = 24 * 60;
const MINUTE: i64 = 60_000;

impl Quiet {
    /// Reads quiet hours.
    ///
    /// # Errors
    /// The field under `quiet_hours` to blame: a text that is no time, both the same, or an offset that no clock has.
    pub fn read(hours: &QuietHours) -> Result<Self, FieldError> {
        let field = |name: &str, violation| FieldError {
            field: format!("settings.quiet_hours.{name}"),
            violation,
        };
        let time = |name, text: &str| {
            minutes(text).ok_or_else(|| {
                field(
                    name,
                    Violation::NotATimeOfDay {
                        found: text.chars().take(20).collect(),
                    },
                )
            })
        };
        let (from, to) = (time("from", &hours.from)?, time("to", &hours.to)?);
        if from == to {
            return Err(field(
                "to",
                Violation::NotTogether {
                    with: "the same time in from",
                },
            ));
        }
        let offset = hours.utc_offset_minutes;
        if !(-720..=840).contains(&offset) {
            return Err(field(
                "utc_offset_minutes",
                Violation::OutOfBounds {
                    minimum: -720,
                    maximum: 840,
                    found: i64::from(offset),
                },
            ));
        }
        Ok(Self {
            from,
            to,
            offset: i64::from(offset),
        })
    }

    /// When the quiet hours end in which the moment lies; `None` where it lies in none. The moment of the end is not quiet any more.
    #[must_use]
    pub fn ends(self, now: Timestamp) -> Option<Timestamp> {
        let local = now.as_millis() + self.offset * MINUTE;
        let day = DAY * MINUTE;
        // Both counted from the last `from`, so that midnight is a minute like any other.
        let since = (local - self.from * MINUTE).rem_euclid(day);
        let length = (self.to - self.from).rem_euclid(DAY) * MINUTE;
        if since < length {
            Timestamp::from_millis(now.as_millis() + length - since)
        } else {
            None
        }
    }
}

/// `HH:MM` as minutes after midnight.
fn minutes(text: &str) -> Option<i64> {
    let &[h1, h2, b':', m1, m2] = text.as_bytes() else {
        return None;
    };
    let two = |tens: u8, ones: u8| {
        (tens.is_ascii_digit() && ones.is_ascii_digit())
            .then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
    };
    let (hours, minutes) = (two(h1, h2)?, two(m1, m2)?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}
