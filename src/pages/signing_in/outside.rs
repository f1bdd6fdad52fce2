//! Where the page around us signs people in, or leads to where that is done: what one can do here is go there, or try again.

use crate::prelude::*;
use signet_view::view;

use crate::{
    pages::use_here,
    state::use_mounted,
    text::use_text,
    ui::{Button, ButtonKind},
    view::IntoChild,
};

/// What is said and offered; nothing where people sign in here. `over` where it stands over a page, `recent` where whoever is signed in has to
/// prove it anew.
pub(super) fn way(over: bool, recent: bool) -> Option<Child> {
    let (text, mounted, session) = (use_text(), use_mounted(), use_here().session());
    let words = text.sign_in();
    let retry = move || {
        view! { <Button busy=session.busy() on_press=Callback::new(move |()| session.again())>{text.errors().try_again}</Button> }
    };
    if mounted.has_sign_in() {
        let go = Callback::new(move |()| mounted.sign_in(recent, over));
        return Some(
            view! {
                <p class="quiet">{if over { words.new_tab } else { words.at_proxy }}</p>
                <div class="acts">
                    <Button kind=ButtonKind::Primary on_press=go>{words.submit}</Button>
                    {over.then(retry)}
                </div>
            }
            .into_child(),
        );
    }
    mounted.has_token().then(|| {
        view! {
            <p>{words.portal}</p>
            <div class="acts">{retry()}</div>
        }
        .into_child()
    })
}
