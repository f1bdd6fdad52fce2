//! What each mode of a profile makes of its fields.

use std::path::Path;

use signet_signing::Credentials;

use super::super::{Key, Origin, Role, StsPlace, Variables, clean, from_ecs, from_oidc, with_role};
use super::{File, Profile};

/// How long a role may be assumed for at all, in seconds.
const SECONDS: std::ops::RangeInclusive<u32> = 900..=43_200;

impl File {
    /// The key of a profile.
    pub(super) fn key(
        &self,
        name: &str,
        variables: Variables<'_>,
        sts: &StsPlace,
    ) -> Result<Key, String> {
        let mut key = self.walk(name, &mut Vec::new(), variables, sts)?;
        key.source = format!("profile {name} of ~/.aliyun/config.json: {}", key.source);
        let region = &self.profile(name)?.region_id;
        key.region = Some(region.clone()).filter(|region| !region.is_empty());
        Ok(key)
    }

    /// `above` are the profiles whose source this one is.
    fn walk<'a>(
        &'a self,
        name: &'a str,
        above: &mut Vec<&'a str>,
        variables: Variables<'_>,
        sts: &StsPlace,
    ) -> Result<Key, String> {
        if above.contains(&name) {
            return Err(format!(
                "profile `{name}` is its own source: {} -> {name}",
                above.join(" -> ")
            ));
        }
        above.push(name);
        let profile = self.profile(name)?;
        match profile.mode.as_str() {
            "AK" => profile.given(false),
            "StsToken" => profile.given(true),
            "RamRoleArn" => {
                let base = profile.given(!profile.sts_token.is_empty())?;
                Ok(with_role(base, profile.role(sts)?))
            }
            "ChainableRamRoleArn" => {
                profile.has("source_profile", &profile.source_profile)?;
                let base = self.walk(&profile.source_profile, above, variables, sts)?;
                Ok(with_role(base, profile.role(sts)?))
            }
            "EcsRamRole" => {
                let role = Some(profile.ram_role_name.as_str()).filter(|role| !role.is_empty());
                from_ecs(role, variables).map_err(|what| profile.about(&what))
            }
            "OIDC" => {
                profile.has("oidc_provider_arn", &profile.oidc_provider_arn)?;
                profile.has("oidc_token_file", &profile.oidc_token_file)?;
                let file = Path::new(&profile.oidc_token_file);
                from_oidc(profile.role(sts)?, &profile.oidc_provider_arn, file)
                    .map_err(|what| profile.about(&what))
            }
            other => Err(profile.about(&format!(
                "the mode `{}` cannot be used; AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole and OIDC can",
                other.escape_debug()
            ))),
        }
    }
}

impl Profile {
    /// The key that stands in the profile itself.
    fn given(&self, lent: bool) -> Result<Key, String> {
        let clean = |field: &str, value: &str| {
            self.has(field, value)?;
            clean(&format!("{field} of profile `{}`", self.name), value)
        };
        clean("access_key_id", &self.access_key_id)?;
        clean("access_key_secret", &self.access_key_secret)?;
        if lent {
            clean("sts_token", &self.sts_token)?;
        }
        let credentials = Credentials::new(
            self.access_key_id.as_str(),
            self.access_key_secret.as_str(),
            lent.then(|| self.sts_token.to_string()),
        );
        let source = if lent { "an STS token" } else { "an AccessKey" };
        Ok(Key {
            origin: Origin::Given(credentials),
            source: source.to_owned(),
            region: None,
        })
    }

    fn role(&self, sts: &StsPlace) -> Result<Role, String> {
        self.has("ram_role_arn", &self.ram_role_arn)?;
        let text = |value: &str| Some(value.to_owned()).filter(|value| !value.is_empty());
        let session = text(&self.ram_session_name);
        let place = sts
            .of_profile(&self.sts_region, self.enable_vpc)
            .map_err(|what| self.about(&what))?;
        let role = Role::new(&self.ram_role_arn, session.as_deref(), place)
            .map_err(|what| self.about(&what))?;
        let seconds = match self.expired_seconds {
            0 => role.seconds,
            seconds if SECONDS.contains(&seconds) => seconds,
            other => {
                return Err(self.about(&format!(
                    "expired_seconds must be {} to {}, not {other}",
                    SECONDS.start(),
                    SECONDS.end()
                )));
            }
        };
        Ok(Role {
            seconds,
            policy: text(&self.policy),
            external_id: text(&self.external_id),
            ..role
        })
    }

    fn has(&self, field: &str, value: &str) -> Result<(), String> {
        if value.is_empty() {
            Err(format!("profile `{}` has no {field}", self.name))
        } else {
            Ok(())
        }
    }

    fn about(&self, what: &str) -> String {
        format!("profile `{}`: {what}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"current":"default","profiles":[
        {"name":"default","mode":"AK","access_key_id":"LTAIdefault","access_key_secret":"canary","region_id":"cn-shanghai","output_format":"json"},
        {"name":"sts","mode":"StsToken","access_key_id":"STS.x","access_key_secret":"canary","sts_token":"canary-token"},
        {"name":"role","mode":"RamRoleArn","access_key_id":"LTAIrole","access_key_secret":"canary","ram_role_arn":"acs:ram::123:role/ops","ram_session_name":"me","expired_seconds":900,"sts_region":"cn-beijing","enable_vpc":true,"external_id":"canary"},
        {"name":"chain","mode":"ChainableRamRoleArn","source_profile":"role","ram_role_arn":"acs:ram::456:role/deep"},
        {"name":"ecs","mode":"EcsRamRole","ram_role_name":"on-ecs"},
        {"name":"any","mode":"EcsRamRole"},
        {"name":"pod","mode":"OIDC","oidc_provider_arn":"acs:ram::123:oidc-provider/ack","oidc_token_file":"/var/run/token","ram_role_arn":"acs:ram::123:role/pod","role_session_name":"pod-1"},
        {"name":"sso","mode":"CloudSSO"},
        {"name":"ring","mode":"ChainableRamRoleArn","source_profile":"gnir","ram_role_arn":"acs:ram::1:role/a"},
        {"name":"gnir","mode":"ChainableRamRoleArn","source_profile":"ring","ram_role_arn":"acs:ram::1:role/b"},
        {"name":"lost","mode":"ChainableRamRoleArn","source_profile":"nowhere","ram_role_arn":"acs:ram::1:role/b"},
        {"name":"no arn","mode":"RamRoleArn","access_key_id":"LTAI","access_key_secret":"canary"},
        {"name":"short","mode":"RamRoleArn","access_key_id":"LTAI","access_key_secret":"canary","ram_role_arn":"acs:ram::1:role/b","expired_seconds":60},
        {"name":"bad arn","mode":"RamRoleArn","access_key_id":"LTAI","access_key_secret":"canary","ram_role_arn":"canary"},
        {"name":"path","mode":"EcsRamRole","ram_role_name":"../canary"},
        {"name":"spaced","mode":"AK","access_key_id":"LTAI","access_key_secret":"canary\n"},
        {"name":"empty","mode":"AK"}]}"#;

    fn read(name: &str) -> Result<Key, String> {
        let variables = |_: &str| None;
        let sts = StsPlace::new(None, &variables)?;
        File::parse(FILE)?.key(name, &variables, &sts)
    }

    fn origin(name: &str) -> Origin {
        read(name).expect(name).origin
    }

    #[test]
    fn reads_the_modes_that_hold_a_key() {
        let key = read("default").expect("a key");
        assert_eq!(key.region.as_deref(), Some("cn-shanghai"));
        assert!(
            matches!(key.origin, Origin::Given(key) if key.access_key_id() == "LTAIdefault" && key.security_token().is_none())
        );
        assert!(
            matches!(origin("sts"), Origin::Given(key) if key.security_token() == Some("canary-token"))
        );
    }

    #[test]
    fn reads_the_modes_that_assume_a_role() {
        let Origin::Role { base, role } = origin("role") else {
            panic!("no role");
        };
        assert!(matches!(*base, Origin::Given(key) if key.access_key_id() == "LTAIrole"));
        assert_eq!(
            (role.session_name.as_str(), role.seconds, role.sts.host()),
            ("me", 900, "sts-vpc.cn-beijing.aliyuncs.com")
        );
        assert_eq!(role.external_id.as_deref(), Some("canary"));

        let Origin::Role { base, role } = origin("chain") else {
            panic!("no chain");
        };
        assert_eq!(
            (
                role.arn.as_str(),
                role.session_name.as_str(),
                role.seconds,
                role.sts.host()
            ),
            ("acs:ram::456:role/deep", "signet", 3600, "sts.aliyuncs.com")
        );
        assert!(matches!(*base, Origin::Role { role, .. } if role.arn == "acs:ram::123:role/ops"));

        assert!(
            matches!(origin("pod"), Origin::Oidc { role, provider_arn, token_file }
            if role.session_name == "pod-1" && provider_arn.ends_with("/ack") && token_file == Path::new("/var/run/token"))
        );
        assert!(matches!(origin("ecs"), Origin::Ecs { role: Some(role) } if role == "on-ecs"));
        assert!(matches!(origin("any"), Origin::Ecs { role: None }));
    }

    #[test]
    fn says_what_is_wrong_without_showing_a_secret() {
        let check = |name: &str, expected: &str| {
            let error = read(name).expect_err(name);
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains("canary"), "{error}");
        };
        check("nope", "it has: default, sts, role");
        check("sso", "the mode `CloudSSO` cannot be used");
        check("ring", "`ring` is its own source: ring -> gnir -> ring");
        check("lost", "has no profile `nowhere`");
        check("no arn", "profile `no arn` has no ram_role_arn");
        check("short", "expired_seconds must be 900 to 43200, not 60");
        check("bad arn", "role_arn must be like acs:ram::");
        check("path", "the name of a RAM role has");
        check(
            "spaced",
            "access_key_secret of profile `spaced` ends with white space",
        );
        check("empty", "profile `empty` has no access_key_id");
        let torn = File::parse(r#"{"profiles":[{"name":"a","access_key_secret":"canary}"#);
        let torn = torn.err().expect("torn");
        assert!(!torn.contains("canary"), "{torn}");
    }

    #[test]
    fn no_profile_is_read_where_that_is_switched_off() {
        let variables =
            |name: &str| (name == "ALIBABA_CLOUD_CLI_PROFILE_DISABLED").then(|| "true".to_owned());
        let sts = StsPlace::new(None, &variables).expect("a place");
        let error = super::super::from_profile("default", &variables, &sts).expect_err("off");
        assert!(
            error.contains("ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true"),
            "{error}"
        );
    }
}
