//! `[audit]`.

use http::Uri;
use serde::Deserialize;
use signet_store::Durability;

use super::ConfigError;
use crate::outbound;

/// `[audit]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AuditEntry {
    /// `normal` or `full`.
    pub durability: Option<String>,
    /// Where checkpoints are posted to.
    pub checkpoint_url: Option<String>,
    /// After how many entries a checkpoint is signed.
    pub checkpoint_every: Option<u64>,
}

/// How the audit log is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditSettings {
    /// What an entry survives.
    pub durability: Durability,
    /// Where checkpoints are posted to. It may hold a secret and is not shown.
    pub checkpoint_url: Option<Uri>,
    /// After how many entries a checkpoint is signed.
    pub checkpoint_every: u64,
}

impl Default for AuditSettings {
    fn default() -> Self {
        Self {
            durability: Durability::Normal,
            checkpoint_url: None,
            checkpoint_every: 1000,
        }
    }
}

impl AuditEntry {
    /// Checks the keys.
    ///
    /// # Errors
    /// Which key is wrong, and why.
    pub fn resolve(&self) -> Result<AuditSettings, ConfigError> {
        let usual = AuditSettings::default();
        let durability = match self.durability.as_deref() {
            None => usual.durability,
            Some("normal") => Durability::Normal,
            Some("full") => Durability::Full,
            Some(other) => {
                return Err(ConfigError::about(
                    "audit.durability",
                    format!("{other:?} is neither \"normal\" nor \"full\""),
                ));
            }
        };
        let checkpoint_url = self
            .checkpoint_url
            .as_deref()
            .map(|url| {
                let uri: Uri = url.parse().map_err(|_| "is no URL")?;
                outbound::check(&uri).map(|()| uri)
            })
            .transpose()
            .map_err(|what| ConfigError::about("audit.checkpoint_url", what))?;
        let checkpoint_every = self.checkpoint_every.unwrap_or(usual.checkpoint_every);
        if !(1..=1_000_000).contains(&checkpoint_every) {
            return Err(ConfigError::about(
                "audit.checkpoint_every",
                format!("must be 1 to 1000000 entries, not {checkpoint_every}"),
            ));
        }
        Ok(AuditSettings {
            durability,
            checkpoint_url,
            checkpoint_every,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_keys_are_named() {
        for (toml, expected) in [
            (
                "durability = \"fast\"",
                "audit.durability: \"fast\" is neither",
            ),
            (
                "checkpoint_every = 0",
                "audit.checkpoint_every: must be 1 to",
            ),
            (
                "checkpoint_url = \"http://log.example/x\"",
                "audit.checkpoint_url: must be https",
            ),
            ("checkpoint_url = \"nowhere\"", "audit.checkpoint_url: "),
        ] {
            let entry: AuditEntry = toml::from_str(toml).expect("TOML");
            let error = entry.resolve().expect_err(toml).to_string();
            assert!(error.starts_with(expected), "{error}");
        }
        assert_eq!(
            AuditEntry::default().resolve(),
            Ok(AuditSettings::default())
        );
    }
}
