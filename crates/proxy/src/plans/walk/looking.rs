//! Looking at identities one by one, where they are too few for a walk, and counting what there is around them.

use std::sync::{Arc, Mutex, PoisonError};

use signet_model::identifiers::{ClientId, IotId, PageSize, SerialNumber};
use signet_model::operations::{
    GetDeviceCertificate, GetDeviceCredential, QueryClientIds, QueryCustomAuthConnectBlack,
};
use signet_model::plans::{Act, Identity, Item};
use signet_plans::outcome::seen;

use super::certificates::before;
use super::{Halt, Walk, side_by_side};

impl Walk {
    /// Looks at each of these items.
    ///
    /// # Errors
    /// What ended it, at which item.
    pub(in super::super) async fn look_at(
        self: &Arc<Self>,
        act: Act,
        items: Vec<Item>,
    ) -> Result<(), Halt> {
        let known = Arc::new(Mutex::new(Vec::with_capacity(items.len())));
        side_by_side(items, |item| {
            let (walk, known) = (Arc::clone(self), Arc::clone(&known));
            async move {
                let before = walk
                    .look(act, &item)
                    .await
                    .map_err(|halt| halt.at(|| format!("{} could not be looked at", item.id)))?;
                walk.tell(1)?;
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                known.push((item.number, before.to_owned()));
                Ok(())
            }
        })
        .await?;
        let known = std::mem::take(&mut *known.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(self.plans.ports.store.set_before(&self.id, known).await?)
    }

    /// Counts what there is in the groups or CAs of a few items.
    ///
    /// # Errors
    /// It is not wanted any more.
    pub(in super::super) async fn count_places(
        self: &Arc<Self>,
        identity: Identity,
        places: Vec<String>,
    ) -> Result<(), Halt> {
        side_by_side(places, |place| {
            let walk = Arc::clone(self);
            async move {
                let total = match identity {
                    Identity::Client => walk.count_group(&place).await?,
                    Identity::Certificate => walk.count_ca(&place).await?,
                    Identity::Device => None,
                };
                if let Some(total) = total {
                    walk.has(&place, total);
                }
                Ok(())
            }
        })
        .await
    }

    async fn look(&self, act: Act, item: &Item) -> Result<&'static str, Halt> {
        let looked = match act {
            Act::Register | Act::Rotate | Act::Deregister => self.credential(&item.id).await,
            Act::Blacklist | Act::Lift | Act::CutOff => self.entry(&item.id).await,
            Act::Inactivate | Act::Activate | Act::DeleteCertificate => {
                let ca = item.ca.as_deref().unwrap_or_default();
                self.certificate(ca, &item.id).await
            }
            Act::DeleteClientIds => self.client_ids(&item.id).await,
        };
        match looked {
            Err(halt) if halt.is_gone() => Ok(seen::UNREGISTERED),
            looked => looked,
        }
    }

    async fn credential(&self, id: &str) -> Result<&'static str, Halt> {
        let read = GetDeviceCredential {
            instance_id: self.instance()?,
            client_id: ClientId::parse(id)?,
            reveal: false,
        };
        self.ask(&read).await.map(|_| seen::REGISTERED)
    }

    async fn entry(&self, id: &str) -> Result<&'static str, Halt> {
        let read = QueryCustomAuthConnectBlack {
            instance_id: self.instance()?,
            client_id: Some(ClientId::parse(id)?),
            page_size: PageSize::MAX,
            next_token: None,
        };
        let mut entries = self.ask(&read).await?.entries.into_iter();
        let blocked = entries.any(|entry| entry.blocked && entry.client_id == id);
        Ok(if blocked {
            seen::BLACKLISTED
        } else {
            seen::NOT_BLACKLISTED
        })
    }

    async fn certificate(&self, ca: &str, id: &str) -> Result<&'static str, Halt> {
        let read = GetDeviceCertificate {
            instance_id: self.instance()?,
            ca_serial_number: SerialNumber::parse(ca)?,
            device_serial_number: SerialNumber::parse(id)?,
        };
        let answer = self.ask(&read).await?;
        Ok(before(answer.certificate.status))
    }

    async fn client_ids(&self, id: &str) -> Result<&'static str, Halt> {
        let read = QueryClientIds {
            iot_id: IotId::parse(id)?,
            iot_instance_id: self.iot_instance.clone(),
        };
        let answer = self.ask(&read).await?;
        Ok(if answer.client_ids.is_empty() {
            seen::UNREGISTERED
        } else {
            seen::REGISTERED
        })
    }
}
