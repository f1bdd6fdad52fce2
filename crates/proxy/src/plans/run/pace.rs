//! How far a plan is, and how fast it goes.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use signet_model::plans::{Cause, Outcome, Progress};
use signet_store::ports::Tally;
use tokio::time::Instant;

use super::super::Live;
use super::super::item::Became;
use super::TELL_EVERY;

/// The rate is that of the last so many seconds.
const SECONDS: usize = 10;
/// So many causes are shown.
const CAUSES: usize = 20;

/// How far a plan is, and how fast it goes.
pub(super) struct Pace {
    items: u64,
    outcomes: HashMap<Outcome, u64>,
    causes: HashMap<(Outcome, String), u64>,
    /// How many ended in each second, the newest last.
    seconds: VecDeque<(u64, u64)>,
    start: Instant,
    told_at: Option<Instant>,
    is_new: bool,
}

impl Pace {
    /// From what the store says.
    pub(super) fn new(items: u64, tally: Tally) -> Self {
        let cause = |cause: Cause| ((cause.outcome, cause.code), cause.items);
        Self {
            items,
            outcomes: tally.outcomes.into_iter().collect(),
            causes: tally.causes.into_iter().map(cause).collect(),
            seconds: VecDeque::new(),
            start: Instant::now(),
            told_at: None,
            is_new: true,
        }
    }

    /// So many were begun.
    pub(super) fn began(&mut self, items: u64) {
        self.becomes(Outcome::Waiting, Outcome::Begun, items);
    }

    /// An item that was begun ended, or was put back.
    pub(super) fn ended(&mut self, became: &Became) {
        self.becomes(Outcome::Begun, became.outcome, 1);
        if !became.outcome.is_final() {
            return;
        }
        if !became.outcome.is_done()
            && let Some(code) = &became.code
        {
            let key = (became.outcome, code.clone());
            *self.causes.entry(key).or_default() += 1;
        }
        let second = self.start.elapsed().as_secs();
        match self.seconds.back_mut() {
            Some((last, items)) if *last == second => *items += 1,
            _ => self.seconds.push_back((second, 1)),
        }
    }

    /// Whether it is time to tell.
    pub(super) fn is_due(&self) -> bool {
        self.is_new && self.told_at.is_none_or(|at| at.elapsed() >= TELL_EVERY)
    }

    /// Tells it to whoever watches.
    pub(super) fn tell(&mut self, live: &Live) {
        (self.told_at, self.is_new) = (Some(Instant::now()), false);
        let per_second = self.per_second();
        let (outcomes, causes, items) = (self.outcomes(), self.causes(), self.items);
        let head = live.head(Clone::clone);
        live.progress(|progress| {
            *progress = Progress {
                state: Some(head.state),
                why: head.why,
                listed: head.listed,
                walked: head.walked,
                items,
                outcomes,
                calls: head.calls,
                throttled: head.throttled,
                per_second,
                seconds_left: None,
                waves: head.waves,
                causes,
                waits_until: head.waits_until,
                started_at: head.started_at,
                ended_at: head.ended_at,
            };
            let left = items.saturating_sub(progress.ended());
            let seconds = left as f64 / per_second;
            progress.seconds_left = seconds.is_finite().then_some(seconds.ceil() as u64);
        });
    }

    /// Items that ended within the last ten seconds, a second.
    fn per_second(&mut self) -> f64 {
        let now = self.start.elapsed();
        let oldest = now.as_secs().saturating_sub(SECONDS as u64 - 1);
        while self
            .seconds
            .front()
            .is_some_and(|(second, _)| *second < oldest)
        {
            self.seconds.pop_front();
        }
        let ended: u64 = self.seconds.iter().map(|(_, items)| items).sum();
        let over = now.saturating_sub(Duration::from_secs(oldest));
        ended as f64 / over.as_secs_f64().max(1.0)
    }

    fn outcomes(&self) -> Vec<(Outcome, u64)> {
        let of = |outcome| Some((outcome, *self.outcomes.get(&outcome)?));
        let some = |(_, items): &(Outcome, u64)| *items > 0;
        Outcome::ALL
            .into_iter()
            .filter_map(of)
            .filter(some)
            .collect()
    }

    fn causes(&self) -> Vec<Cause> {
        let cause = |((outcome, code), items): (&(Outcome, String), &u64)| Cause {
            outcome: *outcome,
            code: code.clone(),
            items: *items,
        };
        let mut causes: Vec<_> = self.causes.iter().map(cause).collect();
        causes.sort_by(|one, other| {
            let more = other.items.cmp(&one.items);
            more.then_with(|| one.code.cmp(&other.code))
        });
        causes.truncate(CAUSES);
        causes
    }

    fn becomes(&mut self, from: Outcome, to: Outcome, items: u64) {
        let before = self.outcomes.entry(from).or_default();
        *before = before.saturating_sub(items);
        *self.outcomes.entry(to).or_default() += items;
        self.is_new = true;
    }
}
