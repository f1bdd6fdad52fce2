//! How one signs in: `GET /api/sign-in` and what is posted to it.

use serde::{Deserialize, Serialize};

use crate::secret::Secret;
use crate::timestamp::Timestamp;

/// The ways in. Shown to everybody, so that it names nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInWays {
    /// The ways, in the order of the configuration; empty where only a portal or reverse proxy can sign people in.
    pub ways: Vec<SignInWay>,
}

/// One way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SignInWay {
    /// A name and a password, posted to `/api/sign-in/password`.
    Password {
        /// Whether a one-time code goes with it: always, or for those who have set it up.
        totp: Totp,
    },
    /// A provider of OpenID Connect.
    Oidc {
        /// Its id in the configuration.
        id: String,
        /// Its name for people.
        label: String,
        /// Where the browser goes; `return_to` may be added.
        url: String,
    },
}

/// Whether a one-time code goes with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Totp {
    /// For everybody.
    Required,
    /// For those who have set it up.
    Optional,
}

/// `POST /api/sign-in/password`. Its `Debug` shows no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordSignIn {
    /// The name of the local user.
    pub name: String,
    /// The password.
    pub password: Secret,
    /// The one-time code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Secret>,
}

/// `POST /api/session/exchange`: a page on another site came back with a code. Its `Debug` shows no secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// What `signet_code` said. Good for one minute, and once.
    pub code: Secret,
    /// What the challenge is the SHA-256 of.
    pub verifier: Secret,
}

/// The answer to `POST /api/session/exchange` and `POST /api/session/renew`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchanged {
    /// What goes into `Authorization: Bearer …`; for pages of the origin that it was given to alone.
    pub token: Secret,
    /// When it ends unless it is renewed: at most 15 minutes from when it was made.
    pub expires_at: Timestamp,
    /// When the session ends whatever is done in it: nothing is renewed beyond.
    pub ends_at: Timestamp,
}
