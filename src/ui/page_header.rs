//! The top of a page: what it is, what it shows, what may be done with all of it.

use crate::prelude::*;
use signet_view::view;

/// The heading of a page.
#[component]
pub fn PageHeader(
    /// What the page is.
    #[prop(into)]
    title: String,
    /// Acts on the whole page.
    #[prop(optional, into)]
    actions: ViewFn,
    /// How many, where, how fresh.
    #[prop(optional)]
    children: Option<Children>,
) -> Child {
    view! {
        <header class="ui-page-header">
            <div class="ui-page-header__text">
                <h1>{title}</h1>
                {children.map(|children| view! { <p>{children}</p> })}
            </div>
            <div class="ui-page-header__actions">{actions.run()}</div>
        </header>
    }
    .into_child()
}
