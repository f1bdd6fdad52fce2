//! What the configuration says of plans.

use signet_plans::approval::Rule;

/// What the configuration says of plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanSettings {
    /// Days for which plans that are over are kept.
    pub keep_days: u32,
    /// Hours within which an approved plan may begin.
    pub valid_hours: u32,
    /// Hours for which a new approver may approve nothing.
    pub newcomer_hours: u32,
    /// Whether a plan may go without the approval that it needs.
    pub emergency: bool,
    /// Which plans somebody must approve; none where empty.
    pub approvals: Vec<Rule>,
}

impl Default for PlanSettings {
    fn default() -> Self {
        Self {
            keep_days: 365,
            valid_hours: 24,
            newcomer_hours: 24,
            emergency: false,
            approvals: Vec::new(),
        }
    }
}
