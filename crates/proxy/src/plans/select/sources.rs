//! Where the items of each selection come from, and what is known of them.

use std::sync::Arc;

use signet_model::identifiers::SerialNumber;
use signet_model::plans::{Act, Identity, Selection, Side};
use signet_plans::outcome::seen;
use signet_store::ports::Keep;

use super::super::Head;
use super::super::freeze::Known;
use super::super::walk::{Halt, Walk};
use super::{Chosen, no_such};

/// So many items are looked at one by one, instead of walking their groups or CAs.
const FEW: u64 = 200;
/// The same for devices, which no list shows.
const FEW_DEVICES: u64 = 500;
/// A list names so many groups or CAs at most.
const PLACES: u32 = 10_000;
/// In so many groups or CAs the rest is counted where nothing is walked.
const COUNTED: u32 = 100;

impl Walk {
    /// Finds the items of a plan and what is known of them.
    ///
    /// # Errors
    /// What ended it.
    pub(super) async fn choose(self: &Arc<Self>, head: &Head) -> Result<Chosen, Halt> {
        match &head.selection {
            Selection::List => {}
            Selection::Unseen {
                group,
                samples,
                since,
            } => self.list_unseen(group, *samples, *since).await?,
            Selection::DoneBy { plan } => self.list_done_by(head, plan).await?,
            _ => return self.choose_walked(head).await,
        }
        let items = self.number(Keep::Listed).await?;
        let (few, identity) = match head.act.identity() {
            Identity::Device => (FEW_DEVICES, Identity::Device),
            identity => (FEW, identity),
        };
        if items <= few {
            self.look_at_few(head.act, identity).await?;
            return Ok(chosen(items, Known::Seen(seen::UNREGISTERED)));
        }
        match identity {
            Identity::Device => Ok(chosen(items, Known::Seen(seen::NOT_LOOKED))),
            Identity::Certificate => {
                let cas = self.named().await?;
                self.walk_cas(self.cas(&cas)?).await?;
                let items = self.number(Keep::Listed).await?;
                Ok(chosen(items, Known::Seen(seen::UNREGISTERED)))
            }
            Identity::Client if self.is_about_blacklist() => {
                let groups = self.named().await?;
                self.check_groups(head.act, &groups).await?;
                self.count_around(identity, groups).await?;
                let known = self.who_is_blocked().await?;
                Ok(chosen(items, known))
            }
            Identity::Client => {
                let groups = self.groups(&self.named().await?).await?;
                self.walk_groups(groups).await?;
                let items = self.number(Keep::Listed).await?;
                Ok(chosen(items, Known::Seen(seen::UNREGISTERED)))
            }
        }
    }

    /// What is walked, and differences.
    async fn choose_walked(self: &Arc<Self>, head: &Head) -> Result<Chosen, Halt> {
        let side = match &head.selection {
            Selection::Difference { side, .. } => Some(*side),
            _ => None,
        };
        match head.act.identity() {
            Identity::Client => self.walk_clients(head).await?,
            Identity::Certificate => self.walk_signed(head).await?,
            Identity::Device => return Err(no_such(head)),
        }
        let (keep, other) = match side {
            None => (Keep::Walked, None),
            Some(Side::RegisteredNotListed) => (Keep::WalkedOnly, Some(Keep::ListedOnly)),
            Some(Side::ListedNotRegistered) => (Keep::ListedOnly, Some(Keep::WalkedOnly)),
        };
        let (store, id) = self.kept_in();
        let other_side = match other {
            Some(other) => Some(store.count_of(id, other).await?),
            None => None,
        };
        let known = match head.act {
            Act::Blacklist | Act::CutOff => self.who_is_blocked().await?,
            Act::Lift => Known::Seen(seen::NOT_BLACKLISTED),
            _ => Known::Seen(seen::UNREGISTERED),
        };
        Ok(Chosen {
            items: self.number(keep).await?,
            other_side,
            known,
        })
    }

    async fn walk_clients(self: &Arc<Self>, head: &Head) -> Result<(), Halt> {
        let groups = match &head.selection {
            Selection::Instance => None,
            Selection::Groups { groups } => Some(groups.clone()),
            Selection::Difference { groups, .. } if !groups.is_empty() => Some(groups.clone()),
            Selection::Difference { .. } => Some(self.listed_places().await?),
            _ => return Err(no_such(head)),
        };
        if head.act == Act::Lift {
            return self.walk_blacklist(groups.as_deref()).await;
        }
        let groups = match groups {
            Some(groups) => self.groups(&groups).await?,
            None => self.all_groups().await?,
        };
        self.walk_groups(groups).await
    }

    async fn walk_signed(self: &Arc<Self>, head: &Head) -> Result<(), Halt> {
        let cas = match &head.selection {
            Selection::Instance => return self.walk_certificates().await,
            Selection::Ca { ca_serial_number } => vec![ca_serial_number.clone()],
            Selection::Difference {
                ca_serial_number, ..
            } => match ca_serial_number {
                Some(ca) => vec![ca.clone()],
                None => self.listed_places().await?,
            },
            _ => return Err(no_such(head)),
        };
        self.walk_cas(self.cas(&cas)?).await
    }

    /// The groups or CAs that a list names, before anything of it is numbered.
    async fn listed_places(&self) -> Result<Vec<String>, Halt> {
        self.number(Keep::Listed).await?;
        self.named().await
    }

    /// The groups or CAs of what is numbered.
    async fn named(&self) -> Result<Vec<String>, Halt> {
        let (store, id) = self.kept_in();
        let (places, all) = store.places(id, PLACES).await?;
        if all > u64::from(PLACES) {
            return Err(Halt::Failed(format!(
                "The list names {all} groups or CAs, and may name {PLACES}. Make several plans of it."
            )));
        }
        Ok(places.into_iter().map(|(place, _)| place).collect())
    }

    fn cas(&self, serials: &[String]) -> Result<Vec<SerialNumber>, Halt> {
        let serial = |text: &String| {
            SerialNumber::parse(text.as_str()).map_err(|why| {
                Halt::Failed(format!("{text:?} is no serial number of a CA: {why}."))
            })
        };
        serials.iter().map(serial).collect()
    }

    /// Looks at a few items one by one.
    async fn look_at_few(self: &Arc<Self>, act: Act, identity: Identity) -> Result<(), Halt> {
        if identity != Identity::Device {
            let named = self.named().await?;
            if identity == Identity::Client {
                self.check_groups(act, &named).await?;
            }
            self.count_around(identity, named).await?;
        }
        let (store, id) = self.kept_in();
        let most = u32::try_from(FEW_DEVICES).unwrap_or(u32::MAX);
        let items = store.items(id, None, None, 0, most).await?;
        self.look_at(act, items).await
    }

    /// Checks that groups are there. One that is gone may have left clients on the blacklist.
    async fn check_groups(&self, act: Act, groups: &[String]) -> Result<(), Halt> {
        if act != Act::Lift {
            self.groups(groups).await?;
        }
        Ok(())
    }

    async fn count_around(
        self: &Arc<Self>,
        identity: Identity,
        mut places: Vec<String>,
    ) -> Result<(), Halt> {
        places.truncate(COUNTED as usize);
        self.count_places(identity, places).await
    }

    /// Who is on the blacklist; nobody knows where the author may see single groups only.
    async fn who_is_blocked(&self) -> Result<Known, Halt> {
        match self.walk_blocked().await {
            Ok(blocked) => Ok(Known::Blocked(blocked)),
            Err(halt) if halt.is_not_granted() => Ok(Known::Seen(seen::NOT_LOOKED)),
            Err(halt) => Err(halt),
        }
    }
}

fn chosen(items: u64, known: Known) -> Chosen {
    Chosen {
        items,
        other_side: None,
        known,
    }
}
