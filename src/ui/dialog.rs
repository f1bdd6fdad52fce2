//! A question that has to be answered before anything else.

use crate::prelude::*;
use leptos::ev::SubmitEvent;
use signet_view::view;

use super::{IconButton, IconName, ids::unique_id, modal::Modal, words::use_words};

/// A modal dialog. It opens and closes with `open`; Esc and the close button ask through `on_close`, and are
/// ignored while busy. Enter in a field submits.
#[component]
pub fn Dialog(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// What it asks.
    #[prop(into)]
    title: Signal<String>,
    /// Whether its act is under way: it cannot be closed.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Called when the user wants to leave it.
    #[prop(into)]
    on_close: Callback<()>,
    /// Called when the user submits it: a [`super::Button`] with `submit`, or Enter in a field.
    #[prop(into)]
    on_submit: Callback<()>,
    /// The buttons, the safe one first.
    #[prop(into)]
    footer: ViewFn,
    /// The body.
    children: ChildrenFn,
) -> Child {
    let id = unique_id();
    let words = use_words();
    let labelled_by = id.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !busy.get_untracked() {
            on_submit.run(());
        }
    };
    let content = move || {
        let (children, footer) = (children.clone(), footer.clone());
        view! {
            <form class="ui-dialog__form" on:submit=submit>
                <div class="ui-dialog__head">
                    <h2 id=id.clone()>{move || title.get()}</h2>
                    <IconButton icon=IconName::Close label=words.close busy=busy on_press=on_close />
                </div>
                <div class="ui-dialog__body">{children()}</div>
                <div class="ui-dialog__foot">{footer.run()}</div>
            </form>
        }
        .into_child()
    };
    view! {
        <Modal class="ui-dialog" labelled_by=labelled_by open=open busy=busy on_close=on_close>
            {content()}
        </Modal>
    }
    .into_child()
}
