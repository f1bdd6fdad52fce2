//! The shape of what is still loading.

use crate::prelude::*;
use signet_view::view;

/// Lines of text that have not come yet.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 1)]
    lines: u32,
) -> Child {
    let lines: Vec<_> = (0..lines)
        .map(|_| view! { <span class="ui-skeleton__line"></span> })
        .collect();
    view! { <span class="ui-skeleton" aria-hidden="true">{lines}</span> }.into_child()
}
