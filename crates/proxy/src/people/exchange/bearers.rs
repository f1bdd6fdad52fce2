//! What a page on another site proves somebody by, request by request.

use http::HeaderMap;
use http::header::{AUTHORIZATION, ORIGIN};
use signet_model::api::{ErrorCode, Exchanged};
use signet_model::{Secret, Timestamp};
use signet_store::ports::{Bearer, Bearers as _};
use signet_store::{Session, StoreError};

use super::refused;
use crate::people::secrets::{self, Hash};
use crate::people::sessions::Found;
use crate::people::{From, Principal, SignIn, Unproven, failed};
use crate::service::Refused;

use std::sync::Arc;

/// How long a bearer lives at the most, in milliseconds.
const LIFE: i64 = 15 * 60_000;
/// So long the last of a tab is remembered after its end, in milliseconds: who opens their laptop in the morning is told that their session
/// has ended, and is no stranger.
pub(super) const REMEMBERED: i64 = 24 * 3_600_000;
/// The most bearers of one session: each tab that is open has one, each reload leaves one behind for minutes.
const MOST_OF_SESSION: u32 = 100;

/// The bearer token of a request, whatever it is; `None` where there is none, or another scheme is meant for somebody else on the way.
///
/// # Errors
/// There are two.
pub(crate) fn bearer_in(headers: &HeaderMap) -> Result<Option<&str>, Unproven> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (value, more) = (values.next(), values.next());
    if more.is_some() {
        return Err(Unproven::new(
            "the header Authorization is there twice",
            "authorization twice",
        ));
    }
    let text = value.and_then(|value| value.to_str().ok());
    let bearer = text.and_then(|text| {
        let (scheme, rest) = text.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(rest.trim())
    });
    Ok(bearer)
}

/// The origin of the page that sent a request, if it names exactly one.
pub(crate) fn origin_of(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(ORIGIN).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

impl SignIn {
    /// Whoever a bearer of a page on another site is of. That counts as use of their session.
    pub(in crate::people) async fn by_page(
        &self,
        bearer: &str,
        headers: &HeaderMap,
        from: &From<'_>,
        now: Timestamp,
    ) -> Result<Principal, Unproven> {
        let bearer = self.known_bearer(bearer, headers).await?;
        let over = bearer.ended || bearer.expires_at <= now;
        let found = match over {
            true => Ok(Found::Ended),
            false => self.sessions.find(bearer.session, now).await,
        };
        let session = live(found)?;
        let mut principal = self.principal_of(&session, from.request_id, from.address);
        principal.origin = Some(bearer.origin);
        Ok(principal)
    }

    /// Gives another bearer in the place of the one that a request has, which ends. A page does that by its clock, so it is no use of the
    /// session: nobody stays signed in because a tab was left open.
    ///
    /// # Errors
    /// There is none that can be renewed. One that was renewed before was copied: all that came of the same code end.
    pub(crate) async fn renew(
        &self,
        headers: &HeaderMap,
        from: &From<'_>,
    ) -> Result<Exchanged, Refused> {
        let now = self.clock.now();
        let told = |unproven: Unproven| unproven.refused;
        let text = bearer_in(headers).map_err(told)?;
        let Some(text) = text.filter(|text| text.starts_with(secrets::BEARER)) else {
            return Err(refused("authorization", "missing"));
        };
        let before = match self.known_bearer(text, headers).await {
            Ok(before) => before,
            Err(unproven) => {
                if let Some(cause) = unproven.cause
                    && self.refusals.count(ErrorCode::SignInRequired, now)
                {
                    let origin = origin_of(headers);
                    self.record_refused_page(cause, origin, None, from).await;
                }
                return Err(unproven.refused);
            }
        };
        if before.ended {
            return Err(self.copied(&before, from).await?);
        }
        if before.expires_at <= now {
            return Err(Unproven::expired().refused);
        }
        let session = live(self.sessions.peek(before.session, now).await).map_err(told)?;
        let (token, after) = self.new_bearer(&session, &before.origin, before.code, now);
        let exchanged = exchanged(token, &after, &session);
        let renewed = self.store.renew(before.hash, after).await;
        if renewed.map_err(|error| failed(&error))? {
            Ok(exchanged)
        } else {
            Err(self.copied(&before, from).await?)
        }
    }

    /// Gives the first bearer for a code.
    pub(super) async fn begin_bearer(
        &self,
        session: &Session,
        origin: &str,
        code: Hash,
        now: Timestamp,
    ) -> Result<Exchanged, Refused> {
        let (token, bearer) = self.new_bearer(session, origin, code, now);
        let exchanged = exchanged(token, &bearer, session);
        let kept = self.store.add(bearer, MOST_OF_SESSION).await;
        kept.map_err(|error| failed(&error))?;
        Ok(exchanged)
    }

    /// A bearer that was renewed is there again: its whole line ends. Gives what its sender is told.
    async fn copied(&self, bearer: &Bearer, from: &From<'_>) -> Result<Refused, Refused> {
        let ended = self.store.end_of_code(bearer.code).await;
        ended.map_err(|error| failed(&error))?;
        let whose = self.subject_of(bearer.session, self.clock.now()).await;
        self.record_refused_page("renewed bearer", Some(&bearer.origin), whose, from)
            .await;
        Ok(Unproven::expired().refused)
    }

    /// The bearer that a text is, for a page of the origin that it was made for; it may be over.
    async fn known_bearer(&self, text: &str, headers: &HeaderMap) -> Result<Bearer, Unproven> {
        let unknown = || Unproven::new("the bearer is none that was given here", "unknown bearer");
        let hash = secrets::hash_of_bearer(text).ok_or_else(unknown)?;
        let found = self.store.find(hash).await;
        let bearer = found
            .map_err(|error| Unproven::failed(&error))?
            .ok_or_else(unknown)?;
        if origin_of(headers) != Some(&bearer.origin) {
            return Err(Unproven::new(
                "the bearer is for pages of the origin that it was given to, and for nobody else",
                "bearer of another origin",
            ));
        }
        Ok(bearer)
    }

    fn new_bearer(
        &self,
        session: &Session,
        origin: &str,
        code: Hash,
        now: Timestamp,
    ) -> (Secret, Bearer) {
        let token = secrets::new_bearer(&*self.nonces);
        let end = Timestamp::from_millis(now.as_millis() + LIFE).unwrap_or(now);
        let bearer = Bearer {
            hash: secrets::hash(token.expose().as_bytes()),
            session: session.id_hash,
            origin: origin.to_owned(),
            code,
            made_at: now,
            expires_at: end.min(session.expires_at),
            ended: false,
        };
        (token, bearer)
    }
}

/// The session of a bearer. Where it is gone there was one.
fn live(found: Result<Found, StoreError>) -> Result<Arc<Session>, Unproven> {
    match found.map_err(|error| Unproven::failed(&error))? {
        Found::Live(session) => Ok(session),
        // No cookie is to be forgotten: another session may have taken the place of this one.
        Found::Ended | Found::Unknown => Err(Unproven {
            forget: false,
            ..Unproven::expired()
        }),
    }
}

fn exchanged(token: Secret, bearer: &Bearer, session: &Session) -> Exchanged {
    Exchanged {
        token,
        expires_at: bearer.expires_at,
        ends_at: session.expires_at,
    }
}
