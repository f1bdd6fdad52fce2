//! Which unit a span of time is told in.

/// A span in whole units of the language's own words: negative is past.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    pub(super) count: f64,
    /// As `Intl.RelativeTimeFormat` names it.
    pub(super) unit: &'static str,
}

/// The largest unit of which the span holds at least one, of years at least two, rounded towards zero: "1 year" of 23 months would
/// be off by half.
pub(super) fn span(milliseconds: f64) -> Span {
    const YEAR: f64 = 365.25 * 86_400.0;
    const UNITS: [(&str, f64); 6] = [
        ("year", YEAR),
        ("month", 30.4375 * 86_400.0),
        ("day", 86_400.0),
        ("hour", 3_600.0),
        ("minute", 60.0),
        ("second", 1.0),
    ];
    let seconds = milliseconds / 1000.0;
    for (unit, length) in UNITS {
        let least = if length < YEAR { length } else { 2.0 * YEAR };
        if seconds.abs() >= least {
            return Span {
                count: (seconds / length).trunc(),
                unit,
            };
        }
    }
    Span {
        count: 0.0,
        unit: "second",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_told_in_the_largest_whole_unit() {
        let cases = [
            (0.0, 0.0, "second"),
            (-999.0, 0.0, "second"),
            (-12_400.0, -12.0, "second"),
            (-59_999.0, -59.0, "second"),
            (-60_000.0, -1.0, "minute"),
            (3_600_000.0, 1.0, "hour"),
            (86_400_000.0 * 30.0, 30.0, "day"),
            (86_400_000.0 * 31.0, 1.0, "month"),
            (-86_400_000.0 * 400.0, -13.0, "month"),
            (86_400_000.0 * 730.0, 23.0, "month"),
            (-86_400_000.0 * 800.0, -2.0, "year"),
        ];
        for (milliseconds, count, unit) in cases {
            assert_eq!(span(milliseconds), Span { count, unit }, "{milliseconds}");
        }
        assert_eq!(span(f64::NAN).unit, "second");
    }
}
