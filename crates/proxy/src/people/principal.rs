//! Whoever asks, recognised.

use std::net::IpAddr;
use std::sync::Arc;

use signet_identity::{Identity, Way};
use signet_model::Timestamp;
use signet_model::api::{ApiError, ErrorCode, Via};
use signet_model::roles::Grant;

use super::secrets::Hash;
use crate::service::{Actor, Refused};

/// Whoever asks, recognised.
#[derive(Clone, Debug)]
pub struct Principal {
    /// As operations know them.
    pub actor: Actor,
    /// The groups of the identity provider that they are in, without `group:`.
    pub groups: Arc<[String]>,
    /// The id of the API token that proves who they are.
    pub token: Option<String>,
    /// When the proof ends whatever is done; `None` where it has no end.
    pub expires_at: Option<Timestamp>,
    /// Their session, where one proves who they are, or what a page on another site was given in one.
    pub(crate) session: Option<Hash>,
    /// The origin of the page on another site that asks for them; `None` where no such page does.
    pub origin: Option<String>,
}

/// A request that proves nothing, or too much.
#[derive(Debug)]
pub(crate) struct Unproven {
    /// What the sender is told.
    pub(crate) refused: Refused,
    /// What is wrong, in a word, for the audit log; `None` where nothing was sent at all, which is no event.
    pub(crate) cause: Option<&'static str>,
    /// Whether the browser should forget its cookie.
    pub(crate) forget: bool,
}

impl Principal {
    /// Whoever sits at this machine.
    pub(super) fn local(request_id: &str, address: IpAddr) -> Self {
        let mut actor = Actor::local(request_id);
        actor.address = Some(address.to_string());
        Self {
            actor,
            groups: Arc::default(),
            token: None,
            expires_at: None,
            session: None,
            origin: None,
        }
    }

    /// Somebody who was recognised, with what they may do.
    pub(super) fn of(
        identity: &Identity,
        grants: Arc<[Grant]>,
        request_id: &str,
        address: IpAddr,
    ) -> Self {
        Self {
            actor: Actor {
                subject: identity.subject.clone(),
                name: identity.name.clone(),
                via: via(identity.way),
                address: Some(address.to_string()),
                budget: identity.subject.clone(),
                grants,
                signed_in_at: Some(identity.signed_in_at),
                reason: None,
                request_id: request_id.to_owned(),
            },
            groups: identity.groups.clone().into(),
            token: None,
            expires_at: identity.expires_at,
            session: None,
            origin: None,
        }
    }
}

/// A way of identity as the API calls it.
pub(super) const fn via(way: Way) -> Via {
    match way {
        Way::Oidc => Via::Oidc,
        Way::Jwt => Via::Jwt,
        Way::Header => Via::Header,
        Way::Password => Via::Password,
        Way::Token => Via::Token,
    }
}

impl Unproven {
    /// Nothing was sent.
    pub(super) fn nothing() -> Self {
        Self {
            cause: None,
            ..Self::new("nobody is signed in", "nothing")
        }
    }

    /// Something was sent that proves nothing.
    pub(super) fn new(message: &str, cause: &'static str) -> Self {
        let error = ApiError::new(ErrorCode::SignInRequired, message);
        Self {
            refused: Box::new(error.remedy("Sign in, or send an API token.")),
            cause: Some(cause),
            forget: false,
        }
    }

    /// A session that is over. Nobody is to blame.
    pub(super) fn expired() -> Self {
        let error = ApiError::new(ErrorCode::SessionExpired, "the session has ended");
        Self {
            refused: Box::new(error.remedy("Sign in again.")),
            cause: None,
            forget: true,
        }
    }

    /// The store did not answer.
    pub(super) fn failed(error: &signet_store::StoreError) -> Self {
        Self {
            refused: super::failed(error),
            cause: None,
            forget: false,
        }
    }

    /// The same, and the browser should forget its cookie.
    pub(super) fn forgetting(mut self) -> Self {
        self.forget = true;
        self
    }
}
