//! A state, said by shape, word and colour: any one of them is enough.

use crate::prelude::*;
use signet_view::view;

use super::{Tone, tone::classes};

/// A state.
#[component]
pub fn Status(
    /// What it means; each tone has its own shape.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    children: Children,
) -> Child {
    let shape = match tone {
        Tone::Good => "M5 1a4 4 0 100 8 4 4 0 000-8z",
        Tone::Neutral => {
            "M5 1a4 4 0 100 8 4 4 0 000-8zm0 1.500a2.500 2.500 0 110 5 2.500 2.500 0 010-5z"
        }
        Tone::Info => "M1.500 1.500h7v7h-7z",
        Tone::Warning => "M5 .8L9.700 9H.3z",
        Tone::Danger => "M5 .3L9.700 5 5 9.700.3 5z",
    };
    view! {
        <span class=classes("ui-status", tone.class())>
            <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
                <path d=shape fill="currentColor" fill-rule="evenodd" />
            </svg>
            {children}
        </span>
    }
    .into_child()
}
