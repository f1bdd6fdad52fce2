//! The plan on its way: made, its list sent a slice at a time, and frozen.

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::{
    api::{AddItems, Added, CreatePlan, Plan, Tell},
    plans::{Act, BadLine},
};

use super::{
    file::Slot,
    lines::{Cutter, MOST_BAD, Slice},
};
use crate::{
    api::{Api, Failure, use_api},
    components::Problem,
    pages::{problem::problem, sleep::sleep},
    state::use_locale,
    text::use_text,
    ui::effect,
};

/// The list to send.
#[derive(Clone)]
pub(super) struct Source {
    pub(super) act: Act,
    /// The CA of certificates whose line names none.
    pub(super) ca: Option<String>,
    pub(super) file: Slot,
    pub(super) pasted: String,
}

/// What is called with the id of the plan when it is there.
type Done = Box<dyn FnOnce(String) + Send + Sync>;

/// What is to be done next.
enum Step {
    Create(Box<CreatePlan>, Option<Source>),
    Send(Source),
    Freeze,
    GiveUp,
}

/// How far it is.
#[derive(Clone, Copy)]
pub(super) struct Sending {
    api: Api,
    /// The plan, once it is made.
    pub(super) plan: RwSignal<Option<String>>,
    pub(super) busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    /// The browser could not read the file.
    pub(super) unreadable: RwSignal<bool>,
    /// Lines that were sent.
    pub(super) sent: RwSignal<u64>,
    /// How much of the list is sent, in thousandths, where its length is known.
    pub(super) share: RwSignal<Option<u64>>,
    pub(super) listed: RwSignal<u64>,
    pub(super) duplicates: RwSignal<u64>,
    /// The first lines that cannot be items.
    pub(super) bad: RwSignal<Vec<BadLine>>,
    pub(super) bad_total: RwSignal<u64>,
    /// Whether the whole list was sent.
    pub(super) is_sent: RwSignal<bool>,
    /// Slices that the proxy has: they are not sent again.
    kept: StoredValue<usize>,
    stopped: StoredValue<bool>,
    step: StoredValue<Option<(Step, Done)>>,
    asked: RwSignal<u32>,
}

/// Why it did not come to its end.
enum Stopped {
    ByPerson,
    Failed(Failure),
    Unreadable,
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Sending {
    pub(super) fn new() -> Self {
        let sending = Self {
            api: use_api(),
            plan: RwSignal::new(None),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            unreadable: RwSignal::new(false),
            sent: RwSignal::new(0),
            share: RwSignal::new(None),
            listed: RwSignal::new(0),
            duplicates: RwSignal::new(0),
            bad: RwSignal::new(Vec::new()),
            bad_total: RwSignal::new(0),
            is_sent: RwSignal::new(false),
            kept: StoredValue::new(0),
            stopped: StoredValue::new(false),
            step: StoredValue::new(None),
            asked: RwSignal::new(0),
        };
        // The end of the page ends what is on its way: what was sent is kept by the plan.
        effect(move || {
            if sending.asked.get() > 0 {
                spawn_local_scoped_with_cancellation(sending.run());
            }
        });
        sending
    }

    /// Why the last step failed.
    pub(super) fn problem(self) -> Signal<Option<Problem>> {
        let (text, locale) = (use_text(), use_locale());
        Signal::derive(move || {
            self.failure
                .with(|failure| Some(problem(failure.as_ref()?, text, locale.get())))
        })
    }

    /// Makes the plan, sends the list, and freezes it where every line of it is right.
    pub(super) fn create(
        self,
        wanted: CreatePlan,
        list: Option<Source>,
        done: impl FnOnce(String) + Send + Sync + 'static,
    ) {
        self.begin(Step::Create(Box::new(wanted), list), Box::new(done));
    }

    /// Sends the rest of the list; freezes what there is once all of it is sent.
    pub(super) fn go_on(self, list: Source, done: impl FnOnce(String) + Send + Sync + 'static) {
        let step = if self.is_sent.get_untracked() {
            Step::Freeze
        } else {
            Step::Send(list)
        };
        self.begin(step, Box::new(done));
    }

    /// Ends the plan.
    pub(super) fn give_up(self, done: impl FnOnce(String) + Send + Sync + 'static) {
        self.begin(Step::GiveUp, Box::new(done));
    }

    /// Stops before the next slice.
    pub(super) fn stop(self) {
        self.stopped.set_value(true);
    }

    fn begin(self, step: Step, done: Done) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        self.unreadable.set(false);
        self.stopped.set_value(false);
        self.step.set_value(Some((step, done)));
        self.asked.update(|asked| *asked += 1);
    }

    async fn run(self) {
        let Some((step, done)) = self.step.try_update_value(Option::take).flatten() else {
            return;
        };
        let ended = self.walk(step).await;
        self.busy.set(false);
        match ended {
            Ok(Some(id)) => done(id),
            Ok(None) | Err(Stopped::ByPerson) => {}
            Err(Stopped::Failed(failure)) => self.failure.set(Some(failure)),
            Err(Stopped::Unreadable) => self.unreadable.set(true),
        }
    }

    /// Gives the id of the plan when there is nothing left to do here.
    async fn walk(self, step: Step) -> Result<Option<String>, Stopped> {
        match step {
            Step::Create(wanted, list) => {
                let plan: Plan = self.api.tell_for("plans/create", &*wanted).await?;
                let Some(list) = list else {
                    return Ok(Some(plan.id));
                };
                self.plan.set(Some(plan.id));
                self.send(list).await?;
            }
            Step::Send(list) => self.send(list).await?,
            Step::Freeze => return self.freeze().await.map(Some),
            Step::GiveUp => {
                let tell = self.tell_of();
                self.api.tell("plans/cancel", &tell).await?;
                return Ok(Some(tell.id));
            }
        }
        // Lines that are no items are looked at by a person first.
        if self.bad_total.get_untracked() > 0 {
            return Ok(None);
        }
        self.freeze().await.map(Some)
    }

    fn tell_of(self) -> Tell {
        Tell {
            id: self.plan.get_untracked().unwrap_or_default(),
            ..Tell::default()
        }
    }

    async fn freeze(self) -> Result<String, Stopped> {
        let tell = self.tell_of();
        self.api.tell("plans/freeze", &tell).await?;
        Ok(tell.id)
    }

    async fn send(self, list: Source) -> Result<(), Stopped> {
        let mut cutter = Cutter::new(list.act, list.ca);
        let mut reading = list.file.read(list.pasted);
        let mut number = 0;
        loop {
            let piece = reading.next().await.map_err(|_| Stopped::Unreadable)?;
            let (slices, ended) = match piece {
                Some(text) => (cutter.push(&text), false),
                None => (
                    std::mem::replace(&mut cutter, Cutter::new(list.act, None)).finish(),
                    true,
                ),
            };
            for slice in slices {
                number += 1;
                if number > self.kept.get_value() {
                    self.send_one(slice).await?;
                    self.kept.set_value(number);
                }
                if self.stopped.get_value() {
                    return Err(Stopped::ByPerson);
                }
            }
            self.share.set(Some(reading.share()));
            if ended {
                self.is_sent.set(true);
                return Ok(());
            }
            // Between two pieces the page draws and hears.
            sleep(0).await;
        }
    }

    async fn send_one(self, slice: Slice) -> Result<(), Stopped> {
        let lines = slice.items.len() as u64 + slice.bad_total;
        let bad = slice.bad.clone();
        let body = AddItems {
            id: self.plan.get_untracked().unwrap_or_default(),
            first_line: Some(slice.first_line).filter(|line| *line > 0),
            items: slice.items,
            bad_lines: slice.bad,
        };
        let added: Added = self.api.tell_for("plans/add", &body).await?;
        self.listed.set(added.listed);
        self.duplicates
            .update(|duplicates| *duplicates += added.duplicates);
        self.sent.update(|sent| *sent += lines);
        // What the proxy found beside what was found here.
        let known = |line: &BadLine| bad.iter().any(|bad| bad.line == line.line);
        let found: Vec<_> = added
            .bad_lines
            .into_iter()
            .filter(|line| !known(line))
            .collect();
        self.bad_total
            .update(|total| *total += slice.bad_total + found.len() as u64);
        self.bad.update(|all| {
            all.extend(bad.into_iter().chain(found));
            all.truncate(MOST_BAD);
        });
        Ok(())
    }
}
