//! Taking a grant away, and ending somebody's sessions.

use crate::prelude::*;
use signet_model::api::{ById, GivenGrant, SignOutOf};

use super::{Desk, KEY, words};
use crate::{
    components::{Act, Asks, Whereabouts},
    pages::acting::{Acting, use_acting},
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Text, use_text},
    ui::{ToastKind, shown_text},
};

#[derive(Clone, PartialEq)]
enum Asked {
    Withdraw { subject: String, given: GivenGrant },
    SignOut { subject: String },
}

/// The acts of this page.
pub(super) type Acts = Shared<ActsParts>;

pub(super) struct ActsParts {
    desk: Desk,
    acting: Acting,
    asked: RwSignal<Option<Asked>>,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
}

impl Acts {
    pub(super) fn of(desk: Desk) -> Self {
        Self::new(ActsParts {
            desk,
            acting: use_acting(),
            asked: RwSignal::new(None),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
        })
    }

    pub(super) fn ask_to_withdraw(self, subject: &str, given: &GivenGrant) {
        self.ask(Asked::Withdraw {
            subject: subject.to_owned(),
            given: given.clone(),
        });
    }

    pub(super) fn ask_to_sign_out(self, subject: &str) {
        self.ask(Asked::SignOut {
            subject: subject.to_owned(),
        });
    }

    fn ask(self, asked: Asked) {
        self.acting.reset();
        self.asked.set(Some(asked));
    }

    /// The question.
    pub(super) fn dialog(self) -> Child {
        self.acting.question(
            Signal::derive(move || self.act()),
            Callback::new(move |()| self.act_now()),
            Callback::new(move |()| self.asked.set(None)),
        )
    }

    fn act(self) -> Option<Act> {
        let (text, here) = (self.text.people(), self.desk.here);
        let place = Whereabouts {
            cloud: here.cloud(),
            name: self.text.shell().people.to_owned(),
            ..Whereabouts::default()
        };
        let act = Act {
            place,
            asks: Asks::Never,
            ..Act::default()
        };
        Some(match self.asked.get()? {
            Asked::Withdraw { subject, given } => {
                let last = if subject.starts_with("group:") {
                    text.withdraw_group
                } else {
                    text.withdraw_tokens
                };
                let sentences = [text.withdraw_now, last, text.withdraw_others];
                let grant = words::whole(&given.grant, here, self.text);
                Act {
                    title: text.withdraw_title.to_owned(),
                    objects: vec![
                        (text.subject.to_owned(), subject),
                        (text.grants.to_owned(), grant),
                    ],
                    consequences: sentences.map(str::to_owned).to_vec(),
                    button: text.withdraw_act.to_owned(),
                    ..act
                }
            }
            Asked::SignOut { subject } => {
                let sentences = [
                    text.sign_out_now,
                    text.sign_out_tokens,
                    text.sign_out_grants,
                ];
                Act {
                    title: text.sign_out_title.to_owned(),
                    objects: vec![(text.subject.to_owned(), subject)],
                    consequences: sentences.map(str::to_owned).to_vec(),
                    button: text.sign_out_act.to_owned(),
                    ..act
                }
            }
        })
    }

    fn act_now(self) {
        let text = self.text.people();
        match self.asked.get_untracked() {
            None => {}
            Some(Asked::Withdraw { given, .. }) => {
                let Some(id) = given.id else { return };
                let done = move || self.done(text.withdrawn.to_owned());
                self.acting.tell("people/withdraw", &ById { id }, done);
            }
            Some(Asked::SignOut { subject }) => {
                let said = (text.signed_out)(&shown_text(&subject));
                let done = move || self.done(said);
                self.acting
                    .tell("people/sign-out", &SignOutOf { subject }, done);
            }
        }
    }

    fn done(self, said: String) {
        self.toasts.say(ToastKind::Done, said, None);
        self.asked.set(None);
        self.refresh.invalidate(KEY);
    }
}
