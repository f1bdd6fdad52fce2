//! Who is signed in, what they may do, and the way out.

use crate::prelude::*;
use leptos::reactive::spawn_local_scoped_with_cancellation;
use serde::Serialize;
use signet_model::{
    Timestamp,
    api::{ErrorCode, Session, Via},
};
use signet_view::view;

use super::{
    here::{Here, use_here},
    people::words::whole,
    problem::problem,
};
use crate::{
    api::{Api, Failure, use_api},
    components::{ProblemNote, with_relative},
    router::{General, Link, Place, Router, use_router},
    state::{Gate, use_clock, use_gate, use_locale},
    text::{SignIn, use_text},
    ui::{Button, CopyId, Description, DescriptionList, Dialog, shown, shown_text},
    view::IntoChild,
};

/// What the part finds in the context: whether it is open.
#[derive(Clone, Copy)]
pub struct AccountOpen(pub RwSignal<bool>);

/// What is posted where nothing has to be said.
#[derive(Serialize)]
struct Nothing {}

#[derive(Clone, Copy)]
struct Leaving {
    api: Api,
    gate: Gate,
    router: Router,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<Failure>>,
}

impl Leaving {
    fn leave(self, path: &'static str) {
        self.busy.set(true);
        self.failure.set(None);
        let answer = self.api.tell(path, &Nothing {});
        spawn_local_scoped_with_cancellation(async move {
            let answer = answer.await;
            self.busy.set(false);
            match answer {
                Err(failure) if !is_out(&failure) => self.failure.set(Some(failure)),
                _ => self.gone(),
            }
        });
    }

    /// Nothing that was read stays in the memory of a page of our own.
    fn gone(self) {
        if self.router.owns_page() {
            _ = window().location().reload();
        } else {
            self.gate.left();
        }
    }
}

/// Whether they were out already.
fn is_out(failure: &Failure) -> bool {
    matches!(failure, Failure::Refused(error)
        if matches!(error.code, ErrorCode::SignInRequired | ErrorCode::SessionExpired))
}

/// The dialog.
pub(super) fn dialog() -> Child {
    let AccountOpen(open) = expect_context();
    let (text, here) = (use_text().sign_in(), use_here());
    let leaving = Leaving {
        api: use_api(),
        gate: use_gate(),
        router: use_router(),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
    };
    let title = move || {
        let name = here
            .session()
            .answer()
            .with(|session| session.map(|session| shown_text(&session.value.name)));
        name.map_or_else(|| text.account.to_owned(), |name| (text.account_of)(&name))
    };
    let close = Callback::new(move |()| open.set(false));
    view! {
        <Dialog
            open=open
            title=Signal::derive(title)
            busy=leaving.busy
            on_close=close
            on_submit=close
            footer=move || footer(here, leaving, text)
        >
            {body(here, leaving, open)}
        </Dialog>
    }
    .into_child()
}

fn session(here: Here) -> Option<Session> {
    here.session()
        .answer()
        .with_untracked(|session| session.map(|session| session.value.clone()))
}

fn body(here: Here, leaving: Leaving, open: RwSignal<bool>) -> Child {
    let (text, locale, clock) = (use_text(), use_locale(), use_clock());
    let words = text.sign_in();
    let Some(session) = session(here) else {
        return ().into_child();
    };
    let now = Signal::derive(move || clock.now());
    let time = |name: &'static str, at: Option<Timestamp>| {
        at.map(|at| view! { <Description name=name>{with_relative(Some(at), now)}</Description> })
    };
    let grants: Vec<_> = session
        .grants
        .iter()
        .map(|grant| view! { <li>{shown(&whole(grant, here, text))}</li> })
        .collect();
    let failed = move || {
        let said = leaving
            .failure
            .with(|failure| Some(problem(failure.as_ref()?, text, locale.get())));
        said.map(|problem| view! { <ProblemNote problem=problem /> })
    };
    let tokens = Place::from(General::Tokens.after(None));
    let tokens = (session.via != Via::Local).then(|| {
        view! {
            <p on:click=move |_| open.set(false)>
                <Link to=tokens>{words.tokens}</Link>
            </p>
        }
    });
    view! {
        <DescriptionList>
            <Description name=words.subject><CopyId value=session.actor wrap=true /></Description>
            <Description name=words.via>{via(session.via, words)}</Description>
            {time(words.since, session.signed_in_at)}
            {time(words.ends, session.expires_at)}
            <Description name=words.may><ul class="account__grants">{grants}</ul></Description>
        </DescriptionList>
        {tokens}
        {is_left_here(session.via).then(|| view! { <p class="quiet">{words.everywhere_detail}</p> })}
        {(!is_left_here(session.via)).then(|| view! { <p class="quiet">{words.elsewhere}</p> })}
        {failed}
    }
    .into_child()
}

fn footer(here: Here, leaving: Leaving, text: &'static SignIn) -> Child {
    let via = session(here).map(|session| session.via);
    if !via.is_some_and(is_left_here) {
        return ().into_child();
    }
    view! {
        <Button busy=leaving.busy on_press=Callback::new(move |()| leaving.leave("sign-out/everywhere"))>
            {text.sign_out_everywhere}
        </Button>
        <Button busy=leaving.busy on_press=Callback::new(move |()| leaving.leave("sign-out"))>{text.sign_out}</Button>
    }
}

/// Whether Signet keeps the session that would be left.
fn is_left_here(via: Via) -> bool {
    matches!(via, Via::Password | Via::Oidc)
}

fn via(via: Via, text: &SignIn) -> &'static str {
    match via {
        Via::Local => text.via_local,
        Via::Password => text.via_password,
        Via::Oidc => text.via_oidc,
        Via::Jwt => text.via_jwt,
        Via::Header => text.via_header,
        Via::Token => text.via_token,
    }
}
