//! Flags over file over defaults, and the rules between them.

mod accounts;

use std::path::PathBuf;

use signet_model::api::Cloud;

use super::{
    ConfigError, DEMO_ACCOUNT, File, QuotaEntry, Settings, network, notices, oddities, page, plans,
    safeguards, sign_in,
};
use crate::keys::Variables;
use crate::quota::QuotaLimits;
use crate::upstream::Endpoint;

/// What the command line says.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// `--demo`
    pub demo: bool,
    /// `--listen`
    pub listen: Option<String>,
    /// `--onsmqtt-endpoint`
    pub onsmqtt_endpoint: Option<String>,
    /// `--iot-endpoint`
    pub iot_endpoint: Option<String>,
    /// `--config`
    pub config: Option<PathBuf>,
    /// `--profile`
    pub profile: Option<String>,
    /// `--read-only`
    pub read_only: bool,
    /// `--allow-changes`
    pub allow_changes: bool,
    /// `--state-dir`
    pub state_dir: Option<PathBuf>,
    /// `--dashboard`
    pub dashboard: Option<PathBuf>,
}

/// The most calls a second while the source address may be shared with production.
const POLITE: u32 = 50;
/// The most calls a second at all: over 300 the cloud blocks the address (`cloud-api.md` section 4.3).
const MOST: u32 = 285;

/// Makes the settings. With `--demo` the accounts stay empty: the demo makes its own key.
///
/// # Errors
/// The key or flag that is wrong.
pub fn resolve(
    flags: Flags,
    file: File,
    variables: Variables<'_>,
) -> Result<Settings, ConfigError> {
    let onsmqtt_endpoint = endpoint("--onsmqtt-endpoint", flags.onsmqtt_endpoint.as_deref())?;
    let iot_endpoint = endpoint("--iot-endpoint", flags.iot_endpoint.as_deref())?;
    let local = |endpoint: &Option<Endpoint>| endpoint.as_ref().is_some_and(Endpoint::is_loopback);
    let cloud = match flags.demo {
        true => Cloud::Demo,
        false if local(&onsmqtt_endpoint) && local(&iot_endpoint) => Cloud::Loopback,
        false => Cloud::Real,
    };
    let (listen, mut guard) = network::network(&flags, &file)?;
    let mut warnings = Vec::new();
    let accounts = if flags.demo {
        Vec::new()
    } else {
        let profile = flags.profile.as_deref();
        let may_wait = !network::is_reached_by_others(&guard);
        accounts::accounts(&file, profile, variables, may_wait, &mut warnings)?
    };
    let iot_instances = accounts::iot_instances(&file, &accounts, flags.demo)?;
    let safeguards = {
        let named = accounts.iter().map(|account| account.name.as_str());
        let names: Vec<_> = named.chain(flags.demo.then_some(DEMO_ACCOUNT)).collect();
        safeguards::safeguards(&file, &names)?
    };
    let upstream_ca = match &file.upstream_ca {
        Some(path) => Some(std::fs::read(path).map_err(|error| {
            ConfigError::about("upstream_ca", format!("{}: {error}", path.display()))
        })?),
        None => None,
    };
    warnings.extend(oddities::oddities(&file));
    let sign_in = match &file.sign_in {
        Some(entry) => Some(sign_in::sign_in(entry, &mut guard, variables)?),
        None => None,
    };
    Ok(Settings {
        listen,
        guard,
        sign_in,
        cloud,
        onsmqtt_endpoint,
        iot_endpoint,
        accounts,
        iot_instances,
        quota: quota(&file.quota, cloud)?,
        safeguards,
        webhooks: notices::webhooks(&file.webhooks, variables)?,
        notices: notices::thresholds(&file.notices)?,
        plans: plans::plans(&file)?,
        surveys: plans::surveys(&file.surveys)?,
        tls: file.tls.map(Into::into),
        audit: file.audit.resolve()?,
        upstream_ca,
        state_dir: flags.state_dir.or(file.state_dir),
        read_only: flags.read_only || file.read_only,
        allow_changes: flags.allow_changes || file.allow_changes,
        page: page::page(file.page)?,
        dashboard: flags.dashboard,
        file: flags.config,
        warnings,
    })
}

fn endpoint(flag: &str, text: Option<&str>) -> Result<Option<Endpoint>, ConfigError> {
    text.map(|text| Endpoint::parse(text).map_err(|what| ConfigError::about(flag, what)))
        .transpose()
}

fn quota(entry: &QuotaEntry, cloud: Cloud) -> Result<QuotaLimits, ConfigError> {
    if entry.enabled == Some(false) {
        return match cloud {
            Cloud::Real => Err(ConfigError::about(
                "quota.enabled",
                "may be false only where both endpoints are on this machine",
            )),
            Cloud::Demo | Cloud::Loopback => Ok(QuotaLimits {
                calls_per_second: None,
            }),
        };
    }
    let most = if entry.dedicated_egress { MOST } else { POLITE };
    let calls = entry.calls_per_second.unwrap_or(most);
    match calls {
        0 => Err(ConfigError::about(
            "quota.calls_per_second",
            "must be at least 1",
        )),
        calls if calls > MOST => Err(ConfigError::about(
            "quota.calls_per_second",
            format!("may be at most {MOST}, not {calls}: over 300 the cloud blocks the address"),
        )),
        calls if calls > most => Err(ConfigError::about(
            "quota.calls_per_second",
            format!(
                "may be at most {POLITE}, not {calls}, unless quota.dedicated_egress = true says that the source address is not shared"
            ),
        )),
        calls => Ok(QuotaLimits {
            calls_per_second: Some(calls),
        }),
    }
}

#[cfg(test)]
mod tests;
