//! What the documents leave open or give no number for, as switches.

/// How the cloud behaves where its documents disagree or are silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::Args)]
pub struct Rules {
    /// What registering a credential does where there is one already
    #[arg(long, value_enum, default_value_t)]
    pub register_twice: RegisterTwice,
    /// How many credentials an instance may have before registering another is DeviceCredentialNumExceed
    #[arg(long, value_name = "N", default_value_t = CREDENTIAL_QUOTA)]
    pub credential_quota: usize,
    /// How many CA certificates an instance may have before registering another is CaNumExceed
    #[arg(long, value_name = "N", default_value_t = CA_QUOTA)]
    pub ca_quota: usize,
    /// What blacklisting a client does to the session that it has
    #[arg(long, value_enum, default_value_t)]
    pub blacklisted_sessions: BlacklistedSessions,
}

/// No number is published (`cloud-api.md` section 5): as many as the largest fleet has.
const CREDENTIAL_QUOTA: usize = 1_000_000;

/// No number is published (`cloud-api.md` section 5).
const CA_QUOTA: usize = 10;

impl Default for Rules {
    fn default() -> Self {
        Self {
            register_twice: RegisterTwice::default(),
            credential_quota: CREDENTIAL_QUOTA,
            ca_quota: CA_QUOTA,
            blacklisted_sessions: BlacklistedSessions::default(),
        }
    }
}

/// What `RegisterDeviceCredential` does where there is a credential already; the text of its page says the one, its list
/// of errors the other (`cloud-api.md` section 1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum RegisterTwice {
    /// Makes a new secret; the old one is lost.
    #[default]
    Overwrite,
    /// Answers `DeviceCredentialExsit`.
    Exists,
}

/// What `AddCustomAuthConnectBlack` does to a session that is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum BlacklistedSessions {
    /// Nothing: an entry denies to connect, and the session lasts until it ends by itself or is closed.
    #[default]
    Stay,
    /// Ends it.
    Drop,
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Program {
        #[command(flatten)]
        rules: Rules,
    }

    #[test]
    fn flags_are_spelt_as_the_readme_says() {
        let read = |flags: &[&str]| Program::try_parse_from([&["signet"], flags].concat());
        assert_eq!(
            read(&[]).ok().map(|read| read.rules),
            Some(Rules::default())
        );
        let flags = [
            "--register-twice=exists",
            "--credential-quota=5",
            "--ca-quota=0",
            "--blacklisted-sessions=drop",
        ];
        let expected = Rules {
            register_twice: RegisterTwice::Exists,
            credential_quota: 5,
            ca_quota: 0,
            blacklisted_sessions: BlacklistedSessions::Drop,
        };
        assert_eq!(read(&flags).ok().map(|read| read.rules), Some(expected));
        assert!(read(&["--register-twice=never"]).is_err());
    }
}
