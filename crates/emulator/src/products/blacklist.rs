//! The connection blacklist.

use std::ops::Bound;

use signet_model::identifiers::InstanceId;
use signet_model::operations::{
    AddCustomAuthConnectBlack, Blacklist, BlacklistEntry, DeleteCustomAuthConnectBlack, Done,
    QueryCustomAuthConnectBlack,
};

use super::paging::Place;
use super::{Carry, Desk};
use crate::refusal::Refusal;
use crate::rules::BlacklistedSessions;
use crate::world::{Instance, Listed};

impl Desk<'_> {
    fn instance_with_blacklist(&mut self, id: &InstanceId) -> Result<&mut Instance, Refusal> {
        let instance = self.instance(id)?;
        if instance.has_blacklist() {
            Ok(instance)
        } else {
            Err(Refusal::of("ApiNotSupport"))
        }
    }
}

impl Carry for QueryCustomAuthConnectBlack {
    /// Sorted by client id; a token of another list is ignored.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Blacklist, Refusal> {
        let request_id = desk.request_id.to_owned();
        let list = format!("{}/blacklist", self.instance_id);
        let blacklist = &desk.instance_with_blacklist(&self.instance_id)?.blacklist;
        let token = self.next_token.as_ref();
        let place = token.and_then(|token| Place::read(token.as_str(), &list));
        let after = match &place {
            Some(place) => Bound::Excluded(place.after.as_str()),
            None => Bound::Unbounded,
        };
        let asked = self.client_id.as_ref();
        let mut found = blacklist
            .range::<str, _>((after, Bound::Unbounded))
            .filter(|(client_id, _)| asked.is_none_or(|asked| asked.as_str() == *client_id));
        let size = self.page_size.get() as usize;
        let entries: Vec<_> = found
            .by_ref()
            .take(size)
            .map(|(client_id, listed)| entry(client_id, listed))
            .collect();
        let more = found.next().is_some();
        let next_token = entries.last().filter(|_| more).map(|last| {
            let page = place.as_ref().map_or(1, |place| place.page);
            Place {
                after: last.client_id.clone(),
                page: page.saturating_add(1),
            }
            .token(&list)
        });
        Ok(Blacklist {
            request_id,
            entries,
            next_token,
        })
    }
}

impl Carry for AddCustomAuthConnectBlack {
    /// Adding whom it has already succeeds, and an entry that allowed denies from then on.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Done, Refusal> {
        let (now, seed, rules) = (desk.now, desk.world.seed, *desk.rules);
        let client_id = self.client_id.as_str();
        let instance = desk.instance_with_blacklist(&self.instance_id)?;
        let drops = rules.blacklisted_sessions == BlacklistedSessions::Drop;
        if drops && instance.is_online(seed, client_id, now) {
            instance.end_session(client_id, now);
        }
        let denied = Listed {
            allows: false,
            since: now,
        };
        let listed = instance
            .blacklist
            .entry(client_id.to_owned())
            .or_insert(denied);
        if listed.allows {
            *listed = denied;
        }
        Ok(Done {
            request_id: desk.request_id.to_owned(),
        })
    }
}

impl Carry for DeleteCustomAuthConnectBlack {
    /// Taking off whom it does not have succeeds.
    fn carry(&self, desk: &mut Desk<'_>) -> Result<Done, Refusal> {
        let (now, seed) = (desk.now, desk.world.seed);
        let client_id = self.client_id.as_str();
        let instance = desk.instance_with_blacklist(&self.instance_id)?;
        if instance.blacklist.contains_key(client_id) {
            instance.let_in(seed, client_id, now, |instance| {
                instance.blacklist.remove(client_id);
            });
        }
        Ok(Done {
            request_id: desk.request_id.to_owned(),
        })
    }
}

fn entry(client_id: &str, listed: &Listed) -> BlacklistEntry {
    BlacklistEntry {
        client_id: client_id.to_owned(),
        effect: if listed.allows { "ALLOW" } else { "DENY" }.to_owned(),
        permit_action: "CONNECT".to_owned(),
        blocked: !listed.allows,
        note: None,
    }
}
