//! The boxes, and what may be done with the rows that are ticked.

use crate::prelude::*;
use leptos::ev::MouseEvent;
use signet_view::view;

use super::{
    Asked, Draw,
    chosen::{Chosen, Share},
};
use crate::{
    router::{Link, Place, WantedPlan},
    text::{use_format, use_text},
    ui::{Button, effect, memo, shown_text},
    view::IntoChild,
};

/// The most rows that are ticked: all of them stand in the address of the page where the plan is made, and a reverse proxy takes no
/// longer one.
const MOST: usize = 100;

/// Draws the boxes from now on.
pub(in crate::pages) fn start() -> Child {
    let Asked { shown, plan, draw } = expect_context();
    let chosen = RwSignal::new(Chosen::default());
    let begins = memo(move || plan.run(()));
    let mut before: Option<WantedPlan> = None;
    effect(move || {
        let now = begins.get();
        if before.as_ref().is_some_and(|before| *before != now) {
            chosen.set(Chosen::default());
        }
        before = Some(now);
    });
    draw.set(Some(Draw {
        cell: Callback::new(move |item| cell(chosen, shown.into(), item)),
        lead: Callback::new(move |()| lead(chosen, shown.into())),
        bar: Callback::new(move |()| bar(chosen, shown.into(), begins.into())),
    }));
    ().into_child()
}

fn cell(chosen: RwSignal<Chosen>, shown: Signal<Vec<String>>, item: String) -> Child {
    let name = item.rsplit(',').next().unwrap_or_default();
    let label = (use_text().ticks().tick)(&shown_text(name));
    let own = item.clone();
    let press = move |event: MouseEvent| {
        let (on, range) = (event_target_checked(&event), event.shift_key());
        shown.with_untracked(|shown| {
            chosen.update(|chosen| chosen.press(shown, &item, on, range));
        });
    };
    view! {
        <label class="tick">
            <input
                type="checkbox"
                aria-label=label
                prop:checked=move || chosen.with(|chosen| chosen.has(&own))
                on:click=press
            />
        </label>
    }
    .into_child()
}

fn lead(chosen: RwSignal<Chosen>, shown: Signal<Vec<String>>) -> Child {
    let (text, format) = (use_text().ticks(), use_format());
    let share = memo(move || shown.with(|shown| chosen.with(|chosen| chosen.share(shown))));
    let label = move || (text.tick_all)(&format.number(shown.with(Vec::len) as u64));
    let press = move |event: MouseEvent| {
        let on = event_target_checked(&event);
        shown.with_untracked(|shown| chosen.update(|chosen| chosen.all(shown, on)));
    };
    view! {
        <label class="tick">
            <input
                type="checkbox"
                aria-label=label
                prop:checked=move || share.get() == Share::All
                prop:indeterminate=move || share.get() == Share::Some
                on:click=press
            />
        </label>
    }
    .into_child()
}

fn bar(chosen: RwSignal<Chosen>, shown: Signal<Vec<String>>, begins: Signal<WantedPlan>) -> Child {
    let (text, format) = (use_text().ticks(), use_format());
    let count = memo(move || chosen.with(Chosen::len));
    let some = memo(move || count.get() > 0);
    let too_many = memo(move || count.get() > MOST);
    let to = Signal::derive(move || {
        let items = chosen.with(Chosen::lines);
        let wanted = WantedPlan {
            source: Some("list".to_owned()),
            items: Some(items),
            group: None,
            ..begins.get()
        };
        Place::from(wanted.page(None))
    });
    let make = move || {
        if too_many.get() {
            let reason = (text.too_many)(&format.number(MOST as u64));
            return view! { <Button disabled_reason=reason>{text.make}</Button> };
        }
        view! { <Link to=to class="ui-button ui-button--primary">{text.make}</Link> }
    };
    let all =
        move |()| shown.with_untracked(|shown| chosen.update(|chosen| chosen.all(shown, true)));
    let more =
        memo(move || shown.with(|shown| chosen.with(|chosen| chosen.share(shown))) != Share::All);
    let tick_all = move || {
        more.get().then(|| {
            let label = move || (text.tick_all)(&format.number(shown.with(Vec::len) as u64));
            view! { <Button on_press=Callback::new(all)>{label}</Button> }
        })
    };
    (move || {
        some.get().then(|| {
            view! {
                <div class="ticks">
                    <span class="ticks__count" role="status">{move || (text.ticked)(&format.number(count.get() as u64))}</span>
                    <div class="acts">
                        {tick_all}
                        <Button on_press=Callback::new(move |()| chosen.set(Chosen::default()))>{text.clear}</Button>
                        {make}
                    </div>
                </div>
            }
        })
    })
    .into_child()
}
