//! Events of plans as the audit log has them.

use serde_json::{Map, Value};
use signet_model::Timestamp;
use signet_model::audit::{Entry, Kind};
use signet_model::plans::Approval;
use signet_model::roles::PUBLIC_IOT_INSTANCE;

use super::Head;
use crate::asker::object;

/// How the request id of what a plan does begins.
pub(crate) const BY_PLAN: &str = "plan:";
/// A plan was made.
pub(super) const CREATED: &str = "PlanCreated";
/// It was frozen, and is shown: with a new hash each time. Where somebody must approve it, its object says so.
pub(crate) const FROZEN: &str = "PlanFrozen";
/// Items were taken out.
pub(super) const EXCLUDED: &str = "PlanExcluded";
/// How it runs was changed.
pub(super) const ADJUSTED: &str = "PlanAdjusted";
/// It was approved.
pub(super) const APPROVED: &str = "PlanApproved";
/// It was rejected.
pub(super) const REJECTED: &str = "PlanRejected";
/// It began.
pub(super) const RUN: &str = "PlanRun";
/// It began without the approval that it needs.
pub(crate) const EMERGENCY: &str = "PlanEmergency";
/// It was paused.
pub(crate) const PAUSED: &str = "PlanPaused";
/// Somebody let it go on.
pub(super) const RESUMED: &str = "PlanResumed";
/// Somebody ended it.
pub(super) const CANCELLED: &str = "PlanCancelled";
/// It stopped by itself.
pub(crate) const STOPPED: &str = "PlanStopped";
/// Every item has an outcome.
pub(crate) const FINISHED: &str = "PlanFinished";
/// What it did is undone by another plan.
pub(super) const UNDONE: &str = "PlanUndone";
/// Its secrets were handed out.
pub(super) const HANDED_OUT: &str = "PlanHandOut";
/// Its secrets arrived and were wiped.
pub(super) const RECEIVED: &str = "PlanReceived";
/// A standing approval was given.
pub(super) const RULE_MADE: &str = "RuleMade";
/// A standing approval was taken back.
pub(super) const RULE_WITHDRAWN: &str = "RuleWithdrawn";

/// A plan by the fields that the audit log is searched by, and what was seen of it.
pub(super) fn about(head: &Head) -> Map<String, Value> {
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let iot = match (&head.instance_id, &head.iot_instance_id) {
        (Some(_), _) => None,
        (None, Some(id)) => Some(id.as_str().into()),
        (None, None) => Some(PUBLIC_IOT_INSTANCE.into()),
    };
    let needs = matches!(head.approval, Approval::Needed).then(|| "needed".into());
    object([
        ("plan", Some(head.id.as_str().into())),
        ("title", Some(head.title.as_str().into())),
        ("act", Some(head.act.as_str().into())),
        ("items", (head.items > 0).then(|| head.items.into())),
        ("hash", text(&head.hash)),
        ("approval", needs),
        ("instance_id", text(&head.instance_id)),
        ("iot_instance_id", iot),
    ])
}

/// An event of a plan that nobody told it: in the name of its author.
pub(super) fn own(head: &Head, what: &str, now: Timestamp) -> Entry {
    Entry {
        via: Some(head.author.via.as_str().to_owned()),
        request_id: Some(format!("{BY_PLAN}{}", head.id)),
        object: about(head),
        account: Some(head.account.clone()),
        region: Some(head.region.clone()),
        ..Entry::new(now, Kind::Event, head.author.subject.as_str(), what)
    }
}
