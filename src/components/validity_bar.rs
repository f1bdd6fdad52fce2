//! How much of a certificate's life is left, as a small bar with its words.

use crate::prelude::*;
use signet_model::Timestamp;
use signet_view::view;

use super::validity::{Phase, validity};
use crate::{
    text::{use_format, use_text},
    ui::{Meter, Tone},
};

/// The bar. Hovering shows the end to the second, with its zone.
#[component]
pub fn ValidityBar(
    /// The start.
    from: Option<Timestamp>,
    /// The end.
    to: Option<Timestamp>,
    /// Now, in milliseconds since 1970 UTC.
    now: f64,
) -> Child {
    let (text, format) = (use_text().certificates(), use_format());
    let judged = validity(
        from.map(Timestamp::as_millis),
        to.map(Timestamp::as_millis),
        now,
    );
    let (tone, words) = match judged.phase {
        Phase::NotYet(days) => (Tone::Info, (text.not_yet)(&format.number(days))),
        Phase::Valid(days) => (Tone::Good, (text.days_left)(&format.number(days))),
        Phase::Ending(0) => (Tone::Warning, text.ending_today.to_owned()),
        Phase::Ending(days) => (Tone::Warning, (text.ending)(&format.number(days))),
        Phase::Expired(0) => (Tone::Danger, text.expired_today.to_owned()),
        Phase::Expired(days) => (Tone::Danger, (text.expired)(&format.number(days))),
        Phase::Unknown => (Tone::Neutral, text.validity_unknown.to_owned()),
    };
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of this calendar stay below 2^53"
    )]
    let end = to.map(|to| format.exact(to.as_millis() as f64));
    view! {
        <span class="validity" title=end>
            <Meter share=f64::from(judged.left) / 100.0 tone=tone>{words}</Meter>
        </span>
    }
    .into_child()
}
