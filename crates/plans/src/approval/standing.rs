//! Approvals that stand: plans of somebody that fit one need no other.

use signet_model::api::RuleBounds;
use signet_model::plans::MAX_ITEMS;
use signet_model::{FieldError, Timestamp, Violation};

use super::{Case, HOUR};

/// A year: nothing stands longer.
const LONGEST: i64 = 365 * 24 * HOUR;

/// Whether a standing approval covers a plan.
#[must_use]
pub fn covers(rule: &RuleBounds, case: &Case<'_>, now: Timestamp) -> bool {
    rule.author == case.author
        && rule.act == case.act
        && rule.instance_id.as_deref() == case.instance_id
        && rule.iot_instance_id.as_deref() == case.iot_instance_id
        && case.items <= rule.max_items
        && now < rule.until
}

/// Checks what a standing approval is to allow. That its maker is not its author, and may approve there, is not looked at.
///
/// # Errors
/// The field to blame.
pub fn check_rule(rule: &RuleBounds, now: Timestamp) -> Result<(), FieldError> {
    let error = |field: &str, violation| {
        Err(FieldError {
            field: field.to_owned(),
            violation,
        })
    };
    let ahead = rule.until.as_millis() - now.as_millis();
    if rule.author.is_empty() {
        error("author", Violation::Empty)
    } else if rule.instance_id.is_some() && rule.iot_instance_id.is_some() {
        let with = "instance_id";
        error("iot_instance_id", Violation::NotTogether { with })
    } else if !(1..=MAX_ITEMS).contains(&rule.max_items) {
        let violation = Violation::OutOfRange {
            minimum: 1,
            maximum: MAX_ITEMS,
            found: rule.max_items.to_string(),
        };
        error("max_items", violation)
    } else if !(1..=LONGEST).contains(&ahead) {
        error(
            "until",
            Violation::NotWithin {
                within: "a year from now",
                found: rule.until.to_string(),
            },
        )
    } else {
        Ok(())
    }
}
