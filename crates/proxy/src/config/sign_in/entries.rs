//! `[sign_in]` as it is written.

use std::path::PathBuf;

use serde::Deserialize;

/// `[sign_in]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SignInEntry {
    /// Minutes without a request after which a session ends.
    pub idle_minutes: Option<i64>,
    /// Hours after which a session ends whatever is done in it.
    pub absolute_hours: Option<i64>,
    /// By name and password.
    pub password: Option<PasswordEntry>,
    /// By providers of OpenID Connect.
    pub oidc: Vec<OidcEntry>,
    /// By a portal's JWT.
    pub jwt: Option<JwtEntry>,
    /// By a reverse proxy's headers.
    pub headers: Option<HeadersEntry>,
}

/// `[sign_in.password]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PasswordEntry {
    /// `required` or `optional`.
    pub totp: Option<String>,
}

/// One of `[[sign_in.oidc]]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcEntry {
    /// Its id here; part of every subject, so it must not change.
    pub id: String,
    /// Its name for people.
    pub label: Option<String>,
    /// What `iss` must be.
    pub issuer: String,
    /// What the provider calls Signet.
    pub client_id: String,
    /// The environment variable of the client's secret.
    pub client_secret_env: Option<String>,
    /// The file of the client's secret.
    pub client_secret_file: Option<PathBuf>,
    /// What is asked for besides `openid`.
    pub scopes: Option<Vec<String>>,
    /// Who.
    pub subject_claim: Option<String>,
    /// What people call them.
    pub name_claim: Option<String>,
    /// Their groups.
    pub groups_claim: Option<String>,
    /// What an ID token may be signed with.
    pub algorithms: Option<Vec<String>>,
}

/// `[sign_in.jwt]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JwtEntry {
    /// What `iss` must be.
    pub issuer: String,
    /// What must be among `aud`.
    pub audience: String,
    /// Where the keys are published.
    pub jwks_url: String,
    /// What a token may be signed with.
    pub algorithms: Option<Vec<String>>,
    /// The header that holds it.
    pub header: Option<String>,
    /// Who.
    pub subject_claim: Option<String>,
    /// What people call them.
    pub name_claim: Option<String>,
    /// Their groups.
    pub groups_claim: Option<String>,
}

/// `[sign_in.headers]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadersEntry {
    /// The header that names the user.
    pub user: String,
    /// The header that names their groups.
    pub groups: Option<String>,
    /// Who is believed.
    #[serde(default)]
    pub peers: Vec<String>,
}
