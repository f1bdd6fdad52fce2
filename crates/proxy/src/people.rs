//! Who is asking, and how somebody comes to be known: sessions and their cookies, attempts, API tokens, portals, providers.
//!
//! Knows requests by their headers and nothing of what is asked for. Where there is no sign-in, everybody is whoever sits at this machine.

mod attempts;
pub(crate) mod cookie;
pub(crate) mod issuing;
mod password;
mod portal;
mod principal;
mod provider;
mod refusals;
mod secrets;
mod sessions;
mod settings;
mod tokens;
mod trace;
mod who;

pub(crate) use password::Typed;
pub use principal::Principal;
pub(crate) use principal::Unproven;
use principal::via;
pub(crate) use provider::{Departure, NotSignedIn, SECONDS_AT_PROVIDER, at_home};
pub use refusals::Refusals;
pub use settings::{JwtSettings, OidcSettings, SessionLimits, SignInSettings};

use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use serde_json::Map;
use signet_identity::header::Headers;
use signet_identity::{Fetch, Identity, SettingError, jwt, oidc};
use signet_model::api::{ApiError, ErrorCode, SignInWay, SignInWays, Totp};
use signet_model::{Secret, Timestamp};
use signet_store::ports::Grants as _;
use signet_store::{Session, Store, StoreError};
use tracing::error;

use crate::clock::Clock;
use crate::grants::Grants;
use crate::nonce::Nonces;
use crate::record::Recorder;
use crate::service::Refused;

use attempts::Attempts;
use password::Workers;
use portal::Arrivals;
use provider::{AtProvider, Provider};
use sessions::Sessions;
use tokens::Tokens;

/// Changes by others are looked for once in so many milliseconds.
const LOOK_EVERY: i64 = 500;

/// Who may ask, and who they are.
pub struct People {
    sign_in: Option<SignIn>,
    /// Refusals of nobody in particular.
    pub refusals: Arc<Refusals>,
}

/// How people sign in, and who did.
pub(crate) struct SignIn {
    pub(crate) store: Store,
    recorder: Arc<dyn Recorder>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) nonces: Arc<dyn Nonces>,
    pub(crate) sessions: Sessions,
    pub(crate) tokens: Tokens,
    grants: Arc<Grants>,
    attempts: Attempts,
    workers: Workers,
    password: Option<Totp>,
    providers: Vec<Provider>,
    at_provider: Mutex<AtProvider>,
    portal: Option<jwt::Verifier>,
    jwt_header: Option<http::HeaderName>,
    headers: Option<Headers>,
    arrivals: Arrivals,
    limits: SessionLimits,
    looked: tokio::sync::Mutex<Looked>,
    refusals: Arc<Refusals>,
}

/// When changes by others were looked for last. Whoever comes while somebody looks waits for what they find.
#[derive(Debug, Default)]
struct Looked {
    at: i64,
    /// Something was changed and is not read yet: whoever looked was interrupted.
    unread: bool,
}

/// What sign-in needs of the world.
pub struct Outside {
    /// Keeps people.
    pub store: Store,
    /// Keeps what they did.
    pub recorder: Arc<dyn Recorder>,
    /// Who was granted what.
    pub grants: Arc<Grants>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes secrets.
    pub nonces: Arc<dyn Nonces>,
    /// Asks providers and portals.
    pub fetch: Arc<dyn Fetch>,
}

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

impl People {
    /// Everybody is whoever sits at this machine.
    #[must_use]
    pub fn local() -> Self {
        Self {
            sign_in: None,
            refusals: Arc::default(),
        }
    }

    /// People sign in.
    ///
    /// # Errors
    /// The table of the configuration whose setting cannot work, and the setting.
    pub fn new(
        settings: SignInSettings,
        outside: Outside,
    ) -> Result<Self, (&'static str, SettingError)> {
        let provider = |entry: OidcSettings| {
            let label = entry.label;
            oidc::Provider::new(entry.settings, Arc::clone(&outside.fetch))
                .map(|provider| Provider { label, provider })
                .map_err(|error| ("sign_in.oidc", error))
        };
        let providers = settings.oidc.into_iter().map(provider);
        let (portal, jwt_header) = match settings.jwt {
            Some(jwt) => {
                let verifier = jwt::Verifier::new(jwt.settings, Arc::clone(&outside.fetch));
                let verifier = verifier.map_err(|error| ("sign_in.jwt", error))?;
                (Some(verifier), jwt.header)
            }
            None => (None, None),
        };
        let refusals = Arc::new(Refusals::default());
        let sign_in = SignIn {
            refusals: Arc::clone(&refusals),
            providers: providers.collect::<Result<_, _>>()?,
            sessions: Sessions::new(outside.store.clone(), settings.limits),
            tokens: Tokens::new(outside.store.clone()),
            store: outside.store,
            recorder: outside.recorder,
            grants: outside.grants,
            clock: outside.clock,
            nonces: outside.nonces,
            attempts: Attempts::default(),
            workers: Workers::default(),
            password: settings.password,
            at_provider: Mutex::default(),
            portal,
            jwt_header,
            headers: settings.headers,
            arrivals: Arrivals::default(),
            limits: settings.limits,
            looked: tokio::sync::Mutex::default(),
        };
        Ok(Self {
            sign_in: Some(sign_in),
            refusals,
        })
    }

    /// How people sign in; `None` where there is no sign-in.
    pub(crate) const fn sign_in(&self) -> Option<&SignIn> {
        self.sign_in.as_ref()
    }

    /// Whether people sign in here.
    #[must_use]
    pub const fn is_sign_in(&self) -> bool {
        self.sign_in.is_some()
    }

    /// The ways in, for those who are not in yet.
    #[must_use]
    pub fn ways(&self) -> SignInWays {
        let mut ways = Vec::new();
        if let Some(sign_in) = &self.sign_in {
            ways.extend(sign_in.password.map(|totp| SignInWay::Password { totp }));
            ways.extend(sign_in.providers.iter().map(Provider::way));
        }
        SignInWays { ways }
    }

    /// Ends all sessions of somebody; how many there were. Who did it, and that they may, is the caller's to see to and to record.
    ///
    /// # Errors
    /// The store failed.
    pub async fn sign_out_of(&self, subject: &str) -> Result<u32, StoreError> {
        match &self.sign_in {
            Some(sign_in) => sign_in.sessions.end_all_of(subject).await,
            None => Ok(0),
        }
    }

    /// How many sessions there are; `None` where there is no sign-in, or the store does not say.
    pub async fn sessions(&self) -> Option<u64> {
        let store = &self.sign_in.as_ref()?.store;
        signet_store::ports::Sessions::count(store)
            .await
            .ok()
            .map(u64::from)
    }

    /// What has to be done once a minute, and at the end.
    pub async fn tidy(&self, now: Timestamp) {
        let Some(sign_in) = &self.sign_in else {
            return;
        };
        let swept = async {
            sign_in.look_for_changes(now).await?;
            sign_in.sessions.sweep(now).await?;
            sign_in.tokens.sweep(now).await
        };
        if let Err(cause) = swept.await {
            error!(%cause, "sessions and tokens that ended cannot be dropped");
        }
    }
}

impl From<'_> {
    /// The hash of the session that a cookie names, if it can be one.
    pub(crate) fn session_before(id: &[u8]) -> Option<secrets::Hash> {
        secrets::hash_of_id(id)
    }
}

impl SignIn {
    /// Ends the session of somebody, or all that they have.
    ///
    /// # Errors
    /// It cannot be recorded, or the store failed.
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
        self.record(principal, what, Map::new()).await?;
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
    async fn welcome(&self, identity: &Identity, from: &From<'_>) -> Result<SignedIn, Refused> {
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
    fn principal_of(&self, session: &Session, request_id: &str, address: IpAddr) -> Principal {
        let identity = Identity {
            subject: session.subject.clone(),
            name: session.name.clone(),
            groups: session.groups.clone(),
            way: match session.via {
                signet_model::api::Via::Oidc => signet_identity::Way::Oidc,
                _ => signet_identity::Way::Password,
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

/// The store failed: what somebody is told who can do nothing about it.
pub(crate) fn failed(error: &StoreError) -> Refused {
    error!(%error, "the store failed");
    let full = matches!(error, StoreError::Full);
    let code = if full {
        ErrorCode::CannotRecord
    } else {
        ErrorCode::Internal
    };
    let error = ApiError::new(
        code,
        "the proxy cannot read or write what it knows of people",
    );
    Box::new(error.remedy("Try again; if it stays, look at the proxy's log and its disk."))
}
