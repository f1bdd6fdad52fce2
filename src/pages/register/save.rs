//! Taking the result along: once, before the page is left.

use crate::prelude::*;
use signet_model::api::ExportMade;
use signet_view::view;

use super::Desk;
use crate::{
    components::ProblemNote,
    pages::acting::use_acting,
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
    let (failed, telling) = (RwSignal::new(false), use_acting());
    // The audit log is told first: a file that it does not know of is not made.
    let save = move |()| {
        let made = ExportMade {
            what: "registered_credentials".to_owned(),
            instance_id: Some(desk.place.with_untracked(|place| place.instance.clone())),
            rows: desk
                .outcomes
                .with_untracked(|outcomes| outcomes.counts().0 as u64),
        };
        telling.tell("audit/export-made", &made, move || {
            let done = download(FILE, "text/csv", &csv());
            failed.set(!done);
            if done {
                desk.saved.set(true);
            }
        });
    };
    let untold = move || {
        let problem = telling.problem().get()?;
        Some(view! { <p role="alert">{text.untold}</p> <ProblemNote problem=problem /> })
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
            <Button busy=telling.busy() on_press=Callback::new(save)>{text.download}</Button>
            <CopyButton
                label=text.copy
                value=Callback::new(move |()| Some(csv()))
                on_copied=Callback::new(move |()| desk.saved.set(true))
            />
        </div>
        {untold}
        {move || failed.get().then(|| view! { <p role="alert">{text.download_failed}</p> })}
    }
    .into_child()
}
