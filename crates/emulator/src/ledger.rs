//! What was asked and answered: counts by operation and code, and the acts in the order they took effect.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use signet_model::{OperationName, Timestamp};

use crate::gateway::Counted;

/// A copy of what was counted so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ledger {
    /// Answered calls by operation and code: `OK`, a code of the cloud, or `lost-answer` and `lost-request` where the
    /// connection was closed instead. Calls of no known operation stand under `-`.
    pub calls: BTreeMap<(&'static str, String), u64>,
    /// The most calls of one operation within one second, throttled ones included.
    pub peak_per_second: BTreeMap<&'static str, u32>,
    /// The most calls of all operations within any second.
    pub peak_of_all: u32,
    /// Everything that changed the state, in the order in which it did.
    pub acts: Vec<Act>,
}

/// Something that changed the state, or confirmed that it already was as wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// When.
    pub at: Timestamp,
    /// The operation.
    pub operation: OperationName,
    /// Its fields, as `signet-model` names them.
    pub target: Value,
}

/// The code under which a call that worked is counted.
pub const OK: &str = "OK";

impl Ledger {
    /// How many calls of an operation were answered with a code ([`OK`] where they worked).
    #[must_use]
    pub fn count(&self, operation: OperationName, code: &str) -> u64 {
        self.calls
            .get(&(operation.as_str(), code.to_owned()))
            .copied()
            .unwrap_or(0)
    }

    /// The counts, without the acts: `{"calls":{"ListGroupId":{"OK":2}},"peak_per_second":{"ListGroupId":2},"peak_of_all":2}`.
    #[must_use]
    pub fn summary(&self) -> Value {
        let mut calls: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
        for ((operation, code), count) in &self.calls {
            calls.entry(operation).or_default().insert(code, *count);
        }
        json!({ "calls": calls, "peak_per_second": self.peak_per_second, "peak_of_all": self.peak_of_all })
    }

    pub(crate) fn answered(&mut self, operation: Option<OperationName>, code: &str) {
        let operation = operation.map_or("-", OperationName::as_str);
        *self.calls.entry((operation, code.to_owned())).or_default() += 1;
    }

    pub(crate) fn rate(&mut self, operation: OperationName, counted: Counted) {
        let peak = self.peak_per_second.entry(operation.as_str()).or_default();
        *peak = (*peak).max(counted.of_operation);
        self.peak_of_all = self.peak_of_all.max(counted.of_all);
    }
}
