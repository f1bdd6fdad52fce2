//! A panel from the side, over a page too narrow to show both.

use crate::prelude::*;
use leptos::ev::MouseEvent;
use signet_view::view;
use wasm_bindgen::JsCast;

use super::{IconButton, IconName, ids::unique_id, modal::Modal, words::use_words};

/// A modal sheet. A press beside it, Esc and the close button ask through `on_close`.
#[component]
pub fn Sheet(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// What it holds.
    #[prop(into)]
    label: String,
    /// Called when the user wants to leave it.
    #[prop(into)]
    on_close: Callback<()>,
    /// What it shows.
    children: ChildrenFn,
) -> Child {
    let id = unique_id();
    let words = use_words();
    let labelled_by = id.clone();
    // The content fills the dialog, so only its backdrop hits the dialog itself.
    let beside = move |event: MouseEvent| {
        let on_backdrop = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::HtmlDialogElement>().ok());
        if on_backdrop.is_some() {
            on_close.run(());
        }
    };
    let content = move || {
        let children = children.clone();
        view! {
            <div class="ui-sheet__content">
                <div class="ui-sheet__head">
                    <span id=id.clone() class="ui-visually-hidden">{label.clone()}</span>
                    <IconButton icon=IconName::Close label=words.close on_press=on_close />
                </div>
                {children()}
            </div>
        }
        .into_child()
    };
    view! {
        <div class="ui-sheet-frame" on:click=beside>
            <Modal class="ui-sheet" labelled_by=labelled_by open=open busy=Signal::stored(false) on_close=on_close>
                {content()}
            </Modal>
        </div>
    }
    .into_child()
}
