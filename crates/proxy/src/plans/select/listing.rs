//! Lists that nobody sends: whom surveys never saw, and what another plan did.

use signet_model::Timestamp;
use signet_model::plans::{Item, Outcome};
use signet_store::ports::{Found, MAX_SAMPLES, NewItem};

use super::super::Head;
use super::super::walk::{Halt, Walk};

/// So many are read at a time.
const TOGETHER: u32 = 10_000;

impl Walk {
    /// Lists whom surveys never saw online.
    ///
    /// # Errors
    /// There are not enough samples yet, or the store failed.
    pub(super) async fn list_unseen(
        &self,
        group: &str,
        least: u32,
        since: Timestamp,
    ) -> Result<(), Halt> {
        let (sightings, instance) = self.surveyed()?;
        let known = sightings.samples(&instance, group, since).await?;
        let samples = known.map_or(0, |(.., samples)| samples);
        if samples < least {
            let taken = match known {
                Some((first, last, samples)) => {
                    format!("{samples} since {since}: the first at {first}, the last at {last}")
                }
                None => format!("none since {since}"),
            };
            return Err(Halt::Failed(format!(
                "Who of group {group} was never seen online in {least} samples cannot be told yet: there are {taken}. [[surveys]] in signet.toml names the groups that are sampled; wait for more samples, or ask for fewer."
            )));
        }
        if least > MAX_SAMPLES {
            return Err(Halt::Failed(format!(
                "Of each client {MAX_SAMPLES} samples are remembered, and the plan asks for {least}. Ask for fewer."
            )));
        }
        let mut after = String::new();
        loop {
            let clients = sightings
                .unseen(&instance, group, least, since, &after, TOGETHER)
                .await?;
            let Some(last) = clients.last() else {
                return Ok(());
            };
            after.clone_from(last);
            let item = |id| NewItem {
                id,
                ca: String::new(),
                before: String::new(),
            };
            self.list(clients.into_iter().map(item).collect()).await?;
        }
    }

    /// Lists what another plan did.
    ///
    /// # Errors
    /// There is no such plan, or the store failed.
    pub(super) async fn list_done_by(&self, head: &Head, other: &str) -> Result<(), Halt> {
        let (store, _) = self.kept_in();
        let unknown = || {
            Halt::Failed(format!(
                "There is no plan {other} that acts on the same kind of identity in the same place."
            ))
        };
        let kept = store.find(other).await?.ok_or_else(unknown)?;
        let before = Head::read(&kept)?;
        if before.place() != head.place() || before.act.identity() != head.act.identity() {
            return Err(unknown());
        }
        for outcome in [Outcome::Done, Outcome::SettledDone] {
            let mut after = 0;
            loop {
                let done = store
                    .items(other, Some(outcome), None, after, TOGETHER)
                    .await?;
                let Some(last) = done.last() else { break };
                after = last.number;
                let item = |item: Item| NewItem {
                    id: item.id,
                    ca: item.ca.unwrap_or_default(),
                    before: String::new(),
                };
                self.list(done.into_iter().map(item).collect()).await?;
            }
        }
        Ok(())
    }

    async fn list(&self, items: Vec<NewItem>) -> Result<(), Halt> {
        let (store, id) = self.kept_in();
        let new = store.found(id, Found::Listed, items).await?;
        self.tell_listed(new);
        Ok(())
    }
}
