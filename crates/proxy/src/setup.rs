//! How the proxy is set up, and the check that looks whether it works: what `signet doctor` does, done by the proxy that runs.
//!
//! One check at a time: each is some 25 calls for every instance, billed as calls are.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use signet_model::Timestamp;
use signet_model::api::{self, Checkup, KeyStanding};

use crate::app::{AccountHere, App};
use crate::doctor::{self, Finding, Line, Patient};
use crate::tls::TlsFiles;

/// The least time between the end of a check and the beginning of the next, in milliseconds.
const PAUSE_MS: i64 = 5_000;

/// What the proxy knows of how it is set up.
pub struct SetUp {
    file: Option<PathBuf>,
    settings: Vec<Finding>,
    tls: Option<(TlsFiles, u32)>,
    line: Arc<dyn Line>,
    check: Mutex<Option<Checkup>>,
}

/// Why a check may not begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// One runs.
    Running,
    /// One was over a moment ago: so many milliseconds are left.
    Resting(u64),
}

/// The right to check. It ends when this is dropped, whatever became of it.
pub struct Turn<'a>(&'a App);

impl SetUp {
    /// `settings` is what was told from the configuration alone, `tls` the proxy's certificate and from how many days on its end is worth a
    /// warning.
    #[must_use]
    pub fn new(
        file: Option<PathBuf>,
        settings: Vec<Finding>,
        tls: Option<(TlsFiles, u32)>,
        line: Arc<dyn Line>,
    ) -> Self {
        Self {
            file,
            settings,
            tls,
            line,
            check: Mutex::default(),
        }
    }

    /// The last check, as far as it has come.
    #[must_use]
    pub fn checked(&self) -> Option<Checkup> {
        self.check().clone()
    }

    fn begin(&self, now: Timestamp) -> Result<(), Busy> {
        let mut check = self.check();
        match check.as_ref().map(|check| check.ended_at) {
            Some(None) => return Err(Busy::Running),
            Some(Some(ended)) => {
                let since = now.as_millis() - ended.as_millis();
                // A clock that was set back holds nobody up.
                if let Ok(left @ 1..) = u64::try_from(PAUSE_MS - since.max(0))
                    && since >= 0
                {
                    return Err(Busy::Resting(left));
                }
            }
            None => {}
        }
        *check = Some(Checkup {
            started_at: now,
            ended_at: None,
            findings: Vec::new(),
        });
        Ok(())
    }

    fn found(&self, finding: Finding) {
        if let Some(check) = &mut *self.check() {
            check.findings.push(finding.into());
        }
    }

    fn end(&self, now: Timestamp) {
        let mut check = self.check();
        if let Some(check) = &mut *check {
            check.ended_at = Some(now);
        }
        // One that looked at nothing was none.
        if check
            .as_ref()
            .is_some_and(|check| check.findings.is_empty())
        {
            *check = None;
        }
    }

    fn check(&self) -> MutexGuard<'_, Option<Checkup>> {
        self.check.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'a> Turn<'a> {
    /// Takes the turn.
    ///
    /// # Errors
    /// Somebody else has it, or had it a moment ago.
    pub fn take(app: &'a App) -> Result<Self, Busy> {
        app.setup.begin(app.ports.clock.now())?;
        Ok(Self(app))
    }

    /// Looks at everything. What is found can be read from [`SetUp::checked`] while it goes on.
    pub async fn examine(self) {
        let Self(app) = &self;
        let setup = &app.setup;
        let names = app.accounts.iter().map(|account| &*account.name);
        let keys = app.accounts.iter().map(|account| &account.key);
        let patient = Patient {
            settings: &setup.settings,
            tls: setup.tls.as_ref(),
            keys: names.zip(keys).collect(),
            service: &app.service,
            line: &*setup.line,
            acts: !app.service.policy().read_only,
        };
        doctor::examine(&patient, &mut |finding| setup.found(finding)).await;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.setup.end(self.0.ports.clock.now());
    }
}

/// How the proxy is set up, without a secret.
#[must_use]
pub fn shown(app: &App) -> api::Setup {
    let file = app.setup.file.as_ref();
    api::Setup {
        file: file.map(|file| file.display().to_string()),
        accounts: app.accounts.iter().map(|here| account(app, here)).collect(),
        check: app.setup.checked(),
    }
}

fn account(app: &App, here: &AccountHere) -> api::SetupAccount {
    let state = here.key.state();
    let mut targets = app.service.targets().iter();
    let own = targets.find(|target| target.account.name == here.name);
    api::SetupAccount {
        name: here.name.clone(),
        key: match (here.key.is_absent(), &state.last_error) {
            (true, _) => KeyStanding::Absent,
            (false, Some(_)) => KeyStanding::Failing,
            (false, None) => KeyStanding::There,
        },
        source: state.source,
        key_ends_with: state.ends_with,
        expires_at: state.expires_at,
        problem: state.last_error,
        regions: here.regions.clone(),
        instances: own.map_or_else(Vec::new, |target| target.account.instances.clone()),
    }
}
