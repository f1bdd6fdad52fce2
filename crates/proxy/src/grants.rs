//! What somebody may do now: the grants of the configuration and those that admins gave, to them or to a group of the identity provider that
//! they are in; for an API token no more than its maker has now.
//!
//! Knows nothing of how grants are kept: whoever changes them in the store says so here.

mod meet;

pub use meet::meet;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use signet_model::api::GivenGrant;
use signet_model::roles::{Grant, is_admin};

/// Every grant there is, by subject or group.
#[derive(Debug, Default)]
pub struct Grants {
    configured: HashMap<String, Vec<Grant>>,
    given: RwLock<HashMap<String, Vec<GivenGrant>>>,
}

/// How the subject of a group starts.
const GROUP: &str = "group:";

impl Grants {
    /// Those of the configuration, each with whom it is given to, and those of the store.
    #[must_use]
    pub fn new(
        configured: impl IntoIterator<Item = (String, Grant)>,
        given: impl IntoIterator<Item = (String, GivenGrant)>,
    ) -> Self {
        let mut grants = Self::default();
        for (to, grant) in configured {
            grants.configured.entry(to).or_default().push(grant);
        }
        for (to, grant) in given {
            grants.add(&to, grant);
        }
        grants
    }

    /// What a subject may do that is in these groups of the identity provider. The names of groups come without `group:`.
    #[must_use]
    pub fn of(&self, subject: &str, groups: &[String]) -> Arc<[Grant]> {
        let given = self.given.read().unwrap_or_else(PoisonError::into_inner);
        // Nobody is a group, whatever their provider says that they are called.
        let own = (!subject.starts_with(GROUP)).then(|| subject.to_owned());
        let names = own
            .into_iter()
            .chain(groups.iter().map(|group| format!("{GROUP}{group}")));
        let mut all: Vec<Grant> = Vec::new();
        for name in names {
            let configured = self.configured.get(&name).into_iter().flatten();
            let stored = given.get(&name).into_iter().flatten();
            for grant in configured.chain(stored.map(|given| &given.grant)) {
                if !all.contains(grant) {
                    all.push(grant.clone());
                }
            }
        }
        all.into()
    }

    /// What a token may do: what it was made for, as far as its maker may do it now.
    #[must_use]
    pub fn of_token(token: &[Grant], maker: &[Grant]) -> Arc<[Grant]> {
        let mut all: Vec<Grant> = Vec::new();
        for grant in token
            .iter()
            .flat_map(|token| maker.iter().filter_map(|maker| meet(token, maker)))
        {
            if !all.contains(&grant) {
                all.push(grant);
            }
        }
        all.into()
    }

    /// A grant was given.
    pub fn add(&self, to: &str, grant: GivenGrant) {
        let mut given = self.given.write().unwrap_or_else(PoisonError::into_inner);
        given.entry(to.to_owned()).or_default().push(grant);
    }

    /// A grant was withdrawn.
    pub fn remove(&self, id: &str) {
        let mut given = self.given.write().unwrap_or_else(PoisonError::into_inner);
        given.retain(|_, grants| {
            grants.retain(|grant| grant.id.as_deref() != Some(id));
            !grants.is_empty()
        });
    }

    /// Those of the store were changed beside us: these are they now.
    pub fn replace_given(&self, now: impl IntoIterator<Item = (String, GivenGrant)>) {
        let mut by_subject: HashMap<String, Vec<GivenGrant>> = HashMap::new();
        for (to, grant) in now {
            by_subject.entry(to).or_default().push(grant);
        }
        *self.given.write().unwrap_or_else(PoisonError::into_inner) = by_subject;
    }

    /// Whom a grant was given to, and the grant, by the id of the grant.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<(String, GivenGrant)> {
        let given = self.given.read().unwrap_or_else(PoisonError::into_inner);
        given.iter().find_map(|(to, grants)| {
            let grant = grants
                .iter()
                .find(|grant| grant.id.as_deref() == Some(id))?;
            Some((to.clone(), grant.clone()))
        })
    }

    /// Every grant by whom it is given to; those of the configuration first, without an id.
    #[must_use]
    pub fn all(&self) -> Vec<(String, GivenGrant)> {
        let given = self.given.read().unwrap_or_else(PoisonError::into_inner);
        let configured = self.configured.iter().flat_map(|(to, grants)| {
            grants.iter().map(|grant| {
                let fixed = GivenGrant {
                    id: None,
                    grant: grant.clone(),
                    granted_by: None,
                    granted_at: None,
                };
                (to.clone(), fixed)
            })
        });
        let stored = given
            .iter()
            .flat_map(|(to, grants)| grants.iter().map(|grant| (to.clone(), grant.clone())));
        configured.chain(stored).collect()
    }

    /// What was given, and when, to any of these people or groups.
    #[must_use]
    pub fn given_to(&self, people: &[&str], groups: &[String]) -> Vec<GivenGrant> {
        let own = |to: &str| people.iter().any(|person| Self::is_own(to, person, groups));
        let all = self.all().into_iter();
        all.filter(|(to, _)| own(to))
            .map(|(_, given)| given)
            .collect()
    }

    /// Whether there is an admin without the grant of that id.
    #[must_use]
    pub fn has_admin_without(&self, id: &str) -> bool {
        self.all().iter().any(|(_, given)| {
            given.id.as_deref() != Some(id) && is_admin(std::slice::from_ref(&given.grant))
        })
    }

    /// Whether a subject or group is the person of that subject and those groups.
    #[must_use]
    pub fn is_own(to: &str, subject: &str, groups: &[String]) -> bool {
        to == subject
            || to
                .strip_prefix(GROUP)
                .is_some_and(|name| groups.iter().any(|group| group == name))
    }
}

#[cfg(test)]
mod tests;
