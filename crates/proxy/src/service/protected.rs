//! What single acts may not destroy or take out of service: patterns of the configuration, and marks that people made.
//!
//! Everything that names an object counts, the CA of a device certificate too. What is in a group protects the group. Which device certificates
//! a CA has signed is not known here, so that a protected device certificate does not protect its CA.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use serde_json::Value;
use signet_model::api::{ApiError, ErrorCode, ProtectedMark, ProtectedPattern};
use signet_model::operations::Scope;
use signet_model::roles::PUBLIC_IOT_INSTANCE;
use signet_model::{Effect, Operation, OperationName};

use super::Refused;

/// The fields of an operation that name what it is about.
const OBJECTS: [&str; 7] = [
    "client_id",
    "client_ids",
    "device_serial_number",
    "ca_serial_number",
    "group_id",
    "iot_id",
    "device_name",
];

/// Between the group and the device in a client id.
const IN_GROUP: &str = "@@@";

/// The protected list.
#[derive(Debug, Default)]
pub struct Protected {
    patterns: Vec<ProtectedPattern>,
    marks: RwLock<HashMap<String, HashMap<String, ProtectedMark>>>,
}

/// By what an object is protected.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Guard {
    /// By a pattern.
    Pattern(ProtectedPattern),
    /// By a mark.
    Mark(ProtectedMark),
}

impl Protected {
    /// The list of these patterns and marks.
    #[must_use]
    pub fn new(patterns: Vec<ProtectedPattern>, marks: Vec<ProtectedMark>) -> Self {
        let list = Self {
            patterns,
            marks: RwLock::default(),
        };
        for mark in marks {
            list.mark(mark);
        }
        list
    }

    /// The patterns.
    #[must_use]
    pub fn patterns(&self) -> &[ProtectedPattern] {
        &self.patterns
    }

    /// The marks, by instance and object.
    #[must_use]
    pub fn marks(&self) -> Vec<ProtectedMark> {
        let marks = self.marks.read().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = marks.values().flat_map(HashMap::values).cloned().collect();
        all.sort_by(|one, other| {
            (&one.instance_id, &one.object).cmp(&(&other.instance_id, &other.object))
        });
        all
    }

    /// How many marks there are.
    #[must_use]
    pub fn count(&self) -> usize {
        let marks = self.marks.read().unwrap_or_else(PoisonError::into_inner);
        marks.values().map(HashMap::len).sum()
    }

    /// The mark on an object.
    #[must_use]
    pub fn find(&self, instance: &str, object: &str) -> Option<ProtectedMark> {
        let marks = self.marks.read().unwrap_or_else(PoisonError::into_inner);
        marks.get(instance)?.get(object).cloned()
    }

    /// Somebody marked an object; a mark that it has is replaced.
    pub fn mark(&self, mark: ProtectedMark) {
        let mut marks = self.marks.write().unwrap_or_else(PoisonError::into_inner);
        let instance = marks.entry(mark.instance_id.clone()).or_default();
        instance.insert(mark.object.clone(), mark);
    }

    /// Somebody took the mark away.
    pub fn unmark(&self, instance: &str, object: &str) {
        let mut marks = self.marks.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(objects) = marks.get_mut(instance) {
            objects.remove(object);
            if objects.is_empty() {
                marks.remove(instance);
            }
        }
    }

    /// Checks that an operation destroys and suspends nothing that is protected.
    ///
    /// # Errors
    /// `protected`: by which pattern, or by whom, when and why, and what to do.
    pub fn check<O: Operation>(&self, operation: &O) -> Result<(), Refused> {
        if !matches!(operation.effect(), Effect::Destroy | Effect::Suspend) {
            return Ok(());
        }
        let instance = instance_of(operation);
        let fields = serde_json::to_value(operation).unwrap_or_default();
        for field in OBJECTS {
            for object in texts(fields.get(field)) {
                if let Some(guard) = self.guard(instance, object) {
                    return Err(refused(O::NAME, field, object, &guard));
                }
                if O::NAME == OperationName::DeleteGroupId
                    && let Some(guard) = self.guard_inside(instance, object)
                {
                    return Err(refused(O::NAME, field, object, &guard));
                }
            }
        }
        Ok(())
    }

    /// Whether one of these objects of an instance, as the list names it, is protected from an effect.
    #[must_use]
    pub fn covers_any<'a>(
        &self,
        effect: Effect,
        instance: &str,
        objects: impl IntoIterator<Item = &'a str>,
    ) -> bool {
        let acts = matches!(effect, Effect::Destroy | Effect::Suspend);
        let mut objects = objects.into_iter();
        acts && objects.any(|object| self.guard(Some(instance), object).is_some())
    }

    /// Whether another name of what an act on an instance is about could be protected.
    pub(super) fn may_know<O: Operation>(&self, operation: &O) -> bool {
        let acts = matches!(operation.effect(), Effect::Destroy | Effect::Suspend);
        let Some(instance) = instance_of(operation).filter(|_| acts) else {
            return false;
        };
        let by_pattern = self.patterns.iter().any(|pattern| {
            let named = pattern.instance.as_deref();
            named.is_none_or(|named| named == instance)
        });
        let marks = self.marks.read().unwrap_or_else(PoisonError::into_inner);
        by_pattern || marks.contains_key(instance)
    }

    /// Checks names that the operation itself does not say.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub(super) fn check_names<O: Operation>(
        &self,
        operation: &O,
        names: &[(&'static str, String)],
    ) -> Result<(), Refused> {
        let instance = instance_of(operation);
        names
            .iter()
            .try_for_each(|(field, object)| match self.guard(instance, object) {
                Some(guard) => Err(refused(O::NAME, field, object, &guard)),
                None => Ok(()),
            })
    }

    /// What protects an object.
    fn guard(&self, instance: Option<&str>, object: &str) -> Option<Guard> {
        let pattern = self
            .patterns
            .iter()
            .find(|pattern| pattern.covers(instance, object));
        match pattern {
            Some(pattern) => Some(Guard::Pattern(pattern.clone())),
            None => self.find(instance?, object).map(Guard::Mark),
        }
    }

    /// What protects something in a group: a mark on a client of it, or a pattern whose part before `@@@` covers it.
    fn guard_inside(&self, instance: Option<&str>, group: &str) -> Option<Guard> {
        let names_it = |pattern: &&ProtectedPattern| {
            pattern
                .pattern
                .split_once(IN_GROUP)
                .is_some_and(|(head, _)| {
                    let head = ProtectedPattern {
                        pattern: head.to_owned(),
                        ..(*pattern).clone()
                    };
                    head.covers(instance, group)
                })
        };
        if let Some(pattern) = self.patterns.iter().find(names_it) {
            return Some(Guard::Pattern(pattern.clone()));
        }
        let marks = self.marks.read().unwrap_or_else(PoisonError::into_inner);
        let inside = |object: &str| {
            object
                .split_once(IN_GROUP)
                .is_some_and(|(head, _)| head == group)
        };
        let mut marks = marks.get(instance?)?.values();
        marks
            .find(|mark| inside(&mark.object))
            .cloned()
            .map(Guard::Mark)
    }
}

/// The instance that an operation is about, as the list names it.
fn instance_of<O: Operation>(operation: &O) -> Option<&str> {
    match operation.scope() {
        Scope::Everything => None,
        Scope::Inside(id) | Scope::Instance(id) | Scope::Group(id, _) | Scope::Clients(id, _) => {
            Some(id.as_str())
        }
        Scope::Iot(id) => Some(id.map_or(PUBLIC_IOT_INSTANCE, |id| id.as_str())),
    }
}

fn texts(value: Option<&Value>) -> Vec<&str> {
    match value {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn refused(name: OperationName, field: &str, object: &str, guard: &Guard) -> Refused {
    let (by, remedy) = match guard {
        Guard::Pattern(pattern) => (
            match &pattern.reason {
                Some(reason) => format!("the pattern {} of signet.toml ({reason})", pattern.pattern),
                None => format!("the pattern {} of signet.toml", pattern.pattern),
            },
            "If it must be done, an admin takes the pattern out of [[protected]] in signet.toml and starts the proxy again.".to_owned(),
        ),
        Guard::Mark(mark) => (
            format!("the mark that {} set on {} at {} ({})", mark.marked_by, mark.object, mark.marked_at, mark.reason),
            format!("If it must be done, a custodian of {} takes the mark away first (POST /api/protected/unmark).", mark.instance_id),
        ),
    };
    let mut error = ApiError::new(
        ErrorCode::Protected,
        format!("{name} was refused: {object} is protected by {by}, and nothing was sent"),
    );
    error.field = Some(field.to_owned());
    Box::new(error.remedy(remedy))
}

#[cfg(test)]
mod tests;
