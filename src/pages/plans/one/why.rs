//! Why the plan rests, and what to do now.

use crate::prelude::*;
use signet_model::plans::{State, Why};
use signet_view::view;

use super::Desk;
use crate::{
    components::with_relative,
    state::{use_clock, use_locale},
    text::{Locale, use_text},
    ui::{Note, Tone, shown},
    view::IntoChild,
};

pub(super) fn why(desk: Desk) -> Child {
    let (text, locale, clock) = (use_text(), use_locale(), use_clock());
    let facts = desk.part(|plan| {
        let until = plan.progress.waits_until.or(plan.starts_at);
        (plan.state, plan.why, plan.why_text.clone(), until)
    });
    (move || {
        let (state, why, own, until) = facts.get()?;
        let now = Signal::derive(move || clock.now());
        let until = until.filter(|_| !state.is_over()).map(|at| {
            let word = if state == State::Scheduled {
                text.plan().starts
            } else {
                text.plan().waits
            };
            view! { <p>{word} " " {with_relative(Some(at), now)}</p> }
        });
        let Some(why) = why else {
            return until.map(|until| view! { <Note tone=Tone::Info>{until}</Note> });
        };
        let tone = match state {
            State::Stopped => Tone::Danger,
            _ if why.passes() || why == Why::Person => Tone::Info,
            _ => Tone::Warning,
        };
        let title = (text.plan().state_why)((text.plans().state)(state), (text.plans().why)(why));
        // The proxy's own words know the numbers; they are English.
        let own = own.filter(|_| locale.get() == Locale::En);
        let now_do = match own {
            Some(own) => view! { <p>{shown(&own)}</p> }.into_child(),
            None => view! { <p>{(text.plans().why_now)(why)}</p> }.into_child(),
        };
        Some(view! { <Note tone=tone title=title>{now_do} {until}</Note> })
    })
    .into_child()
}
