//! Who must approve a plan, who may, and whether an approval still holds: what `signet-plans` asks, answered by what is known here.

use std::sync::Arc;

use signet_model::api::{ApiError, ApprovalRule, ErrorCode, GivenGrant, Via};
use signet_model::plans::{Approval, Command};
use signet_model::roles::Grant;
use signet_model::{Effect, Quantity};
use signet_plans::approval::{self, Approver, Case, Refusal, Void};
use signet_store::StoreError;
use tracing::error;

use super::commands::not_now;
use super::{Author, Head, Live, Plans, events};
use crate::asker::Asker;
use crate::people::groups_of;
use crate::service::{self, Actor, Refused};

/// A plan, as far as its approval goes.
pub(super) fn case(head: &Head) -> Case<'_> {
    Case {
        act: head.act,
        items: head.items,
        account: &head.account,
        instance_id: head.instance_id.as_deref(),
        iot_instance_id: head.iot_instance_id.as_deref(),
        selection: &head.selection,
        author: &head.author.subject,
        author_budget: &head.author.budget,
        state: head.state,
        hash: head.hash.as_deref(),
    }
}

/// How the subject of an API token starts.
const TOKEN: &str = "token:";

impl Plans {
    /// A plan was frozen: whether somebody must approve it, and word of it. To be called with its hash, before it is kept.
    ///
    /// # Errors
    /// The standing approvals cannot be read.
    pub(super) async fn frozen(&self, live: &Live) -> Result<(), StoreError> {
        self.decide_approval(live).await?;
        let now = self.ports.clock.now();
        let event = live.head(|head| events::own(head, events::FROZEN, now));
        // Nothing acts by this: whatever lets it run is written down with the same hash.
        if let Err(cause) = self.ports.service.ports().recorder.append(event).await {
            error!(%cause, "that a plan was frozen cannot be recorded");
        }
        Ok(())
    }

    /// A plan has a new hash: whether somebody must approve it now.
    ///
    /// # Errors
    /// The standing approvals cannot be read.
    pub(super) async fn decide_approval(&self, live: &Live) -> Result<(), StoreError> {
        let rules = self.ports.store.rules().await?;
        let now = self.ports.clock.now();
        live.change(|head| {
            let plan = case(head);
            let hash = head.hash.as_deref().unwrap_or_default();
            let is_own = |rule: &ApprovalRule| rule.approved_by == head.author.budget;
            let covers =
                |rule: &&ApprovalRule| approval::covers(&rule.bounds, &plan, now) && !is_own(rule);
            // What one plan took out of service, bringing it back needs nobody else.
            let undoes = head.after.is_some() && head.act.effect() == Effect::Resume;
            head.approval = if undoes || !approval::is_needed(&self.settings.approvals, &plan) {
                Approval::NotNeeded
            } else if let Some(rule) = rules.iter().find(covers) {
                let hours = self.settings.valid_hours;
                approval::approved(&rule.approved_by, hash, Some(&rule.id), hours, now)
            } else {
                Approval::Needed
            };
        });
        Ok(())
    }

    /// Whether somebody may approve a plan whose hash they saw, or without one reject it.
    ///
    /// # Errors
    /// `own_plan`, `role_required`, `newly_granted`, `plan_state`, `plan_changed`.
    pub(super) fn check_approver(
        &self,
        by: &Asker,
        head: &Head,
        hash: Option<&str>,
    ) -> Result<(), Refused> {
        let checked = self.check_case(by, &case(head), hash, &format!("plan {}", head.id));
        checked.map_err(|refused| match refused.code {
            ErrorCode::PlanChanged => changed(head),
            ErrorCode::PlanState if hash.is_some() => not_now(head, Command::Approve),
            ErrorCode::PlanState => not_now(head, Command::Reject),
            _ => refused,
        })
    }

    /// The same for what is no plan yet; `what` is what is to be approved, for people.
    ///
    /// # Errors
    /// As [`Self::check_approver`].
    pub(super) fn check_case(
        &self,
        by: &Asker,
        case: &Case<'_>,
        hash: Option<&str>,
        what: &str,
    ) -> Result<(), Refused> {
        let grants = self.given(by);
        let approver = Approver {
            subject: &by.actor.subject,
            budget: &by.actor.budget,
            grants: &grants,
        };
        let (hours, now) = (self.settings.newcomer_hours, self.ports.clock.now());
        let checked = approval::may_approve(case, &approver, hash, hours, now);
        checked.map_err(|refusal| {
            let (message, remedy) = match refusal {
                Refusal::Role(_) => {
                    let grants = &by.actor.grants;
                    let what = format!("approving {what}");
                    return service::lacks_approver(grants, &what, case.place());
                }
                Refusal::Own => (
                    format!("{what} is of your own, and nobody approves that"),
                    "Ask somebody else who has the role approver there.",
                ),
                Refusal::Newcomer(from) => (
                    format!("you have had the role approver there for less than {hours} hours, and may approve from {from} on"),
                    "Ask somebody who has it for longer, or wait until then.",
                ),
                Refusal::State(_) | Refusal::Changed => (format!("{what}: {refusal}"), ""),
            };
            Box::new(ApiError::new(refusal.code(), message).remedy(remedy))
        })
    }

    /// What somebody was granted, and when. What a token may do, it may since its maker may.
    pub(super) fn given(&self, by: &Asker) -> Vec<GivenGrant> {
        let actor = &by.actor;
        let people = [actor.subject.as_str(), actor.budget.as_str()];
        let known = self.ports.grants.given_to(&people, &by.groups);
        // A token without a maker may what it was made for, since it was made.
        let is_own = actor.via == Via::Token && actor.budget == actor.subject;
        let of = |grant: &Grant| {
            let covering = known.iter().filter(|given| given.grant.covers(grant));
            let since = covering.map(|given| given.granted_at).min().flatten();
            GivenGrant {
                id: None,
                grant: grant.clone(),
                granted_by: None,
                granted_at: if is_own { actor.signed_in_at } else { since },
            }
        };
        actor.grants.iter().map(of).collect()
    }

    /// Whether a plan may begin by its approval.
    ///
    /// # Errors
    /// The outer: the store failed. The inner: why it does not hold.
    pub(super) async fn approval_holds(&self, head: &Head) -> Result<Result<(), Void>, StoreError> {
        let still_may = match &head.approval {
            Approval::Approved { by, .. } => {
                let grants = self.grants_of_subject(by).await?;
                case(head).may_be_approved_with(&grants)
            }
            _ => true,
        };
        let (hash, now) = (head.hash.as_deref(), self.ports.clock.now());
        let hash = hash.unwrap_or_default();
        Ok(approval::holds(&head.approval, hash, still_may, now))
    }

    /// What somebody may do now of whom only the subject is known: by the groups that they came with last.
    async fn grants_of_subject(&self, subject: &str) -> Result<Arc<[Grant]>, StoreError> {
        let token = match subject.strip_prefix(TOKEN) {
            Some(name) => {
                let all = self.ports.tokens.list().await?;
                match all.into_iter().find(|token| token.name == name) {
                    Some(token) => Some(token),
                    None => return Ok(Arc::default()),
                }
            }
            None => None,
        };
        let owner = token.as_ref().and_then(|token| token.owner.as_deref());
        let person = owner.unwrap_or(subject).to_owned();
        let groups = groups_of(&*self.ports.meta, &person).await?;
        let via = match (&token, subject) {
            (Some(_), _) => Via::Token,
            (None, Actor::LOCAL) => Via::Local,
            (None, _) => Via::Password,
        };
        self.grants_of(&Author {
            subject: subject.to_owned(),
            name: subject.to_owned(),
            via,
            budget: person,
            groups,
            token: token.map(|token| token.id),
        })
        .await
    }
}

/// The plan is not what was seen.
pub(super) fn changed(head: &Head) -> Refused {
    let mut error = ApiError::new(
        ErrorCode::PlanChanged,
        format!("plan {} has another hash: it is not what you saw", head.id),
    );
    error.field = Some("hash".to_owned());
    error.limit = head.hash.clone().map(Quantity::Text);
    Box::new(error.remedy("Look at the plan again, and send the hash that it has now."))
}

/// What somebody is told who lets a plan run that is not approved.
pub(super) fn not_approved(head: &Head, void: Void, emergency: bool) -> Refused {
    let error = ApiError::new(
        ErrorCode::ApprovalRequired,
        format!("plan {} does not run: {void}", head.id),
    );
    let mut remedy =
        "Somebody with the role approver there must approve it first, and not its author."
            .to_owned();
    if emergency && void != Void::Rejected {
        remedy.push_str(
            " In an emergency it runs without: say why in `emergency`. That is told to everybody.",
        );
    }
    Box::new(error.remedy(remedy))
}
