//! A button that copies what is only asked for when it is pressed: it holds no text itself.

use crate::prelude::*;
use leptos::html;
use signet_view::view;

use super::{Icon, IconName, announce::announcer, copy_id::copy_beside, words::use_words};

/// A button that copies.
#[component]
pub fn CopyButton(
    /// What it says.
    #[prop(into)]
    label: String,
    /// What is copied; nothing happens where there is nothing.
    #[prop(into)]
    value: Callback<(), Option<String>>,
    /// Called when it is on the clipboard.
    #[prop(optional, into)]
    on_copied: Option<Callback<()>>,
) -> Child {
    let (words, announce) = (use_words(), announcer());
    let node: NodeRef<html::Button> = NodeRef::new();
    let failed = RwSignal::new(false);
    let copy = move |_| {
        let Some(value) = value.run(()) else { return };
        let button = node.get_untracked().map(Into::into);
        leptos::task::spawn_local(async move {
            let done = copy_beside(button, &value).await;
            failed.set(!done);
            announce(if done {
                words.copied
            } else {
                words.copy_failed
            });
            if let Some(on_copied) = on_copied.filter(|_| done) {
                on_copied.run(());
            }
        });
    };
    view! {
        <button node_ref=node type="button" class="ui-button ui-button--plain" on:click=copy>
            <Icon name=IconName::Copy />
            {label}
        </button>
        {move || failed.get().then(|| view! { <small>{words.copy_failed}</small> })}
    }
    .into_child()
}
