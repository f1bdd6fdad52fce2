//! Who is asking, and how somebody comes to be known: sessions and their cookies, attempts, API tokens, portals, providers.
//!
//! Knows requests by their headers and nothing of what is asked for. Where there is no sign-in, everybody is whoever sits at this machine.

mod attempts;
pub(crate) mod cookie;
pub(crate) mod exchange;
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
mod visit;
mod who;

pub(crate) use password::Typed;
pub use principal::Principal;
pub(crate) use principal::Unproven;
use principal::via;
pub(crate) use provider::{Departure, NotSignedIn, SECONDS_AT_PROVIDER, at_home};
pub use refusals::Refusals;
pub use settings::{JwtSettings, OidcSettings, SessionLimits, SignInSettings};
pub(crate) use visit::{From, SignedIn};

use std::sync::{Arc, Mutex};

use signet_identity::header::Headers;
use signet_identity::{Fetch, SettingError, jwt, oidc};
use signet_model::Timestamp;
use signet_model::api::{ApiError, ErrorCode, SignInWay, SignInWays, Totp};
use signet_store::{Store, StoreError};
use tracing::error;

use crate::clock::Clock;
use crate::grants::Grants;
use crate::nonce::Nonces;
use crate::record::Recorder;
use crate::service::Refused;

use attempts::Attempts;
use exchange::Across;
use password::Workers;
use portal::Arrivals;
use provider::{AtProvider, Provider};
use sessions::Sessions;
use tokens::Tokens;
pub(crate) use tokens::groups_of;

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
    across: Across,
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
    /// The key of the configuration that cannot work, and why.
    pub fn new(settings: SignInSettings, outside: Outside) -> Result<Self, (String, String)> {
        let provider = |entry: OidcSettings| {
            let (id, label) = (entry.settings.id.clone(), entry.label);
            let wrong = |error: SettingError| {
                let key = format!("sign_in.oidc.{} of `{}`", error.key, id.escape_debug());
                (key, error.reason)
            };
            oidc::Provider::new(entry.settings, Arc::clone(&outside.fetch))
                .map(|provider| Provider { label, provider })
                .map_err(wrong)
        };
        let providers = settings.oidc.into_iter().map(provider);
        let (portal, jwt_header) = match settings.jwt {
            Some(jwt) => {
                let verifier = jwt::Verifier::new(jwt.settings, Arc::clone(&outside.fetch));
                let verifier = verifier
                    .map_err(|error| (format!("sign_in.jwt.{}", error.key), error.reason))?;
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
            across: Across::default(),
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

    /// How people come in, in words for whoever starts the proxy; empty where there is no sign-in.
    #[must_use]
    pub fn ways_in_words(&self) -> Vec<String> {
        let Some(sign_in) = &self.sign_in else {
            return Vec::new();
        };
        let shown = |way| match way {
            SignInWay::Password {
                totp: Totp::Required,
            } => "password and one-time code".to_owned(),
            SignInWay::Password {
                totp: Totp::Optional,
            } => "password".to_owned(),
            SignInWay::Oidc { id, label, .. } => format!("{} (oidc:{id})", label.escape_debug()),
        };
        let portal = sign_in.portal.as_ref().map(|_| "a portal's token");
        let headers = sign_in.headers.as_ref();
        let headers = headers.map(|_| "headers of a reverse proxy");
        let outside = [portal, headers].into_iter().flatten();
        let ways = self.ways().ways.into_iter().map(shown);
        ways.chain(outside.map(str::to_owned)).collect()
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
            sign_in.sweep_across(now).await?;
            sign_in.tokens.sweep(now).await
        };
        if let Err(cause) = swept.await {
            error!(%cause, "sessions and tokens that ended cannot be dropped");
        }
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
