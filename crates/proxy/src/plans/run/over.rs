//! The end of a plan: its secrets are complete, its report has a hash, and what follows it is made.

use std::sync::Arc;

use ring::digest;
use serde_json::Value;
use signet_model::identifiers::ClientId;
use signet_model::operations::GetDeviceCredential;
use signet_model::plans::{Item, State};
use signet_plans::lifecycle::{self, Event};
use signet_plans::report::{Format, Report};
use signet_store::StoreError;
use tracing::{error, info, warn};

use super::super::{Live, Plans, events};
use super::Runner;
use crate::service::{Actor, Refused};

/// So many items are read together.
const PAGE: u32 = 2_000;
/// So many secrets that are missing are looked for at a time.
const MISSING: u32 = 200;

impl Runner {
    /// Every item has an outcome. `false` where that cannot be written down yet, and the plan rests.
    ///
    /// # Errors
    /// The store cannot be read.
    pub(super) async fn finish(&mut self) -> Result<bool, StoreError> {
        let missing = self.reveal_missing().await;
        self.seal(true).await;
        self.count();
        let (sha256, totals) = self.plans.report(&self.live).await?;
        if self.rests.is_some() || !self.is_wanted() {
            return Ok(false);
        }
        self.forget_online().await;
        let live = Arc::clone(&self.live);
        let _turn = live.turn().await;
        if !self.is_wanted() {
            return Ok(false);
        }
        let now = self.now();
        let mut event = self
            .live
            .head(|head| events::own(head, events::FINISHED, now));
        for (name, items) in totals {
            event.object.insert(name.to_owned(), Value::from(items));
        }
        event
            .object
            .insert("report_sha256".to_owned(), sha256.into());
        if missing > 0 {
            event
                .object
                .insert("secrets_missing".to_owned(), missing.into());
        }
        let recorder = &self.plans.ports.service.ports().recorder;
        if let Err(cause) = recorder.append(event).await {
            error!(plan = self.id, %cause, "the end of a plan cannot be recorded");
            let why = signet_model::plans::Why::DiskFull;
            self.halt(why, format!("Its end cannot be recorded ({cause})."));
            return Ok(false);
        }
        self.live.change(|head| {
            if let Some((state, why)) = lifecycle::happen(head.state, head.why, Event::Ended) {
                (head.state, head.why, head.why_text) = (state, why, None);
                head.ended_at = Some(now);
                head.waits_until = None;
            }
        });
        self.tell(true);
        info!(plan = self.id, "a plan is finished");
        while let Err(cause) = self.plans.keep(&self.live).await {
            // All of it is in the record: after another start it would be finished again.
            warn!(plan = self.id, %cause, "the end of a plan cannot be kept yet");
            self.live.tell();
            self.plans.rested(super::LOOK_AGAIN).await;
            if self.plans.stop.is_cancelled() {
                return Ok(true);
            }
        }
        if self.live.head(|head| head.state == State::Finished) {
            self.plans.follow(&self.live).await;
        }
        Ok(true)
    }

    /// Keeps secrets, where it is time.
    pub(super) async fn seal(&mut self, at_once: bool) {
        if !self.sealing.is_due(at_once) {
            return;
        }
        let live = Arc::clone(&self.live);
        let _alone = live.seal_alone().await;
        let kept = match self.sealing.file() {
            Ok((numbers, file)) => {
                let store = &self.plans.ports.store;
                store.keep_secrets(&self.id, &numbers, file).await
            }
            Err(cause) => Err(cause),
        };
        match kept {
            Ok(()) => {
                let kept = self.sealing.kept();
                self.live.change(|head| head.secrets += kept);
            }
            Err(cause) => self.not_written(&cause),
        }
    }

    /// Looks up secrets that were made and not kept: an answer was lost, or an earlier process ended before it kept them. Gives how many are missing
    /// after that.
    pub(super) async fn reveal_missing(&mut self) -> u64 {
        if !self.live.head(|head| head.act.makes_secrets()) {
            return 0;
        }
        let mut missing = 0;
        loop {
            self.seal(true).await;
            if self.rests.is_some() || !self.is_wanted() {
                return missing;
            }
            let store = &self.plans.ports.store;
            let items = match store.without_secret(&self.id, MISSING).await {
                Ok(items) => items,
                Err(cause) => {
                    self.not_written(&cause);
                    return missing;
                }
            };
            missing = items.len() as u64;
            let mut revealed = 0;
            for item in items {
                match self.reveal(&item).await {
                    Ok(()) => revealed += 1,
                    Err(refused) => {
                        warn!(plan = self.id, item = item.number, code = ?refused.code, "a secret that the plan made cannot be looked up");
                    }
                }
            }
            missing -= revealed;
            if revealed == 0 {
                return missing;
            }
        }
    }

    async fn reveal(&mut self, item: &Item) -> Result<(), Refused> {
        let (Some(instance_id), Ok(client_id)) = (
            self.acting.instance().cloned(),
            ClientId::parse(item.id.as_str()),
        ) else {
            return Ok(());
        };
        let operation = GetDeviceCredential {
            instance_id,
            client_id,
            reveal: true,
        };
        // Whoever may make a secret is shown it; here nobody is, and it is only to be opened by whoever has the key.
        let actor = Actor {
            grants: Actor::local("").grants,
            ..Actor::clone(&self.acting.actor())
        };
        let service = self.acting.service();
        let act = service.ports().nonces.next();
        let ready = service.ready(&actor, &operation, act, &self.acting.calls);
        let made = ready.await?.make().await?;
        self.sealing.add(item.number, made.result?.credential);
        Ok(())
    }
}

impl Plans {
    /// The SHA-256 of a plan's report in JSON Lines, and its totals.
    ///
    /// # Errors
    /// The store cannot be read.
    async fn report(&self, live: &Live) -> Result<(String, Vec<(&'static str, u64)>), StoreError> {
        let (id, act, hash) = live.head(|head| {
            let hash = head.hash.clone().unwrap_or_default();
            (head.id.clone(), head.act, hash)
        });
        let mut report = Report::new(act, Format::JsonLines);
        let mut context = digest::Context::new(&digest::SHA256);
        context.update(report.header().as_bytes());
        let mut after = 0;
        loop {
            let items = self.ports.store.items(&id, None, None, after, PAGE).await?;
            let Some(last) = items.last() else {
                break;
            };
            after = last.number;
            for item in &items {
                context.update(report.line(item).as_bytes());
            }
        }
        context.update(report.trailer(&id, &hash).as_bytes());
        let sha256 = context.finish();
        let hex = sha256.as_ref().iter().map(|byte| format!("{byte:02x}"));
        Ok((hex.collect(), report.totals().collect()))
    }
}
