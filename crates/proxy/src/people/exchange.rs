//! Sign-in across sites: a page of an allowed origin sends somebody here; whoever is signed in here goes back with a code; the page exchanges the
//! code, with what its challenge was made of, for a bearer that lives for minutes and never longer than the session that it came from.

mod asked;
mod bearers;
mod codes;

pub(crate) use asked::{Asked, LONGEST_RETURN_TO, LONGEST_STATE, MAX_AGE, Wrong};
pub(crate) use bearers::{bearer_in, origin_of};

use std::sync::{Mutex, PoisonError};

use signet_model::api::{ApiError, ErrorCode, Exchange, Exchanged};
use signet_model::{Quantity, Timestamp};
use signet_store::ports::Bearers as _;

use super::secrets::{self, Hash};
use super::sessions::Found;
use super::{From, Principal, SignIn, failed};
use crate::service::Refused;
use codes::{Code, Codes, Unusable};

/// What of sign-in across sites is in memory.
#[derive(Default)]
pub(super) struct Across(Mutex<Codes>);

impl Across {
    fn codes(&self) -> std::sync::MutexGuard<'_, Codes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What becomes of a link that somebody came by.
#[derive(Debug)]
pub(crate) enum Answered {
    /// They go back to this address.
    Back(String),
    /// They have to sign in first, or anew.
    SignIn,
    /// They are known by something that is no session of ours: a reverse proxy's headers, a portal's token.
    NoSession,
}

/// Why nothing is exchanged: which field, and in a word what of it.
struct Why {
    field: &'static str,
    found: &'static str,
    cause: &'static str,
}

const fn why(field: &'static str, found: &'static str, cause: &'static str) -> Why {
    Why {
        field,
        found,
        cause,
    }
}

impl Unusable {
    const fn why(self) -> Why {
        match self {
            Self::Unknown => why("code", "unknown", "unknown code"),
            Self::Used => why("code", "used", "used code"),
            Self::Expired => why("code", "expired", "expired code"),
        }
    }
}

impl SignIn {
    /// Answers a link of a page on another site, for somebody who is signed in.
    pub(crate) fn answer_link(&self, principal: &Principal, asked: &Asked) -> Answered {
        let (Some(session), None) = (principal.session, &principal.origin) else {
            return Answered::NoSession;
        };
        let now = self.clock.now();
        let age = principal
            .actor
            .signed_in_at
            .map(|at| now.as_millis() - at.as_millis());
        let too_old = |most: i64| age.is_none_or(|age| age > most * 1000);
        if asked.max_age.is_some_and(too_old) {
            return Answered::SignIn;
        }
        let id = secrets::new_id(&*self.nonces);
        let code = Code {
            session,
            origin: asked.origin.clone(),
            challenge: asked.challenge,
        };
        let hash = secrets::hash(id.expose().as_bytes());
        self.across.codes().give(hash, code, now);
        Answered::Back(asked.back_with(id.expose()))
    }

    /// Exchanges a code for a bearer. `origin` is whose page asks.
    ///
    /// # Errors
    /// Which part of it is wrong. The code is used up, and what it gave before ends.
    pub(crate) async fn exchange(
        &self,
        asked: &Exchange,
        origin: Option<&str>,
        from: &From<'_>,
    ) -> Result<Exchanged, Refused> {
        let now = self.clock.now();
        let Some(hash) = secrets::hash_of_id(asked.code.expose().as_bytes()) else {
            return Err(self
                .refuse(Unusable::Unknown.why(), origin, None, from)
                .await);
        };
        let taken = self.across.codes().take(hash, now);
        let code = match taken {
            Ok(code) => code,
            Err(unusable) => return Err(self.come_again(hash, unusable, origin, from).await?),
        };
        let wrong = if origin.is_none() {
            Some(why("origin", "missing", "no origin"))
        } else if origin != Some(&code.origin) {
            Some(why("origin", "wrong", "wrong origin"))
        } else if !code.challenge.is_of(asked.verifier.expose()) {
            Some(why("verifier", "wrong", "wrong verifier"))
        } else {
            None
        };
        if let Some(wrong) = wrong {
            return Err(self.refuse(wrong, origin, None, from).await);
        }
        let found = self.sessions.find(code.session, now).await;
        let Found::Live(session) = found.map_err(|error| failed(&error))? else {
            let over = why("code", "session_ended", "session ended");
            return Err(self.refuse(over, origin, None, from).await);
        };
        let principal = self.principal_of(&session, from.request_id, from.address);
        self.record_page(&principal, &code.origin).await?;
        let exchanged = self.begin_bearer(&session, &code.origin, hash, now).await?;
        // Somebody else came with the same code meanwhile: which of the two was the page, nobody knows.
        if self.across.codes().came_again(hash) {
            return Err(self.come_again(hash, Unusable::Used, origin, from).await?);
        }
        Ok(exchanged)
    }

    /// Somebody came with a code that is no good: what it gave before ends. Gives what they are told.
    async fn come_again(
        &self,
        hash: Hash,
        unusable: Unusable,
        origin: Option<&str>,
        from: &From<'_>,
    ) -> Result<Refused, Refused> {
        let ended = self.store.end_of_code(hash).await;
        let ended = ended.map_err(|error| failed(&error))?;
        let unusable = ended.as_ref().map_or(unusable, |_| Unusable::Used);
        let session = ended.map(|bearer| bearer.session);
        Ok(self.refuse(unusable.why(), origin, session, from).await)
    }

    /// Writes down that nothing was exchanged, and says why.
    async fn refuse(
        &self,
        why: Why,
        origin: Option<&str>,
        ended: Option<Hash>,
        from: &From<'_>,
    ) -> Refused {
        let now = self.clock.now();
        let code = ErrorCode::ExchangeRefused;
        let whose = match ended {
            Some(session) => self.subject_of(session, now).await,
            None => None,
        };
        // That somebody lost what they had is never one of many.
        if ended.is_some() || self.refusals.count(code, now) {
            self.record_refused_page(why.cause, origin, whose, from)
                .await;
        }
        refused(why.field, why.found)
    }

    /// Whose session it is, if it is still there.
    async fn subject_of(&self, session: Hash, now: Timestamp) -> Option<String> {
        match self.sessions.peek(session, now).await {
            Ok(Found::Live(session)) => Some(session.subject.clone()),
            _ => None,
        }
    }

    /// A link that cannot be answered is written down like a sign-in that failed.
    pub(crate) async fn note_wrong_link(&self, wrong: &Wrong, from: &From<'_>) {
        if self
            .refusals
            .count(ErrorCode::ExchangeRefused, self.clock.now())
        {
            let origin = match wrong {
                Wrong::NotAllowed(origin) => Some(&**origin),
                _ => None,
            };
            self.record_refused_page(wrong.code(), origin, None, from)
                .await;
        }
    }

    /// Drops what is over.
    pub(super) async fn sweep_across(
        &self,
        now: Timestamp,
    ) -> Result<(), signet_store::StoreError> {
        self.across.codes().sweep(now);
        let long_ago = now.as_millis() - bearers::REMEMBERED;
        let long_ago = Timestamp::from_millis(long_ago).unwrap_or(now);
        self.store.remove_expired(now, long_ago).await.map(drop)
    }
}

/// What is told of an exchange that is refused.
pub(crate) fn refused(field: &str, found: &str) -> Refused {
    let what = match (field, found) {
        ("code", "used") => {
            "the code was used before; what it was exchanged for has ended, because one of the two was not the page"
        }
        ("code", "expired") => "the code is older than a minute",
        ("code", "session_ended") => "the session that the code was given in has ended",
        ("code", _) => "the code is none that was given here",
        ("verifier", _) => "the verifier is not what the challenge was made of",
        ("origin", "missing") => "the request has no header Origin, so no page sent it",
        ("origin", _) => "the code was given for a page of another origin",
        _ => "only a bearer that was exchanged for a code is renewed, and the request has none",
    };
    let mut error = ApiError::new(
        ErrorCode::ExchangeRefused,
        format!("nothing was exchanged: {what}"),
    );
    error.field = Some(field.to_owned());
    error.found = Some(Quantity::Text(found.to_owned()));
    Box::new(
        error.remedy("Begin again: send the person to /sign-in/exchange with a new challenge."),
    )
}
