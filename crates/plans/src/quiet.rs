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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use signet_model::Quantity;

    use super::*;

    fn hours(from: &str, to: &str, utc_offset_minutes: i32) -> QuietHours {
        QuietHours {
            from: from.to_owned(),
            to: to.to_owned(),
            utc_offset_minutes,
        }
    }

    fn ends(hours: &QuietHours, now: &str) -> Option<String> {
        let quiet = Quiet::read(hours).expect("quiet hours");
        let now = now.parse().expect("a moment");
        quiet.ends(now).map(|end| end.to_string())
    }

    #[test]
    fn they_go_over_midnight() {
        let night = hours("22:00", "06:00", 0);
        let end = Some("2026-11-23T06:00:00Z".to_owned());
        assert_eq!(ends(&night, "2026-11-22T21:59:59.999Z"), None);
        assert_eq!(ends(&night, "2026-11-22T22:00:00Z"), end);
        assert_eq!(ends(&night, "2026-11-23T00:00:00Z"), end);
        assert_eq!(ends(&night, "2026-11-23T05:59:59.999Z"), end);
        assert_eq!(ends(&night, "2026-11-23T06:00:00Z"), None);
    }

    #[test]
    fn they_are_those_of_the_clock_that_is_meant() {
        let work_in_shanghai = hours("09:00", "18:00", 480);
        assert_eq!(
            ends(&work_in_shanghai, "2026-11-22T01:00:00Z").as_deref(),
            Some("2026-11-22T10:00:00Z")
        );
        assert_eq!(ends(&work_in_shanghai, "2026-11-22T10:00:00Z"), None);
        let night_in_newfoundland = hours("22:00", "06:00", -210);
        assert_eq!(
            ends(&night_in_newfoundland, "2026-11-22T01:30:00Z").as_deref(),
            Some("2026-11-22T09:30:00Z")
        );
    }

    #[test]
    fn what_is_no_time_is_named() {
        let wrong = |hours: QuietHours| {
            let error = Quiet::read(&hours).expect_err("no quiet hours");
            (
                error.field.clone(),
                error.to_string(),
                error.violation.found(),
            )
        };
        for text in [
            "", "7:00", "24:00", "12:60", "12.00", "1２:00", "ab:cd", "+1:00",
        ] {
            let (field, said, found) = wrong(hours(text, "06:00", 0));
            assert_eq!(field, "settings.quiet_hours.from");
            assert!(said.contains("00:00 to 23:59"), "{said}");
            assert_eq!(found, Some(Quantity::Text(text.to_owned())));
        }
        assert_eq!(
            wrong(hours("06:00", "06:00", 0)).0,
            "settings.quiet_hours.to"
        );
        assert_eq!(
            wrong(hours("06:00", "07:00", 841)),
            (
                "settings.quiet_hours.utc_offset_minutes".to_owned(),
                "settings.quiet_hours.utc_offset_minutes must be a whole number from -720 to 840, not 841"
                    .to_owned(),
                Some(Quantity::Number(841)),
            )
        );
    }

    proptest! {
        #[test]
        fn the_end_is_ahead_and_not_quiet(
            from in 0..DAY,
            to in 0..DAY,
            offset in -720..=840_i32,
            now in 0..4_000_000_000_000_i64,
        ) {
            prop_assume!(from != to);
            let text = |at: i64| format!("{:02}:{:02}", at / 60, at % 60);
            let quiet = Quiet::read(&hours(&text(from), &text(to), offset)).expect("quiet hours");
            let now = Timestamp::from_millis(now).expect("a moment");
            if let Some(end) = quiet.ends(now) {
                prop_assert!(end > now);
                prop_assert!(end.as_millis() - now.as_millis() <= DAY * MINUTE);
                prop_assert_eq!(quiet.ends(end), None);
            }
        }
    }
}
