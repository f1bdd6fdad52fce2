//! Who is asking. What a request may prove somebody by, in this order: an API token or the bearer of a page on another site, a portal's JWT, a reverse proxy's headers, a session. Two
//! proofs that name two people prove nothing.

use http::HeaderMap;
use signet_identity::{Identity, jwt};
use signet_model::Timestamp;
use signet_model::api::{ErrorCode, Via};
use tracing::warn;

use super::cookie::{SESSION, Sent};
use super::exchange::bearer_in;
use super::principal::{Principal, Unproven};
use super::secrets;
use super::sessions::Found;
use super::{From, People, SignIn};
use crate::grants::Grants;
use crate::guard::Passed;

impl People {
    /// Who is asking.
    ///
    /// # Errors
    /// Nobody, or nobody knows whom to believe.
    pub(crate) async fn who(
        &self,
        headers: &HeaderMap,
        passed: &Passed,
        request_id: &str,
    ) -> Result<Principal, Unproven> {
        let Some(sign_in) = &self.sign_in else {
            return Ok(Principal::local(request_id, passed.client));
        };
        let now = sign_in.clock.now();
        let looked = sign_in.look_for_changes(now).await;
        looked.map_err(|error| Unproven::failed(&error))?;
        let asking = Asking {
            sign_in,
            headers,
            passed,
            request_id,
            now,
        };
        asking.who().await
    }
}

struct Asking<'a> {
    sign_in: &'a SignIn,
    headers: &'a HeaderMap,
    passed: &'a Passed,
    request_id: &'a str,
    now: Timestamp,
}

impl Asking<'_> {
    async fn who(&self) -> Result<Principal, Unproven> {
        let mut proven: Option<Principal> = None;
        for one in [
            self.by_bearer().await?,
            self.by_named_jwt().await?,
            self.by_headers().await?,
        ]
        .into_iter()
        .flatten()
        {
            proven = Some(agreed(proven, one)?);
        }
        match (proven, self.by_session().await) {
            // A session that is over says nothing against somebody who proves anew who they are.
            (Some(proven), Err(_) | Ok(None)) => Ok(proven),
            (proven, Ok(Some(session))) => agreed(proven, session).map_err(Unproven::forgetting),
            (None, Ok(None)) => Err(Unproven::nothing()),
            (None, Err(unproven)) => Err(unproven),
        }
    }

    async fn by_bearer(&self) -> Result<Option<Principal>, Unproven> {
        let Some(proof) = bearer_in(self.headers)? else {
            return Ok(None);
        };
        if proof.starts_with(secrets::BEARER) {
            let from = self.from();
            let page = self.sign_in.by_page(proof, self.headers, &from, self.now);
            return page.await.map(Some);
        }
        if proof.starts_with(secrets::TOKEN) {
            return self.by_token(proof).await.map(Some);
        }
        match &self.sign_in.portal {
            Some(portal) if self.sign_in.jwt_header.is_none() => {
                self.by_jwt(portal, proof).await.map(Some)
            }
            _ => Err(Unproven::new(
                "the bearer token is not one of this proxy's API tokens, which begin with sgn_, and no bearer of a page, which begin with sgs_",
                "unknown bearer token",
            )),
        }
    }

    async fn by_token(&self, secret: &str) -> Result<Principal, Unproven> {
        let unknown = || Unproven::new("the API token is unknown or was revoked", "unknown token");
        let hash = secrets::hash_of_token(secret).ok_or_else(unknown)?;
        let found = self.sign_in.tokens.find(hash, self.now).await;
        let found = found
            .map_err(|error| Unproven::failed(&error))?
            .ok_or_else(unknown)?;
        let token = &found.token;
        if token.expires_at <= self.now {
            let what = format!(
                "the API token {} expired at {}",
                token.name, token.expires_at
            );
            return Err(Unproven::new(&what, "expired token"));
        }
        let subject = format!("token:{}", token.name);
        let grants = match &token.owner {
            Some(owner) => {
                let now = self.sign_in.grants.of(owner, &found.groups);
                Grants::of_token(&token.grants, &now)
            }
            None => token.grants.clone().into(),
        };
        let identity = Identity {
            subject: subject.clone(),
            name: token.name.clone(),
            groups: Vec::new(),
            way: signet_identity::Way::Token,
            signed_in_at: token.created_at,
            expires_at: Some(token.expires_at),
        };
        let mut principal = Principal::of(&identity, grants, self.request_id, self.passed.client);
        principal.actor.budget = token.owner.clone().unwrap_or(subject);
        // What is its maker's own is its own.
        principal.groups = found.groups.clone();
        principal.token = Some(token.id.clone());
        Ok(principal)
    }

    async fn by_named_jwt(&self) -> Result<Option<Principal>, Unproven> {
        let (Some(portal), Some(name)) = (&self.sign_in.portal, &self.sign_in.jwt_header) else {
            return Ok(None);
        };
        let mut values = self.headers.get_all(name).iter();
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => {
                let text = value.to_str().unwrap_or_default();
                let bare = text.strip_prefix("Bearer ").unwrap_or(text).trim();
                self.by_jwt(portal, bare).await.map(Some)
            }
            (Some(_), Some(_)) => Err(Unproven::new(
                "the header with the portal's token is there twice",
                "jwt twice",
            )),
        }
    }

    async fn by_jwt(&self, portal: &jwt::Verifier, token: &str) -> Result<Principal, Unproven> {
        match portal.verify(token, self.now).await {
            Ok(identity) => self.arrived(&identity).await,
            Err(refusal) => {
                let (request_id, code) = (self.request_id, refusal.code());
                warn!(request_id, code, %refusal, "a portal's token is not believed");
                Err(Unproven::new(
                    "the portal's token is not believed; the proxy's log says why",
                    code,
                ))
            }
        }
    }

    async fn by_headers(&self) -> Result<Option<Principal>, Unproven> {
        let Some(headers) = self
            .sign_in
            .headers
            .as_ref()
            .filter(|_| self.passed.identified)
        else {
            return Ok(None);
        };
        match headers.identity(self.headers, self.now) {
            Ok(Some(identity)) => self.arrived(&identity).await.map(Some),
            Ok(None) => Ok(None),
            Err(refusal) => Err(Unproven::new(
                &format!("the reverse proxy's headers are not believed: {refusal}"),
                refusal.code(),
            )),
        }
    }

    fn from(&self) -> From<'_> {
        From {
            address: self.passed.client,
            user_agent: None,
            request_id: self.request_id,
            before: None,
        }
    }

    /// Somebody whom each request proves. The first in a while is their sign-in.
    async fn arrived(&self, identity: &Identity) -> Result<Principal, Unproven> {
        let sign_in = self.sign_in;
        if sign_in
            .arrivals
            .arrives(identity, sign_in.limits.idle_millis, self.now)
        {
            let recorded = sign_in.record_sign_in(identity, &self.from()).await.is_ok();
            let noted = sign_in
                .tokens
                .note_groups(&identity.subject, &identity.groups)
                .await;
            // A full disk must not keep anybody from cutting off a thief; acts that cannot be recorded are refused one by one.
            if !recorded || noted.is_err() {
                sign_in.arrivals.forget(identity);
            }
        }
        let grants = sign_in.grants.of(&identity.subject, &identity.groups);
        Ok(Principal::of(
            identity,
            grants,
            self.request_id,
            self.passed.client,
        ))
    }

    async fn by_session(&self) -> Result<Option<Principal>, Unproven> {
        let tampered = || {
            Unproven::new("the session's cookie is not one of ours", "unknown cookie").forgetting()
        };
        let id = match SESSION.read(self.headers, self.passed.secure) {
            Sent::Nothing => return Ok(None),
            Sent::Twice => {
                let twice = Unproven::new("the session's cookie is there twice", "cookie twice");
                return Err(twice.forgetting());
            }
            Sent::Once(id) => id,
        };
        let hash = secrets::hash_of_id(id).ok_or_else(tampered)?;
        let found = self.sign_in.sessions.find(hash, self.now).await;
        match found.map_err(|error| Unproven::failed(&error))? {
            Found::Live(session) => {
                let client = self.passed.client;
                let principal = self.sign_in.principal_of(&session, self.request_id, client);
                Ok(Some(principal))
            }
            Found::Ended => Err(Unproven::expired()),
            Found::Unknown => Err(tampered()),
        }
    }
}

/// Two proofs of one request. The first one counts where both are of one person.
fn agreed(before: Option<Principal>, one: Principal) -> Result<Principal, Unproven> {
    match before {
        None => Ok(one),
        Some(before) if before.actor.subject == one.actor.subject => Ok(before),
        Some(before) => {
            let ways = |via: Via| via.as_str();
            let what = format!(
                "the request proves two people: one by {}, another by {}",
                ways(before.actor.via),
                ways(one.actor.via)
            );
            let mut unproven = Unproven::new(&what, "two people");
            unproven.refused.code = ErrorCode::SignInRequired;
            Err(unproven)
        }
    }
}
