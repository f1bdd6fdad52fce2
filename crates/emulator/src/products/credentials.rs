//! Device credentials.

use std::ops::Bound;

use serde_json::Value;
use sha2::{Digest, Sha256};
use signet_model::operations::{
    DeviceCredential, DeviceCredentialAnswer, DeviceCredentialClientIds, Done, GetDeviceCredential,
    ListDeviceCredentialClientId, UnRegisterDeviceCredential,
};
use signet_wire::{Wire, with_secret};

use super::paging::{Place, page};
use super::{Carry, Desk};
use crate::gateway::hex;
use crate::refusal::Refusal;
use crate::world::Credential;

impl Carry for ListDeviceCredentialClientId {
    /// The token wins over the page number where it is one of this list. A group that does not exist is an empty list.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceCredentialClientIds, Refusal> {
        let request_id = desk.request_id.to_owned();
        let group = desk
            .instance(&self.instance_id)?
            .groups
            .get(self.group_id.as_str());
        let list = format!("{}/{}", self.instance_id, self.group_id);
        let token = self
            .next_token
            .as_ref()
            .and_then(|token| Place::read(token.as_str(), &list));
        let total = group.map_or(0, |group| group.credentials.len());
        let credentials = group.into_iter();
        let (page_number, client_ids): (u32, Vec<String>) = match token {
            Some(place) => {
                let after = (Bound::Excluded(place.after), Bound::Unbounded);
                let rest = credentials
                    .flat_map(|group| group.credentials.range::<String, _>(after.clone()));
                (
                    place.page,
                    rest.map(|(id, _)| id.clone())
                        .take(self.page_size.get() as usize)
                        .collect(),
                )
            }
            None => {
                let all = credentials.flat_map(|group| group.credentials.keys());
                (
                    self.page_number.get(),
                    page(all, self.page_number, self.page_size)
                        .into_iter()
                        .cloned()
                        .collect(),
                )
            }
        };
        let last_of_all = group.and_then(|group| group.credentials.keys().next_back());
        let next_token = client_ids
            .last()
            .filter(|last| Some(*last) != last_of_all)
            .map(|last| {
                Place {
                    after: last.clone(),
                    page: page_number.saturating_add(1),
                }
                .token(&list)
            });
        Ok(DeviceCredentialClientIds {
            request_id,
            client_ids,
            items_total: Some(total as u64),
            page_number,
            page_size: self.page_size.get(),
            next_token,
        })
    }
}

impl Carry for GetDeviceCredential {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<DeviceCredentialAnswer, Refusal> {
        let (request_id, seed) = (desk.request_id.to_owned(), desk.world.seed);
        let instance = desk.instance(&self.instance_id)?;
        let found = instance
            .groups
            .values()
            .find_map(|group| group.credentials.get(self.client_id.as_str()));
        let credential = found
            .copied()
            .ok_or_else(|| Refusal::of("DeviceCredentialNotFound"))?;
        let key = half(
            seed,
            "id",
            self.instance_id.as_str(),
            self.client_id.as_str(),
            credential,
        );
        Ok(DeviceCredentialAnswer {
            request_id,
            credential: DeviceCredential {
                client_id: self.client_id.to_string(),
                instance_id: self.instance_id.to_string(),
                device_access_key_id: key,
                created_at: Some(credential.created_at),
                updated_at: Some(credential.updated_at),
            },
        })
    }

    /// The cloud's answer holds the secret in clear.
    fn answer(&self, output: &DeviceCredentialAnswer, desk: &Desk<'_>) -> Value {
        let shown = &output.credential;
        let times = shown.created_at.zip(shown.updated_at);
        let secret = times.map(|(created_at, updated_at)| {
            half(
                desk.world.seed,
                "secret",
                &shown.instance_id,
                &shown.client_id,
                Credential {
                    created_at,
                    updated_at,
                },
            )
        });
        with_secret(Self::encode(output), &secret.unwrap_or_default())
    }
}

impl Carry for UnRegisterDeviceCredential {
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Done, Refusal> {
        let request_id = desk.request_id.to_owned();
        let instance = desk.instance(&self.instance_id)?;
        let removed = instance
            .groups
            .values_mut()
            .find_map(|group| group.credentials.remove(self.client_id.as_str()));
        removed
            .map(|_| Done { request_id })
            .ok_or_else(|| Refusal::of("DeviceCredentialNotFound"))
    }
}

/// One half of a credential: `DC.` and 22 characters, as in the samples. A new time gives a new one.
fn half(seed: u64, which: &str, instance: &str, client_id: &str, credential: Credential) -> String {
    let updated = credential.updated_at.as_millis();
    let hash = Sha256::digest(format!(
        "{seed}\n{which}\n{instance}\n{client_id}\n{updated}"
    ));
    format!("DC.{}", &hex(&hash)[..22])
}
