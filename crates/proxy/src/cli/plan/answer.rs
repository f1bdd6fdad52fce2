//! How a command ends, for scripts.

use std::process::ExitCode;

use signet_model::api::{ApiError, ErrorCode};

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// It was done.
    Done,
    /// Items failed, moved or are unknown, or the plan stopped.
    Failed,
    /// It was asked for wrongly.
    Wrong,
    /// Somebody must approve the plan first.
    NeedsApproval,
    /// The proxy refused.
    Refused,
    /// The proxy, or the cloud behind it, cannot be reached.
    Unreachable,
}

/// Why a command did not do what it was asked for, in a few lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) exit: Exit,
    pub(super) text: String,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Wrong => 2,
            Exit::NeedsApproval => 3,
            Exit::Refused => 4,
            Exit::Unreachable => 5,
        })
    }
}

impl Trouble {
    /// On this machine.
    pub(super) const fn here(text: String) -> Self {
        Self {
            exit: Exit::Failed,
            text,
        }
    }

    /// With what was asked for.
    pub(super) const fn wrong(text: String) -> Self {
        Self {
            exit: Exit::Wrong,
            text,
        }
    }

    /// On the way.
    pub(super) const fn unreachable(text: String) -> Self {
        Self {
            exit: Exit::Unreachable,
            text,
        }
    }
}

impl From<ApiError> for Trouble {
    fn from(error: ApiError) -> Self {
        let exit = match (error.code, error.code.status()) {
            (ErrorCode::ApprovalRequired, _) => Exit::NeedsApproval,
            (_, 400 | 413 | 415 | 422) => Exit::Wrong,
            (_, 500..) => Exit::Unreachable,
            _ => Exit::Refused,
        };
        let mut text = error.message;
        if let Some(remedy) = error.remedy {
            text = format!("{text}\n  {remedy}");
        }
        if let Some(id) = error.cloud_request_id {
            text = format!("{text}\n  RequestId of the cloud: {id}");
        }
        Self { exit, text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_can_tell_what_to_do_next() {
        for (code, exit) in [
            (ErrorCode::ApprovalRequired, Exit::NeedsApproval),
            (ErrorCode::InvalidField, Exit::Wrong),
            (ErrorCode::PlanEmpty, Exit::Wrong),
            (ErrorCode::SignInRequired, Exit::Refused),
            (ErrorCode::PlanChanged, Exit::Refused),
            (ErrorCode::NotFound, Exit::Refused),
            (ErrorCode::CloudUnreachable, Exit::Unreachable),
            (ErrorCode::Internal, Exit::Unreachable),
        ] {
            let error = ApiError::new(code, "what").remedy("do this");
            let trouble = Trouble::from(error);
            assert_eq!(
                (trouble.exit, trouble.text.as_str()),
                (exit, "what\n  do this"),
                "{code:?}"
            );
        }
    }
}
