//! What is kept, in our own words.

use signet_audit::Hash;
use signet_model::Timestamp;
use signet_model::api::{GivenGrant, Via};
use signet_model::roles::Grant;
use signet_model::secret::Secret;

/// Somebody who is signed in. The id itself is not kept, only its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the id.
    pub id_hash: [u8; 32],
    /// Who.
    pub subject: String,
    /// Their name for people.
    pub name: String,
    /// How they signed in.
    pub via: Via,
    /// The groups that the identity provider named.
    pub groups: Vec<String>,
    /// When they proved who they are.
    pub signed_in_at: Timestamp,
    /// When they did something last.
    pub last_seen_at: Timestamp,
    /// When it ends whatever is done in it.
    pub expires_at: Timestamp,
    /// From which address they signed in.
    pub address: Option<String>,
    /// What their browser calls itself, shortened.
    pub user_agent: Option<String>,
}

/// Somebody who was here, and how many sessions they have now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Who.
    pub subject: String,
    /// Their name for people.
    pub name: String,
    /// When they did something last.
    pub last_seen_at: Timestamp,
    /// How many sessions they have.
    pub sessions: u32,
}

/// A local user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The name, without `user:`.
    pub name: String,
    /// The password, hashed, as a PHC string.
    pub password: Secret,
    /// The seed of one-time codes, sealed.
    pub totp_seed: Option<Vec<u8>>,
    /// The last time step whose code was used: no code is taken twice.
    pub totp_last_step: Option<u64>,
    /// Whether they may not sign in.
    pub disabled: bool,
    /// When they were made.
    pub created_at: Timestamp,
}

/// A grant that somebody gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptGrant {
    /// By which it can be withdrawn.
    pub id: String,
    /// Whose: a subject or a group.
    pub subject: String,
    /// What.
    pub grant: Grant,
    /// Who gave it.
    pub granted_by: String,
    /// When.
    pub granted_at: Timestamp,
}

impl From<KeptGrant> for GivenGrant {
    fn from(kept: KeptGrant) -> Self {
        Self {
            id: Some(kept.id),
            grant: kept.grant,
            granted_by: Some(kept.granted_by),
            granted_at: Some(kept.granted_at),
        }
    }
}

/// One record of the audit log as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number.
    pub sequence: u64,
    /// Its hash.
    pub hash: Hash,
    /// The bytes of its entry.
    pub body: Vec<u8>,
}

/// Which entries of the audit log somebody may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Visible {
    /// All of them.
    All,
    /// One's own, and those about objects that the grants let one read.
    Of {
        /// One's subject.
        subject: String,
        /// One's grants.
        grants: Vec<Grant>,
    },
}
