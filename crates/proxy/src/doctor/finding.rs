//! One line of what the doctor says.

use std::fmt;

use signet_model::api::{CheckFinding, CheckKind, CheckState, ErrorCode};

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How it is.
    pub level: Level,
    /// What was looked at.
    pub about: About,
    /// What was seen.
    pub what: String,
    /// What to do now; always there where the level is [`Level::Bad`].
    pub remedy: Option<String>,
    /// The code of the refusal that shows it, where one does.
    pub code: Option<ErrorCode>,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// As it should be.
    Good,
    /// Worth knowing, and nothing to do.
    Note,
    /// Something to do.
    Bad,
}

/// What is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// What kind of thing.
    pub kind: CheckKind,
    /// Which one; empty where there is only one.
    pub subject: String,
    /// Both for people.
    shown: String,
}

impl About {
    pub(super) fn configuration() -> Self {
        Self::new(CheckKind::Configuration, "", "configuration".to_owned())
    }

    /// The proxy's certificate; `key` is that of the configuration.
    pub(super) fn tls(key: &str) -> Self {
        Self::new(CheckKind::Tls, key, key.to_owned())
    }

    pub(super) fn key(account: &str) -> Self {
        Self::new(CheckKind::Key, account, format!("key of account {account}"))
    }

    pub(super) fn endpoint(host: &str) -> Self {
        Self::new(CheckKind::Endpoint, host, format!("endpoint {host}"))
    }

    pub(super) fn clock() -> Self {
        Self::new(CheckKind::Clock, "", "clock".to_owned())
    }

    pub(super) fn region(account: &str, region: &str) -> Self {
        let shown = format!("account {account} in {region}");
        Self::new(CheckKind::Region, &format!("{region} · {account}"), shown)
    }

    pub(super) fn instance(id: &str) -> Self {
        Self::new(CheckKind::Instance, id, format!("instance {id}"))
    }

    /// An instance of IoT Platform; without an id the public one.
    pub(super) fn iot_instance(id: Option<&str>, region: &str) -> Self {
        let shown = match id {
            Some(id) => format!("IoT instance {id}"),
            None => format!("the public IoT instance in {region}"),
        };
        Self::new(CheckKind::IotInstance, id.unwrap_or("public"), shown)
    }

    /// IoT Platform as a whole.
    pub(super) fn iot_platform() -> Self {
        Self::new(CheckKind::IotInstance, "", "IoT Platform".to_owned())
    }

    fn new(kind: CheckKind, subject: &str, shown: String) -> Self {
        let subject = subject.to_owned();
        Self {
            kind,
            subject,
            shown,
        }
    }
}

impl Finding {
    pub(super) fn good(about: About, what: impl Into<String>) -> Self {
        Self {
            level: Level::Good,
            about,
            what: what.into(),
            remedy: None,
            code: None,
        }
    }

    pub(super) fn note(about: About, what: impl Into<String>) -> Self {
        Self {
            level: Level::Note,
            ..Self::good(about, what)
        }
    }

    pub(super) fn bad(about: About, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            level: Level::Bad,
            remedy: Some(remedy.into()),
            ..Self::good(about, what)
        }
    }
}

impl From<Finding> for CheckFinding {
    fn from(finding: Finding) -> Self {
        Self {
            state: match finding.level {
                Level::Good => CheckState::Good,
                Level::Note => CheckState::Note,
                Level::Bad => CheckState::Bad,
            },
            kind: finding.about.kind,
            subject: finding.about.subject,
            found: finding.what,
            remedy: finding.remedy,
            code: finding.code,
        }
    }
}

/// One line, whatever the cloud or the machine put into the texts.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = match self.level {
            Level::Good => "ok   ",
            Level::Note => "note ",
            Level::Bad => "BAD  ",
        };
        let mut line = format!("{mark} {}: {}", self.about.shown, self.what);
        if let Some(remedy) = &self.remedy {
            line = format!("{}. {remedy}", line.trim_end_matches('.'));
        }
        let shown: String = line
            .chars()
            .map(|character| {
                if character.is_control() {
                    ' '
                } else {
                    character
                }
            })
            .collect();
        f.write_str(&shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line_that_ends_with_what_to_do() {
        let bad = Finding::bad(About::clock(), "an hour\nbehind.", "Set it.");
        assert_eq!(bad.to_string(), "BAD   clock: an hour behind. Set it.");
        let good = Finding::good(About::clock(), "right");
        assert_eq!(good.to_string(), "ok    clock: right");
    }
}
