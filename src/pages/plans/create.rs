//! How a plan is made: what is done, to which ones, and how it runs. Nothing runs by that.

mod acts;
mod choice;
mod desk;
mod file;
mod groups;
mod lines;
mod sending;
mod source;
mod wanted;

use crate::prelude::*;
use leptos::ev::SubmitEvent;
use signet_view::view;

use self::desk::Desk;
use super::one::bad_table;
use crate::{
    components::ProblemNote,
    text::{use_format, use_text},
    ui::{Button, ButtonKind, Field, Note, PageHeader, Tone, memo},
    view::IntoChild,
};

/// How a plan is made.
pub(super) fn new_plan_page() -> Child {
    let desk = Desk::open();
    let text = use_text();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        desk.create();
    };
    view! {
        <PageHeader title=text.shell().new_plan>{text.new_plan().lead}</PageHeader>
        <form class="stack plan new-plan" on:submit=submit>
            {acts::acts(desk)}
            {source::source(desk)}
            {how(desk)}
            {footer(desk)}
        </form>
    }
    .into_child()
}

/// How it runs, what it is called, and why.
fn how(desk: Desk) -> Child {
    let text = use_text().new_plan();
    let recipient = move || {
        desk.act
            .get()
            .makes_secrets()
            .then(|| desk.typed.recipient_field())
    };
    let retirement = move || desk.retires.get().then(|| desk.typed.retirement_field());
    let form = move || desk.typed.form(desk.act.get());
    let said = move || {
        let waves = desk.typed.waves_in_words();
        (text.how_default)(&waves, &desk.typed.failures_in_words())
    };
    let title_error = move || {
        let long = desk.title.with(|title| title.trim().chars().count() > 100);
        long.then(|| text.title_wrong.to_owned())
    };
    let required = Signal::derive(move || desk.why.is_required(desk.act.get().effect()));
    view! {
        <section class="panel">
            <div class="panel__body">
                <h2>{text.how}</h2>
                {recipient}
                {retirement}
                <details class="plan__more">
                    <summary>{text.change_how} <span class="quiet">{said}</span></summary>
                    <div class="plan__more-body">{form}</div>
                </details>
                <Field label=text.title value=desk.title prose=true hint=text.title_hint error=Signal::derive(title_error) />
                {desk.why.field(required, false)}
            </div>
        </section>
    }
    .into_child()
}

/// The button, how far the list is sent, and what went wrong.
fn footer(desk: Desk) -> Child {
    let (text, format) = (use_text().new_plan(), use_format());
    let sending = desk.sending;
    let problem = sending.problem();
    let failed = move || {
        problem
            .get()
            .map(|problem| view! { <ProblemNote problem=problem /> })
    };
    let unreadable = move || {
        sending
            .unreadable
            .get()
            .then(|| view! { <Note tone=Tone::Danger>{text.unreadable_file}</Note> })
    };
    let begun = memo(move || sending.plan.with(Option::is_some));
    let busy = sending.busy;
    let counts = move || {
        let (listed, duplicates) = (sending.listed.get(), sending.duplicates.get());
        (text.counts)(&format.number(listed), &format.number(duplicates))
    };
    let progress = move || {
        (busy.get() && begun.get()).then(|| {
            let said = move || (text.reading)(&format.number(sending.sent.get()));
            let value = move || sending.share.get().map(|share| share.to_string());
            view! {
                <div class="plan__sending">
                    <progress class="plan__bar" aria-label=text.making max="1000" value=value></progress>
                    <p><span>{said}</span> " · " <span class="quiet">{counts}</span></p>
                    <p class="quiet">{text.stays}</p>
                </div>
            }
        })
    };
    let bad = move || {
        let (lines, total) = (sending.bad.get(), sending.bad_total.get());
        (total > 0).then(|| {
            let title = (text.bad_title)(&format.number(total));
            let waits = (!busy.get()).then(|| view! { <p>{text.bad_detail}</p> });
            view! {
                <Note tone=Tone::Warning title=title>{waits}</Note>
                {bad_table(&lines)}
            }
        })
    };
    let buttons = move || {
        if !begun.get() {
            let missing = move || {
                desk.hindrance()
                    .map(|missing| view! { <span class="quiet">{missing}</span> })
            };
            return view! {
                <Button
                    kind=ButtonKind::Primary
                    submit=true
                    busy=busy
                    disabled_reason=Signal::derive(move || desk.hindrance())
                >
                    {text.create}
                </Button>
                {missing}
            };
        }
        if busy.get() {
            return view! { <Button on_press=Callback::new(move |()| sending.stop())>{text.stop}</Button> };
        }
        let (label, detail) = if sending.is_sent.get() {
            (text.go_on, "")
        } else {
            (text.try_again, text.failed_detail)
        };
        let detail = (!detail.is_empty()).then(|| view! { <p class="quiet">{detail}</p> });
        view! {
            {detail}
            <Button kind=ButtonKind::Primary on_press=Callback::new(move |()| desk.go_on())>{label}</Button>
            <Button on_press=Callback::new(move |()| desk.give_up())>{text.give_up}</Button>
        }
    };
    view! {
        <section class="plan__commands" aria-label=text.create>
            {failed}
            {unreadable}
            {progress}
            {bad}
            <div class="acts">{buttons}</div>
        </section>
    }
    .into_child()
}
