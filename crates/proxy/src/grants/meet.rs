//! What two grants give both.

use signet_model::roles::{Grant, PUBLIC_IOT_INSTANCE, Role};

/// The grant that gives what both give; `None` where that is nothing.
#[must_use]
pub fn meet(one: &Grant, other: &Grant) -> Option<Grant> {
    let public = |grant: &Grant| grant.iot_instance.as_deref() == Some(PUBLIC_IOT_INSTANCE);
    if public(one) != public(other) {
        // The public instance is covered only where it is named.
        return None;
    }
    let both = Grant {
        role: milder(one.role, other.role)?,
        account: narrower(&one.account, &other.account)?,
        instance: narrower(&one.instance, &other.instance)?,
        group: narrower(&one.group, &other.group)?,
        iot_instance: narrower(&one.iot_instance, &other.iot_instance)?,
    };
    both.check().is_ok().then_some(both)
}

/// The role that gives what both give.
fn milder(one: Role, other: Role) -> Option<Role> {
    let acts = |role| matches!(role, Role::Viewer | Role::Operator | Role::Custodian);
    (one == other || (acts(one) && acts(other))).then(|| one.min(other))
}

/// The place that is in both; the outer `None` where there is none.
fn narrower(one: &Option<String>, other: &Option<String>) -> Option<Option<String>> {
    match (one, other) {
        (Some(one), Some(other)) => (one == other).then(|| Some(one.clone())),
        (Some(place), None) | (None, Some(place)) => Some(Some(place.clone())),
        (None, None) => Some(None),
    }
}
