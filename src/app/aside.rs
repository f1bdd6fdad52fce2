//! Parts of the frame that are seldom on show: loaded when they are.

use crate::prelude::*;
use signet_view::view;

use super::shell;
use crate::{
    components::chunk::chunks,
    state::use_toasts,
    text::use_text,
    ui::{self, Sheet},
};

chunks! {
    aside {
        /// What just happened.
        toasts => crate::app::aside::all_toasts;
        /// The way to every page, over a page too narrow to show both.
        sheet => crate::app::aside::navigation;
    }
}

/// Whether the sheet is open.
#[derive(Clone, Copy)]
pub(super) struct SheetOpen(pub(super) RwSignal<bool>);

fn all_toasts() -> Child {
    let toasts = use_toasts();
    ui::toasts(toasts.list(), Callback::new(move |id| toasts.dismiss(id)))
}

fn navigation() -> Child {
    let SheetOpen(open) = expect_context();
    view! {
        <Sheet
            open=open
            label=use_text().shell().main_navigation
            on_close=Callback::new(move |()| open.set(false))
        >
            {shell::contents()}
        </Sheet>
    }
    .into_child()
}
