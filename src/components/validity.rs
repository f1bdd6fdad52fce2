//! How much of a certificate's life is left.

const DAY: f64 = 86_400_000.0;

/// Days before the end from which a certificate counts as ending soon.
pub const SOON: u64 = 30;

/// Where in its life a certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It starts in so many whole days.
    NotYet(u64),
    /// It has so many whole days left.
    Valid(u64),
    /// It has so many whole days left, at most [`SOON`].
    Ending(u64),
    /// It ended so many whole days ago.
    Expired(u64),
    /// The cloud does not tell.
    Unknown,
}

/// Where in its life a certificate is, and how much of it is left, in percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// Where in its life it is.
    pub phase: Phase,
    /// Whole percents of its life that are left.
    pub left: u8,
}

/// Judges a validity; all in milliseconds since 1970 UTC.
pub fn validity(from: Option<i64>, to: Option<i64>, now: f64) -> Validity {
    let Some(to) = to else {
        return Validity {
            phase: Phase::Unknown,
            left: 0,
        };
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of this calendar stay below 2^53"
    )]
    let (from, to) = (from.map(|from| from as f64), to as f64);
    if to <= now {
        return Validity {
            phase: Phase::Expired(days(now - to)),
            left: 0,
        };
    }
    if let Some(from) = from.filter(|from| *from > now) {
        return Validity {
            phase: Phase::NotYet(days(from - now)),
            left: 100,
        };
    }
    let days_left = days(to - now);
    let phase = if days_left <= SOON {
        Phase::Ending(days_left)
    } else {
        Phase::Valid(days_left)
    };
    let left = from
        .filter(|from| *from < to)
        .map_or(100.0, |from| (to - now) / (to - from) * 100.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 100"
    )]
    Validity {
        phase,
        left: left.ceil().clamp(1.0, 100.0) as u8,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole days, not negative"
)]
fn days(milliseconds: f64) -> u64 {
    (milliseconds / DAY) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    const D: i64 = 86_400_000;

    fn at(from: i64, to: i64, now: i64) -> Validity {
        #[expect(clippy::cast_precision_loss, reason = "small")]
        validity(Some(from * D), Some(to * D), (now * D) as f64)
    }

    #[test]
    fn a_life_from_its_start_to_its_end() {
        assert_eq!(
            at(10, 110, 5),
            Validity {
                phase: Phase::NotYet(5),
                left: 100
            }
        );
        assert_eq!(
            at(0, 100, 0),
            Validity {
                phase: Phase::Valid(100),
                left: 100
            }
        );
        assert_eq!(
            at(0, 100, 69),
            Validity {
                phase: Phase::Valid(31),
                left: 31
            }
        );
        assert_eq!(
            at(0, 100, 70),
            Validity {
                phase: Phase::Ending(30),
                left: 30
            }
        );
        assert_eq!(
            at(0, 100, 100),
            Validity {
                phase: Phase::Expired(0),
                left: 0
            }
        );
        assert_eq!(
            at(0, 100, 103),
            Validity {
                phase: Phase::Expired(3),
                left: 0
            }
        );
    }

    #[test]
    fn the_last_minutes_still_show() {
        let last = validity(Some(0), Some(1000 * D), 1000.0 * DAY - 60_000.0);
        assert_eq!(
            last,
            Validity {
                phase: Phase::Ending(0),
                left: 1
            }
        );
    }

    #[test]
    fn nonsense_from_the_cloud_is_no_panic() {
        assert_eq!(validity(None, None, 0.0).phase, Phase::Unknown);
        assert_eq!(
            validity(Some(5 * D), Some(4 * D), 3.5 * DAY).phase,
            Phase::NotYet(1)
        );
        assert_eq!(validity(None, Some(i64::MAX), 0.0).left, 100);
        assert_eq!(at(9, 4, 5).phase, Phase::Expired(1));
    }
}
