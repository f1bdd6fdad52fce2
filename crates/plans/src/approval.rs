//! Who must and who may approve a plan, and whether an approval still holds.

mod needed;
mod standing;

pub use needed::{Rule, is_needed};
pub use standing::{check_rule, covers};

use signet_model::Timestamp;
use signet_model::api::{ErrorCode, GivenGrant};
use signet_model::plans::{Act, Approval, Command, Selection, State};
use signet_model::roles::{self, Denied, Grant, Object};

use crate::lifecycle::{self, NotNow};

/// A plan, as far as its approval goes.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What it does.
    pub act: Act,
    /// How many items it has.
    pub items: u64,
    /// The account of the configuration.
    pub account: &'a str,
    /// The ApsaraMQ for MQTT instance.
    pub instance_id: Option<&'a str>,
    /// The IoT Platform instance; the public one where both are absent.
    pub iot_instance_id: Option<&'a str>,
    /// Where its items come from.
    pub selection: &'a Selection,
    /// Who made it: the subject.
    pub author: &'a str,
    /// Whose budgets its author spends: the subject, or the person who made the token.
    pub author_budget: &'a str,
    /// In which state it is.
    pub state: State,
    /// The hash of its manifest.
    pub hash: Option<&'a str>,
}

/// Whoever wants to approve.
#[derive(Clone, Copy, Debug)]
pub struct Approver<'a> {
    /// The subject.
    pub subject: &'a str,
    /// Whose budgets it spends.
    pub budget: &'a str,
    /// What it was granted, and when.
    pub grants: &'a [GivenGrant],
}

/// Why somebody may not approve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody approves a plan of their own.
    #[error("nobody approves a plan of their own")]
    Own,
    /// Nobody gave them the role there.
    #[error("the role approver is needed there")]
    Role(Denied),
    /// The role is too young.
    #[error("the role was given less than the configured time ago: it counts from {0}")]
    Newcomer(Timestamp),
    /// The plan does not take it now.
    #[error(transparent)]
    State(#[from] NotNow),
    /// The plan is not what they saw.
    #[error("the plan has another hash")]
    Changed,
}

/// Why an approval does not hold, or is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Void {
    /// Nobody approved it.
    #[error("nobody approved it")]
    Absent,
    /// Somebody rejected it.
    #[error("it was rejected")]
    Rejected,
    /// The plan is not what was approved.
    #[error("it was changed after it was approved")]
    Changed,
    /// It expired then.
    #[error("the approval expired at {0}")]
    Expired(Timestamp),
    /// Whoever approved it has not the role any more.
    #[error("whoever approved it may not approve it any more")]
    Revoked,
}

const HOUR: i64 = 3_600_000;

impl<'a> Case<'a> {
    /// What an approver needs the role on: the instance, or the group where the plan is limited to one.
    #[must_use]
    pub fn place(&self) -> Object<'a> {
        match (self.instance_id, self.selection) {
            (Some(instance), Selection::Groups { groups }) if groups.len() == 1 => Object::Group {
                instance,
                group: &groups[0],
            },
            (Some(instance), _) => Object::Instance(instance),
            (None, _) => Object::Iot(self.iot_instance_id),
        }
    }

    /// Whether the approver with these grants still may approve it.
    #[must_use]
    pub fn may_be_approved_with(&self, grants: &[Grant]) -> bool {
        roles::may_approve(grants, self.account, self.place()).is_ok()
    }
}

/// Whether somebody may approve the plan that they saw, whose hash is this. Rejecting takes the same, but for the hash: `None`.
///
/// # Errors
/// Why not. What somebody may not know of the plan is said last.
pub fn may_approve(
    case: &Case<'_>,
    approver: &Approver<'_>,
    hash: Option<&str>,
    newcomer_hours: u32,
    now: Timestamp,
) -> Result<(), Refusal> {
    if approver.subject == case.author || approver.budget == case.author_budget {
        return Err(Refusal::Own);
    }
    has_role(case, approver, newcomer_hours, now)?;
    let command = match hash {
        Some(_) => Command::Approve,
        None => Command::Reject,
    };
    lifecycle::tell(case.state, None, command)?;
    if hash.is_some() && hash != case.hash {
        return Err(Refusal::Changed);
    }
    Ok(())
}

/// Whether the role reaches the place, by a grant that is old enough.
fn has_role(
    case: &Case<'_>,
    approver: &Approver<'_>,
    newcomer_hours: u32,
    now: Timestamp,
) -> Result<(), Refusal> {
    let place = case.place();
    let grants: Vec<_> = approver
        .grants
        .iter()
        .map(|given| given.grant.clone())
        .collect();
    roles::may_approve(&grants, case.account, place).map_err(Refusal::Role)?;
    let gives = |grant: &Grant| {
        roles::may_approve(std::slice::from_ref(grant), case.account, place).is_ok()
    };
    let counts_from = approver
        .grants
        .iter()
        .filter(|given| gives(&given.grant))
        .map(|given| given.granted_at.map(|at| hours_after(at, newcomer_hours)))
        .min()
        .flatten();
    match counts_from {
        Some(from) if now < from => Err(Refusal::Newcomer(from)),
        _ => Ok(()),
    }
}

impl Refusal {
    /// The code that scripts see.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::Own => ErrorCode::OwnPlan,
            Self::Role(Denied::NoGrant) => ErrorCode::NoGrant,
            Self::Role(Denied::Needs(_)) => ErrorCode::RoleRequired,
            Self::Newcomer(_) => ErrorCode::NewlyGranted,
            Self::State(_) => ErrorCode::PlanState,
            Self::Changed => ErrorCode::PlanChanged,
        }
    }
}

/// An approval by somebody who [may](may_approve), or by a standing one that [covers] the plan.
#[must_use]
pub fn approved(
    by: &str,
    hash: &str,
    rule: Option<&str>,
    valid_hours: u32,
    now: Timestamp,
) -> Approval {
    Approval::Approved {
        by: by.to_owned(),
        at: now,
        until: hours_after(now, valid_hours),
        hash: hash.to_owned(),
        rule: rule.map(str::to_owned),
    }
}

/// Whether the plan may begin by its approval. `still_may` says whether whoever approved it [may still](Case::may_be_approved_with).
///
/// # Errors
/// Why not.
pub fn holds(approval: &Approval, hash: &str, still_may: bool, now: Timestamp) -> Result<(), Void> {
    match approval {
        Approval::NotNeeded | Approval::Emergency { .. } => Ok(()),
        Approval::Needed => Err(Void::Absent),
        Approval::Rejected { .. } => Err(Void::Rejected),
        Approval::Approved { hash: approved, .. } if approved != hash => Err(Void::Changed),
        Approval::Approved { until, .. } if now >= *until => Err(Void::Expired(*until)),
        Approval::Approved { .. } if !still_may => Err(Void::Revoked),
        Approval::Approved { .. } => Ok(()),
    }
}

fn hours_after(moment: Timestamp, hours: u32) -> Timestamp {
    Timestamp::from_millis(moment.as_millis() + i64::from(hours) * HOUR).unwrap_or(moment)
}

#[cfg(test)]
mod tests;
