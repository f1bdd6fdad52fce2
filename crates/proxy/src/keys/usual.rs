//! Keys that are lent, each from what names it; and where a key comes from when nobody says.

use std::path::Path;

use super::metadata::is_role_name;
use super::sts::is_arn;
use super::{
    CredentialsUri, Key, Origin, Role, StsPlace, VariableNames, Variables, from_environment,
    says_true, value,
};

const ROLE: &str = "ALIBABA_CLOUD_ROLE_ARN";
const SESSION: &str = "ALIBABA_CLOUD_ROLE_SESSION_NAME";
const PROVIDER: &str = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
const TOKEN_FILE: &str = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";
const ECS: &str = "ALIBABA_CLOUD_ECS_METADATA";
const ECS_DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
const URI: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";

/// The key that the environment names: an AccessKey, else a role by OIDC, else the role of an ECS instance where its name is given, else a
/// credentials URI. The order is that of the official SDKs; no file is read but the OIDC token, and no metadata unless a role is named.
///
/// # Errors
/// Names the variable that is missing or cannot be right.
pub fn from_usual(variables: Variables<'_>, sts: &StsPlace) -> Result<Key, String> {
    let names = VariableNames::default();
    let is_set = |name: &str| value(variables, name).is_some();
    if is_set(&names.id) || is_set(&names.secret) {
        return from_environment(&names, variables);
    }
    if is_set(PROVIDER) || is_set(TOKEN_FILE) {
        let needed = |name: &str| {
            value(variables, name).ok_or_else(|| {
                format!("{name} is not set; {ROLE}, {PROVIDER} and {TOKEN_FILE} go together")
            })
        };
        let session = value(variables, SESSION);
        let role = Role::new(&needed(ROLE)?, session.as_deref(), sts.endpoint())
            .map_err(|what| format!("{ROLE} or {SESSION}: {what}"))?;
        return from_oidc(role, &needed(PROVIDER)?, Path::new(&needed(TOKEN_FILE)?));
    }
    match value(variables, ECS) {
        Some(role) if !says_true(variables, ECS_DISABLED) => {
            return from_ecs(Some(&role), variables).map_err(|what| format!("{ECS}: {what}"));
        }
        _ => {}
    }
    match value(variables, URI) {
        Some(uri) => from_uri(&uri).map_err(|what| format!("{URI} {what}")),
        None => from_environment(&names, variables),
    }
}

/// Whether no variable says anything of a key: neither a whole one nor, by a slip, half of one.
#[must_use]
pub fn says_nothing(variables: Variables<'_>) -> bool {
    let names = VariableNames::default();
    let of_keys = [names.id, names.secret].into_iter().chain(names.token);
    let of_lenders = [ROLE, PROVIDER, TOKEN_FILE, ECS, URI].map(ToOwned::to_owned);
    of_keys
        .chain(of_lenders)
        .all(|name| value(variables, &name).is_none())
}

/// A role that `base` assumes.
#[must_use]
pub fn with_role(base: Key, role: Role) -> Key {
    Key {
        source: format!("role {}, assumed with {}", role.arn, base.source),
        region: base.region,
        origin: Origin::Role {
            base: Box::new(base.origin),
            role,
        },
    }
}

/// A role that the token in a file assumes.
///
/// # Errors
/// The provider or the path cannot be right.
pub fn from_oidc(role: Role, provider_arn: &str, token_file: &Path) -> Result<Key, String> {
    if !is_arn(provider_arn, ":oidc-provider/") {
        return Err(
            "the OIDC provider must be like acs:ram::1234567890123456:oidc-provider/name"
                .to_owned(),
        );
    }
    Ok(Key {
        source: format!(
            "role {}, assumed with the OIDC token {}",
            role.arn,
            token_file.display()
        ),
        region: None,
        origin: Origin::Oidc {
            role,
            provider_arn: provider_arn.to_owned(),
            token_file: token_file.to_owned(),
        },
    })
}

/// The role of the ECS instance; without a name the one that it has.
///
/// # Errors
/// The name cannot be right, or the metadata are not to be asked.
pub fn from_ecs(role: Option<&str>, variables: Variables<'_>) -> Result<Key, String> {
    if says_true(variables, ECS_DISABLED) {
        return Err(format!(
            "the metadata of an ECS instance are not to be asked: {ECS_DISABLED} is true"
        ));
    }
    if !role.is_none_or(is_role_name) {
        return Err(
            "the name of a RAM role has at most 64 letters, digits or any of . - _".to_owned(),
        );
    }
    let source = match role {
        Some(role) => format!("role {role} of this ECS instance"),
        None => "the role of this ECS instance".to_owned(),
    };
    Ok(Key {
        origin: Origin::Ecs {
            role: role.map(ToOwned::to_owned),
        },
        source,
        region: None,
    })
}

/// An address that hands out keys.
///
/// # Errors
/// Says what is wrong with it without showing it.
pub fn from_uri(uri: &str) -> Result<Key, String> {
    let uri = CredentialsUri::parse(uri)?;
    Ok(Key {
        source: format!("credentials URI at {uri}"),
        region: None,
        origin: Origin::Uri(uri),
    })
}
