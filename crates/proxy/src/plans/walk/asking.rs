//! Asking the cloud with patience: nobody waits for a walk, and one page that fails must not cost the ten thousand before it.

use std::time::Duration;

use signet_model::Violation;
use signet_model::api::ErrorCode;
use signet_store::StoreError;
use tokio::time::sleep;
use tracing::{error, info};

use super::super::Plans;
use crate::service::{Actor, Priority, Proxied, Refused};

/// How often a call is made again that was throttled or had no slot.
const WAITS: u32 = 60;
/// How often a call is made again that the cloud failed, besides what the service itself does about it.
const RETRIES: u32 = 4;
/// The least wait before a call is made again; it doubles where the cloud failed.
const WAIT: Duration = Duration::from_secs(1);

/// Why something did not come to its end.
#[derive(Debug)]
pub(in super::super) enum Halt {
    /// The process ends, or it is not wanted any more. There is nothing to say, and nothing is to be kept.
    Rests,
    /// What happened and what to do now, for people.
    Failed(String),
    /// The answer to a call.
    Refused(Refused),
}

impl Halt {
    /// The same, saying which part of a list it was about.
    pub(in super::super) fn at(self, what: impl FnOnce() -> String) -> Self {
        match self {
            Self::Refused(refused) => Self::Failed(format!("{}: {}", what(), told(&refused))),
            other => other,
        }
    }

    /// The text for people, where there is something to say.
    pub(in super::super) fn text(self) -> Option<String> {
        match self {
            Self::Rests => None,
            Self::Failed(text) => Some(text),
            Self::Refused(refused) => Some(told(&refused)),
        }
    }

    /// Whether the cloud answered that there is no such object.
    pub(in super::super) fn is_gone(&self) -> bool {
        matches!(self, Self::Refused(refused) if refused.code == ErrorCode::NotFound)
    }

    /// Whether the author may not ask that.
    pub(in super::super) fn is_not_granted(&self) -> bool {
        let codes = [ErrorCode::RoleRequired, ErrorCode::NoGrant];
        matches!(self, Self::Refused(refused) if codes.contains(&refused.code))
    }
}

impl From<Violation> for Halt {
    /// A name was read before and cannot be read again.
    fn from(why: Violation) -> Self {
        Self::Failed(format!(
            "Something in the plan has a name that cannot be called: {why}."
        ))
    }
}

impl From<StoreError> for Halt {
    fn from(cause: StoreError) -> Self {
        error!(%cause, "what a plan is made of cannot be kept or read");
        Self::Failed(format!(
            "What was found cannot be kept: {cause}. Make room in the state directory of the proxy, and look at its log."
        ))
    }
}

/// A refusal in one text: what happened, under which RequestId, what to do.
fn told(refused: &Refused) -> String {
    let mut text = refused.message.clone();
    if !text.ends_with('.') {
        text.push('.');
    }
    if let Some(id) = &refused.cloud_request_id {
        text.push_str(&format!(" RequestId {id}."));
    }
    if let Some(remedy) = &refused.remedy {
        text.push(' ');
        text.push_str(remedy);
    }
    text
}

impl Plans {
    /// Asks as one for whom nobody waits. Where waiting helps, it waits and asks again, as long as the answer is wanted.
    ///
    /// # Errors
    /// [`Halt::Rests`] where the process ends or nobody wants the answer; otherwise [`Halt::Refused`].
    pub(in super::super) async fn ask_patiently<O: Proxied + Clone>(
        &self,
        actor: &Actor,
        operation: &O,
        is_wanted: impl Fn() -> bool,
    ) -> Result<O::Output, Halt> {
        let mut tries = 0;
        loop {
            if self.stop.is_cancelled() || !is_wanted() {
                return Err(Halt::Rests);
            }
            let asked = self
                .ports
                .service
                .execute(actor, operation.clone(), Priority::Plan);
            let answer = tokio::select! {
                answer = asked => answer,
                () = self.stop.cancelled() => return Err(Halt::Rests),
            };
            let refused = match answer {
                Ok(output) => return Ok(output),
                Err(refused) => refused,
            };
            let Some(wait) = patience(&refused, tries) else {
                return Err(Halt::Refused(refused));
            };
            tries += 1;
            info!(operation = %O::NAME, code = ?refused.code, tries, "asking again for a plan");
            tokio::select! {
                () = sleep(wait) => {}
                () = self.stop.cancelled() => return Err(Halt::Rests),
            }
        }
    }
}

/// How long to wait before asking again; `None` where that cannot help.
fn patience(refused: &Refused, tries: u32) -> Option<Duration> {
    match refused.code {
        ErrorCode::CloudThrottled | ErrorCode::QuotaExceeded if tries < WAITS => {
            let told = Duration::from_millis(refused.retry_after_ms.unwrap_or_default());
            Some(told.max(WAIT))
        }
        ErrorCode::CloudFailed | ErrorCode::CloudUnreachable | ErrorCode::AnswerLost
            if tries < RETRIES =>
        {
            Some(WAIT * 2_u32.pow(tries))
        }
        _ => None,
    }
}
