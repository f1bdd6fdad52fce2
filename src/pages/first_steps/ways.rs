//! The ways in which a key comes to the proxy, and what to type for each. No key is typed into the browser, and none stands in a command:
//! the first way asks for it where it is not shown and leaves it in no history.

use std::borrow::Cow;

/// A way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Variables of the environment.
    Environment,
    /// A profile of the cloud's command line tool.
    Profile,
    /// The RAM role of the ECS instance that the proxy runs on.
    EcsRole,
    /// The OIDC token of a pod.
    Oidc,
}

impl Way {
    /// All of them, the simplest first.
    pub const ALL: [Self; 4] = [Self::Environment, Self::Profile, Self::EcsRole, Self::Oidc];

    /// What to type, for a POSIX shell; of OIDC, what to write into `signet.toml`. `file` is the configuration that the proxy read.
    pub fn lines(self, file: Option<&str>) -> String {
        let serve = serve(file);
        match self {
            Self::Environment => [
                "printf 'AccessKey ID: '; read -r ALIBABA_CLOUD_ACCESS_KEY_ID; \\\n",
                "printf 'AccessKey secret: '; stty -echo; read -r ALIBABA_CLOUD_ACCESS_KEY_SECRET; stty echo; echo; \\\n",
                "export ALIBABA_CLOUD_ACCESS_KEY_ID ALIBABA_CLOUD_ACCESS_KEY_SECRET; \\\n",
                &serve,
            ]
            .concat(),
            Self::Profile => {
                ["aliyun configure --mode AK --profile signet && ", &serve, " --profile signet"].concat()
            }
            Self::EcsRole => ["ALIBABA_CLOUD_ECS_METADATA=ROLE_NAME ", &serve].concat(),
            Self::Oidc => OIDC.to_owned(),
        }
    }
}

const OIDC: &str = "\
[[accounts]]
name = \"default\"
role_arn = \"acs:ram::ACCOUNT_ID:role/ROLE_NAME\"
oidc_provider_arn = \"acs:ram::ACCOUNT_ID:oidc-provider/PROVIDER_NAME\"
oidc_token_file = \"/var/run/secrets/ack.alibabacloud.com/rrsa-tokens/token\"";

/// What to write into `signet.toml` where the instances are in other regions.
pub const REGIONS: &str = "\
[[accounts]]
name = \"default\"
regions = [\"cn-hangzhou\", \"cn-shanghai\"]";

/// How a user with the policy is made, and its key.
pub const ATTACH: &str = "\
aliyun ram CreateUser --UserName signet
aliyun ram CreatePolicy --PolicyName signet --PolicyDocument \"$(cat signet-ram-policy.json)\"
aliyun ram AttachPolicyToUser --PolicyType Custom --PolicyName signet --UserName signet
aliyun ram CreateAccessKey --UserName signet";

/// How the proxy is started again.
pub fn serve(file: Option<&str>) -> String {
    match file {
        None | Some("signet.toml") => "signet serve".to_owned(),
        Some(file) => ["signet serve --config ", &*quoted(file)].concat(),
    }
}

/// One word for a POSIX shell.
fn quoted(word: &str) -> Cow<'_, str> {
    let harmless = |char: char| char.is_ascii_alphanumeric() || "_-./".contains(char);
    if word.chars().all(harmless) {
        return word.into();
    }
    ["'", &word.replace('\'', r"'\''"), "'"].concat().into()
}

/// The instances that somebody names, with blanks, commas or lines between them; each once.
pub fn instances(typed: &str) -> Vec<&str> {
    let mut instances = Vec::new();
    for id in typed.split(|char: char| char.is_whitespace() || ",;，；、".contains(char)) {
        if !id.is_empty() && !instances.contains(&id) {
            instances.push(id);
        }
    }
    instances
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_command_holds_a_key_and_each_ends_in_the_start() {
        for way in [Way::Environment, Way::Profile, Way::EcsRole] {
            assert!(way.lines(None).contains("signet serve"), "{way:?}");
            let elsewhere = way.lines(Some("/etc/it's mine/signet.toml"));
            assert!(
                elsewhere.contains(r"signet serve --config '/etc/it'\''s mine/signet.toml'"),
                "{elsewhere}"
            );
        }
        assert_eq!(serve(Some("signet.toml")), "signet serve");
        assert_eq!(
            serve(Some("/etc/signet.toml")),
            "signet serve --config /etc/signet.toml"
        );
    }

    /// A second line would be taken for the key that the first one asks for.
    #[test]
    fn what_asks_for_a_key_is_one_line_to_the_shell() {
        let lines = Way::Environment.lines(None);
        assert!(
            lines
                .lines()
                .rev()
                .skip(1)
                .all(|line| line.ends_with(" \\")),
            "{lines}"
        );
    }

    #[test]
    fn instances_are_told_apart_however_they_are_written() {
        assert_eq!(
            instances(" post-cn-a, post-cn-b\npost-cn-a；post-cn-c "),
            ["post-cn-a", "post-cn-b", "post-cn-c"]
        );
        assert!(instances(" , ").is_empty());
    }
}
