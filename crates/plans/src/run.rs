//! What is done next while a plan runs. Sans-IO: whoever drives it begins items, sends, writes down, and tells it what came of that.
//!
//! A run is made anew from what the store knows ([`Run::new`], then [`Run::count`] for each wave), so that it outlasts the process. Its waves are
//! to be kept after [`Run::was_online`] and [`Run::resume`] at once, and else now and then: the items tell the rest.

mod come_back;

use signet_model::Timestamp;
use signet_model::plans::{Gate, Outcome, Settings, Wave, WaveState, Why};

use crate::gate::{self, Toll};
use crate::quiet::Quiet;
use crate::waves;
use come_back::Watch;

/// A plan that runs.
#[derive(Clone, Debug)]
pub struct Run {
    gate: Gate,
    quiet: Option<Quiet>,
    watch: Option<Watch>,
    waves: Vec<Wave>,
    /// Items that were begun and have not ended.
    in_flight: u64,
}

/// What to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Begin waiting items with numbers up to this one. Where the store knows of none, one that was put back is not written down yet: write
    /// it down and ask again.
    Begin {
        /// The number of the last item that may begin.
        up_to: u64,
    },
    /// Nothing until an item that was begun has ended.
    Await,
    /// Begin nothing until then; what was begun may end.
    Until(Timestamp, Why),
    /// Ask who of the wave is online, and say it by [`Run::was_online`]. Nothing of it was begun.
    LookWhoIsOnline {
        /// Its position among [`Run::waves`].
        wave: usize,
    },
    /// Ask which of those are online again, and say it by [`Run::is_back`].
    LookWhoIsBack {
        /// Its position among [`Run::waves`].
        wave: usize,
    },
    /// Nothing until then, when it is asked again who is back.
    WaitForBack(Timestamp),
    /// The plan stops; [`Run::resume`] lets it go on. What was begun may end.
    Stop(Why),
    /// Every item has ended.
    Finish,
}

impl Run {
    /// The run of a plan with so many items. `kept` are its waves as they were kept last; none at the first start.
    ///
    /// What they say about items may be older than what the store knows of these: [`Run::count`] makes up for it.
    #[must_use]
    pub fn new(items: u64, settings: &Settings, kept: &[Wave]) -> Self {
        let fit = kept.last().is_some_and(|wave| wave.up_to == items)
            && kept.is_sorted_by(|one, next| one.up_to < next.up_to);
        Self {
            gate: settings.gate.clone(),
            // Settings are checked before they are kept; quiet hours that nobody understands are none.
            quiet: settings
                .quiet_hours
                .as_ref()
                .and_then(|hours| Quiet::read(hours).ok()),
            watch: settings.come_back.clone().map(Watch::new),
            waves: if fit {
                kept.to_vec()
            } else {
                waves::split(items, &settings.waves)
            },
            in_flight: 0,
        }
    }

    /// After a start: how many items of a wave have which outcome, as the store knows. Those that are begun count as in flight until
    /// [`Run::ended`] says what became of them. To be said once, for each wave.
    pub fn count(&mut self, wave: usize, outcomes: &[(Outcome, u64)]) {
        let of = |is: fn(Outcome) -> bool| -> u64 {
            let those = outcomes.iter().filter(|(outcome, _)| is(*outcome));
            those.map(|(_, items)| items).sum()
        };
        let size = self.size(wave);
        let Some(wave) = self.waves.get_mut(wave) else {
            return;
        };
        wave.ended = of(Outcome::is_final);
        wave.failed = of(Outcome::is_failure);
        wave.moved = of(|outcome| outcome == Outcome::Moved);
        // What somebody forgave cannot be more than there is: the store may come from a backup.
        wave.failed_before = wave.failed_before.min(wave.failed);
        wave.moved_before = wave.moved_before.min(wave.moved);
        self.in_flight += of(|outcome| outcome == Outcome::Begun);
        // The process ended before the last outcomes of the wave were written down.
        if wave.ended < size && matches!(wave.state, WaveState::Passed | WaveState::Watching) {
            wave.state = WaveState::Running;
        }
    }

    /// What to do now. Asked again after everything that was told.
    pub fn next(&mut self, now: Timestamp) -> Next {
        let passed = |wave: &Wave| wave.state == WaveState::Passed;
        while let Some(at) = self.waves.iter().position(|wave| !passed(wave)) {
            if let Some(next) = self.in_wave(at, now) {
                return next;
            }
        }
        if self.in_flight == 0 {
            Next::Finish
        } else {
            Next::Await
        }
    }

    /// So many items were marked as begun.
    pub fn began(&mut self, items: u32) {
        self.in_flight += u64::from(items);
    }

    /// An item that was begun has ended, or was put back ([`Outcome::Waiting`]).
    pub fn ended(&mut self, number: u64, outcome: Outcome) {
        if outcome == Outcome::Begun {
            return;
        }
        self.in_flight = self.in_flight.saturating_sub(1);
        let at = self.waves.partition_point(|wave| wave.up_to < number);
        let Some(wave) = self.waves.get_mut(at) else {
            return;
        };
        wave.ended += u64::from(outcome.is_final());
        wave.failed += u64::from(outcome.is_failure());
        wave.moved += u64::from(outcome == Outcome::Moved);
    }

    /// Of the wave that is about to begin so many were asked for, and so many of those were online. To be kept ([`Run::waves`]) before an item
    /// of it begins.
    pub fn was_online(&mut self, asked: u32, online: u32) {
        if let Some(wave) = self.current() {
            come_back::was_online(wave, asked, online);
        }
    }

    /// So many of those that were online are online again.
    pub fn is_back(&mut self, back: u32, of: u32) {
        let Some(at) = self.at() else {
            return;
        };
        if let (Some(watch), Some(wave)) = (&mut self.watch, self.waves.get_mut(at)) {
            watch.is_back(wave, back, of);
        }
    }

    /// Somebody lets the plan go on after a stop: what went wrong so far counts no more, what comes is counted anew. To be kept.
    pub fn resume(&mut self) {
        let Some(wave) = self.current() else {
            return;
        };
        wave.failed_before = wave.failed;
        wave.moved_before = wave.moved;
        if come_back::is_missing(wave) {
            wave.state = WaveState::Passed;
        } else if wave.state == WaveState::Stopped {
            wave.state = WaveState::Running;
        }
    }

    /// The waves, as far as they are: to be kept and shown.
    #[must_use]
    pub fn waves(&self) -> &[Wave] {
        &self.waves
    }

    /// How many items were begun and have not ended.
    #[must_use]
    pub const fn in_flight(&self) -> u64 {
        self.in_flight
    }

    /// What to do within a wave; `None` where it has passed.
    fn in_wave(&mut self, at: usize, now: Timestamp) -> Option<Next> {
        let size = self.size(at);
        let wave = self.waves.get_mut(at)?;
        let toll = Toll {
            items: size,
            failed: wave.failed.saturating_sub(wave.failed_before),
            moved: wave.moved.saturating_sub(wave.moved_before),
        };
        if let Some(why) = gate::verdict(&self.gate, toll) {
            wave.state = WaveState::Stopped;
            return Some(Next::Stop(why));
        }
        if come_back::is_missing(wave) {
            return Some(Next::Stop(Why::NotBackOnline));
        }
        if wave.ended + self.in_flight < size {
            if let Some(end) = self.quiet.and_then(|quiet| quiet.ends(now)) {
                return Some(Next::Until(end, Why::QuietHours));
            }
            if self.watch.is_some() && wave.come_back.is_none() {
                return Some(Next::LookWhoIsOnline { wave: at });
            }
            wave.state = WaveState::Running;
            return Some(Next::Begin { up_to: wave.up_to });
        }
        if self.in_flight > 0 {
            return Some(Next::Await);
        }
        let next = self
            .watch
            .as_mut()
            .and_then(|watch| watch.next(wave, at, now));
        if next.is_none() {
            wave.state = WaveState::Passed;
        }
        next
    }

    fn at(&self) -> Option<usize> {
        self.waves
            .iter()
            .position(|wave| wave.state != WaveState::Passed)
    }

    fn current(&mut self) -> Option<&mut Wave> {
        let at = self.at()?;
        self.waves.get_mut(at)
    }

    /// How many items a wave has.
    fn size(&self, wave: usize) -> u64 {
        let end = |at: usize| self.waves.get(at).map_or(0, |wave| wave.up_to);
        let before = wave.checked_sub(1).map_or(0, end);
        end(wave).saturating_sub(before)
    }
}

#[cfg(test)]
mod tests;
