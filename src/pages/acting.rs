//! An act from the question to the toast: one at a time, and never aborted once it was sent.

use crate::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use signet_model::Operation;
use signet_view::view;

use super::{here::use_here, problem::problem};
use crate::{
    api::{Answered, Api, Failure, Pending, use_api},
    components::{Act, ActDialog, Problem, ProblemNote, Why},
    state::use_locale,
    text::use_text,
    ui::{Button, ButtonKind},
    view::IntoChild,
};

/// What is done when the act is.
type Done = Box<dyn FnOnce()>;

/// What an act is doing.
#[derive(Clone, Copy)]
pub struct Acting {
    api: Api,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
    why: Why,
}

/// An act that may be made on this page.
pub fn use_acting() -> Acting {
    Acting {
        api: use_api(),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
        why: use_why(),
    }
}

/// Why an act is made, for a form of this page.
pub fn use_why() -> Why {
    let here = use_here();
    Why::new(Signal::derive(move || here.reason_required()))
}

/// The buttons of a form: to leave it, and to do what it is for once nothing hinders that.
pub fn buttons(
    act: &'static str,
    busy: Signal<bool>,
    close: Callback<()>,
    hindrance: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> Child {
    view! {
        <Button busy=busy on_press=close>{use_text().dialogs().cancel}</Button>
        <Button
            kind=ButtonKind::Primary
            submit=true
            busy=busy
            disabled_reason=Signal::derive(hindrance)
        >
            {act}
        </Button>
    }
    .into_child()
}

impl Acting {
    /// Why it is made.
    pub fn why(self) -> Why {
        self.why
    }

    /// The question before the act that is asked about; `on_confirm` makes it, `on_close` leaves it.
    pub fn question(
        self,
        act: Signal<Option<Act>>,
        on_confirm: Callback<()>,
        on_close: Callback<()>,
    ) -> Child {
        view! {
            <ActDialog
                act=act
                alternative=Signal::stored(None)
                busy=self.busy()
                problem=self.problem()
                why=self.why()
                on_confirm=on_confirm
                on_close=on_close
            />
        }
        .into_child()
    }

    /// Whether one is under way.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why the last one failed.
    pub fn problem(self) -> Signal<Option<Problem>> {
        let (text, locale) = (use_text(), use_locale());
        Signal::derive(move || {
            self.failure
                .with(|failure| Some(problem(failure.as_ref()?, text, locale.get())))
        })
    }

    /// What the last one failed with, for the form that it was made with.
    pub fn failed(self) -> Child {
        let problem = self.problem();
        (move || {
            problem
                .get()
                .map(|problem| view! { <ProblemNote problem=problem /> })
        })
        .into_child()
    }

    /// Forgets why the last one failed, and why it was made.
    pub fn reset(self) {
        self.failure.set(None);
        self.why.clear();
    }

    /// Makes an act; `done` is called when it is done.
    pub fn run<O: Operation>(self, operation: &O, done: impl FnOnce() + 'static) {
        let answer = self.api.act(operation, &self.why.said());
        self.start(after(answer, Box::new(done)));
    }

    /// Changes something of the proxy itself; `done` is called when that is done.
    pub fn tell<B: Serialize>(self, path: &'static str, body: &B, done: impl FnOnce() + 'static) {
        self.start(after(self.api.tell(path, body), Box::new(done)));
    }

    /// Changes something of the proxy itself whose answer matters; `done` is handed it.
    pub fn tell_for<B: Serialize, A: Answered>(
        self,
        path: &'static str,
        body: &B,
        done: impl FnOnce(A) + 'static,
    ) {
        let answer = self.api.tell_for(path, body);
        self.start(Box::pin(async move {
            let answer = answer.await?;
            Ok(Box::new(move || done(answer)) as Done)
        }));
    }

    /// Makes an act whose answer matters; `done` is handed it.
    pub fn run_for<O: Operation>(self, operation: &O, done: impl FnOnce(O::Output) + 'static)
    where
        O::Output: Answered,
    {
        let answer = self.api.act_for(operation, &self.why.said());
        self.start(Box::pin(async move {
            let output = answer.await?;
            Ok(Box::new(move || done(output)) as Done)
        }));
    }

    fn start(self, answer: Pending<Done>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        // Not bound to the page: what was sent is not taken back by leaving. The signals may be gone when it answers.
        spawn_local(async move {
            let answer = answer.await;
            self.busy.set(false);
            match answer {
                Ok(done) => done(),
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }
}

fn after(answer: Pending<()>, done: Done) -> Pending<Done> {
    Box::pin(async move { answer.await.map(|()| done) })
}
