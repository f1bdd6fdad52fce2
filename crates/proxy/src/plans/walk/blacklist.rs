//! Walking the blacklist.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use signet_model::identifiers::{ClientId, PageSize};
use signet_model::operations::{BlacklistEntry, OperationName, QueryCustomAuthConnectBlack};
use signet_plans::outcome::seen;
use signet_store::ports::NewItem;

use super::steps::{By, Step, Steps, Told};
use super::{GATHERED, Halt, Walk, cannot_be, clients::token, goes_round};

/// Who is on the blacklist, as hashes: two clients are taken for one another once in ten million walks, and then only in what is shown.
#[derive(Debug, Default)]
pub(in super::super) struct Blocked {
    hashes: HashSet<u64>,
    state: RandomState,
}

impl Blocked {
    /// What is known of a client.
    pub(in super::super) fn before(&self, id: &str) -> &'static str {
        if self.hashes.contains(&self.state.hash_one(id)) {
            seen::BLACKLISTED
        } else {
            seen::NOT_BLACKLISTED
        }
    }
}

impl Walk {
    /// Walks the blacklist to know who is on it.
    ///
    /// # Errors
    /// What ended it, on which page.
    pub(in super::super) async fn walk_blocked(&self) -> Result<Blocked, Halt> {
        let mut blocked = Blocked::default();
        let mut pages = Pages::new();
        while let Some(entries) = pages.next(self).await? {
            for entry in entries {
                blocked
                    .hashes
                    .insert(blocked.state.hash_one(&entry.client_id));
            }
        }
        Ok(blocked)
    }

    /// Walks the blacklist for what is on it: of these groups, or everything.
    ///
    /// # Errors
    /// What ended it, on which page.
    pub(in super::super) async fn walk_blacklist(
        &self,
        groups: Option<&[String]>,
    ) -> Result<(), Halt> {
        let mut pages = Pages::new();
        let mut gathered = Vec::new();
        while let Some(entries) = pages.next(self).await? {
            for entry in entries {
                if is_of(&entry.client_id, groups) {
                    gathered.push(item(entry)?);
                }
            }
            if gathered.len() >= GATHERED {
                self.found(std::mem::take(&mut gathered)).await?;
            }
        }
        self.found(gathered).await?;
        Ok(())
    }
}

/// The pages of the blacklist.
struct Pages {
    steps: Steps,
    token: Option<String>,
    is_over: bool,
}

impl Pages {
    fn new() -> Self {
        Self {
            steps: Steps::new(By::Token),
            token: None,
            is_over: false,
        }
    }

    /// Who is blocked on the next page.
    async fn next(&mut self, walk: &Walk) -> Result<Option<Vec<BlacklistEntry>>, Halt> {
        if self.is_over {
            return Ok(None);
        }
        let number = self.steps.next_page();
        let place = format!("page {number} of the blacklist");
        let page = QueryCustomAuthConnectBlack {
            instance_id: walk.instance()?,
            client_id: None,
            page_size: PageSize::MAX,
            next_token: token(self.token.take(), &place)?,
        };
        let page = walk.ask(&page).await.map_err(|halt| {
            // Whoever may see a group only is told so by the caller.
            if halt.is_not_granted() {
                halt
            } else {
                halt.at(|| format!("The walk ended at {place}"))
            }
        })?;
        let told = Told {
            token: page.next_token.is_some(),
            ..Told::default()
        };
        let ids = page.entries.iter().map(|entry| entry.client_id.as_str());
        match self.steps.take(ids, told) {
            Step::More => self.token = page.next_token,
            Step::End => self.is_over = true,
            Step::Round => return Err(goes_round(&place)),
        }
        walk.tell(page.entries.len())?;
        let blocked = page.entries.into_iter().filter(|entry| entry.blocked);
        Ok(Some(blocked.collect()))
    }
}

fn is_of(client: &str, groups: Option<&[String]>) -> bool {
    groups.is_none_or(|groups| {
        client
            .split_once("@@@")
            .is_some_and(|(group, _)| groups.iter().any(|known| known == group))
    })
}

fn item(entry: BlacklistEntry) -> Result<NewItem, Halt> {
    match ClientId::parse(entry.client_id.as_str()) {
        Ok(_) => Ok(NewItem {
            id: entry.client_id,
            ca: String::new(),
            before: seen::BLACKLISTED.to_owned(),
        }),
        Err(why) => Err(cannot_be(
            OperationName::QueryCustomAuthConnectBlack,
            &entry.client_id,
            &why,
        )),
    }
}
