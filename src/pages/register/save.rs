//! Taking the result along: once, before the page is left.

use crate::prelude::*;
use signet_view::view;

use super::Desk;
use crate::{
    text::{use_format, use_text},
    ui::{Button, CopyButton, Note, Tone, download, memo},
};

const FILE: &str = "device-credentials.csv";

/// What came of it, and the table.
pub(super) fn panel(desk: Desk) -> Child {
    let (text, format) = (use_text().register(), use_format());
    let counts = memo(move || desk.outcomes.with(|outcomes| outcomes.counts()));
    let said = move || {
        let (registered, existing, failed) = counts.get();
        let number = |count: usize| format.number(count as u64);
        (text.result)(&number(registered), &number(existing), &number(failed))
    };
    let some = memo(move || counts.get().0 > 0);
    let untried = memo(move || desk.untried());
    let rest = move || {
        let untried = untried.get();
        (untried > 0 && !desk.running.get())
            .then(|| view! { <p>{(text.untried)(&format.number(untried as u64))}</p> })
    };
    view! {
        <section class="panel">
            <div class="panel__body">
                <h2>{text.result_title}</h2>
                <p role="status">{said}</p>
                {rest}
                {move || some.get().then(|| table(desk))}
            </div>
        </section>
    }
    .into_child()
}

fn table(desk: Desk) -> Child {
    let text = use_text().register();
    let csv = move || desk.outcomes.with_untracked(|outcomes| outcomes.csv());
    let failed = RwSignal::new(false);
    let save = move |()| {
        let done = download(FILE, "text/csv", &csv());
        failed.set(!done);
        if done {
            desk.saved.set(true);
        }
    };
    let note = move || {
        if desk.saved.get() {
            view! { <Note tone=Tone::Good>{text.saved}</Note> }.into_child()
        } else {
            view! { <Note tone=Tone::Warning title=text.unsaved_title.to_owned()>{text.unsaved}</Note> }
                .into_child()
        }
    };
    view! {
        {note}
        <div class="acts">
            <Button on_press=Callback::new(save)>{text.download}</Button>
            <CopyButton
                label=text.copy
                value=Callback::new(move |()| Some(csv()))
                on_copied=Callback::new(move |()| desk.saved.set(true))
            />
        </div>
        {move || failed.get().then(|| view! { <p role="alert">{text.download_failed}</p> })}
    }
    .into_child()
}
