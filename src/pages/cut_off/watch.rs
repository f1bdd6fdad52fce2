//! What is seen of a session while it is watched, and what that amounts to. No I/O and no clock.

use std::time::Duration;

use crate::api::Failure;

/// How long a session is watched.
pub(super) const WATCHED_SECONDS: u32 = 60;
/// How long after an answer the cloud is asked again.
pub(super) const EVERY: Duration = Duration::from_secs(2);

/// A session that is or was watched. Times are in milliseconds since 1970 UTC.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Watch {
    began: f64,
    now: f64,
    seen: Seen,
    failure: Option<Failure>,
}

/// What is known of a session.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Seen {
    /// The cloud has not told yet.
    Nothing,
    /// Online when it was last asked.
    Online {
        /// When that was.
        at: f64,
    },
    /// Offline in every answer since.
    Offline {
        /// The first of them.
        since: f64,
    },
}

impl Watch {
    /// Begins to watch.
    pub(super) const fn begin(now: f64) -> Self {
        Self {
            began: now,
            now,
            seen: Seen::Nothing,
            failure: None,
        }
    }

    /// Takes an answer, which came at `at`. One that did not come changes nothing of what is known.
    pub(super) fn saw(&mut self, answer: Result<bool, Failure>, at: f64) {
        self.now = at;
        match (answer, self.seen) {
            (Ok(true), _) => self.seen = Seen::Online { at },
            (Ok(false), Seen::Offline { .. }) => {}
            (Ok(false), _) => self.seen = Seen::Offline { since: at },
            (Err(failure), _) => {
                self.failure = Some(failure);
                return;
            }
        }
        self.failure = None;
    }

    /// What is known now.
    pub(super) const fn seen(&self) -> Seen {
        self.seen
    }

    /// Why the last question was not answered.
    pub(super) const fn failure(&self) -> Option<&Failure> {
        self.failure.as_ref()
    }

    /// Seconds that are left, as of the last answer.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 60, and no number at all is 0"
    )]
    pub(super) fn seconds_left(&self) -> u32 {
        let all = f64::from(WATCHED_SECONDS);
        // A clock that is set back must not make this last longer.
        let passed = ((self.now - self.began) / 1000.0).clamp(0.0, all);
        (all - passed).ceil() as u32
    }

    /// Whether it has been watched long enough.
    pub(super) fn is_over(&self) -> bool {
        self.seconds_left() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(answers: &[(Result<bool, Failure>, f64)]) -> Watch {
        let mut watch = Watch::begin(1000.0);
        for (answer, at) in answers {
            watch.saw(answer.clone(), *at);
        }
        watch
    }

    #[test]
    fn it_is_offline_since_the_first_answer_that_said_so() {
        let watch = after(&[
            (Ok(true), 2000.0),
            (Ok(false), 4000.0),
            (Ok(false), 6000.0),
            (Err(Failure::Unreachable), 8000.0),
            (Ok(false), 10_000.0),
        ]);
        assert_eq!(watch.seen(), Seen::Offline { since: 4000.0 });
        assert_eq!(watch.failure(), None);
    }

    #[test]
    fn one_that_came_back_is_online_and_leaving_again_counts_anew() {
        let mut watch = after(&[(Ok(false), 2000.0), (Ok(true), 4000.0)]);
        assert_eq!(watch.seen(), Seen::Online { at: 4000.0 });
        watch.saw(Ok(false), 6000.0);
        assert_eq!(watch.seen(), Seen::Offline { since: 6000.0 });
    }

    #[test]
    fn no_answer_is_no_news() {
        let silent = Err(Failure::Unreachable);
        let watch = after(&[(Ok(true), 2000.0), (silent.clone(), 4000.0)]);
        assert_eq!(watch.seen(), Seen::Online { at: 2000.0 });
        assert_eq!(watch.failure(), Some(&Failure::Unreachable));
        assert_eq!(after(&[(silent, 2000.0)]).seen(), Seen::Nothing);
    }

    #[test]
    fn it_lasts_a_minute_by_any_clock() {
        assert_eq!(Watch::begin(1000.0).seconds_left(), 60);
        assert_eq!(after(&[(Ok(true), 31_500.0)]).seconds_left(), 30);
        assert!(!after(&[(Ok(true), 60_999.0)]).is_over());
        assert!(after(&[(Ok(true), 61_000.0)]).is_over());
        assert!(
            after(&[(Ok(true), 9e12)]).is_over(),
            "the machine was asleep"
        );
        assert_eq!(
            after(&[(Ok(true), 0.0)]).seconds_left(),
            60,
            "the clock was set back"
        );
    }
}
