//! A consequence or a fact, said where it matters.

use crate::prelude::*;
use signet_view::view;

use super::{Icon, Tone, tone::classes};

/// A box with something to know.
#[component]
pub fn Note(
    /// What it means.
    tone: Tone,
    /// The first sentence, stronger than the rest.
    #[prop(optional, into)]
    title: Option<String>,
    /// The rest.
    children: Children,
) -> Child {
    view! {
        <div class=classes("ui-note", tone.class())>
            <Icon name=tone.icon() />
            <div class="ui-note__body">
                {title.map(|title| view! { <strong>{title}</strong> })}
                {children}
            </div>
        </div>
    }
    .into_child()
}
