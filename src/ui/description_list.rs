//! What is known about one thing, name by name.

use crate::prelude::*;
use signet_view::view;

/// A list of [`Description`]s.
#[component]
pub fn DescriptionList(
    /// The descriptions.
    children: Children,
) -> Child {
    view! { <dl class="ui-description-list">{children}</dl> }.into_child()
}

/// One name and what stands for it.
#[component]
pub fn Description(
    /// The name.
    #[prop(into)]
    name: String,
    /// What stands for it.
    children: Children,
) -> Child {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children}</dd>
        </div>
    }
    .into_child()
}
