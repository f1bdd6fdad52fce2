//! What became of an item, in the words in which it is written down.

use signet_model::Timestamp;
use signet_model::api::ErrorCode;
use signet_model::audit::Ending;
use signet_model::operations::DeviceCredential;
use signet_model::plans::{Act, Outcome, Why};
use signet_model::violation::Violation;
use signet_plans::outcome::{self, ReadBack};
use signet_store::ports::{Begun, Ended};

use crate::service::{Made, Proxied, Refused};

/// What became of an item, and what that says of the others.
pub(in crate::plans) struct Became {
    /// The item's number.
    pub(in crate::plans) number: u64,
    /// What became of it.
    pub(in crate::plans) outcome: Outcome,
    /// Why, for people.
    pub(in crate::plans) note: Option<String>,
    /// The cloud's code, or Signet's.
    pub(in crate::plans) code: Option<String>,
    request_id: Option<String>,
    act: Option<String>,
    attempts: u32,
    /// The plan rests for this reason.
    pub(in crate::plans) rests: Option<Why>,
    /// The cloud could not be reached; `None` where it was not asked.
    pub(in crate::plans) reached: Option<bool>,
    /// A secret that the act made.
    pub(in crate::plans) secret: Option<DeviceCredential>,
}

/// How an act went.
pub(super) enum Went<Output> {
    /// Nothing was sent: by what this proxy was told, or by what was seen first.
    Refused(Refused),
    /// Nothing was sent or done, by an earlier process.
    NotSent,
    /// What an earlier process did cannot be looked for now.
    NotFound(Refused),
    /// It was tried; by its name in the audit log.
    Made(String, Made<Output>),
}

impl<Output> Went<Output> {
    /// Why it was not done, if it was not.
    pub(super) fn into_refused(self) -> Option<Refused> {
        match self {
            Self::Refused(refused) | Self::NotFound(refused) => Some(refused),
            Self::NotSent => None,
            Self::Made(_, made) => made.result.err(),
        }
    }
}

impl Became {
    /// Nothing had to be sent.
    pub(super) fn without_a_call(begun: &Begun, outcome: Outcome) -> Self {
        let mut became = Self::new(begun, outcome);
        became.note = Some(format!(
            "When the plan was frozen it was {}; nothing was sent.",
            begun.item.before
        ));
        if outcome == Outcome::Moved {
            became.code = Some(begun.item.before.clone());
        }
        became
    }

    /// It is no identity of the act's kind.
    pub(super) fn not_an_item(begun: &Begun, violation: &Violation) -> Self {
        let mut became = Self::new(begun, Outcome::Failed);
        became.code = Some(word(ErrorCode::InvalidField));
        became.note = Some(format!("{violation}; nothing was sent."));
        became
    }

    /// What an act's way says.
    pub(super) fn of<O: Proxied>(
        act: Act,
        begun: &Begun,
        went: Went<O::Output>,
        secret: impl FnOnce(O::Output) -> Option<DeviceCredential>,
    ) -> Self {
        match went {
            Went::NotSent => Self::new(begun, Outcome::Waiting),
            Went::Refused(refused) => Self::refused(act, begun, &refused, false),
            Went::NotFound(refused) => {
                let mut became = Self::back(begun, &refused);
                became.outcome = Outcome::Begun;
                became.rests = Some(Why::CloudUnreachable);
                became
            }
            Went::Made(name, made) => {
                let attempts = begun.item.attempts.saturating_add(1);
                let mut became = match (&made.result, made.ending) {
                    (Ok(output), ending) => {
                        let done = match ending {
                            Ending::SettledDone => Outcome::SettledDone,
                            _ => Outcome::Done,
                        };
                        let mut became = Self::new(begun, done);
                        became.attempts = attempts;
                        became.request_id = Some(O::request_id(output).to_owned());
                        became.reached = Some(true);
                        became
                    }
                    (Err(refused), Ending::SettledNotDone) => {
                        let outcome = outcome::settle(ReadBack::NotDone, attempts);
                        Self::sent(begun, outcome, refused, attempts)
                    }
                    (Err(refused), Ending::Unknown) => {
                        let outcome = outcome::settle(ReadBack::CannotTell, attempts);
                        Self::sent(begun, outcome, refused, attempts)
                    }
                    (Err(refused), _) => Self::refused(act, begun, refused, true),
                };
                became.act = Some(name);
                became.secret = made.result.ok().and_then(secret);
                became
            }
        }
    }

    /// It was refused, by the cloud where it was sent.
    fn refused(act: Act, begun: &Begun, refused: &Refused, sent: bool) -> Self {
        let attempts = begun.item.attempts.saturating_add(1);
        match outcome::refused(act, refused.code) {
            outcome::Refused::Ends(ends) => {
                let attempts = if sent { attempts } else { begun.item.attempts };
                Self::sent(begun, ends, refused, attempts)
            }
            outcome::Refused::Back(why) => Self {
                rests: why,
                ..Self::back(begun, refused)
            },
            outcome::Refused::Unreachable => Self {
                reached: Some(false),
                ..Self::back(begun, refused)
            },
            // Nothing was sent, but for a look that failed: this counts, or it would be looked at for ever.
            outcome::Refused::ReadBack => {
                let outcome = outcome::settle(ReadBack::NotDone, attempts);
                Self::sent(begun, outcome, refused, attempts)
            }
        }
    }

    fn sent(begun: &Begun, outcome: Outcome, refused: &Refused, attempts: u32) -> Self {
        let mut became = Self::back(begun, refused);
        became.outcome = outcome;
        became.attempts = attempts;
        became.reached = Some(true);
        became
    }

    /// Back to those that wait.
    fn back(begun: &Begun, refused: &Refused) -> Self {
        let mut became = Self::new(begun, Outcome::Waiting);
        became.note = Some(refused.message.clone());
        became.code = Some(
            refused
                .cloud_code
                .clone()
                .unwrap_or_else(|| word(refused.code)),
        );
        became.request_id = refused.cloud_request_id.clone();
        became
    }

    fn new(begun: &Begun, outcome: Outcome) -> Self {
        Self {
            number: begun.item.number,
            outcome,
            note: None,
            code: None,
            request_id: None,
            act: begun.item.act.clone(),
            attempts: begun.item.attempts,
            rests: None,
            reached: None,
            secret: None,
        }
    }

    /// As it is written down.
    pub(in crate::plans) fn ended(&self, at: Timestamp) -> Ended {
        Ended {
            number: self.number,
            outcome: self.outcome,
            note: self.note.clone(),
            code: self.code.clone(),
            request_id: self.request_id.clone(),
            act: self.act.clone(),
            attempts: self.attempts,
            at,
        }
    }

    /// The proxy itself failed in the middle of it: nobody knows.
    pub(in crate::plans) fn broken(begun: &Begun) -> Self {
        let mut became = Self::new(begun, Outcome::Unknown);
        became.code = Some(word(ErrorCode::Internal));
        became.note = Some(
            "The proxy failed while it acted on it. Look it up before you do anything else."
                .to_owned(),
        );
        became
    }
}

/// The name of an item's act in the audit log: the same in whichever process, so that what the last one began can be ended by the next.
pub(super) fn act_id(plan: &str, begun: &Begun, part: &str) -> String {
    let item = &begun.item;
    let at = item.started_at.map_or(0, Timestamp::as_millis);
    let text = format!("{plan}\n{}\n{}\n{at}\n{part}", item.number, item.attempts);
    let hash = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    let half = hash.as_ref().iter().take(16);
    half.map(|byte| format!("{byte:02x}")).collect()
}

/// A code as JSON has it.
pub(in crate::plans) fn word(code: ErrorCode) -> String {
    let value = serde_json::to_value(code).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
