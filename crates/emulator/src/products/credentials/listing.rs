//! The list of the client ids that hold a credential.

use std::ops::Bound;

use signet_model::operations::{DeviceCredentialClientIds, ListDeviceCredentialClientId};

use super::super::paging::{Place, page};
use super::super::{Carry, Desk};
use crate::refusal::Refusal;

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
