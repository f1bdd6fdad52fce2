//! A moment, as the cloud tells it: milliseconds since 1970 UTC.
//!
//! Written by hand because the browser carries this crate: a calendar library costs it more bytes than these lines.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Milliseconds since 1970-01-01T00:00:00Z; RFC 3339 in UTC in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

/// The text is not an RFC 3339 time in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be a UTC time like 2026-01-02T03:04:05Z")]
pub struct NotATimestamp;

const DAY: i64 = 86_400_000;
/// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59.999Z: what four digits of a year can say.
const RANGE: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

impl Timestamp {
    /// The moment `millis` milliseconds after (or before) 1970 UTC, or `None` where RFC 3339 has no year for it.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        RANGE.contains(&millis).then_some(Self(millis))
    }

    /// Milliseconds since 1970 UTC.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(self.0.div_euclid(DAY));
        let rest = self.0.rem_euclid(DAY);
        let (hour, minute, second, milli) = (
            rest / 3_600_000,
            rest / 60_000 % 60,
            rest / 1000 % 60,
            rest % 1000,
        );
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        )?;
        if milli != 0 {
            write!(f, ".{milli:03}")?;
        }
        f.write_str("Z")
    }
}

impl FromStr for Timestamp {
    type Err = NotATimestamp;

    fn from_str(text: &str) -> Result<Self, NotATimestamp> {
        let text = text.strip_suffix('Z').ok_or(NotATimestamp)?;
        let (seconds, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let bytes = seconds.as_bytes();
        let separators = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':')];
        if bytes.len() != 19
            || separators
                .iter()
                .any(|&(at, expected)| bytes[at] != expected)
        {
            return Err(NotATimestamp);
        }
        let part = |from, to| digits(&bytes[from..to]);
        let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
        let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
        let milli = match fraction.as_bytes() {
            digits_of @ ([_] | [_, _] | [_, _, _]) => {
                digits(digits_of)? * 10_i64.pow(3 - digits_of.len() as u32)
            }
            _ => return Err(NotATimestamp),
        };
        let days = days_from_civil(year, month, day);
        if civil_from_days(days) != (year, month, day) || hour > 23 || minute > 59 || second > 59 {
            return Err(NotATimestamp);
        }
        let millis = days * DAY + hour * 3_600_000 + minute * 60_000 + second * 1000 + milli;
        Self::from_millis(millis).ok_or(NotATimestamp)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

fn digits(bytes: &[u8]) -> Result<i64, NotATimestamp> {
    bytes.iter().try_fold(0, |value, byte| match byte {
        b'0'..=b'9' => Ok(value * 10 + i64::from(byte - b'0')),
        _ => Err(NotATimestamp),
    })
}

/// Days since 1970-01-01 to a proleptic Gregorian date, by eras of 400 years.
const fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn prints_the_moments_that_the_cloud_samples_show() {
        let shown = |millis| Timestamp::from_millis(millis).map(|moment| moment.to_string());
        assert_eq!(
            shown(1_605_541_382_000).as_deref(),
            Some("2020-11-16T15:43:02Z")
        );
        assert_eq!(
            shown(1_969_497_303_001).as_deref(),
            Some("2032-05-30T02:35:03.001Z")
        );
        assert_eq!(shown(-1).as_deref(), Some("1969-12-31T23:59:59.999Z"));
        assert_eq!(
            shown(951_782_400_000).as_deref(),
            Some("2000-02-29T00:00:00Z")
        );
        assert_eq!(shown(i64::MAX), None);
    }

    #[test]
    fn refuses_what_is_no_utc_time() {
        for text in [
            "",
            "Z",
            "2026-02-30T00:00:00Z",
            "2026-01-02T24:00:00Z",
            "2026-01-02T03:04:05",
            "2026-1-2T3:4:5Z",
            "2026-01-02T03:04:05.Z",
            "２026-01-02T03:04:05Z",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(NotATimestamp), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(millis in RANGE) {
            let moment = Timestamp(millis);
            prop_assert_eq!(moment.to_string().parse(), Ok(moment));
        }
    }
}
