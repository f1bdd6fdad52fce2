//! A short word about the thing beside it.

use crate::prelude::*;
use signet_view::view;

use super::{Tone, tone::classes};

/// A short word in a box.
#[component]
pub fn Badge(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    children: Children,
) -> Child {
    view! { <span class=classes("ui-badge", tone.class())>{children}</span> }.into_child()
}
