//! Which account and region an instance is in. Asked before every call on an instance, because the cloud answers a wrong
//! instance id with `ServiceUnavailable` (`cloud-api.md` section 4.3), which would send people looking in the wrong place.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use signet_model::api::{ApiError, ErrorCode};
use signet_model::identifiers::{InstanceId, IotInstanceId};
use signet_model::operations::ListInstances;
use tokio::time::Instant;

use super::proxied::Part;
use super::{Priority, Refused, Service, Target};

/// How long an answer of `ListInstances` is believed.
const FRESH: Duration = Duration::from_secs(60);
/// An unknown id is looked for again at once, but a stream of unknown ids must not use up the quota.
const AGAIN: Duration = Duration::from_secs(1);

/// What is known of instances.
#[derive(Debug, Default)]
pub struct Directory {
    known: RwLock<Known>,
    asking: tokio::sync::Mutex<()>,
}

#[derive(Debug, Default)]
struct Known {
    asked: Option<Instant>,
    /// By instance id; the second part is the index of the target that listed it.
    places: HashMap<String, (Arc<Target>, usize)>,
    /// Which accounts did not answer in the last round, and why.
    blind: Vec<(String, Refused)>,
}

impl Directory {
    fn look<T>(&self, read: impl FnOnce(&Known) -> T) -> T {
        read(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes in what each account and region listed, or why it did not. What was known of a region that did not answer stays.
    pub(super) fn learn(&self, lists: &[Part<ListInstances>]) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.blind.clear();
        for (index, (target, list)) in lists.iter().enumerate() {
            let list = match list {
                Ok(list) => list,
                Err(refused) => {
                    let account = target.account.name.clone();
                    known.blind.push((account, refused.clone()));
                    continue;
                }
            };
            known.places.retain(|_, (_, from)| *from != index);
            for instance in &list.instances {
                let place = if instance.region.is_empty() || instance.region == target.region {
                    Arc::clone(target)
                } else {
                    Arc::new(Target {
                        region: instance.region.clone(),
                        ..(**target).clone()
                    })
                };
                known
                    .places
                    .entry(instance.instance_id.clone())
                    .or_insert((place, index));
            }
        }
        // With nothing seen there is nothing to believe for a minute.
        if known.blind.len() < lists.len() {
            known.asked = Some(Instant::now());
        }
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
    /// The account and region of an instance, whether or not it may be used.
    pub(super) async fn find(
        &self,
        id: &InstanceId,
        priority: Priority,
    ) -> Result<Arc<Target>, Refused> {
        let id = id.as_str();
        match self.directory.place(id, FRESH) {
            Some(Some(target)) => Ok(target),
            _ => Box::pin(self.look_again(id, priority)).await,
        }
    }

    /// Where an instance was when instances were listed last, however long ago.
    pub(super) fn known(&self, id: &InstanceId) -> Option<Arc<Target>> {
        self.directory.look(|known| {
            let place = known.places.get(id.as_str());
            place.map(|(target, _)| Arc::clone(target))
        })
    }

    /// Why the first of these accounts that did not answer in the last round did not.
    pub(super) fn blind(&self, of: impl Fn(&str) -> bool) -> Option<Refused> {
        self.directory.look(|known| {
            let mut blind = known.blind.iter();
            blind
                .find(|(account, _)| of(account))
                .map(|(_, refused)| refused.clone())
        })
    }

    /// Whether the configuration lets an instance be used that was found there.
    pub(super) fn usable(target: Arc<Target>, id: &InstanceId) -> Result<Arc<Target>, Refused> {
        let id = id.as_str();
        if target.account.allows(id) {
            return Ok(target);
        }
        let error = ApiError::new(
            ErrorCode::InstanceNotAllowed,
            format!(
                "instance {id} is not among those that account {} may use here",
                target.account.name
            ),
        );
        Err(Box::new(error.remedy(
            "Add it to `instances` of the account in signet.toml and start the proxy again.",
        )))
    }

    async fn look_again(&self, id: &str, priority: Priority) -> Result<Arc<Target>, Refused> {
        let _asking = self.directory.asking.lock().await;
        // Whoever held the lock before may have asked already.
        let known = match self.directory.place(id, FRESH) {
            Some(Some(target)) => return Ok(target),
            Some(None) if self.directory.place(id, AGAIN).is_some() => None,
            _ => {
                self.ask_all(&ListInstances {}, priority).await;
                self.directory
                    .look(|known| known.places.get(id).map(|(target, _)| Arc::clone(target)))
            }
        };
        known.ok_or_else(|| {
            // Where a region could not be asked, the instance may be there: its own trouble is the answer.
            self.blind(|_| true).unwrap_or_else(|| not_found(id))
        })
    }

    /// Where an IoT Platform instance is; `None` asks for the public one.
    pub(super) fn locate_iot(&self, id: Option<&IotInstanceId>) -> Result<Arc<Target>, Refused> {
        let id = id.map(IotInstanceId::as_str);
        if let Some(instance) = self
            .iot_instances
            .iter()
            .find(|instance| instance.id.as_deref() == id)
        {
            return Ok(Arc::clone(&instance.target));
        }
        // A cloud with one endpoint for everything has no regions to choose from, and the public instance needs no name there.
        let regions_decide =
            self.policy.iot_is_real || (id.is_some() && !self.iot_instances.is_empty());
        if let (false, [target, ..]) = (regions_decide, &self.targets[..]) {
            return Ok(Arc::clone(target));
        }
        let what = id.map_or_else(
            || "the public IoT instance".to_owned(),
            |id| format!("IoT instance {id}"),
        );
        let error = ApiError::new(
            ErrorCode::InstanceNotFound,
            format!("{what} is not in the configuration, so its region is unknown"),
        );
        Err(Box::new(error.remedy(
            "Add it to [[iot_instances]] in signet.toml and start the proxy again.",
        )))
    }
}

fn not_found(id: &str) -> Refused {
    let error = ApiError::new(
        ErrorCode::InstanceNotFound,
        format!("instance {id} is in none of the accounts and regions of this proxy"),
    );
    Box::new(
        error.remedy("Check the id; if it is right, add its region to the account in signet.toml."),
    )
}
