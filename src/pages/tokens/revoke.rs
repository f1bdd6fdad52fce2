//! Taking a token away.

use crate::prelude::*;
use signet_model::api::{ById, Token};

use super::{Desk, KEY};
use crate::{
    components::{Act, Asks, Whereabouts},
    pages::{
        acting::{Acting, use_acting},
        people::words::whole,
    },
    state::{Refresh, Shared, Toasts, use_refresh, use_toasts},
    text::{Text, use_text},
    ui::{ToastKind, shown_text},
};

/// The act of this page.
pub(super) type Revoking = Shared<RevokingParts>;

pub(super) struct RevokingParts {
    desk: Desk,
    acting: Acting,
    asked: RwSignal<Option<Token>>,
    refresh: Refresh,
    toasts: Toasts,
    text: Text,
}

impl Revoking {
    pub(super) fn of(desk: Desk) -> Self {
        Self::new(RevokingParts {
            desk,
            acting: use_acting(),
            asked: RwSignal::new(None),
            refresh: use_refresh(),
            toasts: use_toasts(),
            text: use_text(),
        })
    }

    pub(super) fn ask(self, token: &Token) {
        self.acting.reset();
        self.asked.set(Some(token.clone()));
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
        let (token, text, here) = (self.asked.get()?, self.text.tokens(), self.desk.here);
        let grants = token
            .grants
            .iter()
            .map(|grant| (text.may.to_owned(), whole(grant, here, self.text)));
        let mut objects = vec![(text.name.to_owned(), token.name)];
        objects.extend(grants);
        Some(Act {
            title: text.revoke_title.to_owned(),
            place: Whereabouts {
                cloud: here.cloud(),
                name: self.text.shell().tokens.to_owned(),
                ..Whereabouts::default()
            },
            objects,
            consequences: vec![text.revoke_now.to_owned()],
            button: text.revoke_act.to_owned(),
            asks: Asks::Never,
            ..Act::default()
        })
    }

    fn act_now(self) {
        let Some(token) = self.asked.get_untracked() else {
            return;
        };
        let said = (self.text.tokens().revoked)(&shown_text(&token.name));
        let done = move || {
            self.toasts.say(ToastKind::Done, said, None);
            self.asked.set(None);
            self.refresh.invalidate(KEY);
        };
        self.acting
            .tell("tokens/revoke", &ById { id: token.id }, done);
    }
}
