//! `signet.toml` as it is written.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::dashboard::Page;

use super::{
    ApprovalEntry, AuditEntry, BudgetsEntry, ConfigError, GrantEntry, NoticesEntry, PlansEntry,
    ProtectedEntry, SafetyEntry, SignInEntry, SurveyEntry, TlsEntry, WebhookEntry,
};

/// The account of a file that names none.
pub(super) const SOLE_ACCOUNT: &str = "default";
/// The account of the demo, whatever the file says.
pub const DEMO_ACCOUNT: &str = "demo";

/// The whole file; every key may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct File {
    /// `host:port`; a loopback address unless people sign in.
    pub listen: Option<String>,
    /// The address by which people reach the proxy.
    pub public_url: Option<String>,
    /// Other origins whose pages may call.
    pub allowed_origins: Vec<String>,
    /// Other origins whose pages may hold ours in a frame.
    pub frame_ancestors: Vec<String>,
    /// Reverse proxies that are believed about whom they forward for.
    pub trusted_proxies: Vec<String>,
    /// How people sign in; everybody is whoever sits at this machine where absent.
    pub sign_in: Option<SignInEntry>,
    /// Where state is kept.
    pub state_dir: Option<PathBuf>,
    /// Refuse everything but Read.
    pub read_only: bool,
    /// Allow acts on a real cloud.
    pub allow_changes: bool,
    /// How the dashboard presents itself.
    pub page: Page,
    /// The proxy's own certificate.
    pub tls: Option<TlsEntry>,
    /// Where notices go.
    pub webhooks: Vec<WebhookEntry>,
    /// From when on there is a notice.
    pub notices: NoticesEntry,
    /// What holds for plans.
    pub plans: PlansEntry,
    /// Which plans somebody must approve.
    pub approvals: Vec<ApprovalEntry>,
    /// Whom background surveys ask for.
    pub surveys: Vec<SurveyEntry>,
    /// How the audit log is kept.
    pub audit: AuditEntry,
    /// A PEM file of extra roots to trust.
    pub upstream_ca: Option<PathBuf>,
    /// The accounts.
    pub accounts: Vec<AccountEntry>,
    /// The IoT Platform instances by name.
    pub iot_instances: Vec<IotInstanceEntry>,
    /// The proxy's own limits.
    pub quota: QuotaEntry,
    /// Who may do what.
    pub grants: Vec<GrantEntry>,
    /// How many single acts a person may make.
    pub budgets: BudgetsEntry,
    /// What single acts may not destroy or suspend.
    pub protected: Vec<ProtectedEntry>,
    /// What needs a reason or a recent sign-in.
    pub safety: SafetyEntry,
}

/// One of `[[accounts]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountEntry {
    /// Its name, for people and records.
    pub name: String,
    /// A profile of `~/.aliyun/config.json`.
    pub profile: Option<String>,
    /// The environment variable of the AccessKey id.
    pub access_key_id_env: Option<String>,
    /// The environment variable of the AccessKey secret.
    pub access_key_secret_env: Option<String>,
    /// The environment variable of the STS token.
    pub security_token_env: Option<String>,
    /// The RAM role to assume, with the key above or with an OIDC token.
    pub role_arn: Option<String>,
    /// What the cloud's own records call the sessions of that role.
    pub role_session_name: Option<String>,
    /// The identity provider, as RAM knows it, whose token assumes the role.
    pub oidc_provider_arn: Option<String>,
    /// Where that token lies.
    pub oidc_token_file: Option<PathBuf>,
    /// The role of the ECS instance that the proxy runs on.
    pub ecs_role: Option<String>,
    /// An address that hands out keys.
    pub credentials_uri: Option<String>,
    /// Where STS answers.
    pub sts_endpoint: Option<String>,
    /// Region ids.
    #[serde(default)]
    pub regions: Vec<String>,
    /// Instance ids that may be used; all where empty.
    #[serde(default)]
    pub instances: Vec<String>,
}

/// One of `[[iot_instances]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IotInstanceEntry {
    /// Its name, for people.
    pub name: String,
    /// Its id; left out for the public instance.
    pub id: Option<String>,
    /// Its region id.
    pub region: String,
    /// The name of its account; may be left out where there is one account.
    pub account: Option<String>,
}

/// `[quota]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct QuotaEntry {
    /// Calls a second over all operations and accounts.
    pub calls_per_second: Option<u32>,
    /// The source address is this proxy's own, so that up to 285 calls/s are safe.
    pub dedicated_egress: bool,
    /// `false` lifts the limits; only for a cloud on this machine.
    pub enabled: Option<bool>,
}

impl File {
    /// The accounts to which somebody may be granted something.
    #[must_use]
    pub fn account_names(&self) -> Vec<&str> {
        if self.accounts.is_empty() {
            return vec![SOLE_ACCOUNT, DEMO_ACCOUNT];
        }
        self.accounts.iter().map(|entry| &*entry.name).collect()
    }

    /// Reads the file at `path`.
    ///
    /// # Errors
    /// The line and the key that are wrong.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::about(&path.display().to_string(), error))?;
        Self::parse(&text)
            .map_err(|ConfigError(line)| ConfigError(format!("{}: {line}", path.display())))
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// The line and the key that are wrong.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let at = error
                .span()
                .map_or(text.len(), |span| span.start)
                .min(text.len());
            ConfigError::about(&place(text, at), error.message())
        })
    }
}

/// Where an offset is, as `line 3, quota.calls_per_second`. Values are not shown: someone may have put a secret there.
fn place(text: &str, at: usize) -> String {
    let before = &text.as_bytes()[..at];
    let number = before.iter().filter(|byte| **byte == b'\n').count();
    let lines: Vec<_> = text.lines().collect();
    let section = lines.iter().take(number + 1).rev().find_map(|line| {
        let name = line.trim().trim_start_matches('[').split(']').next()?;
        line.trim_start().starts_with('[').then(|| name.trim())
    });
    let key = lines
        .get(number)
        .and_then(|line| line.split_once('='))
        .map(|(key, _)| key.trim());
    let keys: Vec<_> = [section, key].into_iter().flatten().collect();
    if keys.is_empty() {
        format!("line {}", number + 1)
    } else {
        format!("line {}, {}", number + 1, keys.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_full_file() {
        let file = File::parse(
            r#"
            listen = "127.0.0.1:9000"
            read_only = true
            [[accounts]]
            name = "factory"
            profile = "factory"
            regions = ["cn-hangzhou", "cn-shanghai"]
            instances = ["post-cn-1"]
            [[iot_instances]]
            name = "line 4"
            id = "iot-1"
            region = "cn-shanghai"
            account = "factory"
            [quota]
            calls_per_second = 100
            dedicated_egress = true
            "#,
        )
        .expect("a file");
        assert_eq!(file.accounts[0].regions, ["cn-hangzhou", "cn-shanghai"]);
        assert_eq!(file.quota.calls_per_second, Some(100));
    }

    #[test]
    fn an_error_is_one_line_with_the_key_and_without_the_value() {
        let check = |text: &str, expected: &[&str]| {
            let error = File::parse(text).expect_err(text).to_string();
            for part in expected {
                assert!(error.contains(part), "{error}");
            }
            assert_eq!(error.lines().count(), 1, "{error}");
            assert!(!error.contains("canary"), "{error}");
        };
        check(
            "lissten = \"127.0.0.1:1\"",
            &["line 1", "lissten", "unknown field"],
        );
        check(
            "\n[quota]\ncalls_per_second = \"fast\"",
            &["line 3, quota.calls_per_second", "invalid type"],
        );
        check(
            "[[accounts]]\nname = \"a\"\naccess_key_secret = \"canary\"",
            &["line 3, accounts.access_key_secret", "unknown field"],
        );
        check(
            "[[accounts]]\nregions = []",
            &["accounts", "missing field `name`"],
        );
        check("listen = ", &["line 1"]);
        check("secret = \"canary", &["line 1, secret"]);
        check(
            "[quota]\ncalls_per_second = -1",
            &["quota.calls_per_second"],
        );
    }
}
