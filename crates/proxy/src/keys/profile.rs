//! Profiles of the official command line tool: `~/.aliyun/config.json` (`cloud-api.md` section 9).

mod modes;

use serde::Deserialize;
use zeroize::Zeroizing;

use super::{Key, StsPlace, Variables, says_true, value};

const DISABLED: &str = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";

/// Reads the profile `name`.
///
/// # Errors
/// Says what is wrong with the file or the profile, without showing a secret.
pub fn from_profile(name: &str, variables: Variables<'_>, sts: &StsPlace) -> Result<Key, String> {
    if says_true(variables, DISABLED) {
        return Err(format!(
            "profile `{name}` is not to be read: {DISABLED} is true"
        ));
    }
    let home = value(variables, "HOME")
        .ok_or("HOME is not set, so ~/.aliyun/config.json cannot be found")?;
    let path = std::path::Path::new(&home).join(".aliyun/config.json");
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("~/.aliyun/config.json cannot be read: {error}"))?;
    File::parse(&Zeroizing::new(text))?.key(name, variables, sts)
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    profiles: Vec<Profile>,
}

/// A profile; which of its fields count depends on its mode.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Profile {
    name: String,
    mode: String,
    access_key_id: String,
    access_key_secret: Zeroizing<String>,
    sts_token: Zeroizing<String>,
    region_id: String,
    ram_role_arn: String,
    #[serde(alias = "role_session_name")]
    ram_session_name: String,
    expired_seconds: u32,
    sts_region: String,
    enable_vpc: bool,
    policy: String,
    external_id: String,
    source_profile: String,
    ram_role_name: String,
    oidc_provider_arn: String,
    oidc_token_file: String,
}

impl File {
    fn parse(text: &str) -> Result<Self, String> {
        // The parser's own message may show what it choked on.
        serde_json::from_str(text).map_err(|error| {
            format!(
                "~/.aliyun/config.json cannot be read: it is not as expected at line {}",
                error.line()
            )
        })
    }

    fn profile(&self, name: &str) -> Result<&Profile, String> {
        let found = self.profiles.iter().find(|profile| profile.name == name);
        found.ok_or_else(|| {
            let known: Vec<_> = self
                .profiles
                .iter()
                .map(|profile| profile.name.as_str())
                .collect();
            format!(
                "~/.aliyun/config.json has no profile `{name}`; it has: {}",
                known.join(", ")
            )
        })
    }
}
