//! Whose keys, which regions, which instances.

mod key;

use crate::config::file::SOLE_ACCOUNT;
use crate::config::{AccountEntry, AccountSettings, ConfigError, File, IotInstanceSettings};
use crate::keys::{Key, Variables};

const DEFAULT_REGION: &str = "cn-hangzhou";

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

/// The accounts, each with its key. Where `may_wait` and nobody says anything of any key, they are without one: whoever sits at the machine is
/// shown what to do. With a key for one of them, or half of one, it is a slip.
pub(super) fn accounts(
    file: &File,
    profile: Option<&str>,
    variables: Variables<'_>,
    may_wait: bool,
    warnings: &mut Vec<String>,
) -> Result<Vec<AccountSettings>, ConfigError> {
    let sole = [AccountEntry {
        name: SOLE_ACCOUNT.to_owned(),
        ..AccountEntry::default()
    }];
    let entries = if file.accounts.is_empty() {
        &sole[..]
    } else {
        &file.accounts[..]
    };
    let is_absent = |entry| key::is_absent(entry, profile, variables);
    let waits = may_wait && entries.iter().all(is_absent);
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
        let key = if waits {
            Key::absent()
        } else {
            key::key(entry, profile, variables)?
        };
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

pub(super) fn iot_instances(
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
