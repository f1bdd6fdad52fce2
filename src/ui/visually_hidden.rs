//! Text for those who do not see the page.

use crate::prelude::*;
use signet_view::view;

/// Said by a screen reader, not shown.
#[component]
pub fn VisuallyHidden(
    /// What is said.
    children: Children,
) -> Child {
    view! { <span class="ui-visually-hidden">{children}</span> }.into_child()
}
