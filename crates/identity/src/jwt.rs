//! A token that the company's portal or access proxy sends with each call, checked against the portal's published keys.
//!
//! The caller takes the token from its header; this module checks it. Nothing is kept of it.

mod believed;

use std::sync::Arc;

use believed::Believed;
use openidconnect::IssuerUrl;
use openidconnect::core::CoreJsonWebKeySet;
use signet_model::Timestamp;

use crate::algorithm::{self, Algorithm};
use crate::ask;
use crate::cached::{Cached, Reading};
use crate::claims::{ClaimNames, Claims};
use crate::fetch::Fetch;
use crate::identity::{Identity, Way};
use crate::keys;
use crate::refusal::Refusal;
use crate::setting::{SettingError, not_empty, safe_url};
use crate::token::{Rules, not_yet};

/// How errors call the document of keys.
const KEYS: &str = "the portal's keys (jwks_url)";

/// `[sign_in.jwt]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What `iss` must be, to the letter.
    pub issuer: String,
    /// What must be among `aud`.
    pub audience: String,
    /// Where the keys are published (RFC 7517): https, or http on this machine.
    pub jwks_url: String,
    /// What a token may be signed with.
    pub algorithms: Vec<Algorithm>,
    /// Which claims count.
    pub claims: ClaimNames,
}

/// Checks tokens of one issuer. Keys are kept for ten minutes, a day where they cannot be read again, and read at most once a minute because a
/// token names one that is not there.
pub struct Verifier {
    settings: Settings,
    issuer: IssuerUrl,
    keys: Cached<CoreJsonWebKeySet>,
    believed: Believed,
    fetch: Arc<dyn Fetch>,
}

impl Verifier {
    /// Takes the settings. Reads nothing yet: a portal that is away must not keep Signet from starting.
    ///
    /// # Errors
    /// The setting that cannot work.
    pub fn new(settings: Settings, fetch: Arc<dyn Fetch>) -> Result<Self, SettingError> {
        let issuer = IssuerUrl::new(settings.issuer.clone())
            .map_err(|error| {
                let reason = format!(
                    "is not an address ({error}): write what `iss` of the portal's tokens is, such as https://portal.corp.example"
                );
                SettingError::new("issuer", reason)
            })?;
        not_empty("audience", &settings.audience)?;
        safe_url("jwks_url", &settings.jwks_url)?;
        algorithm::some(&settings.algorithms)?;
        settings.claims.check()?;
        Ok(Self {
            settings,
            issuer,
            keys: Cached::new(),
            believed: Believed::default(),
            fetch,
        })
    }

    /// Who sends this token. It must be signed by a published key with an allowed algorithm, name the issuer and the audience, and be within
    /// its times, give or take a minute.
    ///
    /// # Errors
    /// Why it is not believed.
    pub async fn verify(&self, token: &str, now: Timestamp) -> Result<Identity, Refusal> {
        let mut keys = self.keys.get(now, self.reading()).await?;
        if let Some(known) = self.believed.find(token, &keys, now) {
            return Ok(known);
        }
        let claims = match self.check(token, &keys, now) {
            Err(unknown @ Refusal::Key { .. }) => {
                let newer = self.keys.newer(&keys, now, self.reading()).await?;
                keys = newer.ok_or(unknown)?;
                self.check(token, &keys, now)?
            }
            checked => checked?,
        };
        let identity = self.identity(&claims, now)?;
        self.believed.keep(token, &keys, &identity);
        Ok(identity)
    }

    fn check(
        &self,
        token: &str,
        keys: &CoreJsonWebKeySet,
        now: Timestamp,
    ) -> Result<Claims, Refusal> {
        Rules {
            issuer: &self.issuer,
            audience: &self.settings.audience,
            algorithms: &self.settings.algorithms,
            nonce: None,
        }
        .check(token, keys, now)
    }

    fn identity(&self, claims: &Claims, now: Timestamp) -> Result<Identity, Refusal> {
        let names = &self.settings.claims;
        let subject = claims.subject(names)?;
        let proved = match not_yet("auth_time", claims, now)? {
            Some(moment) => moment,
            None => claims.moment("iat")?.unwrap_or(now),
        };
        Ok(Identity {
            name: claims.name(names, &subject),
            groups: claims.groups(names)?,
            subject: format!("jwt:{subject}"),
            way: Way::Jwt,
            signed_in_at: proved.min(now),
            expires_at: claims.moment("exp")?,
        })
    }

    fn reading(&self) -> Reading<'_, CoreJsonWebKeySet> {
        Box::pin(self.read_keys())
    }

    async fn read_keys(&self) -> Result<CoreJsonWebKeySet, Refusal> {
        let url = &self.settings.jwks_url;
        keys::usable(ask::json(&*self.fetch, KEYS, url, None).await?, KEYS)
    }
}
