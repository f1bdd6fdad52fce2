//! One item of a plan: what is done to it, and what became of it.

mod became;

pub(super) use became::Became;

use std::sync::{Arc, Mutex, PoisonError};

use signet_model::api::{ApiError, ErrorCode};
use signet_model::audit::Ending;
use signet_model::identifiers::{
    ClientId, InstanceId, IotId, IotInstanceId, NewClientId, SerialNumber,
};
use signet_model::operations::*;
use signet_model::plans::{Act, Outcome};
use signet_model::violation::Violation;
use signet_plans::outcome::{self, ToDo};
use signet_store::ports::{self, Begun};
use tokio::time::{Duration, sleep};

use super::Head;
use crate::service::{Actor, Before, Calls, Proxied, Refused, Service};
use became::Went;

/// How often closing a connection is tried where that may help.
const CLOSINGS: u32 = 5;
/// How long it waits between.
const BETWEEN_CLOSINGS: Duration = Duration::from_secs(1);

/// Acts on the items of one plan.
pub(super) struct Acting {
    service: Arc<Service>,
    store: Arc<dyn ports::Plans>,
    plan: String,
    act: Act,
    instance: Option<InstanceId>,
    iot_instance: Option<IotInstanceId>,
    /// The author with what they may do now.
    actor: Mutex<Arc<Actor>>,
    /// Counts what is sent.
    pub(super) calls: Calls,
}

/// Whether an item is acted on, or what an earlier process did to it is found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// It is acted on.
    Anew,
    /// It was begun, and how that ended was not written down.
    TakeUp,
}

impl Acting {
    /// For a plan, in the name of its author.
    pub(super) fn new(
        service: &Arc<Service>,
        store: &Arc<dyn ports::Plans>,
        head: &Head,
        actor: Actor,
    ) -> Self {
        Self {
            service: Arc::clone(service),
            store: Arc::clone(store),
            plan: head.id.clone(),
            act: head.act,
            instance: parsed(head.instance_id.as_deref(), InstanceId::parse),
            iot_instance: parsed(head.iot_instance_id.as_deref(), IotInstanceId::parse),
            actor: Mutex::new(Arc::new(actor)),
            calls: Calls::default(),
        }
    }

    /// From here on this is what the author may do.
    pub(super) fn set_actor(&self, actor: Actor) {
        *self.actor.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(actor);
    }

    /// The author, with what they may do.
    pub(super) fn actor(&self) -> Arc<Actor> {
        Arc::clone(&self.actor.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where it acts, if that is an ApsaraMQ for MQTT instance.
    pub(super) const fn instance(&self) -> Option<&InstanceId> {
        self.instance.as_ref()
    }

    /// What executes operations.
    pub(super) fn service(&self) -> &Service {
        &self.service
    }

    /// Acts on an item, or finds out what became of it.
    pub(super) async fn on(&self, begun: &Begun, how: How) -> Became {
        match outcome::to_do(self.act, &begun.item.before) {
            ToDo::Already => return Became::without_a_call(begun, Outcome::Already),
            ToDo::Moved => return Became::without_a_call(begun, Outcome::Moved),
            ToDo::Act => {}
        }
        match self.dispatch(begun, how).await {
            Ok(became) => became,
            Err(violation) => Became::not_an_item(begun, &violation),
        }
    }

    /// `Err` where the item is no identity of the act's kind, which the list should not have let in.
    async fn dispatch(&self, begun: &Begun, how: How) -> Result<Became, Violation> {
        let secret = |answer: DeviceCredentialAnswer| Some(answer.credential);
        let no_secret = |_| None;
        Ok(match self.act {
            Act::Register => {
                let operation = RegisterDeviceCredential {
                    instance_id: self.place()?,
                    client_id: NewClientId::parse(begun.item.id.as_str())?,
                    replace_existing: false,
                };
                self.one(&operation, begun, how, secret).await
            }
            Act::Rotate => {
                let (instance_id, client_id) = self.client(begun)?;
                let operation = RefreshDeviceCredential {
                    instance_id,
                    client_id,
                };
                self.one(&operation, begun, how, secret).await
            }
            Act::Deregister => {
                let (instance_id, client_id) = self.client(begun)?;
                let operation = UnRegisterDeviceCredential {
                    instance_id,
                    client_id,
                };
                self.one(&operation, begun, how, no_secret).await
            }
            Act::Blacklist => self.blacklist(begun, how).await?,
            Act::CutOff => {
                let became = self.blacklist(begun, how).await?;
                self.close(begun, became).await?
            }
            Act::Lift => {
                let (instance_id, client_id) = self.client(begun)?;
                let operation = DeleteCustomAuthConnectBlack {
                    instance_id,
                    client_id,
                };
                self.one(&operation, begun, how, no_secret).await
            }
            Act::Inactivate => {
                let (instance_id, ca_serial_number, device_serial_number) =
                    self.certificate(begun)?;
                let operation = InactivateDeviceCertificate {
                    instance_id,
                    ca_serial_number,
                    device_serial_number,
                };
                self.one(&operation, begun, how, |_| None).await
            }
            Act::Activate => {
                let (instance_id, ca_serial_number, device_serial_number) =
                    self.certificate(begun)?;
                let operation = ActiveDeviceCertificate {
                    instance_id,
                    ca_serial_number,
                    device_serial_number,
                };
                self.one(&operation, begun, how, |_| None).await
            }
            Act::DeleteCertificate => {
                let (instance_id, ca_serial_number, device_serial_number) =
                    self.certificate(begun)?;
                let operation = DeleteDeviceCertificate {
                    instance_id,
                    ca_serial_number,
                    device_serial_number,
                };
                self.one(&operation, begun, how, |_| None).await
            }
            Act::DeleteClientIds => {
                let operation = DeleteClientIds {
                    iot_id: IotId::parse(begun.item.id.as_str())?,
                    iot_instance_id: self.iot_instance.clone(),
                };
                self.one(&operation, begun, how, no_secret).await
            }
        })
    }

    async fn blacklist(&self, begun: &Begun, how: How) -> Result<Became, Violation> {
        let (instance_id, client_id) = self.client(begun)?;
        let operation = AddCustomAuthConnectBlack {
            instance_id,
            client_id,
            reason: None,
        };
        Ok(self.one(&operation, begun, how, |_| None).await)
    }

    /// Closes the connection of whoever was blacklisted. That this may be unavailable does not undo the act; the item says so.
    async fn close(&self, begun: &Begun, mut became: Became) -> Result<Became, Violation> {
        if !became.outcome.is_done() {
            return Ok(became);
        }
        let (instance_id, client_id) = self.client(begun)?;
        let operation = CloseConnection {
            instance_id,
            client_id,
        };
        let mut tried = 0;
        let refused = loop {
            tried += 1;
            let act = became::act_id(&self.plan, begun, &format!("close {tried}"));
            let went = self.send(&operation, begun, act, false).await;
            let Some(refused) = went.into_refused() else {
                return Ok(became);
            };
            let may_help = matches!(
                outcome::refused(self.act, refused.code),
                outcome::Refused::Back(None) | outcome::Refused::Unreachable
            );
            if !may_help || tried == CLOSINGS {
                break refused;
            }
            sleep(BETWEEN_CLOSINGS).await;
        };
        became.note = Some(format!(
            "It is blacklisted; its connection could not be closed. {}",
            refused.message
        ));
        Ok(became)
    }

    async fn one<O: Proxied>(
        &self,
        operation: &O,
        begun: &Begun,
        how: How,
        secret: impl FnOnce(O::Output) -> Option<DeviceCredential>,
    ) -> Became {
        let act = became::act_id(&self.plan, begun, "");
        let looks = self.act.look().is_some();
        let went = match how {
            How::Anew => Box::pin(self.send(operation, begun, act, looks)).await,
            // What is looked at is written down before anything is sent.
            How::TakeUp if looks && begun.seen.is_none() => Went::NotSent,
            How::TakeUp => Box::pin(self.take_up(operation, begun, act)).await,
        };
        Became::of::<O>(self.act, begun, went, secret)
    }

    async fn send<O: Proxied>(
        &self,
        operation: &O,
        begun: &Begun,
        act: String,
        looks: bool,
    ) -> Went<O::Output> {
        let actor = self.actor();
        let ready = self
            .service
            .ready(&actor, operation, act.clone(), &self.calls)
            .await;
        let ready = match ready {
            Ok(ready) => ready,
            Err(refused) => return Went::Refused(refused),
        };
        if looks {
            let seen = serde_json::to_string(ready.before()).unwrap_or_default();
            let kept = self.store.seen(&self.plan, begun.item.number, seen).await;
            if let Err(cause) = kept {
                return Went::Refused(not_kept(&cause));
            }
        }
        match ready.make().await {
            Ok(made) => Went::Made(act, made),
            Err(refused) => Went::Refused(refused),
        }
    }

    async fn take_up<O: Proxied>(
        &self,
        operation: &O,
        begun: &Begun,
        act: String,
    ) -> Went<O::Output> {
        let before = begun
            .seen
            .as_deref()
            .and_then(|seen| serde_json::from_str::<Before>(seen).ok());
        let (actor, before) = (self.actor(), before.unwrap_or_default());
        let taken = self
            .service
            .take_up(&actor, operation, act.clone(), &before, &self.calls)
            .await;
        match taken {
            // That it was not done is no fault of the item's: the process ended too early.
            Ok(made) if made.ending == Ending::SettledNotDone => Went::NotSent,
            Ok(made) => Went::Made(act, made),
            Err(refused) => Went::NotFound(refused),
        }
    }

    fn place(&self) -> Result<InstanceId, Violation> {
        self.instance.clone().ok_or(Violation::Missing)
    }

    fn client(&self, begun: &Begun) -> Result<(InstanceId, ClientId), Violation> {
        Ok((self.place()?, ClientId::parse(begun.item.id.as_str())?))
    }

    fn certificate(
        &self,
        begun: &Begun,
    ) -> Result<(InstanceId, SerialNumber, SerialNumber), Violation> {
        let item = &begun.item;
        let ca = item.ca.as_deref().ok_or(Violation::Missing)?;
        Ok((
            self.place()?,
            SerialNumber::parse(ca)?,
            SerialNumber::parse(item.id.as_str())?,
        ))
    }
}

/// What was parsed when the plan was made parses now.
fn parsed<T>(text: Option<&str>, parse: impl Fn(String) -> Result<T, Violation>) -> Option<T> {
    text.and_then(|text| parse(text.to_owned()).ok())
}

/// What cannot be written down is not done.
fn not_kept(cause: &signet_store::StoreError) -> Refused {
    let error = ApiError::new(
        ErrorCode::CannotRecord,
        format!("what was seen could not be written down ({cause}), so nothing was sent"),
    );
    Box::new(error)
}
