//! Who of a frozen plan is online.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use signet_model::identifiers::{ClientId, InstanceId, IotId, IotInstanceId, Several};
use signet_model::operations::{BatchGetDeviceState, BatchQuerySessionByClientIds, DeviceStatus};
use signet_model::plans::{Identity, Online, State};
use signet_store::StoreError;
use tokio::time::Instant;
use tracing::warn;

use super::super::walk::{Halt, side_by_side};
use super::super::{Head, Live, Plans};
use crate::service::Actor;

/// With more items than this, a sample of them is asked for.
const ALL: u64 = 10_000;
/// So many are in a sample: the share is right within 2.2 percent points, 19 times of 20.
const SAMPLE: u64 = 2_000;
/// How far it is is told this often at most.
const TOLD_EVERY: Duration = Duration::from_secs(1);

/// A survey of one plan.
struct Survey {
    plans: Arc<Plans>,
    live: Arc<Live>,
    actor: Actor,
    head: Head,
    seen: Mutex<(Online, Instant)>,
}

impl Plans {
    /// Asks in the background who of a frozen plan is online, and tells it in `exposure.online`. Freezing does so by itself; to be called again after
    /// a start for plans that are frozen and whose survey did not come to its end. Of certificates nothing tells who is online.
    pub(in super::super) fn survey_online(self: &Arc<Self>, live: Arc<Live>) {
        let plans = Arc::clone(self);
        self.tasks.spawn(async move {
            let id = live.head(|head| head.id.clone());
            match plans.ask_who_is_online(&live).await {
                Ok(()) | Err(Halt::Rests) => {}
                Err(halt) => {
                    let why = halt.text();
                    warn!(plan = id, why, "who of a plan is online is not known");
                }
            }
        });
    }

    async fn ask_who_is_online(self: &Arc<Self>, live: &Arc<Live>) -> Result<(), Halt> {
        let head = live.head(Clone::clone);
        let online = head.exposure.as_ref().and_then(|seen| seen.online.as_ref());
        let is_known = online.is_some_and(|online| online.asked == online.to_ask);
        if head.act.identity() == Identity::Certificate || head.hash.is_none() || is_known {
            return Ok(());
        }
        let ids = self.to_ask(&head).await?;
        let begun = Online {
            asked: 0,
            to_ask: ids.len() as u64,
            online: 0,
            is_sample: head.items > ids.len() as u64,
            at: self.ports.clock.now(),
        };
        let survey = Arc::new(Survey {
            plans: Arc::clone(self),
            live: Arc::clone(live),
            actor: self.actor(&head).await?,
            head,
            seen: Mutex::new((begun, Instant::now())),
        });
        let together = match survey.head.act.identity() {
            Identity::Device => Several::<IotId, 50>::MOST,
            Identity::Client | Identity::Certificate => Several::<ClientId, 10>::MOST,
        };
        let asked = side_by_side(ids.chunks(together), |ids| {
            let (survey, ids) = (Arc::clone(&survey), ids.to_vec());
            async move { survey.ask(&ids).await }
        })
        .await;
        if survey.end() {
            self.keep(live).await?;
        }
        asked
    }

    /// The ids that are asked for: all, or a sample that is evenly spread.
    async fn to_ask(&self, head: &Head) -> Result<Vec<String>, StoreError> {
        let store = &self.ports.store;
        let id = |item: signet_model::plans::Item| item.id;
        if head.items <= ALL {
            let most = u32::try_from(ALL).unwrap_or(u32::MAX);
            let items = store.items(&head.id, None, None, 0, most).await?;
            return Ok(items.into_iter().map(id).collect());
        }
        let mut ids = Vec::new();
        for place in 0..SAMPLE {
            let before = place * head.items / SAMPLE;
            let item = store.items(&head.id, None, None, before, 1).await?;
            ids.extend(item.into_iter().map(id));
        }
        Ok(ids)
    }
}

impl Survey {
    /// Asks for a few, and counts them.
    async fn ask(&self, ids: &[String]) -> Result<(), Halt> {
        let online = match self.head.act.identity() {
            Identity::Device => self.devices(ids).await?,
            Identity::Client | Identity::Certificate => self.clients(ids).await?,
        };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.0.asked += ids.len() as u64;
        seen.0.online += online;
        seen.0.at = self.plans.ports.clock.now();
        if seen.1.elapsed() >= TOLD_EVERY {
            seen.1 = Instant::now();
            self.tell(seen.0.clone());
        }
        Ok(())
    }

    async fn clients(&self, ids: &[String]) -> Result<u64, Halt> {
        let instance = self.head.instance_id.clone().unwrap_or_default();
        let clients = ids.iter().map(ClientId::parse);
        let clients = clients.collect::<Result<_, _>>().and_then(Several::new);
        let asked = BatchQuerySessionByClientIds {
            instance_id: InstanceId::parse(instance)?,
            client_ids: clients?,
        };
        let asking = self
            .plans
            .ask_patiently(&self.actor, &asked, || self.is_wanted());
        let sessions = asking.await?.sessions;
        let online = sessions.iter().filter(|session| session.online);
        Ok(online.count() as u64)
    }

    async fn devices(&self, ids: &[String]) -> Result<u64, Halt> {
        let instance = self.head.iot_instance_id.as_deref();
        let devices = ids.iter().map(IotId::parse);
        let devices = devices.collect::<Result<_, _>>().and_then(Several::new);
        let asked = BatchGetDeviceState {
            iot_instance_id: instance.map(IotInstanceId::parse).transpose()?,
            iot_ids: Some(devices?),
            product_key: None,
            device_names: None,
        };
        let asking = self
            .plans
            .ask_patiently(&self.actor, &asked, || self.is_wanted());
        let states = asking.await?.devices;
        let online = states
            .iter()
            .filter(|device| device.status == DeviceStatus::Online);
        Ok(online.count() as u64)
    }

    /// Whether the plan is still the one that is asked about, and does not run yet.
    fn is_wanted(&self) -> bool {
        self.live.head(|head| {
            head.hash == self.head.hash && matches!(head.state, State::Frozen | State::Scheduled)
        })
    }

    fn tell(&self, online: Online) {
        let told = self.live.change(|head| {
            let is_same = head.items == self.head.items && head.hash == self.head.hash;
            let exposure = head.exposure.as_mut().filter(|_| is_same);
            exposure.is_some_and(|exposure| {
                exposure.online = Some(online);
                true
            })
        });
        if told {
            self.live.tell();
        }
    }

    /// Tells how it ended. What could not be asked for makes it a sample; with nothing asked for, nothing is known.
    fn end(&self) -> bool {
        let mut online = {
            let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.0.clone()
        };
        if online.asked == 0 || self.plans.stop.is_cancelled() {
            return false;
        }
        online.is_sample |= online.asked < online.to_ask;
        online.to_ask = online.asked;
        self.tell(online);
        true
    }
}
