//! Background surveys: who of a group is online, asked from time to time, so that what was never seen can be selected.

use std::sync::Arc;
use std::time::Duration;

use signet_model::Timestamp;
use signet_model::api::Via;
use signet_model::identifiers::{ClientId, GroupId, InstanceId, Several};
use signet_model::operations::BatchQuerySessionByClientIds;
use signet_model::roles::{Grant, Role};
use tokio::time::sleep;
use tracing::{info, warn};

use super::Plans;
use super::walk::{ClientPages, Halt, side_by_side};
use crate::service::Actor;

/// What was not sampled for so many days is forgotten.
const REMEMBERED_DAYS: i64 = 365;
const DAY_MILLIS: i64 = 86_400_000;

/// A group that is looked at from time to time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The instance.
    pub instance: InstanceId,
    /// The group.
    pub group: GroupId,
    /// Minutes between two samples, at least 1.
    pub every_minutes: u32,
}

impl Plans {
    /// Surveys these groups in the background until the process ends.
    pub fn survey(self: &Arc<Self>, surveys: Vec<Survey>) {
        for survey in surveys {
            let plans = Arc::clone(self);
            self.tasks.spawn(async move {
                tokio::select! {
                    () = plans.keep_surveying(&survey) => {}
                    () = plans.stop.cancelled() => {}
                }
            });
        }
    }

    /// A sample after the other, for ever.
    async fn keep_surveying(self: &Arc<Self>, survey: &Survey) {
        let mut wait = self.until_next(survey).await;
        loop {
            sleep(wait).await;
            let (instance, group) = (&survey.instance, &survey.group);
            match self.sample(survey).await {
                Ok(clients) => info!(%instance, %group, clients, "a group was surveyed"),
                Err(Halt::Rests) => return,
                Err(halt) => {
                    let why = halt.text();
                    warn!(%instance, %group, why, "a group was not surveyed to the end");
                }
            }
            wait = survey.every();
        }
    }

    /// How long it is until the next sample, by when the last one was.
    async fn until_next(&self, survey: &Survey) -> Duration {
        let (instance, group) = (survey.instance.as_str(), survey.group.as_str());
        let sightings = &self.ports.sightings;
        let begin = Timestamp::from_millis(0).unwrap_or(self.ports.clock.now());
        match sightings.samples(instance, group, begin).await {
            Ok(Some((_, last, _))) => {
                let since = self.ports.clock.now().as_millis() - last.as_millis();
                let since = Duration::from_millis(u64::try_from(since).unwrap_or_default());
                survey.every().saturating_sub(since)
            }
            Ok(None) => Duration::ZERO,
            Err(cause) => {
                warn!(%instance, %group, %cause, "when a group was surveyed last cannot be read");
                Duration::ZERO
            }
        }
    }

    /// Asks for everybody in a group once; how many there are.
    async fn sample(self: &Arc<Self>, survey: &Survey) -> Result<u64, Halt> {
        let (actor, at) = (survey.actor(), self.ports.clock.now());
        let mut pages = ClientPages::new(survey.instance.clone(), survey.group.clone());
        let mut clients = 0;
        while let Some(ids) = pages.next(self, &actor, || true).await? {
            clients += ids.len() as u64;
            side_by_side(ids.chunks(Several::<ClientId, 10>::MOST), |ids| {
                let (plans, actor) = (Arc::clone(self), actor.clone());
                let (instance, ids) = (survey.instance.clone(), ids.to_vec());
                async move { plans.look_for(&actor, instance, &ids, at).await }
            })
            .await?;
        }
        let (instance, group) = (survey.instance.as_str(), survey.group.as_str());
        let sightings = &self.ports.sightings;
        sightings.sample_ended(instance, group, at).await?;
        let long_ago = at.as_millis() - REMEMBERED_DAYS * DAY_MILLIS;
        if let Some(long_ago) = Timestamp::from_millis(long_ago) {
            sightings.forget(long_ago).await?;
        }
        Ok(clients)
    }

    /// Asks for a few clients and notes who of them is online. Who the cloud leaves out was not asked for.
    async fn look_for(
        &self,
        actor: &Actor,
        instance: InstanceId,
        ids: &[String],
        at: Timestamp,
    ) -> Result<(), Halt> {
        // A name that cannot be called is nobody's that could be in a plan.
        let clients: Vec<_> = ids
            .iter()
            .filter_map(|id| ClientId::parse(id).ok())
            .collect();
        let Ok(client_ids) = Several::new(clients) else {
            return Ok(());
        };
        let name = instance.to_string();
        let asked = BatchQuerySessionByClientIds {
            instance_id: instance,
            client_ids,
        };
        let answer = self.ask_patiently(actor, &asked, || true).await?;
        let seen = answer.sessions.into_iter();
        let seen = seen.map(|session| (session.client_id, session.online));
        let sightings = &self.ports.sightings;
        Ok(sightings.sampled(&name, seen.collect(), at).await?)
    }
}

impl Survey {
    fn every(&self) -> Duration {
        Duration::from_secs(60 * u64::from(self.every_minutes.max(1)))
    }

    /// Who asks: the proxy itself, as the configuration says. It may read what it surveys and nothing else.
    fn actor(&self) -> Actor {
        let grant = Grant {
            instance: Some(self.instance.to_string()),
            group: Some(self.group.to_string()),
            ..Grant::everywhere(Role::Viewer)
        };
        Actor {
            subject: "signet:survey".to_owned(),
            name: "survey".to_owned(),
            via: Via::Local,
            address: None,
            budget: "signet:survey".to_owned(),
            grants: [grant].into(),
            signed_in_at: None,
            reason: None,
            request_id: format!("survey:{}", self.group),
        }
    }
}
