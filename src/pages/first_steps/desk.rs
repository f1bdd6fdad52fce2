//! What the parts of this page share: the set-up as the proxy tells it, the instances, and the check.

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use serde::Serialize;
use signet_model::api::{ErrorCode, KeyStanding, Setup};

use super::steps::{Known, Standing, Step, is_running};
use crate::{
    api::{Api, Failure, Query, own_query, use_api},
    pages::{
        here::{Here, use_here},
        sleep::sleep,
    },
    state::{Shared, use_clock},
    ui::{effect, memo},
};

/// Milliseconds between two looks at a check that runs.
const LOOK_MS: u64 = 400;

/// What is to be checked: there is nothing to choose.
#[derive(Serialize)]
struct Everything {}

/// What the parts of this page share.
pub(super) type Desk = Shared<Parts>;

pub(super) struct Parts {
    pub(super) here: Here,
    /// The set-up, and what the last check found.
    pub(super) setup: Query<String, Setup>,
    /// Whether a check was asked for here, and is not over.
    sending: RwSignal<bool>,
    /// Why the last one was not made.
    pub(super) refused: RwSignal<Option<Failure>>,
    api: Api,
}

/// Reads the set-up, again and again: somebody changes it elsewhere, and comes back to see.
pub(super) fn desk() -> Desk {
    let (here, clock) = (use_here(), use_clock());
    let desk = Desk::new(Parts {
        here,
        setup: own_query(
            move || {
                _ = clock.attended();
                Some("setup".to_owned())
            },
            |_, _| true,
        ),
        sending: RwSignal::new(false),
        refused: RwSignal::new(None),
        api: use_api(),
    });
    follow(desk);
    desk
}

fn follow(desk: Desk) {
    let checks = memo(move || desk.checks());
    let mut ran = false;
    effect(move || {
        if checks.get() {
            ran = true;
            spawn_local_scoped_with_cancellation(async move {
                while checks.get_untracked() {
                    sleep(LOOK_MS).await;
                    if !desk.setup.busy().get_untracked() {
                        desk.setup.again();
                    }
                }
            });
        } else if ran {
            ran = false;
            desk.here.instances().again();
        }
    });
    // A key that has come lets the instances be listed.
    let has_key = memo(move || desk.has_key());
    let mut had_none = false;
    effect(move || match has_key.get() {
        Some(false) => had_none = true,
        Some(true) if had_none => {
            had_none = false;
            desk.here.session().again();
            desk.here.instances().again();
        }
        _ => {}
    });
}

impl Desk {
    fn known<R>(self, look: impl FnOnce(Known<'_>) -> R) -> Option<R> {
        let instances = self.here.instances();
        let count = instances
            .answer()
            .with(|answer| answer.map(|answer| answer.value.instances.len()));
        let refused = instances.failure().with(|failure| match failure {
            Some(Failure::Refused(error)) => Some(error.code),
            _ => None::<ErrorCode>,
        });
        self.setup.answer().with(|answer| {
            Some(look(Known {
                setup: answer?.value,
                instances: count,
                refused,
            }))
        })
    }

    /// How far a step has come.
    pub(super) fn standing(self, step: Step) -> Standing {
        let standing = self.known(|known| known.standing(step));
        standing.unwrap_or(Standing::Unchecked)
    }

    /// The step that somebody has to do something about now.
    pub(super) fn next(self) -> Option<Step> {
        self.known(|known| known.next()).flatten()
    }

    /// Whether nothing is left to do.
    pub(super) fn is_done(self) -> bool {
        self.known(|known| known.is_done()) == Some(true)
    }

    /// Looks at the set-up; nothing until it is known.
    pub(super) fn with<R>(self, look: impl FnOnce(&Setup) -> R) -> Option<R> {
        self.known(|known| look(known.setup))
    }

    /// Whether a check runs, whoever asked for it.
    pub(super) fn checks(self) -> bool {
        let runs = self.with(|setup| setup.check.as_ref().is_some_and(is_running));
        self.sending.get() || runs == Some(true)
    }

    /// Whether any account has a key.
    pub(super) fn has_key(self) -> Option<bool> {
        self.with(|setup| {
            let mut keys = setup.accounts.iter().map(|account| account.key);
            keys.any(|key| key == KeyStanding::There)
        })
    }

    /// Has the proxy check.
    pub(super) fn check(self) {
        self.refused.set(None);
        self.sending.set(true);
        let answer = self.api.tell("setup/check", &Everything {});
        spawn_local_scoped_with_cancellation(async move {
            let outcome = answer.await;
            self.sending.set(false);
            self.refused.set(outcome.err());
            self.setup.again();
        });
    }
}
