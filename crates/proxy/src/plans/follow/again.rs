//! Certificates that wait to be deleted, looked at again: what somebody activated meanwhile is left alone, and what is gone needs no deleting.

use std::collections::HashMap;
use std::sync::Arc;

use signet_model::identifiers::{InstanceId, PageNumber, PageSize, SerialNumber};
use signet_model::operations::{CertificateStatus, ListDeviceCertificateByCaSn};
use signet_model::plans::{Act, State};
use signet_plans::lifecycle;
use tracing::{error, info, warn};

use super::super::freeze::approved_with_other;
use super::super::walk::Halt;
use super::super::{Live, Plans, events};
use crate::service::Actor;

/// So many items are read together.
const TOGETHER: u32 = 5_000;

/// What of a plan is not as it was.
#[derive(Default)]
struct Moved {
    numbers: Vec<u64>,
    activated: u64,
    gone: u64,
}

impl Plans {
    /// Takes out of a plan that waits for its time what is not inactive any more. `false` where that could not be found out or kept.
    pub(super) async fn look_again(self: &Arc<Self>, live: &Arc<Live>) -> bool {
        if live.head(|head| head.act != Act::DeleteCertificate) {
            return true;
        }
        let moved = match self.what_moved(live).await {
            Ok(moved) => moved,
            Err(halt) => {
                if let Some(text) = halt.text() {
                    warn!(
                        plan = live.head(|head| head.id.clone()),
                        text,
                        "what became of certificates that wait to be deleted cannot be found out"
                    );
                }
                return false;
            }
        };
        if moved.numbers.is_empty() {
            return true;
        }
        let _turn = live.turn().await;
        let (id, items, state) = live.head(|head| (head.id.clone(), head.items, head.state));
        if state != State::Scheduled {
            return true;
        }
        let text = format!(
            "{} certificates were activated again and {} are gone: they are not in the plan any more.",
            moved.activated, moved.gone
        );
        info!(
            plan = id,
            activated = moved.activated,
            gone = moved.gone,
            "left out of a plan"
        );
        if moved.numbers.len() as u64 == items {
            return self.nothing_left(live, text).await;
        }
        if let Err(cause) = self.ports.store.exclude(&id, &moved.numbers).await {
            error!(plan = id, %cause, "items cannot be taken out of a plan");
            return false;
        }
        live.change(|head| {
            head.items = items - moved.numbers.len() as u64;
            head.why_text = Some(text);
        });
        if self.refreeze(live).await.is_err() {
            return false;
        }
        // Less than was approved is approved.
        live.change(approved_with_other);
        let now = self.ports.clock.now();
        let mut event = live.head(|head| events::own(head, events::EXCLUDED, now));
        let excluded = moved.numbers.len().into();
        event.object.insert("excluded".to_owned(), excluded);
        if let Err(cause) = self.ports.service.ports().recorder.append(event).await {
            warn!(plan = id, %cause, "that items were taken out cannot be recorded");
        }
        self.keep(live).await.is_ok()
    }

    /// There is nothing to delete any more.
    async fn nothing_left(self: &Arc<Self>, live: &Arc<Live>, text: String) -> bool {
        let now = self.ports.clock.now();
        live.change(|head| {
            let cancel = signet_model::plans::Command::Cancel;
            if let Ok((state, why)) = lifecycle::tell(head.state, head.why, cancel) {
                (head.state, head.why) = (state, why);
                head.why_text = Some(format!("{text} Nothing is left to delete."));
                head.ended_at = Some(now);
            }
        });
        let event = live.head(|head| events::own(head, events::CANCELLED, now));
        if let Err(cause) = self.ports.service.ports().recorder.append(event).await {
            warn!(%cause, "that nothing is left of a plan cannot be recorded");
        }
        self.keep(live).await.is_ok()
    }

    async fn what_moved(&self, live: &Arc<Live>) -> Result<Moved, Halt> {
        let head = live.head(Clone::clone);
        let actor = self.actor(&head).await?;
        let mut moved = Moved::default();
        let (mut after, mut walked) = (0, None);
        loop {
            let store = &self.ports.store;
            let items = store.items(&head.id, None, None, after, TOGETHER).await?;
            let Some(last) = items.last() else {
                return Ok(moved);
            };
            after = last.number;
            for item in &items {
                let ca = item.ca.as_deref().unwrap_or_default();
                // Items stand in the order of their CA.
                let known = match &mut walked {
                    Some((of, known)) if of == ca => known,
                    other => {
                        let instance = head.instance_id.as_deref().unwrap_or_default();
                        let known = self.signed(live, &actor, instance, ca).await?;
                        &mut other.insert((ca.to_owned(), known)).1
                    }
                };
                match known.get(&item.id) {
                    Some(CertificateStatus::Active) => moved.activated += 1,
                    Some(_) => continue,
                    None => moved.gone += 1,
                }
                moved.numbers.push(item.number);
            }
        }
    }

    /// The device certificates that a CA signed, by serial number.
    async fn signed(
        &self,
        live: &Live,
        actor: &Actor,
        instance: &str,
        ca: &str,
    ) -> Result<HashMap<String, CertificateStatus>, Halt> {
        let unnamed = |violation| Halt::Failed(format!("The plan names no CA: {violation}."));
        let instance_id = InstanceId::parse(instance).map_err(unnamed)?;
        let ca_serial_number = SerialNumber::parse(ca).map_err(unnamed)?;
        let mut known = HashMap::new();
        let mut page_number = PageNumber::MIN;
        loop {
            let read = ListDeviceCertificateByCaSn {
                instance_id: instance_id.clone(),
                ca_serial_number: ca_serial_number.clone(),
                page_number,
                page_size: PageSize::MAX,
            };
            let is_wanted = || live.head(|head| head.state == State::Scheduled);
            let page = match self.ask_patiently(actor, &read, is_wanted).await {
                Ok(page) => page,
                // The CA itself is gone.
                Err(halt) if halt.is_gone() => return Ok(known),
                Err(halt) => return Err(halt),
            };
            let before = known.len();
            let is_last = page.certificates.is_empty();
            for one in page.certificates {
                known.insert(one.device_serial_number, one.status);
            }
            // A page that shows nothing new is the last, whatever the cloud says of how many there are.
            if is_last || known.len() == before {
                return Ok(known);
            }
            page_number = page_number.next();
        }
    }
}
