//! One client's state as it stands in its row.

use crate::prelude::*;
use signet_view::view;

use crate::{
    state::use_clock,
    text::{use_format, use_text},
    ui::{Status, Tone, VisuallyHidden, When},
};

/// What is known of one client.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Told {
    /// Nothing yet.
    Nothing,
    /// Whether it was connected at a time in milliseconds since 1970 UTC.
    Known {
        /// Whether it was.
        online: bool,
        /// When.
        at: f64,
    },
    /// Why nothing is known.
    Unknown(String),
}

/// Shows it: the word with its age, or a dash that says why on hovering.
pub(super) fn shown(told: &Told) -> Child {
    let text = use_text().online();
    let (online, at) = match told {
        Told::Nothing => return view! { <span class="quiet">"–"</span> }.into_child(),
        Told::Unknown(why) => {
            let (title, said) = (why.clone(), why.clone());
            return view! {
                <span class="quiet" title=title>"–" <VisuallyHidden>{said}</VisuallyHidden></span>
            }
            .into_child();
        }
        Told::Known { online, at } => (*online, *at),
    };
    let (format, clock) = (use_format(), use_clock());
    let (tone, word) = if online {
        (Tone::Good, text.online)
    } else {
        (Tone::Neutral, text.offline)
    };
    let ago = Signal::derive(move || format.relative(at, clock.now()));
    view! {
        <span class="moment">
            <Status tone=tone>{word}</Status>
            <span class="quiet"><When text=ago exact=format.exact(at) machine=format.machine(at) /></span>
        </span>
    }
    .into_child()
}
