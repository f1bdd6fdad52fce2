//! The way from any list to an id that is known.

use crate::prelude::*;
use signet_model::{Violation, identifiers::ClientId};
use signet_view::view;

use super::Desk;
use crate::{
    components::{
        IdField, TypedId,
        chunk::when_wanted,
        typed::{full_width, tidy},
    },
    pages::chunks,
    router::InstancePage,
    text::use_text,
    ui::{Button, ButtonKind, Dialog},
};

/// Opens an id as it was typed: without what was pasted along with it, and with plain characters.
pub(super) fn go(desk: Desk, typed: &str) {
    let id = tidy(typed);
    let id = full_width(id).map_or_else(|| id.to_owned(), |found| found.narrowed);
    desk.navigate(InstancePage {
        filter: None,
        ..untrack(|| desk.credential(&id))
    });
}

/// What the part that asks finds in the context.
#[derive(Clone, Copy)]
struct Asked {
    desk: Desk,
    open: RwSignal<bool>,
}

/// Asks for the id while that is `open`. The dialog is loaded when it is first wanted.
pub(super) fn asked(desk: Desk, open: RwSignal<bool>) -> Child {
    provide_context(Asked { desk, open });
    when_wanted(open.into(), chunks::go_to)
}

/// The dialog.
pub(in crate::pages) fn dialog() -> Child {
    let Asked { desk, open } = expect_context();
    let text = use_text();
    let typed = TypedId::new(check, ClientId::MAX_BYTES);
    let close = Callback::new(move |()| {
        open.set(false);
        typed.clear();
    });
    let submit = move |()| {
        if let Some(id) = typed.submit() {
            close.run(());
            desk.navigate(untrack(|| desk.credential(&id)));
        }
    };
    let placeholder = move || {
        [
            &*desk
                .group
                .get_untracked()
                .unwrap_or_else(|| "GID_…".to_owned()),
            "@@@…",
        ]
        .concat()
    };
    view! {
        <Dialog
            open=open
            title=Signal::stored(text.credentials().go_to_title.to_owned())
            on_close=close
            on_submit=Callback::new(submit)
            footer=move || view! {
                <Button on_press=close>{text.dialogs().cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true>{text.credentials().open}</Button>
            }
        >
            <p class="quiet">{text.credentials().go_to_detail}</p>
            <IdField label=text.credentials().client_id typed=typed autofocus=true placeholder=placeholder() />
        </Dialog>
    }
    .into_child()
}

fn check(text: &str) -> Result<(), Violation> {
    ClientId::parse(text).map(drop)
}
