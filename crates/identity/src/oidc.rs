//! OpenID Connect: authorization code with PKCE, as the relying party. [`Provider::begin`] says where to send the browser,
//! [`Provider::finish`] takes what it comes back with. What has to be remembered between the two, [`Pending`], is the caller's to keep.

mod callback;
mod discovered;
mod exchange;
mod pending;
mod settings;

use std::sync::Arc;
use std::time::Duration;

use openidconnect::core::{CoreAuthPrompt, CoreResponseType};
use openidconnect::{AuthenticationFlow, CsrfToken, Nonce, PkceCodeChallenge, Scope};
use signet_model::{Secret, Timestamp};

use crate::cached::{Cached, Reading};
use crate::claims::Claims;
use crate::fetch::Fetch;
use crate::identity::{Identity, Way};
use crate::refusal::Refusal;
use crate::setting::SettingError;
use crate::token::{LEEWAY, Rules, not_yet};

pub use callback::Callback;
use discovered::Discovered;
pub use pending::{MINUTES_TO_SIGN_IN, Pending};
use settings::Checked;
pub use settings::Settings;

/// Whether the person has to prove again who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// A session that the provider has is good enough.
    Any,
    /// The provider must ask again (`prompt=login`, `max_age=0`) and say when it did (`auth_time`).
    Again,
}

/// A sign-in that was begun.
#[derive(Debug)]
pub struct Begun {
    /// Where to send the browser.
    pub url: String,
    /// What [`Provider::finish`] needs.
    pub pending: Pending,
}

/// One provider. What it says of itself is read when it is first needed, and kept as the keys of [`crate::jwt::Verifier`] are.
pub struct Provider {
    settings: Checked,
    discovered: Cached<Discovered>,
    fetch: Arc<dyn Fetch>,
}

impl Provider {
    /// Takes the settings. Reads nothing yet: a provider that is away must not keep Signet from starting.
    ///
    /// # Errors
    /// The setting that cannot work.
    pub fn new(settings: Settings, fetch: Arc<dyn Fetch>) -> Result<Self, SettingError> {
        Ok(Self {
            settings: Checked::new(settings)?,
            discovered: Cached::new(),
            fetch,
        })
    }

    /// The provider's id in the configuration.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.settings.given.id
    }

    /// Begins a sign-in.
    ///
    /// # Errors
    /// The provider cannot be reached, or what it says of itself cannot be used.
    pub async fn begin(&self, freshness: Freshness, now: Timestamp) -> Result<Begun, Refusal> {
        let discovered = self.discovered(now).await?;
        let client = discovered.client(&self.settings)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let mut request = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scopes(self.settings.scopes().map(Scope::new))
            .set_pkce_challenge(challenge);
        if freshness == Freshness::Again {
            request = request
                .add_prompt(CoreAuthPrompt::Login)
                .set_max_age(Duration::ZERO);
        }
        let (url, state, nonce) = request.url();
        Ok(Begun {
            url: url.into(),
            pending: Pending {
                provider: self.id().to_owned(),
                state: Secret::new(state.into_secret()),
                nonce: Secret::new(nonce.secret()),
                verifier: Secret::new(verifier.into_secret()),
                begun_at: now,
                again: freshness == Freshness::Again,
            },
        })
    }

    /// Ends a sign-in: gives the code to the provider and checks everything that comes of it. `pending` must be used for one call only, whatever
    /// its outcome.
    ///
    /// # Errors
    /// Why nobody was recognised.
    pub async fn finish(
        &self,
        pending: &Pending,
        callback: &Callback,
        now: Timestamp,
    ) -> Result<Identity, Refusal> {
        pending.check(self.id(), callback, now)?;
        let discovered = self.discovered(now).await?;
        callback.check_issuer(self.settings.issuer.as_str(), discovered.names_itself())?;
        let code = callback.code()?;
        let nonce = Nonce::new(pending.nonce.expose().to_owned());
        let rules = self.rules(&nonce);
        let explain = |token: &str| rules.check(token, discovered.keys(), now).err();
        let client = discovered.client(&self.settings)?;
        let answer = exchange::exchange(&*self.fetch, &client, code, pending, &explain).await?;
        let mut claims = self
            .check(&rules, &answer.id_token, &discovered, now)
            .await?;
        let proved_at = proved_at(pending, &claims, now)?;
        if let Some(url) = discovered.userinfo_url()
            && self.lacks_something(&claims)
        {
            exchange::add_userinfo(&*self.fetch, url, &answer.access_token, &mut claims).await?;
        }
        self.identity(&claims, proved_at)
    }

    fn rules<'a>(&'a self, nonce: &'a Nonce) -> Rules<'a> {
        Rules {
            issuer: &self.settings.issuer,
            audience: &self.settings.given.client_id,
            algorithms: &self.settings.given.algorithms,
            nonce: Some(nonce),
        }
    }

    /// Checks the ID token, if need be with keys that the provider has published since.
    async fn check(
        &self,
        rules: &Rules<'_>,
        id_token: &str,
        discovered: &Arc<Discovered>,
        now: Timestamp,
    ) -> Result<Claims, Refusal> {
        let claims = match rules.check(id_token, discovered.keys(), now) {
            Err(unknown @ Refusal::Key { .. }) => {
                let read: Reading<'_, _> = Box::pin(Discovered::read(&*self.fetch, &self.settings));
                match self.discovered.newer(discovered, now, read).await? {
                    Some(newer) => rules.check(id_token, newer.keys(), now)?,
                    None => return Err(unknown),
                }
            }
            checked => checked?,
        };
        let client_id = &self.settings.given.client_id;
        match claims.get("azp").map(|azp| azp.as_str() == Some(client_id)) {
            Some(false) => Err(Refusal::Claim {
                claim: "azp".to_owned(),
                why: "names another client",
            }),
            _ => Ok(claims),
        }
    }

    fn lacks_something(&self, claims: &Claims) -> bool {
        let names = &self.settings.given.claims;
        [&names.subject, &names.name, &names.groups]
            .into_iter()
            .any(|claim| claims.get(claim).is_none())
    }

    fn identity(&self, claims: &Claims, signed_in_at: Timestamp) -> Result<Identity, Refusal> {
        let names = &self.settings.given.claims;
        let subject = claims.subject(names)?;
        Ok(Identity {
            name: claims.name(names, &subject),
            groups: claims.groups(names)?,
            subject: format!("oidc:{}:{subject}", self.id()),
            way: Way::Oidc,
            signed_in_at,
            expires_at: None,
        })
    }

    async fn discovered(&self, now: Timestamp) -> Result<Arc<Discovered>, Refusal> {
        let read: Reading<'_, _> = Box::pin(Discovered::read(&*self.fetch, &self.settings));
        self.discovered.get(now, read).await
    }
}

/// When the person proved who they are.
fn proved_at(pending: &Pending, claims: &Claims, now: Timestamp) -> Result<Timestamp, Refusal> {
    let auth_time = not_yet("auth_time", claims, now)?;
    if pending.again {
        // The browser carries `prompt` and `max_age` to the provider and could have lost them on the way: only `auth_time` proves anything.
        let why = match auth_time {
            None => Some("the provider does not say when the person signed in (`auth_time`)"),
            Some(at) if at.as_millis() + LEEWAY < pending.begun_at.as_millis() => {
                Some("the provider answered with an older sign-in")
            }
            Some(_) => None,
        };
        if let Some(why) = why {
            return Err(Refusal::NotFresh { why });
        }
    }
    let proved = match auth_time {
        Some(moment) => moment,
        None => claims.moment("iat")?.unwrap_or(now),
    };
    Ok(proved.min(now))
}
