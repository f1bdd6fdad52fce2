//! The blacklist. The cloud keeps neither who set an entry nor why, so the proxy does.

use signet_model::Effect;
use signet_model::identifiers::{ClientId, InstanceId, PageSize, Reason};
use signet_model::operations::*;
use signet_model::roles::{Grant, Object, may};
use signet_store::StoreError;
use tracing::error;

use super::super::{Actor, Ports};
use super::{Before, Proxied, Reader, Settled};
use crate::record::Ending;

impl Proxied for QueryCustomAuthConnectBlack {
    fn request_id(output: &Blacklist) -> &str {
        &output.request_id
    }

    fn restrict(&self, output: &mut Blacklist, grants: &[Grant], account: Option<&str>) {
        let instance = self.instance_id.as_str();
        output.entries.retain(|entry| {
            let object = match entry.client_id.split_once("@@@") {
                Some((group, _)) => Object::Group { instance, group },
                None => Object::Instance(instance),
            };
            may(grants, Effect::Read, account.unwrap_or_default(), object).is_ok()
        });
    }

    async fn complete(&self, output: &mut Blacklist, ports: &Ports) {
        let client_ids: Vec<_> = output
            .entries
            .iter()
            .map(|entry| entry.client_id.clone())
            .collect();
        match ports
            .notes
            .find(self.instance_id.as_str(), &client_ids)
            .await
        {
            Ok(notes) => {
                for (entry, note) in output.entries.iter_mut().zip(notes) {
                    entry.note = note;
                }
            }
            Err(cause) => error!(%cause, "the notes on the blacklist cannot be read"),
        }
    }
}

impl Proxied for AddCustomAuthConnectBlack {
    fn request_id(output: &Done) -> &str {
        &output.request_id
    }

    fn reason(&self) -> Option<&str> {
        self.reason.as_ref().map(Reason::as_str)
    }

    async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<Done> {
        settle(reader, &self.instance_id, &self.client_id, true).await
    }

    /// Also where nobody knows whether it was done: if the entry is there, so is its reason, and if not, no one sees the note.
    async fn remember(&self, ending: Ending, actor: &Actor, ports: &Ports) {
        if ending.may_be_done() {
            let note = BlacklistNote {
                set_by: actor.subject.clone(),
                set_at: ports.clock.now(),
                reason: self
                    .reason()
                    .map(str::to_owned)
                    .or_else(|| actor.reason.clone()),
            };
            let (instance_id, client_id) = (self.instance_id.as_str(), self.client_id.as_str());
            kept(ports.notes.set(instance_id, client_id, note).await);
        }
    }
}

impl Proxied for DeleteCustomAuthConnectBlack {
    fn request_id(output: &Done) -> &str {
        &output.request_id
    }

    async fn settle(&self, reader: &Reader<'_>, _before: &Before) -> Settled<Done> {
        settle(reader, &self.instance_id, &self.client_id, false).await
    }

    async fn remember(&self, ending: Ending, _actor: &Actor, ports: &Ports) {
        if ending.is_done() {
            let (instance_id, client_id) = (self.instance_id.as_str(), self.client_id.as_str());
            kept(ports.notes.remove(instance_id, client_id).await);
        }
    }
}

/// A note is a help: that it cannot be kept does not undo the act.
fn kept(result: Result<(), StoreError>) {
    if let Err(cause) = result {
        error!(%cause, "a note on the blacklist cannot be kept");
    }
}

async fn settle(
    reader: &Reader<'_>,
    instance_id: &InstanceId,
    client_id: &ClientId,
    wanted: bool,
) -> Settled<Done> {
    let read = QueryCustomAuthConnectBlack {
        instance_id: instance_id.clone(),
        client_id: Some(client_id.clone()),
        page_size: PageSize::MAX,
        next_token: None,
    };
    reader
        .settle(read, |answer| {
            let Ok(seen) = answer else {
                return Settled::Unknown;
            };
            let blocked = seen
                .entries
                .iter()
                .any(|entry| entry.blocked && entry.client_id == client_id.as_str());
            match (blocked == wanted, seen.next_token) {
                (true, token) if blocked || token.is_none() => Settled::Done(Done {
                    request_id: seen.request_id,
                }),
                (false, token) if blocked || token.is_none() => Settled::NotDone,
                // It may be on a page that was not read.
                _ => Settled::Unknown,
            }
        })
        .await
}
