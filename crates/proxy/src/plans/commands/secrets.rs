//! Handing out the secrets that a plan made.

use std::sync::Arc;

use signet_model::api::{HandedOut, Plan, Received, Tell};
use signet_model::plans::Command;

use super::Commands;
use crate::plans::{Live, events};
use crate::service::Refused;

impl Commands<'_> {
    /// Hands out the secrets, encrypted to the plan's recipient.
    ///
    /// # Errors
    /// Whoever asks may see no secrets there, there are none any more, or it cannot be recorded.
    pub(crate) async fn hand_out(&self, told: Tell) -> Result<HandedOut, Refused> {
        let live = self.find(&told.id, events::HANDED_OUT).await?;
        let turn = live.turn().await;
        let handed = self.handing_out(&live).await;
        drop(turn);
        match handed {
            Ok(handed) => Ok(handed),
            Err(refused) => Err(self.refused(&live, events::HANDED_OUT, refused).await),
        }
    }

    async fn handing_out(&self, live: &Arc<Live>) -> Result<HandedOut, Refused> {
        self.allowed(live, Command::HandOut)?;
        let reason = live.head(|head| head.reason.clone());
        self.plans.check_reveal(self.by, reason.as_deref())?;
        self.note(self.event(live, events::HANDED_OUT, reason.as_deref()))
            .await?;
        self.plans.hand_out(live, &self.by.actor.subject).await
    }

    /// The secrets arrived, and are wiped.
    ///
    /// # Errors
    /// Whoever asks was not given them, or what arrived is something else.
    pub(crate) async fn received(&self, told: Received) -> Result<Plan, Refused> {
        let live = self.find(&told.id, events::RECEIVED).await?;
        let turn = live.turn().await;
        let done = self.receiving(&live, &told.sha256).await;
        drop(turn);
        self.answer(&live, events::RECEIVED, done).await
    }

    async fn receiving(&self, live: &Arc<Live>, sha256: &str) -> Result<(), Refused> {
        live.head(|head| crate::plans::may::check_command(self.by, head, Command::HandOut))?;
        self.note(self.event(live, events::RECEIVED, None)).await?;
        self.plans.received(live, sha256).await
    }
}
