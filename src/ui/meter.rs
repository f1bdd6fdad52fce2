//! How much of something is left or used: a bar with its words beside it.

use crate::prelude::*;
use signet_view::view;

use super::{Tone, tone::classes};

/// A bar; its words say the same.
#[component]
pub fn Meter(
    /// How much of the bar is filled, 0 to 1.
    share: f64,
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// The words, such as "41 days left".
    children: Children,
) -> Child {
    // Whole numbers: printing a fraction would bring its machinery along.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 48"
    )]
    let width = (share.clamp(0.0, 1.0) * 48.0) as u32;
    let width = if share > 0.0 { width.max(2) } else { 0 };
    view! {
        <span class=classes("ui-meter", tone.class())>
            <svg viewBox="0 0 48 4" width="48" height="4" aria-hidden="true">
                <rect class="ui-meter__track" width="48" height="4" rx="2" />
                <rect class="ui-meter__fill" width=width.to_string() height="4" rx="2" />
            </svg>
            <span>{children}</span>
        </span>
    }
    .into_child()
}
