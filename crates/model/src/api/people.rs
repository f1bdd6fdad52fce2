//! Who may do what, for those who decide about it: `/api/people` and `/api/tokens`.

use serde::{Deserialize, Serialize};

use crate::roles::Grant;
use crate::secret::Secret;
use crate::timestamp::Timestamp;

/// `GET /api/people`: everybody who has a grant, a session, a password or a token, by subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct People {
    /// Subjects and groups, in the order of their texts.
    pub people: Vec<Person>,
}

/// A subject, or a group of the identity provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// `user:alice`, `oidc:corp:3f2…`, `group:iot-ops`, …
    pub subject: String,
    /// The name for people, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What they were granted.
    pub grants: Vec<GivenGrant>,
    /// When they were seen last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_seen_at: Option<Timestamp>,
    /// How many sessions they have.
    pub sessions: u32,
}

/// A grant and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenGrant {
    /// By which it can be withdrawn; absent for a grant of the configuration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What.
    pub grant: Grant,
    /// Who gave it; absent for a grant of the configuration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_by: Option<String>,
    /// When; absent for a grant of the configuration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_at: Option<Timestamp>,
}

/// `POST /api/people/grant`. Answered with the [`GivenGrant`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantTo {
    /// A subject or a group.
    pub subject: String,
    /// What.
    pub grant: Grant,
}

/// `POST /api/people/withdraw` and `POST /api/tokens/revoke`. Answered with `{}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ById {
    /// The grant or the token.
    pub id: String,
}

/// `POST /api/people/sign-out`. Answered with `{"sessions": how many ended}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOutOf {
    /// Whose sessions end.
    pub subject: String,
}

/// `GET /api/tokens`: one's own, or everybody's for an admin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// The tokens, newest first; expired ones stay for 30 days.
    pub tokens: Vec<Token>,
}

/// An API token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// By which it can be revoked.
    pub id: String,
    /// Its name; acts are recorded as `token:NAME`.
    pub name: String,
    /// The person who made it and whose present grants limit it; absent for one that was made on the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// What it may do.
    pub grants: Vec<Grant>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was used last, within a minute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<Timestamp>,
}

/// `POST /api/tokens/create`. Answered with [`NewToken`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreateToken {
    /// 1 to 64 letters, digits, `-`, `_` and `.`; no other token has it.
    pub name: String,
    /// What it may do: nothing that its maker may not.
    pub grants: Vec<Grant>,
    /// When it ends: within 365 days.
    pub expires_at: Timestamp,
}

/// A token with its secret, which is shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewToken {
    /// The token.
    pub token: Token,
    /// What goes into `Authorization: Bearer …`.
    pub secret: Secret,
}
