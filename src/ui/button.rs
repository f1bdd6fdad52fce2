//! A button: it says why when it may not be pressed, and keeps still while its act is under way.

use crate::prelude::*;
use leptos::ev::MouseEvent;
use signet_view::view;

use super::{announce::announcer, tone::classes, words::use_words};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// One of several acts.
    #[default]
    Plain,
    /// Without a border, where a row of them would be noise.
    Quiet,
    /// The one act the place is for.
    Primary,
    /// Opens the way to something that cannot be undone.
    Danger,
    /// Does what cannot be undone.
    SolidDanger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Quiet => "quiet",
            Self::Primary => "primary",
            Self::Danger => "danger",
            Self::SolidDanger => "solid-danger",
        }
    }
}

/// A button with a label.
#[component]
pub fn Button(
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// Why it may not be pressed now; it may be while absent.
    #[prop(optional, into)]
    disabled_reason: MaybeProp<String>,
    /// Whether its act is under way: presses are ignored.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it submits the form (or dialog) it stands in.
    #[prop(optional)]
    submit: bool,
    /// Called when it is pressed and may be.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The label.
    children: Children,
) -> Child {
    let click = guard(disabled_reason, busy, on_press);
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=classes("ui-button", kind.class())
            aria-disabled=move || disabled_reason.get().map(|_| "true")
            aria-busy=move || busy.get().then_some("true")
            title=move || disabled_reason.get()
            on:click=click
        >
            {children}
        </button>
    }
    .into_child()
}

/// What a click does: says why not, does nothing while busy, or calls.
pub(super) fn guard(
    disabled_reason: MaybeProp<String>,
    busy: Signal<bool>,
    on_press: Option<Callback<()>>,
) -> impl Fn(MouseEvent) + 'static {
    let announce = announcer();
    let words = use_words();
    move |event| {
        if let Some(reason) = disabled_reason.get_untracked() {
            event.prevent_default();
            announce(&reason);
        } else if busy.get_untracked() {
            event.prevent_default();
            announce(words.busy);
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    }
}
