//! Running a plan: slices are marked as begun, sent, and written down, as `signet-plans` says what is next.

mod flight;
mod keeping;
mod online;
mod over;
mod pace;
mod rest;

use std::sync::Arc;
use std::time::Duration;

use signet_model::Timestamp;
use signet_model::operations::OperationName;
use signet_model::plans::{Outcome, State, WaveState, Why};
use signet_plans::outcome::UNREACHABLE_IN_A_ROW;
use signet_plans::run::{Next, Run};
use signet_store::StoreError;
use tokio::time::{Instant, sleep, sleep_until};
use tracing::{error, info};

use super::item::{Acting, Became, How};
use super::secrets::Sealing;
use super::{Live, Plans, may};
use flight::Flight;
use pace::Pace;

/// So many items are in flight at most.
const WIDTH: usize = 64;
/// The same where the cloud wants one call after the other: more would only wait, and be asked about too early.
const NARROW: usize = 8;
/// So many are marked as begun in one commit.
const SLICE: usize = 32;
/// How far it is is told this often at most.
const TELL_EVERY: Duration = Duration::from_millis(250);
/// How soon something is tried again that the store or the disk did not let be done.
pub(super) const LOOK_AGAIN: Duration = Duration::from_secs(5);

impl Plans {
    /// Runs a plan in `running`, in the background, until it is over, rests, or the process ends. A pause that passes by itself is waited for. To
    /// call it twice does no harm.
    pub(super) fn start(self: &Arc<Self>, live: Arc<Live>) {
        let plans = Arc::clone(self);
        self.tasks.spawn(async move {
            let alone = tokio::select! {
                alone = live.run_alone() => alone,
                () = plans.stop.cancelled() => return,
            };
            while live.head(|head| head.state == State::Running) && !plans.stop.is_cancelled() {
                let driven = match Runner::new(&plans, &live).await {
                    Ok(runner) => runner.drive().await,
                    Err(cause) => Err(cause),
                };
                if let Err(cause) = driven {
                    error!(%cause, "a plan cannot be read from the store; it is tried again");
                    plans.rested(LOOK_AGAIN).await;
                }
            }
            drop(alone);
        });
    }

    /// Waits, or until the process ends.
    pub(super) async fn rested(&self, time: Duration) {
        tokio::select! {
            () = sleep(time) => {}
            () = self.stop.cancelled() => {}
        }
    }
}

/// Runs one plan, from one rest to the next.
pub(super) struct Runner {
    plans: Arc<Plans>,
    live: Arc<Live>,
    id: String,
    acting: Arc<Acting>,
    run: Run,
    flight: Flight,
    pace: Pace,
    sealing: Sealing,
    width: usize,
    /// How many items in a row could not be sent.
    unreachable: u32,
    /// Why it rests, once what is in flight has ended.
    rests: Option<(Why, String)>,
    kept_at: Instant,
    passed: usize,
}

impl Runner {
    /// Takes up where the store says that the plan is.
    async fn new(plans: &Arc<Plans>, live: &Arc<Live>) -> Result<Self, StoreError> {
        let head = live.head(Clone::clone);
        let (store, id) = (&plans.ports.store, head.id.clone());
        let mut run = Run::new(head.items, &head.settings, &head.waves);
        let mut after = 0;
        let ends: Vec<u64> = run.waves().iter().map(|wave| wave.up_to).collect();
        for (wave, up_to) in ends.into_iter().enumerate() {
            run.count(wave, &store.tally(&id, after, up_to).await?.outcomes);
            after = up_to;
        }
        if head.state == State::Running {
            // Where a gate stopped it, somebody has let it go on.
            run.resume();
        }
        let tally = store.tally(&id, 0, head.items).await?;
        let actor = plans.actor(&head).await?;
        let acting = Acting::new(&plans.ports.service, store, &head, actor);
        Ok(Self {
            plans: Arc::clone(plans),
            live: Arc::clone(live),
            acting: Arc::new(acting),
            flight: Flight::default(),
            pace: Pace::new(head.items, tally),
            sealing: Sealing::new(&head),
            width: width(head.act.operations().first()),
            unreachable: 0,
            rests: None,
            kept_at: Instant::now(),
            passed: passed(&run),
            run,
            id,
        })
    }

    /// Runs until it is told to rest, rests for long, or is over.
    ///
    /// # Errors
    /// The store cannot be read.
    async fn drive(mut self) -> Result<(), StoreError> {
        let driven = self.steps().await;
        if driven.is_err() {
            self.land().await;
        }
        driven
    }

    async fn steps(&mut self) -> Result<(), StoreError> {
        if !self.take_up().await? {
            return Ok(());
        }
        loop {
            if !self.is_wanted() {
                self.leave().await;
                return Ok(());
            }
            if let Some((why, text)) = self.rests.take() {
                self.land().await;
                self.rest(why, &text, None).await;
                return Ok(());
            }
            let next = self.run.next(self.now());
            if passed(&self.run) > self.passed {
                self.passed = passed(&self.run);
                self.wave_ended().await;
                continue;
            }
            match next {
                Next::Begin { up_to } if self.has_room() => self.begin(up_to).await?,
                Next::Begin { .. } | Next::Await => self.wait(None).await,
                Next::Until(until, why) => {
                    self.land().await;
                    self.rest(why, "It rests in its quiet hours.", Some(until))
                        .await;
                    return Ok(());
                }
                Next::LookWhoIsOnline { wave } => self.look_who_is_online(wave).await?,
                Next::LookWhoIsBack { wave } => {
                    self.waits(None);
                    self.look_who_is_back(wave).await?;
                }
                Next::WaitForBack(until) => {
                    self.waits(Some(until));
                    self.wait(Some(until)).await;
                }
                Next::Stop(why) => {
                    self.land().await;
                    if self.rests.is_none() && self.is_wanted() {
                        self.stop(why).await;
                        return Ok(());
                    }
                }
                Next::Finish => {
                    self.land().await;
                    if self.rests.is_none() && self.is_wanted() && self.finish().await? {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// It waits until then, or for nothing but its items.
    fn waits(&mut self, until: Option<Timestamp>) {
        let before = self
            .live
            .change(|head| std::mem::replace(&mut head.waits_until, until));
        if before != until {
            self.tell(true);
        }
    }

    /// Whether it is still to run.
    fn is_wanted(&self) -> bool {
        !self.plans.stop.is_cancelled() && self.live.head(|head| head.state == State::Running)
    }

    fn now(&self) -> Timestamp {
        self.plans.ports.clock.now()
    }

    fn has_room(&self) -> bool {
        self.flight.in_flight() + self.slice() <= self.width
    }

    fn slice(&self) -> usize {
        SLICE.min(self.width / 2)
    }

    /// Finds out what became of items that an earlier process began. Gives whether the plan goes on.
    async fn take_up(&mut self) -> Result<bool, StoreError> {
        let begun = self.plans.ports.store.begun(&self.id).await?;
        if begun.is_empty() {
            return Ok(true);
        }
        if !self.plans.answers(&self.live).await {
            let text = "The cloud cannot be reached, so that it cannot be found out what became of items that were begun.";
            self.rest(Why::CloudUnreachable, text, None).await;
            return Ok(false);
        }
        info!(
            plan = self.id,
            items = begun.len(),
            "settling what was begun"
        );
        for item in begun {
            self.flight.spawn(&self.acting, item, How::TakeUp);
        }
        while self.flight.in_flight() > 0 {
            self.wait(None).await;
        }
        Ok(true)
    }

    /// Finds out what became of items that an earlier process began, in a plan that does not run. `false` where that must be tried again.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) async fn settle(plans: &Arc<Plans>, live: &Arc<Live>) -> Result<bool, StoreError> {
        let mut runner = Self::new(plans, live).await?;
        if !runner.take_up().await? {
            return Ok(false);
        }
        runner.land().await;
        Ok(runner.rests.is_none())
    }

    /// Marks a slice as begun and sends it.
    async fn begin(&mut self, up_to: u64) -> Result<(), StoreError> {
        if self.flight.is_back() {
            // What was put back waits in the store only once that is written down.
            self.write_down(true).await;
            if self.rests.is_some() {
                return Ok(());
            }
        }
        let head = self.live.head(Clone::clone);
        let actor = self.plans.actor(&head).await?;
        let what = head
            .act
            .operations()
            .first()
            .map_or("", |name| name.as_str());
        if let Err(refused) = may::check(&actor.grants, what, head.act.effect(), &head) {
            self.halt(Why::RoleRevoked, refused.message);
            return Ok(());
        }
        self.acting.set_actor(actor);
        let most = u32::try_from(self.slice()).unwrap_or(1);
        let now = self.now();
        let begun = match self
            .plans
            .ports
            .store
            .begin(&self.id, up_to, most, now)
            .await
        {
            Ok(begun) => begun,
            Err(cause) => {
                self.not_written(&cause);
                return Ok(());
            }
        };
        if begun.is_empty() {
            return Err(StoreError::damaged(format!(
                "plan {} has no items that wait up to {up_to}, and should have some",
                self.id
            )));
        }
        self.run
            .began(u32::try_from(begun.len()).unwrap_or(u32::MAX));
        self.pace.began(begun.len() as u64);
        for item in begun {
            self.flight.spawn(&self.acting, item, How::Anew);
        }
        Ok(())
    }

    /// Waits until something happens: an item ends, somebody says something, it is time to write down or to tell, or that moment has come.
    async fn wait(&mut self, until: Option<Timestamp>) {
        let now = Instant::now();
        let left = until.map_or(TELL_EVERY, |until| left(self.now(), until));
        let mut wake = now + left.min(TELL_EVERY);
        if let Some(due) = self.flight.due() {
            wake = wake.min(due);
        }
        let (live, stop) = (Arc::clone(&self.live), self.plans.stop.clone());
        tokio::select! {
            Some(became) = self.flight.next() => self.ended(became),
            () = live.told() => {}
            () = stop.cancelled() => {}
            () = sleep_until(wake) => {}
        }
        while let Some(became) = self.flight.next_now() {
            self.ended(became);
        }
        self.write_down(false).await;
        self.seal(false).await;
        self.tell(false);
        self.keep_now_and_then().await;
    }

    /// Takes in what became of an item.
    fn ended(&mut self, became: Became) {
        self.run.ended(became.number, became.outcome);
        self.pace.ended(&became);
        match became.reached {
            Some(true) => self.unreachable = 0,
            Some(false) => self.unreachable += 1,
            None => {}
        }
        let why = became.rests.or_else(|| {
            let silent = self.unreachable >= UNREACHABLE_IN_A_ROW;
            silent.then_some(Why::CloudUnreachable)
        });
        if let Some(why) = why {
            self.halt(why, became.note.clone().unwrap_or_default());
        }
        // What is still begun is found out later.
        if became.outcome != Outcome::Begun {
            self.flight.write(became.ended(self.now()));
        }
        if let Some(secret) = became.secret {
            self.sealing.add(became.number, secret);
        }
    }

    /// Nothing more is sent, and the plan rests when what is in flight has ended.
    fn halt(&mut self, why: Why, text: String) {
        self.acting.calls.halt();
        self.rests.get_or_insert((why, text));
    }

    fn not_written(&mut self, cause: &StoreError) {
        error!(plan = self.id, %cause, "what becomes of items cannot be written down");
        self.halt(
            Why::DiskFull,
            format!("It cannot be written down what is done ({cause})."),
        );
    }
}

/// How long it is until then.
fn left(now: Timestamp, until: Timestamp) -> Duration {
    let millis = until.as_millis().saturating_sub(now.as_millis());
    Duration::from_millis(u64::try_from(millis).unwrap_or_default())
}

fn width(operation: Option<&OperationName>) -> usize {
    match operation {
        Some(operation) if operation.spec().quota.serialised => NARROW,
        _ => WIDTH,
    }
}

fn passed(run: &Run) -> usize {
    let passed = |wave: &&signet_model::plans::Wave| wave.state == WaveState::Passed;
    run.waves().iter().filter(passed).count()
}
