//! A cloud that keeps a ledger.

use signet_model::api::ErrorCode;
use signet_model::plans::Act;
use signet_plans::outcome::ReadBack;

/// How the cloud answers a call.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// By the rules.
    Done,
    /// It does not look at the call.
    Throttled,
    /// It refuses this one.
    Refused,
    /// It does not know the key for a moment.
    Rejected,
    /// It breaks before or after it has acted.
    Broken { after: bool },
    /// The answer, or the call, gets lost.
    Lost { after: bool },
}

/// What the cloud knows of an identity.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    /// Which secret it has; none where it is not registered.
    pub(crate) secret: Option<u32>,
    /// How often the plan's calls changed it.
    pub(crate) acts: u32,
    /// How many calls about it were in flight when the process was killed.
    pub(crate) in_flight_at_a_kill: u32,
    /// Whether somebody else deregistered it.
    pub(crate) moved: bool,
}

pub(crate) struct Cloud {
    act: Act,
    identities: Vec<Identity>,
}

impl Cloud {
    pub(crate) fn new(act: Act, items: usize) -> Self {
        let identity = Identity {
            secret: Some(1),
            acts: 0,
            in_flight_at_a_kill: 0,
            moved: false,
        };
        Self {
            act,
            identities: vec![identity; items],
        }
    }

    pub(crate) fn identity(&self, at: usize) -> &Identity {
        &self.identities[at]
    }

    pub(crate) fn was_in_flight(&mut self, at: usize) {
        self.identities[at].in_flight_at_a_kill += 1;
    }

    /// Somebody else deregisters it.
    pub(crate) fn move_away(&mut self, at: usize) {
        if self.identities[at].secret.take().is_some() {
            self.identities[at].moved = true;
        }
    }

    /// A call arrives and is done as it says.
    pub(crate) fn arrive(&mut self, at: usize) -> Result<(), ErrorCode> {
        let identity = &mut self.identities[at];
        let secret = identity.secret.ok_or(ErrorCode::NotFound)?;
        identity.secret = (self.act == Act::Rotate).then_some(secret + 1);
        identity.acts += 1;
        Ok(())
    }

    /// A call, and what comes back.
    pub(crate) fn call(&mut self, at: usize, answer: Answer) -> Result<(), ErrorCode> {
        match answer {
            Answer::Done => self.arrive(at),
            Answer::Throttled => Err(ErrorCode::CloudThrottled),
            Answer::Refused => Err(ErrorCode::CloudRefused),
            Answer::Rejected => Err(ErrorCode::CloudRejectedKey),
            Answer::Broken { after } => {
                let _ = after.then(|| self.arrive(at));
                Err(ErrorCode::CloudFailed)
            }
            Answer::Lost { after } => {
                let _ = after.then(|| self.arrive(at));
                Err(ErrorCode::AnswerLost)
            }
        }
    }

    /// What reading back shows, to somebody who saw that secret before.
    pub(crate) fn read_back(&self, at: usize, seen: Option<u32>) -> ReadBack {
        let secret = self.identities[at].secret;
        match self.act {
            Act::Rotate if secret.is_some() && secret == seen => ReadBack::NotDone,
            Act::Rotate if secret.is_some() => ReadBack::Done,
            // Gone: the next look says so.
            Act::Rotate => ReadBack::NotDone,
            _ if secret.is_none() => ReadBack::Done,
            _ => ReadBack::NotDone,
        }
    }
}
