//! A button that is only an icon; its label is said and shown on hover.

use crate::prelude::*;
use signet_view::view;

use super::{Icon, IconName, button::guard};

/// A button that shows an icon.
#[component]
pub fn IconButton(
    /// The icon.
    icon: IconName,
    /// What it does.
    #[prop(into)]
    label: String,
    /// Why it may not be pressed now; it may be while absent.
    #[prop(optional, into)]
    disabled_reason: MaybeProp<String>,
    /// Whether its act is under way: presses are ignored.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Called when it is pressed and may be.
    #[prop(into)]
    on_press: Callback<()>,
) -> Child {
    let click = guard(disabled_reason, busy, Some(on_press));
    let title = label.clone();
    view! {
        <button
            type="button"
            class="ui-icon-button"
            aria-label=label
            aria-disabled=move || disabled_reason.get().map(|_| "true")
            aria-busy=move || busy.get().then_some("true")
            title=move || disabled_reason.get().unwrap_or_else(|| title.clone())
            on:click=click
        >
            <Icon name=icon />
        </button>
    }
    .into_child()
}
