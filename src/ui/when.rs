//! A moment: how long ago, and exactly when on hover.

use crate::prelude::*;
use signet_view::view;

/// A moment in words; the exact time with its zone is shown on hover.
#[component]
pub fn When(
    /// How long before or after now, or the time itself.
    #[prop(into)]
    text: Signal<String>,
    /// The exact time, with its zone.
    #[prop(into)]
    exact: String,
    /// RFC 3339, for machines.
    #[prop(into)]
    machine: String,
) -> Child {
    view! { <time datetime=machine title=exact>{move || text.get()}</time> }.into_child()
}
