//! How far each step has come, from what the proxy tells.

use signet_model::api::{
    CheckFinding, CheckKind, CheckState, Checkup, ErrorCode, KeyStanding, Setup,
};

/// A step, in the order in which they are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Where the key comes from.
    Key,
    /// What the key may do.
    Permissions,
    /// In which regions which instances are.
    Place,
    /// This machine: its clock, its configuration, its certificate.
    Machine,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Key, Self::Permissions, Self::Place, Self::Machine];

    /// The step that a finding belongs to.
    pub fn of(finding: &CheckFinding) -> Self {
        match (finding.kind, finding.code) {
            (CheckKind::Key, _) => Self::Key,
            (_, Some(code)) => Self::blamed(code).unwrap_or(Self::Permissions),
            (CheckKind::Instance, None) if finding.state == CheckState::Bad => Self::Place,
            (CheckKind::Instance | CheckKind::IotInstance, None) => Self::Permissions,
            (CheckKind::Region | CheckKind::Endpoint, None) => Self::Place,
            (CheckKind::Configuration | CheckKind::Tls | CheckKind::Clock, None) => Self::Machine,
        }
    }

    /// The step that a refusal of every operation blames, where it is one of them.
    pub fn blamed(code: ErrorCode) -> Option<Self> {
        Some(match code {
            ErrorCode::NoKey | ErrorCode::CloudRejectedKey => Self::Key,
            ErrorCode::CloudDeniedPermission => Self::Permissions,
            ErrorCode::CloudUnreachable => Self::Place,
            _ => return None,
        })
    }
}

/// How far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing to do.
    Done,
    /// Somebody has to do it.
    ToDo,
    /// Only a check can tell, and there was none.
    Unchecked,
    /// A check is about to tell.
    Checking,
    /// It does not work.
    Failed,
}

/// What the steps are judged by.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// What the proxy tells.
    pub setup: &'a Setup,
    /// How many instances the cloud lists; `None` where it does not tell.
    pub instances: Option<usize>,
    /// Why it does not.
    pub refused: Option<ErrorCode>,
}

impl Known<'_> {
    /// How far a step has come. What a check found counts before what was refused earlier.
    pub fn standing(self, step: Step) -> Standing {
        let check = self.setup.check.as_ref();
        let own = |finding: &&CheckFinding| Step::of(finding) == step;
        let mut found = check
            .into_iter()
            .flat_map(|check| &check.findings)
            .filter(own);
        let looked_at = found.clone().next().is_some();
        let listed = found
            .clone()
            .any(|finding| finding.kind == CheckKind::Region);
        let bad = found.any(|finding| finding.state == CheckState::Bad);
        let keys = || self.setup.accounts.iter().map(|account| account.key);
        if step == Step::Key && keys().all(|key| key == KeyStanding::Absent) {
            return Standing::ToDo;
        }
        if bad || step == Step::Key && keys().any(|key| key != KeyStanding::There) {
            return Standing::Failed;
        }
        if check.is_none() && self.refused.and_then(Step::blamed) == Some(step) {
            return Standing::Failed;
        }
        if step == Step::Place && self.instances == Some(0) {
            return Standing::ToDo;
        }
        let is_running = check.is_some_and(is_running);
        let told = match step {
            // That the way is there does not say which instances are.
            Step::Place => listed || self.instances.is_some(),
            _ => looked_at,
        };
        match step {
            _ if told => Standing::Done,
            _ if is_running => Standing::Checking,
            // One that was looked for and of which nothing is to be said is as it should be, where it does not take a key to look.
            Step::Machine if check.is_some() => Standing::Done,
            Step::Key => Standing::Done,
            _ => Standing::Unchecked,
        }
    }

    /// The step that somebody has to do something about now; `None` where only a check is left, or nothing.
    pub fn next(self) -> Option<Step> {
        let open = |step: &Step| matches!(self.standing(*step), Standing::ToDo | Standing::Failed);
        Step::ALL.into_iter().find(open)
    }

    /// Whether nothing is left to do.
    pub fn is_done(self) -> bool {
        let done = |step| self.standing(step) == Standing::Done;
        Step::ALL.into_iter().all(done)
    }
}

/// Whether a check has not come to its end.
pub fn is_running(check: &Checkup) -> bool {
    check.ended_at.is_none()
}

/// What was found about a step: what is wrong first, else in the order in which it was looked at.
pub fn found(check: Option<&Checkup>, step: Step) -> Vec<CheckFinding> {
    let all = || check.into_iter().flat_map(|check| &check.findings);
    let of = |is_bad: bool| {
        all().filter(move |finding| {
            Step::of(finding) == step && (finding.state == CheckState::Bad) == is_bad
        })
    };
    of(true).chain(of(false)).cloned().collect()
}

#[cfg(test)]
#[path = "steps_tests.rs"]
mod tests;
