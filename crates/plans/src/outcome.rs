//! What becomes of an item: by what is known of it before the act, by the answer to the act, and by what reading back shows.

use signet_model::api::ErrorCode;
use signet_model::plans::{Act, Outcome, Why};

/// What is known of an identity, in the words of [`Item::before`](signet_model::plans::Item::before).
pub mod seen {
    /// It has a credential, or ClientIDs.
    pub const REGISTERED: &str = "registered";
    /// It has none, or is not there at all.
    pub const UNREGISTERED: &str = "unregistered";
    /// The certificate is active.
    pub const ACTIVE: &str = "active";
    /// The certificate is inactive.
    pub const INACTIVE: &str = "inactive";
    /// The client id is on the blacklist.
    pub const BLACKLISTED: &str = "blacklisted";
    /// It is not.
    pub const NOT_BLACKLISTED: &str = "not_blacklisted";
    /// Nobody looked.
    pub const NOT_LOOKED: &str = "not_looked";
}

/// How often an act is sent on one item before it has failed.
pub const MAX_ATTEMPTS: u32 = 5;

/// What to do with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToDo {
    /// Act on it.
    Act,
    /// Nothing: it is as the act would leave it. [`Outcome::Already`].
    Already,
    /// Nothing: it is not what the act is for. [`Outcome::Moved`].
    Moved,
}

/// What to do after the cloud, or the proxy, refused the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The item has its outcome.
    Ends(Outcome),
    /// Nothing was done: the item goes back to those that wait, and no attempt is counted. With a reason, the plan rests.
    Back(Option<Why>),
    /// Nothing was done, because the cloud cannot be reached: back, and after [`UNREACHABLE_IN_A_ROW`] of these the plan rests.
    Unreachable,
    /// Whether it was done is not known: read back, then [`settle`].
    ReadBack,
}

/// After how many items in a row that could not be sent a plan rests.
pub const UNREACHABLE_IN_A_ROW: u32 = 10;

/// What reading back shows of an act whose answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadBack {
    /// It was done.
    Done,
    /// It was not.
    NotDone,
    /// That cannot be told.
    CannotTell,
}

/// What the act leaves, in the words of [`seen`]; `None` where that cannot be seen, because a rotated credential is one as before.
#[must_use]
pub const fn leaves(act: Act) -> Option<&'static str> {
    Some(match act {
        Act::Register => seen::REGISTERED,
        Act::Rotate => return None,
        Act::Deregister | Act::DeleteCertificate | Act::DeleteClientIds => seen::UNREGISTERED,
        Act::Blacklist | Act::CutOff => seen::BLACKLISTED,
        Act::Lift => seen::NOT_BLACKLISTED,
        Act::Inactivate => seen::INACTIVE,
        Act::Activate => seen::ACTIVE,
    })
}

/// What to do with an item of which that is known.
#[must_use]
pub fn to_do(act: Act, before: &str) -> ToDo {
    let is_gone = before == seen::UNREGISTERED;
    match act {
        // Whoever has the credential would lose the secret that its device uses.
        Act::Register if before == seen::REGISTERED => ToDo::Moved,
        Act::Rotate | Act::Inactivate | Act::Activate if is_gone => ToDo::Moved,
        // It may be connected all the same.
        Act::CutOff => ToDo::Act,
        _ if leaves(act) == Some(before) => ToDo::Already,
        _ => ToDo::Act,
    }
}

/// What to do after the act was refused with that code.
#[must_use]
pub const fn refused(act: Act, code: ErrorCode) -> Refused {
    use ErrorCode as Code;
    match code {
        Code::NotFound => Refused::Ends(not_found(act)),
        Code::CredentialExists => Refused::Ends(match act {
            Act::Register => Outcome::Moved,
            _ => Outcome::Failed,
        }),
        Code::Protected => Refused::Ends(Outcome::Protected),
        Code::OutcomeUnknown => Refused::Ends(Outcome::Unknown),
        Code::CloudFailed | Code::AnswerLost | Code::CloudAnswerUnreadable => Refused::ReadBack,
        Code::CloudThrottled | Code::QuotaExceeded | Code::ShuttingDown => Refused::Back(None),
        Code::CloudUnreachable => Refused::Unreachable,
        Code::NoKey | Code::CloudRejectedKey | Code::CloudDeniedPermission => {
            Refused::Back(Some(Why::CloudRejects))
        }
        Code::CannotRecord => Refused::Back(Some(Why::DiskFull)),
        Code::NoGrant | Code::RoleRequired => Refused::Back(Some(Why::RoleRevoked)),
        Code::ReadOnly | Code::ChangesNotAllowed => Refused::Back(Some(Why::NotAllowed)),
        _ => Refused::Ends(Outcome::Failed),
    }
}

/// What it means that the cloud does not know the identity: it is as the act wants it, it is gone since the freeze, or it should be there to be
/// made or barred.
const fn not_found(act: Act) -> Outcome {
    match act {
        Act::Deregister | Act::DeleteCertificate | Act::DeleteClientIds | Act::Lift => {
            Outcome::Already
        }
        Act::Rotate | Act::Inactivate | Act::Activate => Outcome::Moved,
        Act::Register | Act::Blacklist | Act::CutOff => Outcome::Failed,
    }
}

/// What becomes of an item whose answer was lost, after it was sent so often in all.
#[must_use]
pub const fn settle(shown: ReadBack, attempts: u32) -> Outcome {
    match shown {
        ReadBack::Done => Outcome::SettledDone,
        ReadBack::NotDone if attempts < MAX_ATTEMPTS => Outcome::Waiting,
        ReadBack::NotDone => Outcome::Failed,
        ReadBack::CannotTell => Outcome::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_so_already_is_left_alone_where_that_harms_nobody() {
        for act in Act::ALL {
            for before in [
                seen::REGISTERED,
                seen::UNREGISTERED,
                seen::ACTIVE,
                seen::INACTIVE,
                seen::BLACKLISTED,
                seen::NOT_BLACKLISTED,
                seen::NOT_LOOKED,
            ] {
                let expected = match (act, before) {
                    (Act::Register, seen::REGISTERED)
                    | (Act::Rotate | Act::Inactivate | Act::Activate, seen::UNREGISTERED) => {
                        ToDo::Moved
                    }
                    (
                        Act::Deregister | Act::DeleteCertificate | Act::DeleteClientIds,
                        seen::UNREGISTERED,
                    )
                    | (Act::Blacklist, seen::BLACKLISTED)
                    | (Act::Lift, seen::NOT_BLACKLISTED)
                    | (Act::Inactivate, seen::INACTIVE)
                    | (Act::Activate, seen::ACTIVE) => ToDo::Already,
                    _ => ToDo::Act,
                };
                assert_eq!(to_do(act, before), expected, "{act:?} {before}");
            }
        }
    }

    #[test]
    fn gone_is_done_for_what_takes_away_and_a_surprise_for_what_changes() {
        let outcome = |act| refused(act, ErrorCode::NotFound);
        for act in [
            Act::Deregister,
            Act::DeleteCertificate,
            Act::DeleteClientIds,
            Act::Lift,
        ] {
            assert_eq!(outcome(act), Refused::Ends(Outcome::Already), "{act:?}");
        }
        for act in [Act::Rotate, Act::Inactivate, Act::Activate] {
            assert_eq!(outcome(act), Refused::Ends(Outcome::Moved), "{act:?}");
        }
    }

    /// No item ends for a reason that has nothing to do with it, and none of these counts at a gate.
    #[test]
    fn what_is_not_the_fault_of_an_item_puts_it_back() {
        for code in ErrorCode::ALL {
            let back = match code {
                ErrorCode::CloudThrottled | ErrorCode::QuotaExceeded | ErrorCode::ShuttingDown => {
                    Some(None)
                }
                ErrorCode::NoKey
                | ErrorCode::CloudRejectedKey
                | ErrorCode::CloudDeniedPermission => Some(Some(Why::CloudRejects)),
                ErrorCode::CannotRecord => Some(Some(Why::DiskFull)),
                ErrorCode::NoGrant | ErrorCode::RoleRequired => Some(Some(Why::RoleRevoked)),
                ErrorCode::ReadOnly | ErrorCode::ChangesNotAllowed => Some(Some(Why::NotAllowed)),
                _ => None,
            };
            let found = match refused(Act::Deregister, *code) {
                Refused::Back(why) => Some(why),
                _ => None,
            };
            assert_eq!(found, back, "{code:?}");
        }
    }

    #[test]
    fn a_lost_answer_is_read_back_and_not_tried_for_ever() {
        assert_eq!(
            refused(Act::Rotate, ErrorCode::AnswerLost),
            Refused::ReadBack
        );
        assert_eq!(settle(ReadBack::Done, 9), Outcome::SettledDone);
        assert_eq!(settle(ReadBack::NotDone, 4), Outcome::Waiting);
        assert_eq!(settle(ReadBack::NotDone, 5), Outcome::Failed);
        assert_eq!(settle(ReadBack::CannotTell, 1), Outcome::Unknown);
    }
}
