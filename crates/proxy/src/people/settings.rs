//! How people sign in, as the configuration says.

use http::HeaderName;
use signet_identity::header::Headers;
use signet_identity::{jwt, oidc};
use signet_model::api::Totp;

/// How people sign in.
#[derive(Debug, Default)]
pub struct SignInSettings {
    /// How long sessions live.
    pub limits: SessionLimits,
    /// By name and password, and whether a one-time code goes with it.
    pub password: Option<Totp>,
    /// By providers of OpenID Connect, in the order in which they are offered.
    pub oidc: Vec<OidcSettings>,
    /// By a portal's JWT.
    pub jwt: Option<JwtSettings>,
    /// By a reverse proxy's headers; the guard sees to it that they come from one that may.
    pub headers: Option<Headers>,
}

/// How long a session lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionLimits {
    /// Without being used.
    pub idle_millis: i64,
    /// At all.
    pub absolute_millis: i64,
}

/// One provider of OpenID Connect.
#[derive(Debug)]
pub struct OidcSettings {
    /// What it is called for people.
    pub label: String,
    /// The rest.
    pub settings: oidc::Settings,
}

/// A portal's JWT.
#[derive(Debug)]
pub struct JwtSettings {
    /// The header that holds it; `Authorization: Bearer` where `None`.
    pub header: Option<HeaderName>,
    /// The rest.
    pub settings: jwt::Settings,
}

const HOUR: i64 = 3_600_000;

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            idle_millis: 8 * HOUR,
            absolute_millis: 24 * HOUR,
        }
    }
}
