//! Whether somebody is signed in, as far as the proxy's answers have told, and what is asked of them.

use crate::prelude::*;
use signet_model::{Timestamp, api::ErrorCode};

/// Why somebody is asked to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nobody is signed in, and nothing may be shown.
    First,
    /// Their session has ended; what they were doing stays on show.
    Ended,
    /// What they wanted needs a recent sign-in, and theirs is not.
    Recent,
}

/// Who was here last, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    actor: String,
    signed_in_at: Option<Timestamp>,
}

/// The gate of one mount.
#[derive(Clone, Copy)]
pub struct Gate {
    asked: RwSignal<Option<Asked>>,
    seen: StoredValue<Option<Seen>>,
    put_off: StoredValue<bool>,
    entered: RwSignal<u32>,
    others: RwSignal<u32>,
}

impl Gate {
    fn new() -> Self {
        Self {
            asked: RwSignal::new(None),
            seen: StoredValue::new(None),
            put_off: StoredValue::new(false),
            entered: RwSignal::new(0),
            others: RwSignal::new(0),
        }
    }

    /// Why somebody is asked to sign in; nothing while nobody is.
    pub fn asked(self) -> Signal<Option<Asked>> {
        self.asked.into()
    }

    /// Goes up each time somebody has signed in: what was refused before is asked again.
    pub fn entered(self) -> Signal<u32> {
        self.entered.into()
    }

    /// Goes up when it was another person than before: nothing of theirs may stay on show.
    pub fn others(self) -> Signal<u32> {
        self.others.into()
    }

    /// The proxy refused something. What is only asked by the clock (`quiet`) does not ask again what was put off.
    pub fn refused(self, code: ErrorCode, quiet: bool) {
        let asks = match code {
            ErrorCode::SignInRequired | ErrorCode::SessionExpired => {
                if self.seen.with_value(Option::is_some) {
                    Asked::Ended
                } else {
                    Asked::First
                }
            }
            ErrorCode::SignInAgain => Asked::Recent,
            _ => return,
        };
        let before = self.asked.get_untracked();
        let waits = matches!(before, Some(Asked::First | Asked::Ended));
        if before == Some(asks) || waits || quiet && self.put_off.get_value() {
            return;
        }
        self.put_off.set_value(false);
        self.asked.set(Some(asks));
    }

    /// The proxy says who is here, and when they proved it.
    pub fn seen(self, actor: &str, signed_in_at: Option<Timestamp>) {
        let now = Seen {
            actor: actor.to_owned(),
            signed_in_at,
        };
        let before = self.seen.get_value();
        self.seen.set_value(Some(now.clone()));
        let back = match self.asked.get_untracked() {
            Some(Asked::First | Asked::Ended) => true,
            Some(Asked::Recent) => before.as_ref() != Some(&now),
            None => self.put_off.get_value(),
        };
        if back {
            self.put_off.set_value(false);
            self.asked.set(None);
            self.entered.update(|entered| *entered += 1);
        }
        if before.is_some_and(|before| before.actor != now.actor) {
            self.others.update(|others| *others += 1);
        }
    }

    /// Leaves the question for later: the next refusal asks it again.
    pub fn put_off(self) {
        self.put_off.set_value(true);
        self.asked.set(None);
    }

    /// They have signed out.
    pub fn left(self) {
        self.seen.set_value(None);
        self.asked.set(Some(Asked::First));
    }
}

/// Provides the gate.
pub fn provide_gate() -> Gate {
    let gate = Gate::new();
    provide_context(gate);
    gate
}

/// The gate of this mount.
pub fn use_gate() -> Gate {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: u8) -> Option<Timestamp> {
        Some(
            ["2026-11-22T07:00:0", &second.to_string(), "Z"]
                .concat()
                .parse()
                .expect("a time"),
        )
    }

    fn asked(gate: Gate) -> Option<Asked> {
        gate.asked().get_untracked()
    }

    #[test]
    fn who_was_never_here_is_shown_nothing_and_who_was_keeps_what_they_see() {
        Owner::new().with(|| {
            let gate = Gate::new();
            gate.refused(ErrorCode::SignInRequired, true);
            assert_eq!(asked(gate), Some(Asked::First));
            gate.seen("user:a", at(1));
            assert_eq!((asked(gate), gate.entered().get_untracked()), (None, 1));
            gate.refused(ErrorCode::SessionExpired, false);
            assert_eq!(asked(gate), Some(Asked::Ended));
            gate.seen("user:a", at(2));
            assert_eq!((asked(gate), gate.entered().get_untracked()), (None, 2));
            assert_eq!(gate.others().get_untracked(), 0);
        });
    }

    #[test]
    fn a_recent_sign_in_is_another_one_than_before() {
        Owner::new().with(|| {
            let gate = Gate::new();
            gate.seen("user:a", at(1));
            gate.refused(ErrorCode::SignInAgain, false);
            gate.seen("user:a", at(1));
            assert_eq!(asked(gate), Some(Asked::Recent));
            gate.seen("user:a", at(2));
            assert_eq!(asked(gate), None);
        });
    }

    #[test]
    fn what_was_put_off_is_asked_again_by_what_a_person_does_only() {
        Owner::new().with(|| {
            let gate = Gate::new();
            gate.seen("user:a", at(1));
            gate.refused(ErrorCode::SessionExpired, false);
            gate.put_off();
            gate.refused(ErrorCode::SessionExpired, true);
            assert_eq!(asked(gate), None);
            gate.refused(ErrorCode::SessionExpired, false);
            assert_eq!(asked(gate), Some(Asked::Ended));
        });
    }

    #[test]
    fn another_person_is_noticed() {
        Owner::new().with(|| {
            let gate = Gate::new();
            gate.seen("user:a", at(1));
            gate.seen("user:b", at(2));
            assert_eq!(gate.others().get_untracked(), 1);
        });
    }

    #[test]
    fn other_refusals_ask_nothing() {
        Owner::new().with(|| {
            let gate = Gate::new();
            for code in [
                ErrorCode::SignInFailed,
                ErrorCode::NoGrant,
                ErrorCode::ForbiddenOrigin,
            ] {
                gate.refused(code, false);
            }
            assert_eq!(asked(gate), None);
        });
    }
}
