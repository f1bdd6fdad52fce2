//! What came of it, in large letters, and what is left to do.

use crate::prelude::*;
use js_sys::Date;
use leptos::html;
use signet_view::view;
use wasm_bindgen::JsValue;

use super::{
    Desk,
    advice::{Left, left},
    watch::{Seen, WATCHED_SECONDS, Watch},
};
use crate::{
    components::ProblemNote,
    pages::problem::problem,
    state::use_locale,
    text::{CutOff, use_format, use_text},
    ui::{Button, Icon, IconName, effect, memo},
    view::IntoChild,
};

/// Hours, minutes and seconds in the browser's zone: `03:12:07`. `at` is in milliseconds since 1970 UTC.
pub(super) fn time_of_day(at: f64) -> String {
    let date = Date::new(&JsValue::from_f64(at));
    clock_face([date.get_hours(), date.get_minutes(), date.get_seconds()])
}

fn clock_face(parts: [u32; 3]) -> String {
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
    parts.map(two).join(":")
}

/// The outcome, once the button was pressed.
pub(super) fn outcome(desk: Desk) -> Child {
    let pressed = memo(move || desk.plan.with(Option::is_some));
    let node: NodeRef<html::Section> = NodeRef::new();
    effect(move || {
        if pressed.get()
            && let Some(node) = node.get()
        {
            node.scroll_into_view();
        }
    });
    let seen = memo(move || {
        desk.watch
            .with(|watch| watch.as_ref().map_or(Seen::Nothing, Watch::seen))
    });
    let over = memo(move || {
        desk.watch
            .with(|watch| watch.as_ref().is_some_and(Watch::is_over))
    });
    let shape = move || match seen.get() {
        Seen::Offline { .. } => "panel cut__outcome cut__outcome--off",
        Seen::Online { .. } => "panel cut__outcome cut__outcome--on",
        Seen::Nothing => "panel cut__outcome",
    };
    let text = use_text().cut_off();
    view! {
        <section node_ref=node class=shape aria-label=text.outcome hidden=move || !pressed.get()>
            <div class="panel__body">
                <p class="cut__verdict" role="status">{move || pressed.get().then(|| verdict(seen.get(), over.get(), text))}</p>
                {lasts(desk)}
                {silence(desk)}
                {move || pressed.get().then(|| to_do(desk, seen.get(), over.get()))}
            </div>
        </section>
    }
    .into_child()
}

/// The one sentence. It holds no time that changes with each answer: it would be said again each time.
fn verdict(seen: Seen, over: bool, text: &CutOff) -> Child {
    let (icon, said) = match seen {
        Seen::Nothing if over => (IconName::Warning, text.unknown.to_owned()),
        Seen::Nothing => (IconName::Info, text.asking.to_owned()),
        Seen::Online { .. } => (IconName::Warning, text.still_online.to_owned()),
        Seen::Offline { since } => (IconName::Check, (text.offline_since)(&time_of_day(since))),
    };
    view! { <Icon name=icon /> <span>{said}</span> }.into_child()
}

/// How fresh that is, and how long it is watched.
fn lasts(desk: Desk) -> Child {
    let text = use_text().cut_off();
    let format = use_format();
    (move || {
        let watch = desk.watch.get()?;
        let asked = match watch.seen() {
            Seen::Online { at } => Some(view! {
                <span title=format.exact(at)>{(text.online_at)(&time_of_day(at))}</span>
            }),
            _ => None,
        };
        if watch.is_over() {
            return Some(view! { <p class="quiet cut__lasts">{asked} <span>{text.watched}</span></p> });
        }
        let seconds = watch.seconds_left();
        let passed = (WATCHED_SECONDS - seconds).to_string();
        Some(view! {
            <p class="quiet cut__lasts">
                {asked}
                <span>{(text.watching)(&seconds.to_string())}</span>
                <progress max=WATCHED_SECONDS.to_string() value=passed aria-label=text.watch></progress>
            </p>
        })
    })
    .into_child()
}

/// Why the last question was not answered. Said once, however often that happens in a row.
fn silence(desk: Desk) -> Child {
    let (text, locale) = (use_text(), use_locale());
    let failure = memo(move || {
        desk.watch
            .with(|watch| watch.as_ref().and_then(|watch| watch.failure().cloned()))
    });
    (move || {
        let problem = problem(&failure.get()?, text, locale.get());
        Some(view! { <p>{text.cut_off().question_failed}</p> <ProblemNote problem=problem /> })
    })
    .into_child()
}

fn to_do(desk: Desk, seen: Seen, over: bool) -> Child {
    let text = use_text().cut_off();
    let todo = desk
        .plan
        .with(|plan| plan.as_ref().map(|plan| left(plan, seen, over)))
        .unwrap_or_default();
    let nothing = todo.is_empty() && over && matches!(seen, Seen::Offline { .. });
    let list = (!todo.is_empty()).then(|| {
        let items: Vec<_> = todo
            .iter()
            .map(|left| view! { <li>{words(*left, text)}</li> })
            .collect();
        view! {
            <h3>{text.left}</h3>
            <ul class="cut__left">{items}</ul>
        }
    });
    let again = over.then(|| view! {
        <div class="acts"><Button on_press=Callback::new(move |()| desk.watch())>{text.watch_again}</Button></div>
    });
    view! {
        {list}
        {nothing.then(|| view! { <p>{text.nothing_left}</p> })}
        {again}
    }
    .into_child()
}

const fn words(left: Left, text: &CutOff) -> &'static str {
    match left {
        Left::Blacklist => text.left_blacklist,
        Left::TakeCredential => text.left_take_credential,
        Left::Close => text.left_close,
        Left::Drop => text.left_drop,
        Left::StillThere => text.left_still_there,
        Left::Inactivate => text.left_inactivate,
        Left::Deregister => text.left_deregister,
        Left::Look => text.left_look,
    }
}

/// The ways in which the device could come back in spite of it.
pub(super) fn ways() -> Child {
    let text = use_text().cut_off();
    view! {
        <section class="panel">
            <div class="panel__body">
                <h2>{text.ways}</h2>
                <p>{text.ways_lead}</p>
                <ul class="cut__left">
                    <li>{text.way_certificate}</li>
                    <li>{text.way_token}</li>
                    <li>{text.way_signature}</li>
                </ul>
                <p class="quiet">{text.way_credential}</p>
            </div>
        </section>
    }
    .into_child()
}

#[cfg(test)]
mod tests {
    use super::clock_face;

    #[test]
    fn every_part_has_two_digits() {
        assert_eq!(clock_face([3, 12, 7]), "03:12:07");
        assert_eq!(clock_face([0, 0, 0]), "00:00:00");
        assert_eq!(clock_face([23, 59, 59]), "23:59:59");
    }
}
