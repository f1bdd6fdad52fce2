//! An operation, whichever it is: what happens to all of them alike is compiled once and not for each.

use serde_json::Value;
use signet_model::{Effect, Operation, OperationName};

/// An operation, whichever it is.
pub(super) trait Called: Sync {
    /// Its name in the list.
    fn name(&self) -> OperationName;

    /// What it does to the world.
    fn does(&self) -> Effect;

    /// Its fields as JSON.
    fn fields(&self) -> Value;
}

impl<O: Operation> Called for O {
    fn name(&self) -> OperationName {
        O::NAME
    }

    fn does(&self) -> Effect {
        self.effect()
    }

    fn fields(&self) -> Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}
