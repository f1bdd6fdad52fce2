//! Approvals that stand: plans of somebody that fit one need no other.

use serde_json::{Map, Value};
use signet_model::api::{ApiError, ApprovalRule, ApprovalRules, ErrorCode, RuleBounds};
use signet_model::identifiers::{InstanceId, IotInstanceId};
use signet_model::operations::Scope;
use signet_model::plans::{Selection, State};
use signet_model::roles::Role;
use signet_plans::approval::{self, Case};

use super::Commands;
use super::running::wrong;
use crate::asker::object;
use crate::plans::{events, failed};
use crate::service::{self, Refused};

/// The most that stand at a time: all of them are read when a plan is frozen.
const MOST: usize = 1000;
/// What stands for a hash where there is none to be another.
const NONE: &str = "";

impl Commands<'_> {
    /// The standing approvals of places that whoever asks may see, and those of their own plans.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) async fn rules(&self) -> Result<ApprovalRules, Refused> {
        let rules = self.plans.ports.store.rules().await;
        let mut rules = rules.map_err(|cause| failed(&cause))?;
        rules.retain(|rule| self.sees(&rule.bounds));
        Ok(ApprovalRules { rules })
    }

    /// Approves once what somebody will plan within these bounds.
    ///
    /// # Errors
    /// Whoever asks may not approve there, or their own; the bounds cannot be so; it cannot be recorded.
    pub(crate) async fn make_rule(&self, bounds: RuleBounds) -> Result<ApprovalRule, Refused> {
        let ports = &self.plans.ports;
        let now = ports.clock.now();
        let at = Place::of(&bounds)?;
        if let Err(refused) = self.check_rule_maker(&bounds, &at).await {
            return Err(self
                .audited(events::RULE_MADE, about(&bounds), refused)
                .await);
        }
        approval::check_rule(&bounds, now).map_err(|error| Box::new(ApiError::from(error)))?;
        let known = ports.store.rules().await.map_err(|cause| failed(&cause))?;
        if known.len() >= MOST {
            let error = ApiError::new(
                ErrorCode::QuotaExceeded,
                format!("there are {MOST} standing approvals already"),
            );
            return Err(Box::new(error.remedy("Withdraw one that nobody needs.")));
        }
        let nonce = ports.service.ports().nonces.next();
        let rule = ApprovalRule {
            id: format!("ru-{}", &nonce[nonce.len().saturating_sub(10)..]),
            bounds,
            approved_by: self.by.actor.subject.clone(),
            approved_at: now,
        };
        let mut about = about(&rule.bounds);
        about.insert("rule".to_owned(), rule.id.as_str().into());
        let event = self.by.event(&ports.service, events::RULE_MADE, about);
        self.note(event.clone()).await?;
        match ports.store.add_rule(rule.clone()).await {
            Ok(()) => Ok(rule),
            Err(cause) => Err(self.not_kept(event, &cause).await),
        }
    }

    /// Takes a standing approval back. What it let run already runs on.
    ///
    /// # Errors
    /// There is none that whoever asks may see, they may not approve there, or it cannot be recorded.
    pub(crate) async fn withdraw_rule(&self, id: &str) -> Result<(), Refused> {
        let ports = &self.plans.ports;
        let known = ports.store.rules().await.map_err(|cause| failed(&cause))?;
        let rule = known.into_iter().find(|rule| rule.id == id);
        let rule = rule.ok_or_else(no_such_rule)?;
        let mut about = about(&rule.bounds);
        about.insert("rule".to_owned(), id.into());
        if !self.sees(&rule.bounds) {
            return Err(self
                .audited(events::RULE_WITHDRAWN, about, no_such_rule())
                .await);
        }
        let at = Place::of(&rule.bounds)?;
        if let Err(refused) = self.check_role(&rule.bounds, &at).await {
            return Err(self.audited(events::RULE_WITHDRAWN, about, refused).await);
        }
        let event = self.by.event(&ports.service, events::RULE_WITHDRAWN, about);
        self.note(event.clone()).await?;
        match ports.store.remove_rule(id).await {
            Ok(_) => Ok(()),
            Err(cause) => Err(self.not_kept(event, &cause).await),
        }
    }

    /// Whether whoever asks may give that approval: as they would have to for one such plan.
    async fn check_rule_maker(&self, bounds: &RuleBounds, at: &Place) -> Result<(), Refused> {
        let account = self.check_role(bounds, at).await?;
        let case = case(bounds, &account);
        let what = "what this rule allows";
        self.plans.check_case(self.by, &case, Some(NONE), what)
    }

    /// Whether whoever asks has the role there, whatever else; the account of the place.
    async fn check_role(&self, bounds: &RuleBounds, at: &Place) -> Result<String, Refused> {
        let grants = &self.by.actor.grants;
        let place = case(bounds, "").place();
        let refused = || service::lacks_approver(grants, "a standing approval", place);
        // Where no grant could reach it in any account, nothing is looked up.
        let perhaps = grants.iter().any(|grant| {
            let account = grant.account.as_deref().unwrap_or_default();
            grant.role == Role::Approver && grant.reaches(account, place)
        });
        if !perhaps {
            return Err(refused());
        }
        let found = self.plans.ports.service.locate(at.scope()).await;
        let is_in = |account: &str| case(bounds, account).may_be_approved_with(grants);
        match found {
            Ok(target) if is_in(&target.account.name) => Ok(target.account.name.clone()),
            Err(trouble) if is_in("") => Err(trouble),
            _ => Err(refused()),
        }
    }

    fn sees(&self, bounds: &RuleBounds) -> bool {
        let actor = &self.by.actor;
        let Ok(at) = Place::of(bounds) else {
            return false;
        };
        let place = case(bounds, "").place();
        let approves = actor.grants.iter().any(|grant| {
            let account = grant.account.as_deref().unwrap_or_default();
            grant.role == Role::Approver && grant.reaches(account, place)
        });
        let reads = || self.plans.ports.service.shows(&actor.grants, at.scope());
        approves || bounds.author == actor.subject || reads()
    }
}

/// Where plans are that a rule allows.
enum Place {
    Mqtt(InstanceId),
    Iot(Option<IotInstanceId>),
}

impl Place {
    fn of(bounds: &RuleBounds) -> Result<Self, Refused> {
        let instance = bounds.instance_id.as_deref().map(InstanceId::parse);
        let instance = instance
            .transpose()
            .map_err(|rule| wrong("instance_id", rule))?;
        let iot = bounds.iot_instance_id.as_deref().map(IotInstanceId::parse);
        let iot = iot
            .transpose()
            .map_err(|rule| wrong("iot_instance_id", rule))?;
        Ok(instance.map_or(Self::Iot(iot), Self::Mqtt))
    }

    const fn scope(&self) -> Scope<'_> {
        match self {
            Self::Mqtt(id) => Scope::Instance(id),
            Self::Iot(id) => Scope::Iot(id.as_ref()),
        }
    }
}

/// The largest plan that a rule allows.
fn case<'a>(bounds: &'a RuleBounds, account: &'a str) -> Case<'a> {
    Case {
        act: bounds.act,
        items: bounds.max_items,
        account,
        instance_id: bounds.instance_id.as_deref(),
        iot_instance_id: bounds.iot_instance_id.as_deref(),
        selection: &Selection::Instance,
        author: &bounds.author,
        author_budget: &bounds.author,
        state: State::Frozen,
        hash: Some(NONE),
    }
}

fn about(bounds: &RuleBounds) -> Map<String, Value> {
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    object([
        ("author", Some(bounds.author.as_str().into())),
        ("act", Some(bounds.act.as_str().into())),
        ("instance_id", text(&bounds.instance_id)),
        ("iot_instance_id", text(&bounds.iot_instance_id)),
        ("max_items", Some(bounds.max_items.into())),
        ("until", Some(bounds.until.to_string().into())),
    ])
}

fn no_such_rule() -> Refused {
    let mut error = ApiError::new(ErrorCode::NotFound, "there is no such standing approval");
    error.field = Some("id".to_owned());
    Box::new(error.remedy("GET /api/plans/rules lists those that you may see."))
}
