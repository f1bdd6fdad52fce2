//! Keys in a profile of the official command line tool: `~/.aliyun/config.json` (`cloud-api.md` section 9).

use serde::Deserialize;
use signet_signing::Credentials;
use zeroize::Zeroizing;

use super::{Key, Variables, clean};

/// Reads the profile `name`.
///
/// # Errors
/// Says what is wrong with the file or the profile, without showing a secret.
pub fn from_profile(name: &str, variables: Variables<'_>) -> Result<Key, String> {
    let home = variables("HOME")
        .filter(|home| !home.is_empty())
        .ok_or("HOME is not set, so ~/.aliyun/config.json cannot be found")?;
    let path = std::path::Path::new(&home).join(".aliyun/config.json");
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("~/.aliyun/config.json cannot be read: {error}"))?;
    read(&Zeroizing::new(text), name)
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    profiles: Vec<Profile>,
}

#[derive(Deserialize)]
struct Profile {
    #[serde(default)]
    name: String,
    #[serde(default)]
    mode: String,
    #[serde(default)]
    access_key_id: String,
    #[serde(default)]
    access_key_secret: Zeroizing<String>,
    #[serde(default)]
    sts_token: Zeroizing<String>,
    #[serde(default)]
    region_id: String,
}

fn read(text: &str, name: &str) -> Result<Key, String> {
    // The parser's own message may show what it choked on.
    let file: File = serde_json::from_str(text).map_err(|error| {
        format!(
            "~/.aliyun/config.json cannot be read: it is not as expected at line {}",
            error.line()
        )
    })?;
    let Some(profile) = file.profiles.iter().find(|profile| profile.name == name) else {
        let known: Vec<_> = file
            .profiles
            .iter()
            .map(|profile| profile.name.as_str())
            .collect();
        return Err(format!(
            "~/.aliyun/config.json has no profile `{name}`; it has: {}",
            known.join(", ")
        ));
    };
    let token = match profile.mode.as_str() {
        "AK" => None,
        "StsToken" => Some(profile.sts_token.as_str()),
        other => {
            return Err(format!(
                "profile `{name}` has the mode `{other}`; only AK and StsToken can be used"
            ));
        }
    };
    let required = |field: &str, value: &str| match value {
        "" => Err(format!("profile `{name}` has no {field}")),
        value => clean(&format!("{field} of profile `{name}`"), value),
    };
    required("access_key_id", &profile.access_key_id)?;
    required("access_key_secret", &profile.access_key_secret)?;
    if let Some(token) = token {
        required("sts_token", token)?;
    }
    Ok(Key {
        credentials: Credentials::new(
            profile.access_key_id.as_str(),
            profile.access_key_secret.as_str(),
            token.map(ToOwned::to_owned),
        ),
        source: format!(
            "profile {name} of ~/.aliyun/config.json{}",
            if token.is_some() { " (STS)" } else { "" }
        ),
        region: Some(profile.region_id.clone()).filter(|region| !region.is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"current":"default","profiles":[
        {"name":"default","mode":"AK","access_key_id":"LTAIdefault","access_key_secret":"canary","region_id":"cn-shanghai","output_format":"json"},
        {"name":"sts","mode":"StsToken","access_key_id":"STS.x","access_key_secret":"canary","sts_token":"canary-token"},
        {"name":"role","mode":"RamRoleArn","access_key_id":"LTAIrole","access_key_secret":"canary"},
        {"name":"spaced","mode":"AK","access_key_id":"LTAI","access_key_secret":"canary\n"},
        {"name":"empty","mode":"AK"}]}"#;

    #[test]
    fn reads_the_two_modes_that_hold_a_key() {
        let key = read(FILE, "default").expect("a key");
        assert_eq!(
            (key.credentials.access_key_id(), key.region.as_deref()),
            ("LTAIdefault", Some("cn-shanghai"))
        );
        assert_eq!(
            read(FILE, "sts")
                .expect("a key")
                .credentials
                .security_token(),
            Some("canary-token")
        );
    }

    #[test]
    fn says_what_is_wrong_without_showing_a_secret() {
        let check = |name: &str, expected: &str| {
            let error = read(FILE, name).expect_err(name);
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains("canary"), "{error}");
        };
        check("nope", "it has: default, sts, role, spaced, empty");
        check("role", "mode `RamRoleArn`");
        check(
            "spaced",
            "access_key_secret of profile `spaced` ends with white space",
        );
        check("empty", "profile `empty` has no access_key_id");
        let torn = read(
            r#"{"profiles":[{"name":"a","access_key_secret":"canary}"#,
            "a",
        )
        .expect_err("torn");
        assert!(!torn.contains("canary"), "{torn}");
    }
}
