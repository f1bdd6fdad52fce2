//! Moments that the cloud tells.

use crate::prelude::*;
use signet_model::Timestamp;
use signet_view::view;

use crate::{text::use_format, ui::When};

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of this calendar stay below 2^53"
)]
fn millis(at: Timestamp) -> f64 {
    at.as_millis() as f64
}

/// Day and minute in the reader's zone; hovering shows the second and the zone. A dash where the cloud does not tell.
pub fn moment(at: Option<Timestamp>) -> Child {
    let Some(at) = at.map(millis) else {
        return "–".into_child();
    };
    let format = use_format();
    view! { <When text=format.time(at) exact=format.exact(at) machine=format.machine(at) /> }
        .into_child()
}

/// The same with how long before or after `now` that is.
pub fn with_relative(at: Option<Timestamp>, now: Signal<f64>) -> Child {
    let format = use_format();
    let relative = at.map(millis).map(|at| {
        view! { <span class="quiet">{move || format.relative(at, now.get())}</span> }
    });
    view! { <span class="moment">{moment(at)} {relative}</span> }.into_child()
}

/// How long before or after `now` that is; hovering shows when.
pub fn ago(at: Timestamp, now: Signal<f64>) -> Child {
    let (at, format) = (millis(at), use_format());
    let text = Signal::derive(move || format.relative(at, now.get()));
    view! { <When text=text exact=format.exact(at) machine=format.machine(at) /> }.into_child()
}
