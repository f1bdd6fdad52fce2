//! Something is under way.

use crate::prelude::*;
use signet_view::view;

/// A hairline that runs while something loads over what is already shown; takes no room.
#[component]
pub fn Progress(
    /// Whether it runs.
    #[prop(into)]
    active: Signal<bool>,
    /// What is under way.
    #[prop(into)]
    label: String,
) -> Child {
    view! {
        <div class="ui-progress">
            {move || active.get().then(|| view! { <progress aria-label=label.clone()></progress> })}
        </div>
    }
    .into_child()
}
