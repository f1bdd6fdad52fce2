//! One line of what the doctor says.

use std::fmt;

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How it is.
    pub level: Level,
    /// What was looked at.
    pub about: String,
    /// What was seen.
    pub what: String,
    /// What to do now; always there where the level is [`Level::Bad`].
    pub remedy: Option<String>,
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

impl Finding {
    pub(super) fn good(about: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            level: Level::Good,
            about: about.into(),
            what: what.into(),
            remedy: None,
        }
    }

    pub(super) fn note(about: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            level: Level::Note,
            ..Self::good(about, what)
        }
    }

    pub(super) fn bad(
        about: impl Into<String>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            level: Level::Bad,
            remedy: Some(remedy.into()),
            ..Self::good(about, what)
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
        let mut line = format!("{mark} {}: {}", self.about, self.what);
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
        let bad = Finding::bad("clock", "an hour\nbehind.", "Set it.");
        assert_eq!(bad.to_string(), "BAD   clock: an hour behind. Set it.");
        let good = Finding::good("clock", "right");
        assert_eq!(good.to_string(), "ok    clock: right");
    }
}
