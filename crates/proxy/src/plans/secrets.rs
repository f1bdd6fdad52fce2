//! Secrets that a plan made: kept encrypted to the recipient of the plan, handed out once, wiped. In clear they are here for as long as a wave takes
//! to fill a file, and nowhere else.

mod sealing;

pub(super) use sealing::{Sealing, is_recipient};

use std::sync::Arc;
use std::time::Duration;

use signet_model::Timestamp;
use signet_model::api::{ApiError, ErrorCode, HandedOut};
use signet_store::StoreError;
use tracing::{error, info};

use super::{HandOut, Head, Live, Plans, failed};
use crate::service::Refused;

/// So long the same person may fetch the same secrets again: a connection that drops must not lose them.
const AGAIN: i64 = 10 * 60_000;
/// How soon wiping is tried again where somebody else reads the store.
const WIPE_AGAIN: Duration = Duration::from_secs(5);

impl Plans {
    /// Hands out the secrets of a plan, again to the same person for ten minutes. That they may is the caller's to see to, and to record.
    ///
    /// # Errors
    /// `secrets_gone`: there are none, or somebody else has them.
    pub(super) async fn hand_out(
        self: &Arc<Self>,
        live: &Arc<Live>,
        by: &str,
    ) -> Result<HandedOut, Refused> {
        let _alone = live.seal_alone().await;
        let now = self.ports.clock.now();
        let earlier = live.head(|head| head.handed_out.clone());
        if let Some(earlier) = earlier.as_ref().filter(|earlier| earlier.by != by) {
            return Err(live.head(|head| handed_to(head, earlier)));
        }
        let (armored, secrets) = self.sealed(live).await.map_err(|cause| failed(&cause))?;
        if secrets == 0 {
            return Err(live.head(gone));
        }
        let sha256 = sha256(armored.as_bytes());
        let handed = HandOut {
            by: by.to_owned(),
            at: earlier.as_ref().map_or(now, |earlier| earlier.at),
            sha256: sha256.clone(),
        };
        live.change(|head| {
            head.handed_out = Some(handed);
            head.secrets = secrets;
        });
        if let Err(cause) = self.keep(live).await {
            live.change(|head| head.handed_out = earlier);
            return Err(failed(&cause));
        }
        if earlier.is_none() {
            self.wipe_later(Arc::clone(live));
        }
        Ok(HandedOut {
            armored,
            sha256,
            secrets,
        })
    }

    /// The secrets have arrived, and are wiped.
    ///
    /// # Errors
    /// What arrived is not what was handed out, or nothing was.
    pub(super) async fn received(
        self: &Arc<Self>,
        live: &Arc<Live>,
        sha256: &str,
    ) -> Result<(), Refused> {
        let handed = live.head(|head| head.handed_out.clone());
        match handed {
            None => return Err(live.head(gone)),
            Some(handed) if handed.sha256 != sha256 => return Err(live.head(another)),
            Some(_) => {}
        }
        let wiped = self.wipe(live).await.map_err(|cause| failed(&cause))?;
        if wiped {
            Ok(())
        } else {
            Err(live.head(another))
        }
    }

    /// Wipes what was handed out when the time for it is over: also where an earlier process handed it out.
    pub(super) fn wipe_later(self: &Arc<Self>, live: Arc<Live>) {
        let plans = Arc::clone(self);
        self.tasks.spawn(async move {
            while let Some(left) = live.head(|head| left(head, plans.ports.clock.now())) {
                if plans.stop.is_cancelled() {
                    return;
                }
                if !left.is_zero() {
                    plans.rested(left).await;
                    continue;
                }
                match plans.wipe(&live).await {
                    Ok(_) => return,
                    Err(cause) => {
                        error!(%cause, "secrets that were handed out cannot be wiped yet");
                        plans.rested(WIPE_AGAIN).await;
                    }
                }
            }
        });
    }

    /// Wipes what was handed out. `false` where more has come since: then nothing is wiped, and all of it can be handed out again.
    async fn wipe(&self, live: &Arc<Live>) -> Result<bool, StoreError> {
        let _alone = live.seal_alone().await;
        let Some(handed) = live.head(|head| head.handed_out.clone()) else {
            return Ok(true);
        };
        let id = live.head(|head| head.id.clone());
        let (armored, secrets) = self.sealed(live).await?;
        let is_all = secrets == 0 || sha256(armored.as_bytes()) == handed.sha256;
        if is_all {
            self.ports.store.wipe_secrets(&id).await?;
            info!(plan = id, secrets, "secrets that were handed out are wiped");
        }
        live.change(|head| {
            head.handed_out = None;
            head.secrets = if is_all { 0 } else { secrets };
        });
        self.keep(live).await?;
        Ok(is_all)
    }

    /// Everything that is kept, as one text, and how many secrets it has.
    async fn sealed(&self, live: &Live) -> Result<(String, u64), StoreError> {
        let id = live.head(|head| head.id.clone());
        let (files, secrets) = self.ports.store.secrets(&id).await?;
        let text = String::from_utf8(files.concat()).map_err(StoreError::damaged)?;
        Ok((text, secrets))
    }
}

/// How long until what was handed out is wiped; `None` where nothing is.
fn left(head: &Head, now: Timestamp) -> Option<Duration> {
    let handed = head.handed_out.as_ref()?;
    let left = AGAIN - (now.as_millis() - handed.at.as_millis());
    Some(Duration::from_millis(
        u64::try_from(left).unwrap_or_default(),
    ))
}

fn sha256(bytes: &[u8]) -> String {
    let hash = ring::digest::digest(&ring::digest::SHA256, bytes);
    hash.as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn gone(head: &Head) -> Refused {
    let error = ApiError::new(
        ErrorCode::SecretsGone,
        format!(
            "plan {} keeps no secrets: it made none, or they were handed out and wiped",
            head.id
        ),
    );
    Box::new(error.remedy(
        "The audit log says who was given them. Rotate the credentials to get new secrets.",
    ))
}

fn handed_to(head: &Head, earlier: &HandOut) -> Refused {
    let error = ApiError::new(
        ErrorCode::SecretsGone,
        format!(
            "the secrets of plan {} were handed out to {} at {}",
            head.id, earlier.by, earlier.at
        ),
    );
    Box::new(error.remedy("Ask them for the secrets, or rotate the credentials."))
}

fn another(head: &Head) -> Refused {
    let error = ApiError::new(
        ErrorCode::PlanChanged,
        format!(
            "what arrived is not what plan {} keeps now, so nothing was wiped",
            head.id
        ),
    );
    Box::new(error.remedy("Have the secrets handed out again, and send the sha256 of that answer."))
}
