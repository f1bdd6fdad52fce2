//! Where a key comes from, and how one is got from there.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

use signet_signing::Credentials;

use super::fault::KeyFault;
use super::lent::Lent;
use super::source::KeyPorts;
use super::uri::CredentialsUri;
use super::{metadata, sts, uri};

pub use super::sts::Role;

/// Where a key comes from. Nothing has been asked yet.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Nobody said. There is none until the proxy is started anew.
    Absent,
    /// It was given, once and for all.
    Given(Credentials),
    /// A role that another key assumes (`AssumeRole`).
    Role {
        /// Where the other key comes from.
        base: Box<Origin>,
        /// The role.
        role: Role,
    },
    /// A role that a token of an identity provider assumes (`AssumeRoleWithOIDC`), as in a pod with RRSA.
    Oidc {
        /// The role.
        role: Role,
        /// The identity provider as RAM knows it.
        provider_arn: String,
        /// Where the token lies. It is read anew each time: somebody else writes it.
        token_file: PathBuf,
    },
    /// The role of the ECS instance that this machine is.
    Ecs {
        /// Its name; `None` asks the instance.
        role: Option<String>,
    },
    /// An address that hands out keys.
    Uri(CredentialsUri),
}

pub(super) type Obtaining<'a> = Pin<Box<dyn Future<Output = Result<Lent, KeyFault>> + Send + 'a>>;

impl Origin {
    /// What stays the same when the key is replaced; the cloud's limits hold for it.
    #[must_use]
    pub fn identity(&self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Given(credentials) => credentials.access_key_id().to_owned(),
            Self::Role { role, .. } | Self::Oidc { role, .. } => role.arn.clone(),
            Self::Ecs { role } => format!("ecs {}", role.as_deref().unwrap_or_default()),
            Self::Uri(uri) => format!("uri {}", uri.as_str()),
        }
    }

    /// Whether STS is asked for it.
    #[must_use]
    pub const fn asks_sts(&self) -> bool {
        matches!(self, Self::Role { .. } | Self::Oidc { .. })
    }

    /// Gets a key from there, now.
    pub(super) fn obtain<'a>(&'a self, ports: &'a KeyPorts) -> Obtaining<'a> {
        Box::pin(async move {
            match self {
                Self::Absent => Err(KeyFault::absent()),
                Self::Given(credentials) => Ok(Lent {
                    credentials: credentials.clone(),
                    expires_at: None,
                }),
                Self::Role { base, role } => {
                    let base = base.obtain(ports).await?;
                    sts::assume(role, &base.credentials, ports).await
                }
                Self::Oidc {
                    role,
                    provider_arn,
                    token_file,
                } => sts::assume_with_oidc(role, provider_arn, token_file, ports).await,
                Self::Ecs { role } => metadata::ask(role.as_deref(), ports).await,
                Self::Uri(uri) => uri::ask(uri, ports).await,
            }
        })
    }
}
