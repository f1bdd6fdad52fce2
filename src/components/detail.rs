//! One thing beside its list; narrow, it is a page of its own.

use crate::prelude::*;
use leptos::html;
use signet_view::view;

use crate::{
    text::use_text,
    ui::{Button, ButtonKind, Icon, IconButton, IconName, effect},
};

/// A panel about one thing.
#[component]
pub fn Detail(
    /// What kind of thing it is.
    #[prop(into)]
    label: String,
    /// Whether it was opened by an act of the user, who then is taken to it.
    #[prop(into)]
    take_focus: bool,
    /// Leaves it.
    #[prop(into)]
    on_close: Callback<()>,
    /// What is known about it.
    children: Children,
) -> Child {
    let text = use_text().shell();
    let node: NodeRef<html::Aside> = NodeRef::new();
    if take_focus {
        effect(move || {
            if let Some(node) = node.get() {
                _ = node.focus();
            }
        });
    }
    view! {
        <aside node_ref=node class="panel split__detail" tabindex="-1" aria-label=label.clone()>
            <div class="split__back">
                <Button kind=ButtonKind::Quiet on_press=on_close>
                    <Icon name=IconName::Previous />
                    {text.back_to_list}
                </Button>
            </div>
            <div class="detail__head">
                <h2>{label.clone()}</h2>
                <span class="detail__close">
                    <IconButton icon=IconName::Close label=text.close_detail on_press=on_close />
                </span>
            </div>
            {children}
        </aside>
    }
    .into_child()
}
