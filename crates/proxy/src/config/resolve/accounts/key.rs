//! Where the key of one account comes from.

use crate::config::{AccountEntry, ConfigError};
use crate::keys::{
    Key, Role, StsPlace, VariableNames, Variables, from_ecs, from_environment, from_oidc,
    from_profile, from_uri, from_usual, says_nothing, with_role,
};

/// Reads what the entry says; where it names nothing, `--profile`, else the environment.
pub(super) fn key(
    entry: &AccountEntry,
    profile: Option<&str>,
    variables: Variables<'_>,
) -> Result<Key, ConfigError> {
    let about =
        |what: String| ConfigError::about(&format!("the key of account `{}`", entry.name), what);
    one_source(entry).map_err(about)?;
    let sts = StsPlace::new(entry.sts_endpoint.as_deref(), variables).map_err(about)?;
    let role = match (&entry.role_arn, &entry.role_session_name) {
        (Some(arn), session) => {
            Some(Role::new(arn, session.as_deref(), sts.endpoint()).map_err(about)?)
        }
        (None, Some(_)) => {
            return Err(about("role_session_name goes with role_arn".to_owned()));
        }
        (None, None) => None,
    };
    let key = match (&entry.oidc_provider_arn, &entry.oidc_token_file, role) {
        (Some(provider), Some(file), Some(role)) => {
            from_oidc(role, provider, file).map_err(about)?
        }
        (None, None, None) => base(entry, profile, variables, &sts)?,
        (None, None, Some(role)) => with_role(base(entry, profile, variables, &sts)?, role),
        _ => {
            return Err(about(
                "role_arn, oidc_provider_arn and oidc_token_file go together".to_owned(),
            ));
        }
    };
    if entry.sts_endpoint.is_some() && !key.origin.asks_sts() {
        return Err(about(
            "sts_endpoint is there, but nothing asks STS; role_arn names a role".to_owned(),
        ));
    }
    Ok(key)
}

/// Whether nobody says anything of a key: neither the entry, nor `--profile`, nor the environment.
pub(super) fn is_absent(
    entry: &AccountEntry,
    profile: Option<&str>,
    variables: Variables<'_>,
) -> bool {
    let AccountEntry {
        name: _,
        regions: _,
        instances: _,
        profile: own_profile,
        access_key_id_env,
        access_key_secret_env,
        security_token_env,
        role_arn,
        role_session_name,
        oidc_provider_arn,
        oidc_token_file,
        ecs_role,
        credentials_uri,
        sts_endpoint,
    } = entry;
    let named = [
        own_profile,
        access_key_id_env,
        access_key_secret_env,
        security_token_env,
        role_arn,
        role_session_name,
        oidc_provider_arn,
        ecs_role,
        credentials_uri,
        sts_endpoint,
    ];
    named.iter().all(|key| key.is_none())
        && oidc_token_file.is_none()
        && profile.is_none()
        && says_nothing(variables)
}

/// The key itself, or the one that assumes the role.
fn base(
    entry: &AccountEntry,
    profile: Option<&str>,
    variables: Variables<'_>,
    sts: &StsPlace,
) -> Result<Key, ConfigError> {
    let about =
        |what: String| ConfigError::about(&format!("the key of account `{}`", entry.name), what);
    if let Some(profile) = &entry.profile {
        return from_profile(profile, variables, sts).map_err(about);
    }
    if let Some(role) = &entry.ecs_role {
        return from_ecs(Some(role), variables).map_err(|what| about(format!("ecs_role: {what}")));
    }
    if let Some(uri) = &entry.credentials_uri {
        return from_uri(uri).map_err(|what| about(format!("credentials_uri {what}")));
    }
    match (&entry.access_key_id_env, &entry.access_key_secret_env) {
        (Some(id), Some(secret)) => {
            let names = VariableNames {
                id: id.clone(),
                secret: secret.clone(),
                token: entry.security_token_env.clone(),
            };
            from_environment(&names, variables).map_err(about)
        }
        (None, None) if entry.security_token_env.is_none() => match profile {
            Some(profile) => from_profile(profile, variables, sts)
                .map_err(|what| ConfigError::about("--profile", what)),
            None => from_usual(variables, sts).map_err(about),
        },
        _ => Err(about(
            "access_key_id_env and access_key_secret_env go together".to_owned(),
        )),
    }
}

/// A second source would be ignored in silence.
fn one_source(entry: &AccountEntry) -> Result<(), String> {
    let environment = [
        &entry.access_key_id_env,
        &entry.access_key_secret_env,
        &entry.security_token_env,
    ];
    let oidc = entry.oidc_provider_arn.is_some() || entry.oidc_token_file.is_some();
    let sources = [
        ("profile", entry.profile.is_some()),
        (
            "environment variables",
            environment.iter().any(|name| name.is_some()),
        ),
        ("an OIDC token", oidc),
        ("ecs_role", entry.ecs_role.is_some()),
        ("credentials_uri", entry.credentials_uri.is_some()),
    ];
    let mut named = sources.iter().filter(|(_, named)| *named);
    match (named.next(), named.next()) {
        (Some((one, _)), Some((other, _))) => {
            Err(format!("name one source, not both {one} and {other}"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::File;
    use crate::keys::Origin;

    const KEYS: &[(&str, &str)] = &[
        ("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAItest"),
        ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary"),
        ("LAB_ID", "LTAIlab"),
        ("LAB_SECRET", "canary"),
    ];

    fn read(lines: &str) -> Result<Key, String> {
        let variables = |name: &str| {
            KEYS.iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        let file = File::parse(&format!("[[accounts]]\nname = \"lab\"\n{lines}"))
            .map_err(|error| error.to_string())?;
        key(&file.accounts[0], None, &variables).map_err(|error| error.to_string())
    }

    #[test]
    fn an_account_names_its_source_and_a_role_on_top() {
        let source = |lines: &str| read(lines).expect(lines).source;
        let role = "role_arn = \"acs:ram::1:role/ops\"\n";
        let of_ops = "role acs:ram::1:role/ops, assumed with";
        assert_eq!(
            source(""),
            "environment variable ALIBABA_CLOUD_ACCESS_KEY_ID"
        );
        assert_eq!(
            source("ecs_role = \"on-ecs\""),
            "role on-ecs of this ECS instance"
        );
        assert_eq!(
            source("credentials_uri = \"http://127.0.0.1:7/canary\""),
            "credentials URI at 127.0.0.1:7"
        );
        assert_eq!(
            source(&format!(
                "{role}access_key_id_env = \"LAB_ID\"\naccess_key_secret_env = \"LAB_SECRET\""
            )),
            format!("{of_ops} environment variable LAB_ID")
        );
        assert_eq!(
            source(&format!("{role}ecs_role = \"on-ecs\"")),
            format!("{of_ops} role on-ecs of this ECS instance")
        );
        assert_eq!(
            source(&format!(
                "{role}oidc_provider_arn = \"acs:ram::1:oidc-provider/p\"\noidc_token_file = \"/t\""
            )),
            format!("{of_ops} the OIDC token /t")
        );
        let named = read(&format!(
            "{role}role_session_name = \"line-4\"\nsts_endpoint = \"http://127.0.0.1:9\""
        ));
        let Origin::Role { role, .. } = named.expect("a key").origin else {
            panic!("no role")
        };
        assert_eq!(
            (role.session_name.as_str(), role.sts.base()),
            ("line-4", "http://127.0.0.1:9/")
        );
    }

    #[test]
    fn what_cannot_be_meant_is_refused_and_the_key_is_named() {
        let check = |lines: &str, expected: &str| {
            let error = read(lines).expect_err(lines);
            assert!(error.starts_with("the key of account `lab`: "), "{error}");
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains("canary"), "{error}");
        };
        let role = "role_arn = \"acs:ram::1:role/ops\"\n";
        check("role_arn = \"canary\"", "role_arn must be like");
        check("role_session_name = \"x\"", "goes with role_arn");
        check(
            &format!("{role}role_session_name = \"a canary\""),
            "role_session_name must be 2 to 64",
        );
        check(
            "ecs_role = \"a\"\ncredentials_uri = \"https://example.com\"",
            "not both ecs_role and credentials_uri",
        );
        check(
            &format!("{role}oidc_token_file = \"/t\""),
            "role_arn, oidc_provider_arn and oidc_token_file go together",
        );
        check(
            "oidc_provider_arn = \"x\"\noidc_token_file = \"/t\"",
            "go together",
        );
        check(
            &format!("{role}oidc_provider_arn = \"canary\"\noidc_token_file = \"/t\""),
            "oidc-provider",
        );
        check(
            "ecs_role = \"../canary\"",
            "ecs_role: the name of a RAM role",
        );
        check(
            "credentials_uri = \"http://example.com/canary\"",
            "credentials_uri must be https",
        );
        check(
            "sts_endpoint = \"https://sts.cn-beijing.aliyuncs.com\"",
            "nothing asks STS",
        );
        check(
            &format!("{role}sts_endpoint = \"http://example.com\""),
            "sts_endpoint: ",
        );
    }
}
