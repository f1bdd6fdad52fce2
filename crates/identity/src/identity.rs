//! Somebody who was recognised, and how.

use serde::{Deserialize, Serialize};
use signet_model::Timestamp;

/// Somebody who was recognised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Who, unique over all ways: `oidc:ID:SUB`, `jwt:SUB`, `header:NAME`, `user:NAME` or `token:NAME`.
    pub subject: String,
    /// What people call them. Not unique, and chosen by themselves at many providers: never decide by it.
    pub name: String,
    /// The groups that the provider says they are in, each without the `group:` by which a grant names it; sorted, each once.
    pub groups: Vec<String>,
    /// How they were recognised.
    pub way: Way,
    /// When they proved who they are. A provider's `auth_time` where it says one: an old session there is no fresh sign-in here.
    pub signed_in_at: Timestamp,
    /// When the proof ends by itself: a bearer token's `exp`. Absent where a session of the proxy decides.
    pub expires_at: Option<Timestamp>,
}

/// How somebody was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// OpenID Connect.
    Oidc,
    /// A portal's or access proxy's JWT.
    Jwt,
    /// Headers of a reverse proxy.
    Header,
    /// A local user's password.
    Password,
    /// A token of Signet's own.
    Token,
}

impl Way {
    /// The name used in JSON and records.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Oidc => "oidc",
            Self::Jwt => "jwt",
            Self::Header => "header",
            Self::Password => "password",
            Self::Token => "token",
        }
    }
}
