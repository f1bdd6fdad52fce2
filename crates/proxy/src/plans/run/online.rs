//! Who of a wave was online before it, and whether they are back after it.

use std::collections::HashSet;

use signet_model::identifiers::{ClientId, Several};
use signet_model::operations::BatchQuerySessionByClientIds;
use signet_model::plans::{State, Why};
use signet_store::StoreError;

use super::super::walk::Halt;
use super::Runner;

/// So many of a wave are asked for at most.
const SAMPLE: u64 = 1_000;
/// So many client ids go into one call (`cloud-api.md` section 1.1).
const IN_A_CALL: usize = 10;

impl Runner {
    /// Asks who of a wave is online before it begins, and keeps their ids: whoever takes the plan up later must know them, too.
    pub(super) async fn look_who_is_online(&mut self, wave: usize) -> Result<(), StoreError> {
        let ids = self.sample(wave).await?;
        let asked = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let Some(online) = self.ask(ids).await else {
            return Ok(());
        };
        let kept = serde_json::to_string(&online).unwrap_or_default();
        let meta = &self.plans.ports.meta;
        if let Err(cause) = meta.set(&key(&self.id), Some(&kept)).await {
            self.not_written(&cause);
            return Ok(());
        }
        self.run
            .was_online(asked, u32::try_from(online.len()).unwrap_or(u32::MAX));
        self.keep().await;
        Ok(())
    }

    /// Asks which of those are online again.
    pub(super) async fn look_who_is_back(&mut self, wave: usize) -> Result<(), StoreError> {
        let kept = self.plans.ports.meta.get(&key(&self.id)).await?;
        let were: HashSet<String> = kept
            .and_then(|kept| serde_json::from_str(&kept).ok())
            .unwrap_or_default();
        let Some(online) = self.ask(were.iter().cloned().collect()).await else {
            return Ok(());
        };
        let seen = self.run.waves().get(wave);
        let of = seen
            .and_then(|wave| wave.come_back.as_ref())
            .map_or(0, |seen| seen.online);
        let back = online.iter().filter(|id| were.contains(*id)).count();
        self.run
            .is_back(u32::try_from(back).unwrap_or(u32::MAX), of);
        self.keep().await;
        Ok(())
    }

    /// Ids of a wave, evenly spread.
    async fn sample(&self, wave: usize) -> Result<Vec<String>, StoreError> {
        let waves = self.run.waves();
        let up_to = waves.get(wave).map_or(0, |wave| wave.up_to);
        let before = wave.checked_sub(1).and_then(|before| waves.get(before));
        let start = before.map_or(0, |wave| wave.up_to);
        let step = (up_to - start).div_ceil(SAMPLE).max(1);
        let mut ids = Vec::new();
        let mut after = start;
        while after < up_to {
            let store = &self.plans.ports.store;
            let items = store.items(&self.id, None, None, after, 1).await?;
            ids.extend(items.into_iter().map(|item| item.id));
            after += step;
        }
        Ok(ids)
    }

    /// Which of these are online; `None` where that could not be found out, and the plan rests or ends.
    async fn ask(&mut self, ids: Vec<String>) -> Option<Vec<String>> {
        let instance = self.acting.instance()?.clone();
        let actor = self.acting.actor();
        let mut online = Vec::new();
        for some in ids.chunks(IN_A_CALL) {
            let some = some
                .iter()
                .filter_map(|id| ClientId::parse(id.as_str()).ok());
            let Ok(client_ids) = Several::new(some.collect()) else {
                continue;
            };
            let read = BatchQuerySessionByClientIds {
                instance_id: instance.clone(),
                client_ids,
            };
            let live = &self.live;
            let is_wanted = || live.head(|head| head.state == State::Running);
            match self.plans.ask_patiently(&actor, &read, is_wanted).await {
                Ok(answer) => {
                    let here = answer.sessions.into_iter().filter(|session| session.online);
                    online.extend(here.map(|session| session.client_id));
                }
                Err(Halt::Rests) => return None,
                Err(halt) => {
                    let why = if halt.is_not_granted() {
                        Why::RoleRevoked
                    } else {
                        Why::CloudUnreachable
                    };
                    let text = halt.text().unwrap_or_default();
                    self.halt(why, format!("It cannot be asked who is online. {text}"));
                    return None;
                }
            }
        }
        Some(online)
    }

    /// Forgets who was online.
    pub(super) async fn forget_online(&self) {
        // What is left there harms nobody.
        let _ = self.plans.ports.meta.set(&key(&self.id), None).await;
    }
}

/// Under which it is kept who of the wave was online.
fn key(plan: &str) -> String {
    format!("online {plan}")
}
