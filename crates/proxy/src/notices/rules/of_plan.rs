//! Word of plans: of each that waits for somebody, stopped, or is through.

use serde_json::Value;
use signet_model::audit::{Entry, Kind};
use signet_model::plans::{Outcome, Why};

use super::super::{Event, Notice};
use super::counted;
use crate::plans::events::{BY_PLAN, EMERGENCY, FINISHED, FROZEN, PAUSED, STOPPED};

/// Whether an act was that of a plan, which was shown and let run: no matter of how much single acts destroy.
pub(super) fn is_item(entry: &Entry) -> bool {
    let request = entry.request_id.as_deref();
    request.is_some_and(|request| request.starts_with(BY_PLAN))
}

/// What an event of a plan is worth saying.
pub(super) fn notice(entry: &Entry) -> Option<Notice> {
    if entry.kind != Kind::Event {
        return None;
    }
    let text = |field: &str| entry.object.get(field).and_then(Value::as_str);
    let plan = text("plan")?;
    let items = entry.object.get("items").and_then(Value::as_u64);
    let place = text("instance_id").or(text("iot_instance_id"));
    let what = format!(
        "The plan {plan} ({} in {}, {})",
        text("act").unwrap_or_default().replace('_', " "),
        place.unwrap_or_default(),
        counted(items.unwrap_or_default(), "item")
    );
    let actor = &entry.actor;
    let (event, text) = match entry.operation.as_str() {
        FROZEN if text("approval").is_some() => (
            Event::PlanApprovalNeeded,
            format!(
                "{what} of {actor} waits for an approval. Look at it, and approve or reject it."
            ),
        ),
        EMERGENCY => (
            Event::PlanEmergency,
            format!(
                "{what} runs without the approval that it needs. {actor} let it go: {}",
                entry.reason.as_deref().unwrap_or_default()
            ),
        ),
        STOPPED | PAUSED if waits_for_somebody(text("why")) => (
            Event::PlanStopped,
            format!(
                "{what} of {actor} stopped by itself ({}). Look at it, and resume or cancel it.",
                text("why").unwrap_or_default().replace('_', " ")
            ),
        ),
        FINISHED => {
            let of = |outcome: &Outcome| {
                let count = entry.object.get(outcome.as_str()).and_then(Value::as_u64)?;
                Some(format!("{count} {}", outcome.as_str().replace('_', " ")))
            };
            let all: Vec<_> = Outcome::ALL.iter().filter_map(of).collect();
            (
                Event::PlanFinished,
                format!("{what} of {actor} is through: {}.", all.join(", ")),
            )
        }
        _ => return None,
    };
    Some(Notice {
        object: Some(plan.to_owned()),
        count: items,
        ..Notice::new(event, entry.time, text)
    })
}

/// Whether a plan goes on only when somebody does something. A person who pauses one gives no such reason.
fn waits_for_somebody(why: Option<&str>) -> bool {
    let why: Option<Why> = why.and_then(|why| serde_json::from_value(why.into()).ok());
    why.is_some_and(|why| !why.passes())
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use signet_model::Timestamp;

    use super::*;

    fn event(operation: &str, more: &[(&str, Value)]) -> Entry {
        let mut entry = Entry::new(
            Timestamp::from_millis(0).expect("a time"),
            Kind::Event,
            "user:alice",
            operation,
        );
        for (field, value) in [
            ("plan", json!("pl-0123456789")),
            ("act", json!("delete_certificate")),
            ("instance_id", json!("post-cn-1")),
            ("items", json!(120)),
        ]
        .iter()
        .chain(more)
        {
            entry.object.insert((*field).to_owned(), value.clone());
        }
        entry
    }

    fn said(entry: &Entry) -> Option<(Event, String)> {
        notice(entry).map(|notice| (notice.event, notice.text))
    }

    #[test]
    fn whoever_is_needed_is_told() {
        let what = "The plan pl-0123456789 (delete certificate in post-cn-1, 120 items)";
        let needed = event(FROZEN, &[("approval", json!("needed"))]);
        assert_eq!(
            said(&needed),
            Some((
                Event::PlanApprovalNeeded,
                format!(
                    "{what} of user:alice waits for an approval. Look at it, and approve or reject it."
                )
            ))
        );
        let emergency = Entry {
            reason: Some("the line stands still".to_owned()),
            ..event(EMERGENCY, &[])
        };
        assert_eq!(
            said(&emergency),
            Some((
                Event::PlanEmergency,
                format!(
                    "{what} runs without the approval that it needs. user:alice let it go: the line stands still"
                )
            ))
        );
        let stopped = event(STOPPED, &[("why", json!("failures"))]);
        assert_eq!(
            said(&stopped),
            Some((
                Event::PlanStopped,
                format!(
                    "{what} of user:alice stopped by itself (failures). Look at it, and resume or cancel it."
                )
            ))
        );
        let finished = event(FINISHED, &[("done", json!(118)), ("failed", json!(2))]);
        assert_eq!(
            said(&finished),
            Some((
                Event::PlanFinished,
                format!("{what} of user:alice is through: 118 done, 2 failed.")
            ))
        );
    }

    #[test]
    fn what_needs_nobody_is_not_said() {
        for entry in [
            event(FROZEN, &[]),
            event(PAUSED, &[]),
            event(PAUSED, &[("why", json!("quiet_hours"))]),
            event("PlanRun", &[]),
            Entry {
                kind: Kind::Refused,
                ..event(EMERGENCY, &[])
            },
        ] {
            assert_eq!(said(&entry), None, "{entry:?}");
        }
        let revoked = event(PAUSED, &[("why", json!("role_revoked"))]);
        assert!(matches!(said(&revoked), Some((Event::PlanStopped, _))));
    }
}
