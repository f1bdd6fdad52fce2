//! How far a walk has come, and what may be done about it.

use crate::prelude::*;
use signet_view::view;

use super::{Phase, Progress, Route, Walk};
use crate::{
    components::ProblemNote,
    pages::problem::problem,
    state::use_locale,
    text::{CertificateScan, Format, use_format, use_text},
    ui::{Button, ButtonKind, Held, announce, effect, memo},
    view::IntoChild,
};

/// The state of a walk along `route` in words and as a bar, with what begins, stops and goes on with it.
pub fn walk_bar(walk: Walk, route: Held<Option<Route>>) -> Child {
    let (text, format) = (use_text().certificate_scan(), use_format());
    let kind = memo(move || walk.progress().with(Kind::of));
    let start = Callback::new(move |()| {
        if let Some(route) = route.get_untracked() {
            walk.start(route, None);
        }
    });
    let go_on = Callback::new(move |()| {
        if let Some(route) = route.get_untracked() {
            walk.go_on(route);
        }
    });
    let mut before = Kind::Idle;
    effect(move || {
        let now = kind.get();
        if before == Kind::Walking && matches!(now, Kind::Done | Kind::Stopped) {
            let said = untrack(|| {
                walk.progress()
                    .with(|progress| words(progress, text, format))
            });
            announce(&said);
        }
        before = now;
    });
    let bar = move || {
        (kind.get() == Kind::Walking).then(|| {
            let share = move || walk.progress().with(share);
            view! {
                <progress
                    class="walk__bar"
                    aria-label=text.walking
                    max="1000"
                    value=move || share().map(|share| share.to_string())
                ></progress>
            }
        })
    };
    let buttons = move || match kind.get() {
        Kind::Idle => {
            view! { <Button kind=ButtonKind::Primary on_press=start>{text.start}</Button> }
                .into_child()
        }
        Kind::Walking => {
            view! { <Button on_press=Callback::new(move |()| walk.stop())>{text.stop}</Button> }
                .into_child()
        }
        Kind::Stopped => view! {
            <Button kind=ButtonKind::Primary on_press=go_on>{text.go_on}</Button>
            <Button on_press=start>{text.again}</Button>
        }
        .into_child(),
        Kind::Done => view! { <Button on_press=start>{text.again}</Button> }.into_child(),
        Kind::Failed => ().into_child(),
    };
    let failed = move || {
        if kind.get() != Kind::Failed {
            return None;
        }
        let (texts, locale) = (use_text(), use_locale());
        let Phase::Failed(failure) = walk.progress().with(|progress| progress.phase.clone()) else {
            return None;
        };
        let shown = problem(&failure, texts, locale.get());
        Some(view! { <ProblemNote problem=shown on_retry=go_on /> })
    };
    view! {
        <div class="walk">
            <div class="acts">
                {buttons}
                <span class="walk__words">{move || walk.progress().with(|progress| words(progress, text, format))}</span>
            </div>
            {bar}
            {failed}
        </div>
    }
    .into_child()
}

/// What the walk is doing, without why.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Idle,
    Walking,
    Stopped,
    Done,
    Failed,
}

impl Kind {
    fn of(progress: &Progress) -> Self {
        match progress.phase {
            Phase::Idle => Self::Idle,
            Phase::Walking => Self::Walking,
            Phase::Stopped => Self::Stopped,
            Phase::Done => Self::Done,
            Phase::Failed(_) => Self::Failed,
        }
    }
}

/// How much of the way is behind it, in thousandths, where the cloud tells how long it is.
fn share(progress: &Progress) -> Option<u64> {
    let (done, all) = match (progress.items_total, progress.pages_total) {
        (Some(all), _) => (progress.items, all),
        (None, Some(all)) => (progress.pages.into(), all),
        (None, None) => return None,
    };
    (all > 0).then(|| (done * 1000 / all).min(1000))
}

/// How far a walk has come, in words.
pub fn words(progress: &Progress, text: &CertificateScan, format: Format) -> String {
    let items = format.number(progress.items);
    let of = match (progress.items_total, progress.pages_total) {
        (Some(all), _) => (text.of_items)(&format.number(all)),
        (None, Some(all)) => {
            (text.of_pages)(&format.number(progress.pages.into()), &format.number(all))
        }
        (None, None) => (text.of_unknown)(&format.number(progress.pages.into())),
    };
    match progress.phase {
        Phase::Idle => text.idle.to_owned(),
        Phase::Walking if progress.pages == 0 => text.walking.to_owned(),
        Phase::Walking => [&(text.read)(&items), &*of].concat(),
        Phase::Stopped | Phase::Failed(_) => [&(text.stopped)(&items), &*of].concat(),
        Phase::Done => {
            let odd = progress
                .items_total
                .filter(|total| *total != progress.items)
                .map(|total| (text.other_total)(&format.number(total)))
                .unwrap_or_default();
            [(text.all_read)(&items), odd].concat()
        }
    }
}
