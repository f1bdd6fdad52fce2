//! A process that drives a plan between a store and a cloud, and everything that can happen to it.

use std::collections::VecDeque;

use proptest::sample::Index;
use signet_model::Timestamp;
use signet_model::plans::{Act, Command, Outcome, Settings, State, Why};
use signet_plans::lifecycle::{self, Event};
use signet_plans::outcome::{self, Refused};
use signet_plans::{Next, Run};

use crate::cloud::{Answer, Cloud};
use crate::store::Store;

/// Something that happens.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// The process does what comes next: begins at most so many, sees so many devices back.
    Turn {
        most: u32,
        back: u32,
    },
    /// A call in flight is answered.
    Answer {
        call: Index,
        answer: Answer,
    },
    /// Outcomes are written down.
    Flush,
    /// The waves are written down.
    Keep,
    Pause,
    Resume,
    /// `kill -9`, and a start. The calls in flight fare so, in turn.
    Kill(Vec<Fate>),
    /// A call of a killed process arrives.
    LateArrival,
    /// Somebody else deregisters an identity.
    Move(Index),
}

/// What becomes of a call whose process was killed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    NeverArrives,
    /// Before the next process reads back.
    Arrives,
    /// After that.
    ArrivesLate,
}

pub(crate) struct World {
    act: Act,
    settings: Settings,
    now: Timestamp,
    pub(crate) store: Store,
    pub(crate) cloud: Cloud,
    run: Run,
    /// Sent and not answered.
    calls: Vec<usize>,
    /// Ended and not written down.
    ended: Vec<(usize, Outcome)>,
    late: VecDeque<usize>,
}

impl World {
    pub(crate) fn new(act: Act, settings: Settings, items: usize) -> Self {
        let store = Store::new(items);
        Self {
            run: Run::new(items as u64, &settings, &[]),
            act,
            settings,
            now: Timestamp::from_millis(0).expect("1970"),
            store,
            cloud: Cloud::new(act, items),
            calls: Vec::new(),
            ended: Vec::new(),
            late: VecDeque::new(),
        }
    }

    pub(crate) fn run(&self) -> &Run {
        &self.run
    }

    pub(crate) fn step(&mut self, step: &Step) {
        match step {
            Step::Turn { most, back } => self.turn(*most, *back),
            Step::Answer { call, answer } => {
                if !self.calls.is_empty() {
                    let at = self.calls.swap_remove(call.index(self.calls.len()));
                    self.answer(at, *answer);
                }
            }
            Step::Flush => self.flush(),
            Step::Keep => self.keep(),
            Step::Pause => self.tell(Command::Pause),
            Step::Resume => self.tell(Command::Resume),
            Step::Kill(fates) => self.kill(fates),
            Step::LateArrival => {
                if let Some(at) = self.late.pop_front() {
                    let _ = self.cloud.arrive(at);
                }
            }
            Step::Move(index) => {
                let at = index.index(self.store.rows.len());
                // Later nobody could tell who did it.
                if self.store.rows[at].outcome == Outcome::Waiting {
                    self.cloud.move_away(at);
                }
            }
        }
    }

    pub(crate) fn cancel(&mut self) {
        self.tell(Command::Cancel);
    }

    /// Nothing goes wrong any more, and somebody looks after the plan until it is over.
    pub(crate) fn come_to_an_end(&mut self) {
        for _ in 0..10_000 {
            while let Some(at) = self.calls.pop() {
                self.answer(at, Answer::Done);
            }
            self.flush();
            if self.store.state.is_over() {
                return;
            }
            self.tell(Command::Resume);
            self.turn(32, u32::MAX);
        }
        panic!("it does not come to an end: {:?}", self.run);
    }

    fn turn(&mut self, most: u32, back: u32) {
        if self.store.state != State::Running {
            return;
        }
        let soon = self.now.as_millis() + 1000;
        self.now = Timestamp::from_millis(soon).expect("a moment");
        match self.run.next(self.now) {
            Next::Begin { up_to } => self.begin(up_to, most),
            Next::Await => assert!(!self.calls.is_empty(), "awaits nothing"),
            Next::Until(then, why) => {
                assert!(then > self.now && why == Why::QuietHours);
                self.now = then;
            }
            Next::WaitForBack(then) => {
                assert!(then > self.now);
                self.now = then;
            }
            Next::LookWhoIsOnline { .. } => {
                self.run.was_online(5, 3);
                self.keep();
            }
            Next::LookWhoIsBack { .. } => self.run.is_back(back.min(3), 3),
            Next::Stop(why) => self.happen(Event::Stops(why)),
            Next::Finish => {
                self.flush();
                self.happen(Event::Ended);
            }
        }
    }

    fn begin(&mut self, up_to: u64, most: u32) {
        let these = self.store.begin(up_to, most);
        // Something waits: whatever was put back was written down, or is about to be.
        assert!(!these.is_empty() || !self.ended.is_empty());
        if these.is_empty() {
            self.flush();
        }
        self.run.began(these.len() as u32);
        for at in these {
            let secret = self.cloud.identity(at).secret;
            if self.act == Act::Rotate && secret.is_none() {
                self.end(at, Outcome::Moved);
                continue;
            }
            self.store.rows[at].seen = secret;
            self.calls.push(at);
        }
    }

    fn answer(&mut self, at: usize, answer: Answer) {
        self.store.rows[at].attempts += 1;
        let outcome = match self.cloud.call(at, answer) {
            Ok(()) => Outcome::Done,
            Err(code) => match outcome::refused(self.act, code) {
                Refused::Ends(outcome) => outcome,
                Refused::Back(why) => {
                    if let Some(why) = why {
                        self.happen(Event::Rests(why));
                    }
                    Outcome::Waiting
                }
                Refused::Unreachable => Outcome::Waiting,
                Refused::ReadBack => self.settle(at),
            },
        };
        self.end(at, outcome);
    }

    fn settle(&self, at: usize) -> Outcome {
        let row = &self.store.rows[at];
        outcome::settle(self.cloud.read_back(at, row.seen), row.attempts)
    }

    fn end(&mut self, at: usize, outcome: Outcome) {
        self.run.ended(at as u64 + 1, outcome);
        self.ended.push((at, outcome));
    }

    fn flush(&mut self) {
        for (at, outcome) in self.ended.drain(..) {
            let row = &mut self.store.rows[at];
            assert_eq!(row.outcome, Outcome::Begun, "item {at} ends twice");
            row.outcome = outcome;
        }
    }

    fn keep(&mut self) {
        self.store.waves = self.run.waves().to_vec();
    }

    fn tell(&mut self, command: Command) {
        let (state, why) = (self.store.state, self.store.why);
        let Ok((next, why)) = lifecycle::tell(state, why, command) else {
            return;
        };
        (self.store.state, self.store.why) = (next, why);
        if command == Command::Resume && state == State::Stopped {
            self.run.resume();
            self.keep();
        }
    }

    fn happen(&mut self, event: Event) {
        if let Some(next) = lifecycle::happen(self.store.state, self.store.why, event) {
            (self.store.state, self.store.why) = next;
        }
    }

    fn kill(&mut self, fates: &[Fate]) {
        let calls = std::mem::take(&mut self.calls);
        for (at, fate) in calls.into_iter().zip(fates.iter().cycle()) {
            self.cloud.was_in_flight(at);
            match fate {
                Fate::NeverArrives => {}
                Fate::Arrives => drop(self.cloud.arrive(at)),
                Fate::ArrivesLate => self.late.push_back(at),
            }
        }
        self.ended.clear();
        for at in self.store.begun() {
            self.store.rows[at].outcome = self.settle(at);
        }
        let items = self.store.rows.len() as u64;
        self.run = Run::new(items, &self.settings, &self.store.waves);
        let ends: Vec<_> = self.run.waves().iter().map(|wave| wave.up_to).collect();
        let mut after = 0;
        for (at, up_to) in ends.into_iter().enumerate() {
            self.run.count(at, &self.store.tally(after, up_to));
            after = up_to;
        }
    }
}
