//! Flags over file over defaults, and the rules between them.

use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use signet_model::api::Cloud;

use super::{
    AccountEntry, AccountSettings, ConfigError, File, IotInstanceSettings, QuotaEntry, Settings,
};
use crate::keys::{Key, VariableNames, Variables, from_environment, from_profile};
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
const DEFAULT_REGION: &str = "cn-hangzhou";
const DEFAULT_LISTEN: &str = "127.0.0.1:8787";

/// Regions of `cloud-api.md` section 4.1. A list grows old, so an unknown region is only a warning.
const KNOWN_REGIONS: &[&str] = &[
    "cn-qingdao",
    "cn-beijing",
    "cn-zhangjiakou",
    "cn-huhehaote",
    "cn-hangzhou",
    "cn-shanghai",
    "cn-shenzhen",
    "cn-hongkong",
    "cn-wulanchabu",
    "cn-guangzhou",
    "cn-chengdu",
    "cn-hangzhou-finance",
    "cn-shanghai-finance-1",
    "cn-shenzhen-finance-1",
    "cn-north-2-gov-1",
    "cn-heyuan-acdr-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-5",
    "ap-southeast-6",
    "ap-northeast-1",
    "eu-central-1",
    "eu-west-1",
    "us-west-1",
    "us-east-1",
    "me-central-1",
];

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
    let mut warnings = Vec::new();
    let accounts = if flags.demo {
        Vec::new()
    } else {
        accounts(&file, flags.profile.as_deref(), variables, &mut warnings)?
    };
    let iot_instances = iot_instances(&file, &accounts, flags.demo)?;
    let upstream_ca = match &file.upstream_ca {
        Some(path) => Some(std::fs::read(path).map_err(|error| {
            ConfigError::about("upstream_ca", format!("{}: {error}", path.display()))
        })?),
        None => None,
    };
    Ok(Settings {
        listen: listen(&flags, &file)?,
        cloud,
        onsmqtt_endpoint,
        iot_endpoint,
        accounts,
        iot_instances,
        quota: quota(&file.quota, cloud)?,
        upstream_ca,
        state_dir: flags.state_dir.or(file.state_dir),
        read_only: flags.read_only || file.read_only,
        allow_changes: flags.allow_changes || file.allow_changes,
        dashboard: flags.dashboard,
        file: flags.config,
        warnings,
    })
}

fn endpoint(flag: &str, text: Option<&str>) -> Result<Option<Endpoint>, ConfigError> {
    text.map(|text| Endpoint::parse(text).map_err(|what| ConfigError::about(flag, what)))
        .transpose()
}

fn listen(flags: &Flags, file: &File) -> Result<SocketAddr, ConfigError> {
    let (key, text) = match (&flags.listen, &file.listen) {
        (Some(text), _) => ("--listen", text.as_str()),
        (None, Some(text)) => ("listen", text.as_str()),
        (None, None) => ("--listen", DEFAULT_LISTEN),
    };
    let wrong = || {
        ConfigError::about(
            key,
            format!(
                "`{}` must be an address and a port like {DEFAULT_LISTEN}",
                text.escape_debug()
            ),
        )
    };
    let address = match text.parse() {
        Ok(address) => address,
        // A name is looked up only where it can mean nothing but this machine.
        Err(_) if text.to_ascii_lowercase().starts_with("localhost:") => text
            .to_socket_addrs()
            .ok()
            .and_then(|mut found| found.find(SocketAddr::is_ipv4))
            .ok_or_else(wrong)?,
        Err(_) => return Err(wrong()),
    };
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        Err(ConfigError::about(
            key,
            format!(
                "{address} can be reached from other machines, and until there is sign-in everyone there could act; listen on 127.0.0.1"
            ),
        ))
    }
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

fn accounts(
    file: &File,
    profile: Option<&str>,
    variables: Variables<'_>,
    warnings: &mut Vec<String>,
) -> Result<Vec<AccountSettings>, ConfigError> {
    let sole = [AccountEntry {
        name: "default".to_owned(),
        ..AccountEntry::default()
    }];
    let entries = if file.accounts.is_empty() {
        &sole[..]
    } else {
        &file.accounts[..]
    };
    let mut accounts: Vec<AccountSettings> = Vec::with_capacity(entries.len());
    for entry in entries {
        if entry.name.trim().is_empty() {
            return Err(ConfigError::about("accounts.name", "must not be empty"));
        }
        if accounts.iter().any(|known| known.name == entry.name) {
            return Err(ConfigError::about(
                "accounts.name",
                format!("`{}` is there twice", entry.name),
            ));
        }
        let key = key(entry, profile, variables)?;
        let regions = match (&entry.regions[..], &key.region) {
            ([], Some(region)) => vec![region.clone()],
            ([], None) => vec![DEFAULT_REGION.to_owned()],
            (regions, _) => regions.to_vec(),
        };
        for region in &regions {
            check_region(
                &format!("accounts.regions of `{}`", entry.name),
                region,
                warnings,
            )?;
        }
        accounts.push(AccountSettings {
            name: entry.name.clone(),
            key,
            regions,
            instances: entry.instances.clone(),
        });
    }
    Ok(accounts)
}

fn key(
    entry: &AccountEntry,
    profile: Option<&str>,
    variables: Variables<'_>,
) -> Result<Key, ConfigError> {
    let about = |what| ConfigError::about(&format!("the key of account `{}`", entry.name), what);
    let named = [
        &entry.access_key_id_env,
        &entry.access_key_secret_env,
        &entry.security_token_env,
    ];
    match (
        &entry.profile,
        &entry.access_key_id_env,
        &entry.access_key_secret_env,
    ) {
        (Some(_), ..) if named.iter().any(|name| name.is_some()) => Err(about(
            "name either a profile or environment variables, not both".to_owned(),
        )),
        (Some(profile), ..) => from_profile(profile, variables).map_err(about),
        (None, Some(id), Some(secret)) => {
            let names = VariableNames {
                id: id.clone(),
                secret: secret.clone(),
                token: entry.security_token_env.clone(),
            };
            from_environment(&names, variables).map_err(about)
        }
        (None, None, None) if entry.security_token_env.is_none() => match profile {
            Some(profile) => from_profile(profile, variables)
                .map_err(|what| ConfigError::about("--profile", what)),
            None => from_environment(&VariableNames::default(), variables).map_err(about),
        },
        _ => Err(about(
            "access_key_id_env and access_key_secret_env go together".to_owned(),
        )),
    }
}

fn check_region(key: &str, region: &str, warnings: &mut Vec<String>) -> Result<(), ConfigError> {
    let usable = !region.is_empty()
        && region
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !usable {
        return Err(ConfigError::about(
            key,
            format!(
                "`{}` is not a region id like {DEFAULT_REGION}",
                region.escape_debug()
            ),
        ));
    }
    if !KNOWN_REGIONS.contains(&region) {
        warnings.push(format!(
            "{key}: `{region}` is not among the regions known when this was built"
        ));
    }
    Ok(())
}

fn iot_instances(
    file: &File,
    accounts: &[AccountSettings],
    demo: bool,
) -> Result<Vec<IotInstanceSettings>, ConfigError> {
    let mut instances: Vec<IotInstanceSettings> = Vec::with_capacity(file.iot_instances.len());
    for entry in &file.iot_instances {
        let account = match &entry.account {
            Some(name) if !demo => accounts
                .iter()
                .position(|account| account.name == *name)
                .ok_or_else(|| {
                    ConfigError::about(
                        &format!("iot_instances.account of `{}`", entry.name),
                        format!("there is no account `{name}`"),
                    )
                })?,
            None if accounts.len() > 1 => {
                return Err(ConfigError::about(
                    &format!("iot_instances.account of `{}`", entry.name),
                    "must be given where there are several accounts",
                ));
            }
            _ => 0,
        };
        if instances.iter().any(|known| known.id == entry.id) {
            return Err(ConfigError::about(
                "iot_instances.id",
                format!(
                    "`{}` is there twice",
                    entry.id.as_deref().unwrap_or("the public instance")
                ),
            ));
        }
        check_region(
            &format!("iot_instances.region of `{}`", entry.name),
            &entry.region,
            &mut Vec::new(),
        )?;
        instances.push(IotInstanceSettings {
            name: entry.name.clone(),
            id: entry.id.clone(),
            region: entry.region.clone(),
            account,
        });
    }
    Ok(instances)
}

#[cfg(test)]
mod tests;
