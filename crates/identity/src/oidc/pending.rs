//! What is remembered while the browser is at the provider.

use serde::{Deserialize, Serialize};
use signet_model::{Secret, Timestamp};
use subtle::ConstantTimeEq as _;

use super::callback::Callback;
use crate::refusal::Refusal;

/// So long a sign-in may take, in minutes.
pub const MINUTES_TO_SIGN_IN: i64 = 10;

/// A sign-in under way: about 250 bytes of JSON. It ties the answer to the browser that asked, so it must reach nobody else: seal it into a short-lived
/// cookie of that browser, or keep it and give the browser a random name for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    pub(super) provider: String,
    pub(super) state: Secret,
    pub(super) nonce: Secret,
    pub(super) verifier: Secret,
    pub(super) begun_at: Timestamp,
    pub(super) again: bool,
}

impl Pending {
    /// The provider's id in the configuration.
    #[must_use]
    pub fn provider(&self) -> &str {
        &self.provider
    }

    /// When the sign-in was begun.
    #[must_use]
    pub const fn begun_at(&self) -> Timestamp {
        self.begun_at
    }

    /// That this browser began this sign-in with this provider, and not too long ago.
    pub(super) fn check(
        &self,
        provider: &str,
        callback: &Callback,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let same = self
            .state
            .expose()
            .as_bytes()
            .ct_eq(callback.state.expose().as_bytes());
        if self.provider != provider || !bool::from(same) {
            return Err(Refusal::State);
        }
        let took = now.as_millis() - self.begun_at.as_millis();
        if !(0..MINUTES_TO_SIGN_IN * 60_000).contains(&took) {
            return Err(Refusal::TooLate {
                begun_at: self.begun_at,
                minutes: MINUTES_TO_SIGN_IN,
            });
        }
        Ok(())
    }
}
