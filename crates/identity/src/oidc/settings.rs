//! What an administrator says about a provider.

use openidconnect::{IssuerUrl, RedirectUrl};
use signet_model::Secret;

use crate::algorithm::{self, Algorithm};
use crate::claims::ClaimNames;
use crate::setting::{SettingError, not_empty, safe_url};

/// `[[sign_in.oidc]]`, and where the browser comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The provider's id here: letters, digits, `-` and `_`. Part of every subject, so it must not change.
    pub id: String,
    /// What `iss` must be, to the letter; `/.well-known/openid-configuration` after it is read.
    pub issuer: String,
    /// What the provider calls Signet.
    pub client_id: String,
    /// Absent for a public client, which has PKCE alone.
    pub client_secret: Option<Secret>,
    /// Where the browser comes back: `https://HOST/sign-in/oidc/ID/callback`.
    pub redirect_url: String,
    /// What is asked for besides `openid`.
    pub scopes: Vec<String>,
    /// Which claims count.
    pub claims: ClaimNames,
    /// What an ID token may be signed with.
    pub algorithms: Vec<Algorithm>,
}

/// Settings that can work.
pub(super) struct Checked {
    pub(super) given: Settings,
    pub(super) issuer: IssuerUrl,
    pub(super) redirect: RedirectUrl,
}

impl Checked {
    pub(super) fn new(given: Settings) -> Result<Self, SettingError> {
        let of_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if given.id.is_empty() || given.id.len() > 64 || !given.id.chars().all(of_id) {
            let reason = "must be 1 to 64 letters, digits, `-` and `_`";
            return Err(SettingError::new("id", reason));
        }
        not_empty("client_id", &given.client_id)?;
        if given
            .client_secret
            .as_ref()
            .is_some_and(|secret| secret.expose().is_empty())
        {
            return Err(SettingError::new(
                "client_secret_env",
                "names an empty variable",
            ));
        }
        algorithm::some(&given.algorithms)?;
        given.claims.check()?;
        for scope in &given.scopes {
            if scope.is_empty() || scope.chars().any(|c| !c.is_ascii_graphic()) {
                return Err(SettingError::new("scopes", "must each be one word"));
            }
        }
        if safe_url("issuer", &given.issuer)?.query().is_some() {
            return Err(SettingError::new("issuer", "must not hold a ?"));
        }
        safe_url("public_url", &given.redirect_url)?;
        let issuer = IssuerUrl::new(given.issuer.clone())
            .map_err(|error| SettingError::new("issuer", error.to_string()))?;
        let redirect = RedirectUrl::new(given.redirect_url.clone())
            .map_err(|error| SettingError::new("public_url", error.to_string()))?;
        Ok(Self {
            given,
            issuer,
            redirect,
        })
    }

    /// What is asked for besides `openid`, which the library adds.
    pub(super) fn scopes(&self) -> impl Iterator<Item = String> {
        let scopes = self.given.scopes.iter();
        scopes.filter(|scope| *scope != "openid").cloned()
    }
}
