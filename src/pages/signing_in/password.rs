//! Name, password and one-time code.

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use signet_model::{
    Secret,
    api::{PasswordSignIn, Totp},
};
use signet_view::view;

use super::field::{CODE, NAME, PASSWORD, field};
use crate::{
    api::{Api, Failure, use_api},
    components::{ProblemNote, typed::narrow},
    pages::{Here, problem, use_here},
    state::{LocaleChoice, use_locale},
    text::{Text, use_text},
    view::IntoChild,
};

/// What is typed, and what became of it.
#[derive(Clone, Copy)]
pub(super) struct Password {
    totp: Totp,
    name: RwSignal<String>,
    password: RwSignal<String>,
    code: RwSignal<String>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    /// Which field was given the focus how often.
    to_name: RwSignal<u32>,
    to_password: RwSignal<u32>,
    api: Api,
    here: Here,
    text: Text,
    locale: LocaleChoice,
}

impl Password {
    /// Nothing is typed but perhaps the name.
    pub(super) fn new(totp: Totp, name: String) -> Self {
        let knows_name = !name.is_empty();
        Self {
            totp,
            name: RwSignal::new(name),
            password: RwSignal::new(String::new()),
            code: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            to_name: RwSignal::new(u32::from(!knows_name)),
            to_password: RwSignal::new(u32::from(knows_name)),
            api: use_api(),
            here: use_here(),
            text: use_text(),
            locale: use_locale(),
        }
    }

    /// Whether it is on its way.
    pub(super) fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// The fields, and why it failed.
    pub(super) fn fields(self) -> Child {
        let text = self.text.sign_in();
        let hint = match self.totp {
            Totp::Required => text.code_required,
            Totp::Optional => text.code_optional,
        };
        let never = Signal::stored(0);
        let failed = move || {
            let said = self
                .failure
                .with(|failure| Some(problem(failure.as_ref()?, self.text, self.locale.get())));
            said.map(|problem| view! { <ProblemNote problem=problem /> })
        };
        view! {
            {field(&NAME, text.name, self.name, self.to_name.into(), None)}
            {field(&PASSWORD, text.password, self.password, self.to_password.into(), None)}
            {field(&CODE, text.code, self.code, never, Some(hint))}
            {failed}
        }
        .into_child()
    }

    /// Sends it. Who is in is then read from the session, by everybody who shows it.
    pub(super) fn submit(self) {
        if self.busy.get_untracked() {
            return;
        }
        let code: String = narrow(&self.code.get_untracked())
            .chars()
            .filter(|char| !char.is_whitespace())
            .collect();
        let body = PasswordSignIn {
            name: self.name.get_untracked().trim().to_owned(),
            password: Secret::new(self.password.get_untracked()),
            code: Some(code).filter(|code| !code.is_empty()).map(Secret::new),
        };
        self.busy.set(true);
        self.failure.set(None);
        let answer = self.api.tell("sign-in/password", &body);
        spawn_local_scoped_with_cancellation(async move {
            let answer = answer.await;
            self.busy.set(false);
            self.password.set(String::new());
            self.code.set(String::new());
            match answer {
                Ok(()) => self.here.session().again(),
                Err(failure) => {
                    self.failure.set(Some(failure));
                    self.to_password.update(|to| *to += 1);
                }
            }
        });
    }
}
