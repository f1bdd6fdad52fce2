//! The dialog over a page: who was here is asked to sign in again, and nothing below it is lost.

use crate::prelude::*;
use signet_model::api::Via;
use signet_view::view;

use super::{
    outside,
    password::Password,
    ways::{self, Ways},
};
use crate::{
    components::Loaded,
    pages::{Here, list::problem_of, use_here},
    state::{Asked, Gate, use_gate},
    text::use_text,
    ui::{Button, ButtonKind, Dialog, Note, Skeleton, Tone, memo},
    view::IntoChild,
};

/// The dialog.
pub(in crate::pages) fn dialog() -> Child {
    let (gate, text) = (use_gate(), use_text().sign_in());
    let open = memo(move || matches!(gate.asked().get(), Some(Asked::Ended | Asked::Recent)));
    let recent = memo(move || gate.asked().get() == Some(Asked::Recent));
    let title = move || {
        let title = if recent.get() {
            text.recent_title
        } else {
            text.ended_title
        };
        title.to_owned()
    };
    let entry: RwSignal<Option<Password>> = RwSignal::new(None);
    let submit = move |()| {
        if let Some(entry) = entry.get_untracked() {
            entry.submit();
        }
    };
    let busy = Signal::derive(move || entry.get().is_some_and(|entry| entry.busy().get()));
    let footer = move || {
        let press = move || {
            entry.get().map(|entry| {
                view! { <Button kind=ButtonKind::Primary submit=true busy=entry.busy()>{text.submit}</Button> }
            })
        };
        view! {
            <Button on_press=Callback::new(move |()| gate.put_off())>{text.not_now}</Button>
            {press}
        }
    };
    view! {
        <Dialog
            open=open
            title=Signal::derive(title)
            busy=busy
            on_close=Callback::new(move |()| gate.put_off())
            on_submit=Callback::new(submit)
            footer=footer
        >
            {asked(gate, recent.get_untracked(), entry)}
        </Dialog>
    }
    .into_child()
}

/// What it holds while it is open.
fn asked(gate: Gate, recent: bool, entry: RwSignal<Option<Password>>) -> Child {
    let (text, here) = (use_text().sign_in(), use_here());
    notice(here);
    let said = view! { <p>{if recent { text.recent } else { text.ended }}</p> };
    if let Some(outside) = outside::way(true, recent) {
        return view! { {said} <div class="stack">{outside}</div> }.into_child();
    }
    let ways = ways::ways();
    on_cleanup(move || entry.set(None));
    let body = move || {
        let password = ways::password(ways).map(|totp| {
            let password = Password::new(totp, own_name(here));
            entry.set(Some(password));
            password.fields()
        });
        view! { <div class="stack">{password} {elsewhere(here, gate, ways, recent)}</div> }
    };
    view! {
        {said}
        <Loaded
            ready=Signal::derive(move || ways.is_answered())
            busy=ways.busy()
            problem=problem_of(ways)
            on_retry=Callback::new(move |()| ways.again())
            label=text.reading
            skeleton=|| view! { <Skeleton lines=3 /> }
        >
            {body()}
        </Loaded>
    }
    .into_child()
}

/// The name that they signed in with, where it was typed.
fn own_name(here: Here) -> String {
    here.session().answer().with_untracked(|session| {
        let session = session.map(|session| session.value);
        session
            .filter(|session| session.via == Via::Password)
            .and_then(|session| session.actor.strip_prefix("user:"))
            .unwrap_or_default()
            .to_owned()
    })
}

/// The ways that lead elsewhere and back, and the button for who has gone one of them.
fn elsewhere(here: Here, gate: Gate, ways: Ways, recent: bool) -> Child {
    let text = use_text().sign_in();
    let links = ways::links(ways, true, recent);
    let pressed = RwSignal::new(false);
    let session = here.session();
    let not_yet = move || {
        let waits = pressed.get() && !session.busy().get() && gate.asked().get().is_some();
        waits.then(|| view! { <div role="status"><Note tone=Tone::Info><p>{text.not_yet}</p></Note></div> })
    };
    let look = move |()| {
        pressed.set(true);
        session.again();
    };
    let (lead, none) = (
        !links.is_empty(),
        links.is_empty() && ways::password(ways).is_none(),
    );
    view! {
        {lead.then(|| view! { <p class="quiet">{text.new_tab}</p> })}
        {none.then(|| view! { <p class="quiet">{text.no_ways}</p> })}
        <div class="acts">
            {links}
            {(lead || none).then(|| view! { <Button on_press=Callback::new(look)>{text.have_signed_in}</Button> })}
        </div>
        {not_yet}
    }
    .into_child()
}

/// Looks whether they have signed in elsewhere when they come back to this tab.
fn notice(here: Here) {
    for event in ["focus", "visibilitychange"] {
        let listener = window_event_listener_untyped(event, move |_| {
            if !document().hidden() {
                here.session().again();
            }
        });
        on_cleanup(move || listener.remove());
    }
}
