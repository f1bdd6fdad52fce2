//! Resting and stopping: by a cause that passes, until it has passed; by any other, until somebody says so.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use signet_model::Timestamp;
use signet_model::identifiers::IotId;
use signet_model::operations::{ListInstances, QueryClientIds};
use signet_model::plans::{State, Why};
use signet_plans::lifecycle::{self, Event};
use tokio::time::sleep;
use tracing::{error, info, warn};

use super::super::{Live, Plans, events};
use super::{LOOK_AGAIN, Runner, left};

/// The cloud is asked this soon whether it can be reached again, then less and less often …
const ASK_AGAIN: Duration = Duration::from_secs(5);
/// … but this often at least.
const ASK_AT_LEAST: Duration = Duration::from_secs(60);
/// A clock that is set is noticed this soon.
const CLOCK: Duration = Duration::from_secs(30);

impl Runner {
    /// Rests, and waits where the cause passes by itself.
    pub(super) async fn rest(&mut self, why: Why, text: &str, until: Option<Timestamp>) {
        let text = match why {
            Why::DiskFull => format!(
                "{text} Nothing was sent that is not written down. Make room in the state directory of the proxy; the plan goes on by itself then."
            ),
            Why::CloudUnreachable => format!(
                "{text} Check the network between the proxy and the cloud; the plan goes on by itself when the cloud answers."
            ),
            Why::QuietHours => format!("{text} It goes on by itself."),
            _ => format!("{text} Resume the plan when this is put right."),
        };
        if !self.happens(Event::Rests(why), &text, until).await {
            return;
        }
        if why.passes() && self.has_passed(why, until).await {
            self.happens(Event::Passed, "", None).await;
        }
    }

    /// Stops at a gate.
    pub(super) async fn stop(&mut self, why: Why) {
        let text = match why {
            Why::Failures => "More items of the wave failed than may.",
            Why::Unexpected => "More items of the wave had moved since the freeze than may.",
            Why::NotBackOnline => {
                "Fewer devices of the wave came back online than must: look whether they have their new secrets."
            }
            _ => "The plan stopped.",
        };
        let text = format!("{text} Look at the items, then resume the plan or cancel it.");
        self.happens(Event::Stops(why), &text, None).await;
    }

    /// Something happens to the plan, unless somebody was faster. Gives whether it did.
    pub(super) async fn happens(
        &mut self,
        event: Event,
        text: &str,
        until: Option<Timestamp>,
    ) -> bool {
        let live = Arc::clone(&self.live);
        let _turn = live.turn().await;
        self.count();
        let happened = self.live.change(|head| {
            let (state, why) = lifecycle::happen(head.state, head.why, event)?;
            (head.state, head.why, head.waits_until) = (state, why, until);
            head.why_text = Some(text.to_owned()).filter(|text| !text.is_empty());
            Some((state, why))
        });
        let Some((state, why)) = happened else {
            return false;
        };
        info!(plan = self.id, state = state.as_str(), ?why, text, "a plan");
        let what = match state {
            State::Stopped => events::STOPPED,
            State::Running => events::RESUMED,
            _ => events::PAUSED,
        };
        self.record(what, why).await;
        self.pace.tell(&self.live);
        if let Err(cause) = self.plans.keep(&self.live).await {
            // It is so all the same, as long as this process runs; the next begins with running, and finds out the same.
            warn!(plan = self.id, %cause, "the state of a plan cannot be kept");
            self.live.tell();
        }
        true
    }

    /// Writes down what happened by itself.
    async fn record(&self, what: &str, why: Option<Why>) {
        let mut event = self.live.head(|head| events::own(head, what, self.now()));
        if let Some(why) = why {
            let why = serde_json::to_value(why).unwrap_or_default();
            event.object.insert("why".to_owned(), why);
        }
        for (outcome, items) in self.live.watch().borrow().outcomes.clone() {
            let name = outcome.as_str().to_owned();
            event.object.insert(name, Value::from(items));
        }
        let recorder = &self.plans.ports.service.ports().recorder;
        if let Err(cause) = recorder.append(event).await {
            error!(plan = self.id, what, %cause, "what happened to a plan cannot be recorded");
        }
    }

    /// Waits until a cause has passed. `false` where something else happened first.
    async fn has_passed(&mut self, why: Why, until: Option<Timestamp>) -> bool {
        let mut wait = match why {
            Why::DiskFull => LOOK_AGAIN,
            Why::CloudUnreachable => ASK_AGAIN,
            _ => Duration::ZERO,
        };
        loop {
            let (live, stop) = (Arc::clone(&self.live), self.plans.stop.clone());
            tokio::select! {
                () = sleep(wait) => {}
                () = live.told() => {}
                () = stop.cancelled() => return false,
            }
            let still = self
                .live
                .head(|head| head.state == State::Paused && head.why == Some(why));
            if !still {
                return false;
            }
            let has_passed = match why {
                Why::DiskFull => self.has_room_again().await,
                Why::CloudUnreachable => self.plans.answers(&self.live).await,
                _ => until.is_none_or(|until| until <= self.now()),
            };
            if has_passed {
                return true;
            }
            wait = match why {
                Why::DiskFull => LOOK_AGAIN,
                Why::CloudUnreachable => (2 * wait).min(ASK_AT_LEAST),
                _ => until.map_or(CLOCK, |until| left(self.now(), until).min(CLOCK)),
            };
        }
    }

    /// Whether there is room for what waits to be written down, and for more.
    async fn has_room_again(&mut self) -> bool {
        self.rests = None;
        self.write_down(true).await;
        self.seal(true).await;
        if self.rests.take().is_some() {
            return false;
        }
        let live = Arc::clone(&self.live);
        self.plans.keep(&live).await.is_ok()
    }
}

impl Plans {
    /// Whether the cloud answers where a plan is.
    pub(super) async fn answers(&self, live: &Live) -> bool {
        let (account, region, is_iot) = live.head(|head| {
            let is_iot = head.instance_id.is_none();
            (head.account.clone(), head.region.clone(), is_iot)
        });
        let service = &self.ports.service;
        // Whatever the answer is, it is one.
        match IotId::parse("signet") {
            Ok(iot_id) if is_iot => {
                let probe = QueryClientIds {
                    iot_id,
                    iot_instance_id: None,
                };
                service.answers(&probe, &account, &region).await
            }
            _ => service.answers(&ListInstances {}, &account, &region).await,
        }
    }
}
