//! Keys in environment variables.

use signet_signing::Credentials;

use super::{Key, Variables, clean, value};

/// The names of the variables that hold one account's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableNames {
    /// The AccessKey id.
    pub id: String,
    /// Its secret.
    pub secret: String,
    /// The STS token; the variable may be absent.
    pub token: Option<String>,
}

impl Default for VariableNames {
    /// The names that the official SDKs read (`cloud-api.md` section 9).
    fn default() -> Self {
        Self {
            id: "ALIBABA_CLOUD_ACCESS_KEY_ID".to_owned(),
            secret: "ALIBABA_CLOUD_ACCESS_KEY_SECRET".to_owned(),
            token: Some("ALIBABA_CLOUD_SECURITY_TOKEN".to_owned()),
        }
    }
}

/// Reads a key.
///
/// # Errors
/// Names the variable that is missing or cannot be right.
pub fn from_environment(names: &VariableNames, variables: Variables<'_>) -> Result<Key, String> {
    let read = |name: &str| value(variables, name);
    let required = |name: &str, other: &str| {
        let value = read(name).ok_or_else(|| {
            format!("{name} is not set; set it and {other}, or name a profile of ~/.aliyun/config.json with --profile, or try --demo")
        })?;
        clean(name, &value).map(|()| value)
    };
    let id = required(&names.id, &names.secret)?;
    let secret = required(&names.secret, &names.id)?;
    let token = match &names.token {
        Some(name) => read(name)
            .map(|token| clean(name, &token).map(|()| token))
            .transpose()?,
        None => None,
    };
    let lent = if token.is_some() { " (STS)" } else { "" };
    let source = format!("environment variable {}{lent}", names.id);
    Ok(Key::given(Credentials::new(id, secret, token), source))
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;

    fn read(pairs: &'static [(&'static str, &'static str)]) -> Result<Key, String> {
        let variables = |name: &str| {
            pairs
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        from_environment(&VariableNames::default(), &variables)
    }

    fn credentials(key: Result<Key, String>) -> Credentials {
        match key.expect("a key").origin {
            Origin::Given(credentials) => credentials,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn reads_the_variables_of_the_official_sdks() {
        let key = credentials(read(&[
            ("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI"),
            ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary"),
            ("ALIBABA_CLOUD_SECURITY_TOKEN", "canary-token"),
        ]));
        assert_eq!(key.access_key_id(), "LTAI");
        assert_eq!(key.security_token(), Some("canary-token"));
        assert!(!format!("{key:?}").contains("canary"));
    }

    #[test]
    fn an_empty_token_is_no_token() {
        let key = read(&[
            ("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI"),
            ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "s"),
            ("ALIBABA_CLOUD_SECURITY_TOKEN", ""),
        ]);
        assert_eq!(credentials(key).security_token(), None);
    }

    #[test]
    fn names_the_variable_that_is_missing_or_wrong() {
        let error = |pairs| read(pairs).expect_err("refused");
        assert!(error(&[]).starts_with("ALIBABA_CLOUD_ACCESS_KEY_ID is not set"));
        assert!(
            error(&[("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI")])
                .starts_with("ALIBABA_CLOUD_ACCESS_KEY_SECRET is not set")
        );
        let spaced = error(&[
            ("ALIBABA_CLOUD_ACCESS_KEY_ID", "LTAI"),
            ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "canary "),
        ]);
        assert!(
            spaced.starts_with("ALIBABA_CLOUD_ACCESS_KEY_SECRET ends with white space"),
            "{spaced}"
        );
        assert!(!spaced.contains("canary"));
    }
}
