//! Whom to ask about next. No I/O and no clock.

/// The most clients of one question (`cloud-api.md` section 1.1).
pub(super) const BATCH: usize = 10;
/// How old an answer may become while it is in view, in milliseconds: each question is a billed call.
pub(super) const FRESH: f64 = 60_000.0;

/// A row, as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    /// Whether the user sees it.
    pub(super) in_view: bool,
    /// When it was last asked about, in milliseconds since 1970 UTC.
    pub(super) asked_at: Option<f64>,
}

impl Row {
    fn is_due(self, now: f64) -> bool {
        // A time that lies ahead is that of a clock which was set back.
        self.in_view
            && self
                .asked_at
                .is_none_or(|at| !(0.0..FRESH).contains(&(now - at)))
    }
}

/// The places of the rows to be asked about in one question, in the order of the list; those nothing is known of go first.
pub(super) fn due(rows: &[Row], now: f64) -> Vec<usize> {
    let places = |new: bool| {
        rows.iter()
            .enumerate()
            .filter(move |(_, row)| row.is_due(now) && row.asked_at.is_none() == new)
            .map(|(place, _)| place)
    };
    places(true).chain(places(false)).take(BATCH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Row = Row {
        in_view: true,
        asked_at: None,
    };

    fn asked(at: f64) -> Row {
        Row {
            asked_at: Some(at),
            ..NEW
        }
    }

    #[test]
    fn only_what_is_in_view_is_asked_about_ten_at_a_time() {
        let mut rows = vec![NEW; 30];
        for row in &mut rows[..5] {
            row.in_view = false;
        }
        assert_eq!(due(&rows, 0.0), (5..15).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_known_is_asked_again_only_when_it_is_old() {
        let rows = [asked(0.0), asked(1.0), asked(59_999.0)];
        assert!(due(&rows, 59_999.0).is_empty());
        assert_eq!(due(&rows, 60_000.0), [0]);
        assert_eq!(due(&rows, 61_000.0), [0, 1]);
    }

    #[test]
    fn what_is_new_does_not_wait_for_what_is_old() {
        let mut rows = vec![asked(0.0); 12];
        rows.push(NEW);
        let now = due(&rows, FRESH);
        assert_eq!((now.len(), now[0]), (BATCH, 12));
    }

    #[test]
    fn a_clock_that_was_set_back_does_not_stop_it() {
        assert_eq!(due(&[asked(5000.0)], 0.0), [0]);
    }
}
