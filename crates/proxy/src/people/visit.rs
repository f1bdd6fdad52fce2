//! Coming and going: what a sign-in begins, and what ends it; and what others changed meanwhile.

use std::net::IpAddr;

use serde_json::Map;
use signet_identity::{Identity, Way};
use signet_model::api::Via;
use signet_model::{Secret, Timestamp};
use signet_store::ports::Grants as _;
use signet_store::{Session, StoreError};
use tracing::error;

use super::{Looked, Principal, SignIn, failed, secrets};
use crate::service::Refused;

/// Changes by others are looked for once in so many milliseconds.
const LOOK_EVERY: i64 = 500;

/// Somebody who has just signed in: the id of their session, for their browser alone.
pub(crate) struct SignedIn {
    pub(crate) id: Secret,
    pub(crate) principal: Principal,
}

/// From where somebody signs in.
pub(crate) struct From<'a> {
    pub(crate) address: IpAddr,
    pub(crate) user_agent: Option<&'a str>,
    pub(crate) request_id: &'a str,
    /// The hash of the session that the browser has already, which the new one takes the place of.
    pub(crate) before: Option<secrets::Hash>,
}

impl From<'_> {
    /// The hash of the session that a cookie names, if it can be one.
    pub(crate) fn session_before(id: &[u8]) -> Option<secrets::Hash> {
        secrets::hash_of_id(id)
    }
}

impl SignIn {
    /// Ends the session of somebody, or all that they have; also where that cannot be recorded, because nobody should have to stay.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn leave(
        &self,
        principal: &Principal,
        everywhere: bool,
    ) -> Result<(), Refused> {
        let what = if everywhere {
            "SignOutEverywhere"
        } else {
            "SignOut"
        };
        let recorded = self.record(principal, what, Map::new()).await;
        recorded.unwrap_or_else(|refused| error!(what, cause = refused.message, "not recorded"));
        let ended = match principal.session {
            _ if everywhere => self.sessions.end_all_of(&principal.actor.subject).await,
            Some(hash) => self.sessions.end(hash).await.map(u32::from),
            None => Ok(0),
        };
        ended.map(drop).map_err(|error| failed(&error))
    }

    /// How long a browser keeps the id of its session, in seconds.
    pub(crate) fn longest_seconds(&self) -> u64 {
        (self.limits.absolute_millis / 1000).unsigned_abs()
    }

    /// What the command line changed beside us counts within a second.
    pub(crate) async fn look_for_changes(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut looked = self.looked.lock().await;
        let now = now.as_millis();
        if (looked.at..looked.at + LOOK_EVERY).contains(&now) && !looked.unread {
            return Ok(());
        }
        looked.unread |= self.store.changed().await?;
        if looked.unread {
            let given = self.store.all().await?;
            self.grants.replace_given(
                given
                    .into_iter()
                    .map(|kept| (kept.subject.clone(), kept.into())),
            );
            self.sessions.read_again();
            self.tokens.read_again();
        }
        *looked = Looked {
            at: now,
            unread: false,
        };
        Ok(())
    }

    /// Begins a session for somebody who was recognised, after it is written down.
    pub(super) async fn welcome(
        &self,
        identity: &Identity,
        from: &From<'_>,
    ) -> Result<SignedIn, Refused> {
        self.record_sign_in(identity, from).await?;
        let now = self.clock.now();
        let welcome = async {
            let (id, session) = self
                .sessions
                .begin(
                    identity,
                    Some(from.address.to_string()),
                    from.user_agent,
                    now,
                    &*self.nonces,
                )
                .await?;
            self.tokens
                .note_groups(&identity.subject, &identity.groups)
                .await?;
            if let Some(before) = from.before {
                self.sessions.end(before).await?;
            }
            Ok((id, session))
        };
        let (id, session) = welcome.await.map_err(|error| failed(&error))?;
        let principal = self.principal_of(&session, from.request_id, from.address);
        Ok(SignedIn { id, principal })
    }

    /// Whoever a session is of.
    pub(super) fn principal_of(
        &self,
        session: &Session,
        request_id: &str,
        address: IpAddr,
    ) -> Principal {
        let identity = Identity {
            subject: session.subject.clone(),
            name: session.name.clone(),
            groups: session.groups.clone(),
            way: match session.via {
                Via::Oidc => Way::Oidc,
                _ => Way::Password,
            },
            signed_in_at: session.signed_in_at,
            expires_at: Some(session.expires_at),
        };
        let grants = self.grants.of(&session.subject, &session.groups);
        let mut principal = Principal::of(&identity, grants, request_id, address);
        principal.session = Some(session.id_hash);
        principal
    }
}
