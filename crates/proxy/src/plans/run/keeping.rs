//! Writing down what became of items, keeping how far the plan is, and telling it.

use std::time::Duration;

use signet_model::plans::{Wave, WaveState};
use tokio::time::Instant;

use super::{LOOK_AGAIN, Runner};

/// The head is kept this often at least.
const KEEP_EVERY: Duration = Duration::from_secs(5);

impl Runner {
    /// Waits for what is in flight; nothing more is sent.
    pub(super) async fn land(&mut self) {
        self.acting.calls.halt();
        while self.flight.in_flight() > 0 {
            if let Some(became) = self.flight.next().await {
                self.ended(became);
            }
        }
        self.write_down(true).await;
        self.seal(true).await;
        self.tell(true);
    }

    /// It is told to rest, or the process ends.
    pub(super) async fn leave(&mut self) {
        self.land().await;
        self.keep().await;
        // On a full disk; whoever lets the plan go on meanwhile finds it out by reading back.
        while self.flight.is_waiting() && !self.plans.stop.is_cancelled() && !self.is_wanted() {
            self.plans.rested(LOOK_AGAIN).await;
            self.write_down(true).await;
        }
    }

    /// A wave is through: what it made is kept before the next begins.
    pub(super) async fn wave_ended(&mut self) {
        self.write_down(true).await;
        self.reveal_missing().await;
        self.seal(true).await;
        self.tell(true);
        self.keep().await;
    }

    /// Writes down what became of items, where it is time.
    pub(super) async fn write_down(&mut self, at_once: bool) {
        if let Some(ended) = self.flight.take_due(at_once) {
            match self.plans.ports.store.end(&self.id, ended.clone()).await {
                Ok(()) => self.plans.count(&ended),
                Err(cause) => {
                    self.flight.write_again(ended);
                    self.not_written(&cause);
                }
            }
        }
    }

    pub(super) async fn keep_now_and_then(&mut self) {
        let moved = self.live.head(|head| states(&head.waves)) != states(self.run.waves());
        if moved || self.kept_at.elapsed() >= KEEP_EVERY {
            self.keep().await;
        }
    }

    /// Keeps the counters and the waves.
    pub(super) async fn keep(&mut self) {
        self.kept_at = Instant::now();
        self.count();
        if let Err(cause) = self.plans.keep(&self.live).await {
            self.not_written(&cause);
        }
    }

    /// Puts counters and waves into the head.
    pub(super) fn count(&mut self) {
        let (sent, throttled) = self.acting.calls.take();
        let waves = self.run.waves().to_vec();
        self.live.change(|head| {
            head.calls += sent;
            head.throttled += throttled;
            head.waves = waves;
        });
    }

    /// Tells how far it is, where it is time.
    pub(super) fn tell(&mut self, at_once: bool) {
        if at_once || self.pace.is_due() {
            self.count();
            self.pace.tell(&self.live);
        }
    }
}

fn states(waves: &[Wave]) -> Vec<WaveState> {
    waves.iter().map(|wave| wave.state).collect()
}
