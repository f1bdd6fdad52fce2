//! Walking the client ids of groups that hold a credential.

use std::collections::HashSet;
use std::sync::Arc;

use signet_model::identifiers::{ClientId, GroupId, InstanceId, NextToken, PageNumber, PageSize};
use signet_model::operations::{ListDeviceCredentialClientId, ListGroupId, OperationName};
use signet_plans::outcome::seen;
use signet_store::ports::NewItem;

use super::super::Plans;
use super::steps::{By, Step, Steps, Told};
use super::{GATHERED, Halt, Walk, cannot_be, goes_round, side_by_side};
use crate::service::Actor;

/// So many groups that do not exist are named.
const NAMED: usize = 5;

impl Walk {
    /// Every group of the instance that the author may see.
    ///
    /// # Errors
    /// They could not be listed, or one has no name that could be called.
    pub(in super::super) async fn all_groups(&self) -> Result<Vec<GroupId>, Halt> {
        let instance_id = self.instance()?;
        let list = self.ask(&ListGroupId { instance_id }).await;
        let list = list.map_err(|halt| halt.at(|| "The groups could not be listed".to_owned()))?;
        let group = |id: &str| {
            GroupId::parse(id).map_err(|why| cannot_be(OperationName::ListGroupId, id, &why))
        };
        list.groups.iter().map(|one| group(&one.group_id)).collect()
    }

    /// These groups, each of which is there.
    ///
    /// # Errors
    /// Some are not: the list may be of another instance.
    pub(in super::super) async fn groups(&self, wanted: &[String]) -> Result<Vec<GroupId>, Halt> {
        let mut left: HashSet<_> = wanted.iter().map(String::as_str).collect();
        let all = self.all_groups().await?;
        let there: Vec<_> = all
            .into_iter()
            .filter(|group| left.remove(group.as_str()))
            .collect();
        if left.is_empty() {
            return Ok(there);
        }
        let mut missing: Vec<_> = left.into_iter().collect();
        missing.sort_unstable();
        let more = match missing.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        missing.truncate(NAMED);
        Err(Halt::Failed(format!(
            "{} has no group {}{more} that you may see. Check that this is the right instance; take the ids of groups that do not exist out of the list and make the plan again.",
            self.instance()?,
            missing.join(", "),
        )))
    }

    /// Walks these groups, some side by side: within a group each token is known only from the page before.
    ///
    /// # Errors
    /// What ended it, in which group, on which page.
    pub(in super::super) async fn walk_groups(
        self: &Arc<Self>,
        groups: Vec<GroupId>,
    ) -> Result<(), Halt> {
        side_by_side(groups, |group| Arc::clone(self).walk_group(group)).await
    }

    async fn walk_group(self: Arc<Self>, group: GroupId) -> Result<(), Halt> {
        let mut pages = ClientPages::new(self.instance()?, group);
        // Who is on the blacklist is asked elsewhere.
        let before = if self.is_about_blacklist() {
            ""
        } else {
            seen::REGISTERED
        };
        let (mut gathered, mut total) = (Vec::new(), 0);
        while let Some(ids) = pages
            .next(&self.plans, &self.actor, || self.is_wanted())
            .await?
        {
            self.tell(ids.len())?;
            for id in ids {
                gathered.push(item(id, before)?);
            }
            if gathered.len() >= GATHERED {
                let new = self.found(std::mem::take(&mut gathered)).await?;
                if new == 0 {
                    return Err(goes_round(&pages.place()));
                }
                total += new;
            }
        }
        total += self.found(gathered).await?;
        self.has(pages.group.as_str(), total);
        Ok(())
    }

    /// How many client ids a group has, by its first page. Nothing where the cloud does not tell: it is only shown.
    ///
    /// # Errors
    /// It is not wanted any more.
    pub(super) async fn count_group(&self, group: &str) -> Result<Option<u64>, Halt> {
        let Ok(group) = GroupId::parse(group) else {
            return Ok(None);
        };
        let first = ListDeviceCredentialClientId {
            instance_id: self.instance()?,
            group_id: group,
            page_number: PageNumber::MIN,
            page_size: PageSize::MAX,
            next_token: None,
        };
        match self.ask(&first).await {
            Ok(page) if page.next_token.is_some() => Ok(page.items_total),
            Ok(page) => Ok(Some(
                page.items_total
                    .unwrap_or_default()
                    .max(page.client_ids.len() as u64),
            )),
            Err(Halt::Rests) => Err(Halt::Rests),
            Err(_) => Ok(None),
        }
    }
}

/// The client ids of a group, page by page.
pub(in super::super) struct ClientPages {
    instance: InstanceId,
    group: GroupId,
    steps: Steps,
    token: Option<NextToken>,
    is_over: bool,
}

impl ClientPages {
    /// Before the first page.
    pub(in super::super) fn new(instance: InstanceId, group: GroupId) -> Self {
        Self {
            instance,
            group,
            steps: Steps::new(By::Number),
            token: None,
            is_over: false,
        }
    }

    /// The page that comes next, for people.
    fn place(&self) -> String {
        format!("page {} of group {}", self.steps.next_page(), self.group)
    }

    /// The client ids of the next page; nothing after the last.
    ///
    /// # Errors
    /// What ended it, on which page.
    pub(in super::super) async fn next(
        &mut self,
        plans: &Plans,
        actor: &Actor,
        is_wanted: impl Fn() -> bool,
    ) -> Result<Option<Vec<String>>, Halt> {
        if self.is_over {
            return Ok(None);
        }
        let place = self.place();
        let page = ListDeviceCredentialClientId {
            instance_id: self.instance.clone(),
            group_id: self.group.clone(),
            page_number: self.steps.next_page(),
            page_size: PageSize::MAX,
            next_token: self.token.take(),
        };
        let page = plans.ask_patiently(actor, &page, is_wanted).await;
        let page = page.map_err(|halt| halt.at(|| format!("The walk ended at {place}")))?;
        let told = Told {
            items_total: page.items_total,
            pages_total: None,
            token: page.next_token.is_some(),
        };
        match self
            .steps
            .take(page.client_ids.iter().map(String::as_str), told)
        {
            Step::More => self.token = token(page.next_token, &place)?,
            Step::End => self.is_over = true,
            Step::Round => return Err(goes_round(&place)),
        }
        Ok(Some(page.client_ids))
    }
}

/// The token of a page, as the next call wants it.
pub(super) fn token(text: Option<String>, place: &str) -> Result<Option<NextToken>, Halt> {
    let parsed = text.map(NextToken::parse).transpose();
    parsed.map_err(|why| {
        Halt::Failed(format!(
            "The cloud gave a token at {place} that cannot be one: {why}."
        ))
    })
}

fn item(id: String, before: &str) -> Result<NewItem, Halt> {
    match ClientId::parse(id.as_str()) {
        Ok(_) => Ok(NewItem {
            id,
            ca: String::new(),
            before: before.to_owned(),
        }),
        Err(why) => Err(cannot_be(
            OperationName::ListDeviceCredentialClientId,
            &id,
            &why,
        )),
    }
}
