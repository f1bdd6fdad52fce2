//! What dialog and sheet share: a native modal `<dialog>` driven by a signal.

use crate::prelude::*;
use leptos::{ev::Event, html};
use signet_view::view;

/// A modal element; its children exist only while it is open. Focus goes back by the browser's own rules.
#[component]
pub fn Modal(
    /// Class names.
    class: &'static str,
    /// Id of the element that names it.
    labelled_by: String,
    /// Whether it is open.
    open: Signal<bool>,
    /// Whether it must stay open, because an act it started is under way.
    busy: Signal<bool>,
    /// Called when the user asks it to close.
    on_close: Callback<()>,
    /// What it shows.
    children: ChildrenFn,
) -> Child {
    let node: NodeRef<html::Dialog> = NodeRef::new();
    super::effect(move || {
        let (Some(dialog), open) = (node.get(), open.get()) else {
            return;
        };
        match (open, dialog.open()) {
            (true, false) => _ = dialog.show_modal(),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let cancel = move |event: Event| {
        event.prevent_default();
        if !busy.get_untracked() {
            on_close.run(());
        }
    };
    // A browser may close a dialog without asking (a second Esc): what is under way is shown again.
    let closed = move |_| {
        if !open.get_untracked() {
            return;
        }
        if !busy.get_untracked() {
            on_close.run(());
        } else if let Some(dialog) = node.get_untracked() {
            _ = dialog.show_modal();
        }
    };
    view! {
        <dialog node_ref=node class=class part="dialog" aria-labelledby=labelled_by on:cancel=cancel on:close=closed>
            {move || open.get().then(|| children())}
        </dialog>
    }
    .into_child()
}
