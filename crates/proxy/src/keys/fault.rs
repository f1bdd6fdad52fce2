//! Why there is no key.

use std::fmt;

use signet_identity::FetchError;
use signet_model::Timestamp;

/// Why a source of keys did not hand one out. Holds nothing secret, and nothing that a source wrote but its error code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFault {
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// What happened, without a full stop.
    pub what: String,
    /// What to do now.
    pub remedy: &'static str,
}

/// Kinds of faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// Nothing says where a key comes from.
    Absent,
    /// There was no answer, or one that says *later*.
    Unreachable,
    /// Somebody has to change something.
    Refused,
}

/// An account that cannot call: it never had a key, or that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoKey {
    /// The name of the account.
    pub account: String,
    /// When its last key ended; `None` where it never had one.
    pub ended_at: Option<Timestamp>,
    /// Why there is no new one.
    pub fault: KeyFault,
}

impl KeyFault {
    /// Nothing says where a key comes from.
    pub(super) fn absent() -> Self {
        Self {
            kind: FaultKind::Absent,
            what: "nothing says where it comes from".to_owned(),
            remedy: "Set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or name a profile with --profile, a RAM role or a \
                     credentials URI, and start signet again: the dashboard's page First steps shows each way.",
        }
    }

    pub(super) fn unreachable(what: impl Into<String>, remedy: &'static str) -> Self {
        Self {
            kind: FaultKind::Unreachable,
            what: what.into(),
            remedy,
        }
    }

    pub(super) fn refused(what: impl Into<String>, remedy: &'static str) -> Self {
        Self {
            kind: FaultKind::Refused,
            what: what.into(),
            remedy,
        }
    }

    pub(super) fn no_answer(who: &str, error: &FetchError, remedy: &'static str) -> Self {
        Self::unreachable(format!("{who} did not answer ({error})"), remedy)
    }
}

impl fmt::Display for KeyFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {}", self.what, self.remedy)
    }
}

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (account, what) = (&self.account, &self.fault.what);
        match self.ended_at {
            Some(moment) => write!(
                f,
                "the key of account {account} ended at {moment} and there is no new one: {what}"
            ),
            None => write!(f, "account {account} has no key: {what}"),
        }
    }
}
