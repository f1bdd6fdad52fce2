//! Which plans need an approval.

use serde::Deserialize;
use signet_model::plans::Act;
use signet_model::roles::PUBLIC_IOT_INSTANCE;
use signet_model::{Effect, FieldError, Violation};

use super::Case;

/// When a plan needs an approval: `[[approvals]]` of the configuration. A plan that fits any of the rules needs one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rule {
    /// For these acts; every act but those that only suspend, where absent.
    pub acts: Option<Vec<Act>>,
    /// With more items than this; any number where absent.
    pub above: Option<u64>,
    /// On this ApsaraMQ for MQTT or IoT Platform instance; everywhere where absent.
    pub instance: Option<String>,
}

/// Whether the plan needs an approval.
#[must_use]
pub fn is_needed(rules: &[Rule], case: &Case<'_>) -> bool {
    rules.iter().any(|rule| rule.asks(case))
}

impl Rule {
    /// Checks a rule.
    ///
    /// # Errors
    /// The key to blame: it would never apply.
    pub fn check(&self) -> Result<(), FieldError> {
        let empty = |field: &str| FieldError {
            field: field.to_owned(),
            violation: Violation::Empty,
        };
        if self.acts.as_ref().is_some_and(Vec::is_empty) {
            Err(empty("acts"))
        } else if self.instance.as_deref() == Some("") {
            Err(empty("instance"))
        } else {
            Ok(())
        }
    }

    fn asks(&self, case: &Case<'_>) -> bool {
        let act = match &self.acts {
            Some(acts) => acts.contains(&case.act),
            None => case.act.effect() != Effect::Suspend,
        };
        let instance = case
            .instance_id
            .or(case.iot_instance_id)
            .unwrap_or(PUBLIC_IOT_INSTANCE);
        act && self.above.is_none_or(|above| case.items > above)
            && self
                .instance
                .as_deref()
                .is_none_or(|named| named == instance)
    }
}
