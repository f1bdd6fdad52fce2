//! A secret on show: for half a minute, and no longer than its page is.

use std::time::Duration;

use crate::prelude::*;
use leptos::leptos_dom::helpers::IntervalHandle;
use signet_model::{Secret, operations::DeviceCredential};

use crate::pages::sign_in;

/// Seconds for which a secret is shown.
const SECONDS: u32 = 30;

/// What is shown.
#[derive(Clone)]
pub(super) struct Shown {
    /// The secret itself.
    pub(super) secret: Secret,
    /// What the device signs in with.
    pub(super) password: Secret,
    /// The device's configuration.
    pub(super) options: Secret,
}

/// The place for a secret on a page. What is wiped here is wiped from the page with it.
#[derive(Clone, Copy)]
pub(super) struct OnShow {
    shown: RwSignal<Option<Shown>>,
    left: RwSignal<u32>,
    until: StoredValue<f64>,
    timer: StoredValue<Option<IntervalHandle>>,
}

impl OnShow {
    /// An empty place. It is emptied when this part of the page goes, and when the whole page is put away.
    pub(super) fn new() -> Self {
        let this = Self {
            shown: RwSignal::new(None),
            left: RwSignal::new(0),
            until: StoredValue::new(0.0),
            timer: StoredValue::new(None),
        };
        let away = window_event_listener_untyped("pagehide", move |_| this.hide());
        on_cleanup(move || {
            this.hide();
            away.remove();
        });
        this
    }

    /// Shows the secret of a credential that was just revealed or made; says whether it has one. Does nothing if the page is
    /// gone.
    pub(super) fn show(self, credential: &DeviceCredential) -> bool {
        let Some(secret) = credential.device_access_key_secret.clone() else {
            return false;
        };
        if self.shown.try_with_untracked(|_| ()).is_none() {
            return true;
        }
        self.hide();
        let password = sign_in::password(&secret, &credential.client_id);
        self.left.set(SECONDS);
        self.until
            .set_value(js_sys::Date::now() + f64::from(SECONDS) * 1000.0);
        self.shown.set(Some(Shown {
            options: sign_in::options(credential, &password),
            secret,
            password,
        }));
        let tick = set_interval_with_handle(move || self.tick(), Duration::from_secs(1));
        self.timer.set_value(tick.ok());
        true
    }

    /// Wipes it.
    pub(super) fn hide(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        self.shown.set(None);
    }

    /// Whether one is shown.
    pub(super) fn is_shown(self) -> bool {
        self.shown.with(Option::is_some)
    }

    /// Seconds until it is wiped.
    pub(super) fn left(self) -> u32 {
        self.left.get()
    }

    /// Looks at one part of it, while it is shown.
    pub(super) fn part(self, part: fn(&Shown) -> &Secret) -> Option<String> {
        self.shown
            .with_untracked(|shown| Some(part(shown.as_ref()?).expose().to_owned()))
    }

    fn tick(self) {
        let left = next(
            self.left.get_untracked(),
            self.until.get_value() - js_sys::Date::now(),
        );
        if left == 0 {
            self.hide();
        } else {
            self.left.set(left);
        }
    }
}

/// How many seconds are left, of so many a second ago and so many milliseconds by the clock: whichever is less, because a clock may
/// be set and a machine may sleep.
fn next(before: u32, milliseconds: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a small whole number"
    )]
    let by_clock = (milliseconds / 1000.0).ceil().clamp(0.0, SECONDS.into()) as u32;
    before.saturating_sub(1).min(by_clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_never_shown_for_longer() {
        assert_eq!(next(30, 29_000.0), 29);
        assert_eq!(next(30, 12_100.0), 13, "ticks were late");
        assert_eq!(next(30, 900_000.0), 29, "the clock was set back");
        assert_eq!(next(20, -3_600_000.0), 0, "the machine slept");
        assert_eq!(
            (next(1, 400.0), next(0, 400.0), next(30, f64::NAN)),
            (0, 0, 0)
        );
    }
}
