//! Which account and region an instance is in. Asked before every call on an instance, because the cloud answers a wrong
//! instance id with `ServiceUnavailable` (`cloud-api.md` section 4.3), which would send people looking in the wrong place.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use signet_model::api::{ApiError, ErrorCode};
use signet_model::identifiers::{InstanceId, IotInstanceId};
use tokio::time::Instant;
use tracing::warn;

use super::{Priority, Refused, Service, Target};

/// How long an answer of `ListInstances` is believed.
const FRESH: Duration = Duration::from_secs(60);
/// An unknown id is looked for again at once, but a stream of unknown ids must not use up the quota.
const AGAIN: Duration = Duration::from_secs(1);

/// What is known of instances.
#[derive(Debug, Default)]
pub(super) struct Directory {
    known: RwLock<Known>,
    asking: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Known {
    asked: Option<Instant>,
    /// By instance id; the second part is the index of the target that listed it.
    places: HashMap<String, (Arc<Target>, usize)>,
    /// What the last round could not see, by target.
    blind: Vec<(usize, Refused)>,
}

impl Directory {
    fn look<T>(&self, read: impl FnOnce(&Known) -> T) -> T {
        read(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The place of an instance, if what is known is not older than `age`; the outer `None` says to ask again.
    fn place(&self, id: &str, age: Duration) -> Option<Option<Arc<Target>>> {
        self.look(|known| {
            known.asked.filter(|asked| asked.elapsed() < age)?;
            Some(known.places.get(id).map(|(target, _)| Arc::clone(target)))
        })
    }
}

impl Service {
    /// The account and region of an instance.
    pub(super) async fn locate(&self, id: &InstanceId, priority: Priority) -> Result<Arc<Target>, Refused> {
        let id = id.as_str();
        let target = match self.directory.place(id, FRESH) {
            Some(Some(target)) => target,
            _ => self.look_again(id, priority).await?,
        };
        if target.account.allows(id) {
            return Ok(target);
        }
        let error = ApiError::new(ErrorCode::InstanceNotAllowed, format!("instance {id} is not among those that account {} may use here", target.account.name));
        Err(Box::new(error.remedy("Add it to `instances` of the account in signet.toml and start the proxy again.")))
    }

    async fn look_again(&self, id: &str, priority: Priority) -> Result<Arc<Target>, Refused> {
        let _asking = self.directory.asking.lock().await;
        // Whoever held the lock before may have asked already.
        let known = match self.directory.place(id, FRESH) {
            Some(Some(target)) => return Ok(target),
            Some(None) if self.directory.place(id, AGAIN).is_some() => None,
            _ => {
                self.ask_all(priority).await;
                self.directory.look(|known| known.places.get(id).map(|(target, _)| Arc::clone(target)))
            }
        };
        known.ok_or_else(|| {
            // Where a region could not be asked, the instance may be there: its own trouble is the answer.
            self.directory.look(|known| known.blind.first().map(|(_, refused)| refused.clone())).unwrap_or_else(|| not_found(id))
        })
    }

    async fn ask_all(&self, priority: Priority) {
        let mut lists = Vec::with_capacity(self.targets.len());
        for target in &self.targets {
            lists.push(self.instances_of(target, priority).await);
        }
        let mut known = self.directory.known.write().unwrap_or_else(PoisonError::into_inner);
        known.blind.clear();
        for (index, (target, list)) in self.targets.iter().zip(lists).enumerate() {
            match list {
                Ok(list) => {
                    known.places.retain(|_, (_, from)| *from != index);
                    for instance in list.instances {
                        let region = if instance.region.is_empty() { target.region.clone() } else { instance.region };
                        let place = if region == target.region { Arc::clone(target) } else { Arc::new(Target { region, ..(**target).clone() }) };
                        known.places.entry(instance.instance_id).or_insert((place, index));
                    }
                }
                Err(refused) => {
                    warn!(account = target.account.name, region = target.region, code = ?refused.code, "instances could not be listed; what was known of them stays");
                    known.blind.push((index, refused));
                }
            }
        }
        // With nothing seen there is nothing to believe for a minute.
        if known.blind.len() < self.targets.len() {
            known.asked = Some(Instant::now());
        }
    }

    /// Where an IoT Platform instance is; `None` asks for the public one.
    pub(super) fn locate_iot(&self, id: Option<&IotInstanceId>) -> Result<Arc<Target>, Refused> {
        let id = id.map(IotInstanceId::as_str);
        if let Some(instance) = self.iot_instances.iter().find(|instance| instance.id.as_deref() == id) {
            return Ok(Arc::clone(&instance.target));
        }
        // A cloud with one endpoint for everything has no regions to choose from, and the public instance needs no name there.
        if !self.policy.iot_is_real && (self.iot_instances.is_empty() || id.is_none()) {
            if let [target, ..] = &self.targets[..] {
                return Ok(Arc::clone(target));
            }
        }
        let what = id.map_or_else(|| "the public IoT instance".to_owned(), |id| format!("IoT instance {id}"));
        let error = ApiError::new(ErrorCode::InstanceNotFound, format!("{what} is not in the configuration, so its region is unknown"));
        Err(Box::new(error.remedy("Add it to [[iot_instances]] in signet.toml and start the proxy again.")))
    }
}

fn not_found(id: &str) -> Refused {
    let error = ApiError::new(ErrorCode::InstanceNotFound, format!("instance {id} is in none of the accounts and regions of this proxy"));
    Box::new(error.remedy("Check the id; if it is right, add its region to the account in signet.toml."))
}
