//! Whoever made a plan, as the one who asks: what they may do is asked anew each time, because a plan outlasts roles.

use std::sync::Arc;

use signet_model::api::Via;
use signet_model::roles::Grant;
use signet_store::StoreError;

use super::{Author, Head, Plans};
use crate::grants::Grants;
use crate::service::Actor;

/// How the subject of a local user starts.
const USER: &str = "user:";

impl Plans {
    /// The author of a plan with what they may do now, asking for the plan's reason. Nothing may be done by somebody who is no user any more, or by
    /// a token that was revoked or has expired.
    ///
    /// # Errors
    /// The store failed.
    pub(super) async fn actor(&self, head: &Head) -> Result<Actor, StoreError> {
        let author = &head.author;
        Ok(Actor {
            subject: author.subject.clone(),
            name: author.name.clone(),
            via: author.via,
            address: None,
            budget: author.budget.clone(),
            grants: self.grants_of(author).await?,
            // Whether somebody must have signed in of late is asked when the plan is run.
            signed_in_at: None,
            reason: head.reason.clone(),
            request_id: format!("{}{}", super::events::BY_PLAN, head.id),
        })
    }

    /// What somebody who made or approved a plan may do now.
    ///
    /// # Errors
    /// The store failed.
    pub(super) async fn grants_of(&self, author: &Author) -> Result<Arc<[Grant]>, StoreError> {
        if author.via == Via::Local {
            return Ok(Actor::local("").grants);
        }
        let Some(id) = &author.token else {
            let is_user = self.is_one_of_us(&author.subject).await?;
            return Ok(self.present(&author.subject, &author.groups, is_user));
        };
        let all = self.ports.tokens.list().await?;
        let now = self.ports.clock.now();
        let token = all
            .into_iter()
            .find(|token| token.id == *id && token.expires_at > now);
        let Some(token) = token else {
            return Ok(Arc::default());
        };
        Ok(match &token.owner {
            Some(owner) => {
                let is_user = self.is_one_of_us(owner).await?;
                let maker = self.present(owner, &author.groups, is_user);
                Grants::of_token(&token.grants, &maker)
            }
            None => token.grants.into(),
        })
    }

    fn present(&self, subject: &str, groups: &[String], is_user: bool) -> Arc<[Grant]> {
        if is_user {
            self.ports.grants.of(subject, groups)
        } else {
            Arc::default()
        }
    }

    /// Whether somebody may still sign in. Of those whom others recognise, nobody here knows.
    async fn is_one_of_us(&self, subject: &str) -> Result<bool, StoreError> {
        let Some(name) = subject.strip_prefix(USER) else {
            return Ok(true);
        };
        let user = self.ports.users.find(name).await?;
        Ok(user.is_some_and(|user| !user.disabled))
    }
}
