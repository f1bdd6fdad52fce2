//! Where the items come from.

use crate::prelude::*;
use leptos::ev::{DragEvent, Event};
use signet_model::plans::{Identity, Side};
use signet_view::view;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{Desk, choice::choice, groups, wanted::Source};
use crate::{
    pages::handed_in::{dropped, files},
    text::{NewPlan, use_format, use_text},
    ui::{Button, Field, memo, shown_text, unique_id},
    view::IntoChild,
};

pub(super) fn source(desk: Desk) -> Child {
    let text = use_text().new_plan();
    let name = unique_id();
    let one = |source: Source| {
        let (label, detail) = words(source, text);
        choice(
            &name,
            label,
            detail,
            move || {
                let act = desk.act.get();
                (!source.fits(act)).then(|| text.source_not_here.to_owned())
            },
            move || desk.source.get() == source,
            move || desk.source.set(source),
        )
    };
    let choices: Vec<_> = Source::ALL.into_iter().map(one).collect();
    let chosen = memo(move || (desk.source.get(), desk.act.get().identity()));
    let fields = move || {
        let (source, identity) = chosen.get();
        fields(desk, source, identity)
    };
    view! {
        <section class="panel">
            <div class="panel__body">
                <fieldset class="choices">
                    <legend><h2>{text.source}</h2></legend>
                    {choices}
                </fieldset>
                {fields}
            </div>
        </section>
    }
    .into_child()
}

const fn words(source: Source, text: &NewPlan) -> (&'static str, &'static str) {
    match source {
        Source::List => (text.source_list, text.source_list_detail),
        Source::Groups => (text.source_groups, text.source_groups_detail),
        Source::Instance => (text.source_instance, text.source_instance_detail),
        Source::Ca => (text.source_ca, text.source_ca_detail),
        Source::Difference => (text.source_difference, text.source_difference_detail),
        Source::Unseen => (text.source_unseen, text.source_unseen_detail),
    }
}

fn fields(desk: Desk, source: Source, identity: Identity) -> Child {
    let text = use_text().new_plan();
    match source {
        Source::List => list(desk, identity),
        Source::Groups => groups::groups(desk, ""),
        Source::Instance => ().into_child(),
        Source::Ca => groups::ca(desk, text.ca, "–"),
        Source::Difference => {
            let walked = if identity == Identity::Client {
                groups::groups(desk, text.groups_compare)
            } else {
                groups::ca(desk, text.ca_compare, text.ca_any)
            };
            view! { {sides(desk)} {list(desk, identity)} {walked} }
        }
        Source::Unseen => unseen(desk),
    }
}

fn sides(desk: Desk) -> Child {
    let text = use_text().new_plan();
    let name = unique_id();
    let one = |side: Side, label: &'static str| {
        choice(
            &name,
            label,
            "",
            || None,
            move || desk.side.get() == side,
            move || desk.side.set(side),
        )
    };
    view! {
        <fieldset class="choices">
            <legend>{text.side}</legend>
            {one(Side::RegisteredNotListed, text.side_cloud)}
            {one(Side::ListedNotRegistered, text.side_list)}
        </fieldset>
    }
    .into_child()
}

fn unseen(desk: Desk) -> Child {
    let text = use_text().new_plan();
    let samples = move || {
        desk.samples()
            .is_none()
            .then(|| text.samples_wrong.to_owned())
    };
    let since = move || {
        let typed = desk.since.with(|typed| !typed.trim().is_empty());
        (typed && desk.since().is_none()).then(|| text.since_wrong.to_owned())
    };
    view! {
        <div class="plan__settings">
            {groups::group(desk)}
            <Field label=text.samples value=desk.samples keys="numeric" error=Signal::derive(samples) />
            <Field label=text.since value=desk.since placeholder="2026-10-01" hint=text.since_hint error=Signal::derive(since) />
        </div>
    }
    .into_child()
}

/// The list: pasted or dropped, or a file.
fn list(desk: Desk, identity: Identity) -> Child {
    let (text, format) = (use_text().new_plan(), use_format());
    let (label, hint, example) = match identity {
        Identity::Client => (text.list, text.list_clients, "GID_…@@@…"),
        Identity::Certificate => (text.certificates, text.list_certificates, "CA,…"),
        Identity::Device => (text.devices, text.list_devices, "…"),
    };
    let (id, told) = (unique_id(), unique_id());
    let over = RwSignal::new(false);
    let drag = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        let (files, pasted) = dropped(event.data_transfer());
        match files.into_iter().next() {
            Some(file) => desk.file.set(Some(file)),
            None => desk.pasted.set(pasted.unwrap_or_default()),
        }
    };
    let chosen = move |event: Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            desk.file.set(files(input.files()).into_iter().next());
            // The same file may be chosen again after it was changed.
            input.set_value("");
        }
    };
    let file = move || {
        let chosen = desk.file.chosen.get()?;
        let size = [&*format.number(chosen.size.div_ceil(1024)), " KiB"].concat();
        let said = (text.file_is)(&shown_text(&chosen.name), &size);
        Some(view! {
            <p class="plan__file">
                <strong>{said}</strong>
                <Button on_press=Callback::new(move |()| desk.file.set(None))>{text.forget_file}</Button>
            </p>
            <p class="quiet">{text.file_replaces}</p>
        })
    };
    let counted = move || {
        let lines = desk.lines();
        (lines > 0).then(|| (text.lines_counted)(&format.number(lines)))
    };
    view! {
        <div
            class="drop"
            data-over=move || over.get().then_some("true")
            on:dragover=drag
            on:dragleave=move |_: DragEvent| over.set(false)
            on:drop=drop
        >
            <div class="ui-field ui-field--mono">
                <label class="ui-field__label" for=id.clone()>{label}</label>
                <div class="ui-field__box">
                    <textarea
                        id=id
                        class="register__ids"
                        rows="6"
                        autocomplete="off"
                        autocapitalize="off"
                        autocorrect="off"
                        spellcheck="false"
                        placeholder=example
                        aria-describedby=told.clone()
                        prop:value=move || desk.pasted.get()
                        on:input=move |event: Event| desk.pasted.set(event_target_value(&event))
                    ></textarea>
                </div>
                <div class="ui-field__told" id=told>
                    <span>{hint}</span>
                    <span class="ui-field__counter">{counted}</span>
                </div>
            </div>
            <div class="acts">
                <label class="ui-button ui-button--plain drop__choose">
                    <input type="file" class="ui-visually-hidden" on:change=chosen />
                    {text.file}
                </label>
                <span class="quiet">{text.drop}</span>
            </div>
            {file}
        </div>
    }
    .into_child()
}
