//! The field for the client ids, and the act.

use crate::prelude::*;
use leptos::ev::Event;
use signet_model::{Effect as Does, identifiers::InstanceId, roles::Object};
use signet_view::view;

use super::{
    Desk,
    lines::{MOST, narrowed},
    run::operation,
};
use crate::{
    components::{Call, CopyCommand},
    pages::here::client,
    text::{use_format, use_text},
    ui::{Button, ButtonKind, memo, unique_id},
    view::IntoChild,
};

/// The field, what is said of the text in it, and the buttons.
pub(super) fn form(desk: Desk) -> Child {
    view! {
        <section class="panel">
            <div class="panel__body">
                {field(desk)}
                {buttons(desk)}
                {progress(desk)}
            </div>
        </section>
    }
    .into_child()
}

fn field(desk: Desk) -> Child {
    let (text, format) = (use_text().register(), use_format());
    let (id, told) = (unique_id(), unique_id());
    let count = memo(move || desk.lines.with(|lines| lines.count));
    let wrong = memo(move || {
        desk.lines
            .with(|lines| lines.faults() > 0 || lines.count > MOST)
    });
    let said = move || {
        desk.lines.with(|lines| match lines.count {
            0 => text.hint.to_owned(),
            count if count > MOST => {
                (text.too_many)(&format.number(MOST as u64), &format.number(count as u64))
            }
            _ => (text.counts)(
                &format.number(lines.good().count() as u64),
                &format.number(lines.faults() as u64),
            ),
        })
    };
    let counter = move || {
        (text.of_most)(
            &format.number(count.get() as u64),
            &format.number(MOST as u64),
        )
    };
    let plain = memo(move || desk.typed.with(|typed| narrowed(typed)));
    let offer = move || {
        let plain = plain.get()?;
        Some(view! {
            <div>
                <Button on_press=Callback::new(move |()| desk.typed.set(plain.clone()))>{text.use_plain}</Button>
            </div>
        })
    };
    view! {
        <div class="ui-field ui-field--mono">
            <label class="ui-field__label" for=id.clone()>{text.client_ids}</label>
            <div class="ui-field__box">
                <textarea
                    id=id
                    class="register__ids"
                    rows="8"
                    autocomplete="off"
                    autocapitalize="off"
                    autocorrect="off"
                    spellcheck="false"
                    placeholder="GID_…@@@…"
                    aria-describedby=told.clone()
                    aria-invalid=move || wrong.get().then_some("true")
                    readonly=move || desk.running.get().then_some("true")
                    prop:value=move || desk.typed.get()
                    on:input=move |event: Event| desk.typed.set(event_target_value(&event))
                ></textarea>
            </div>
            <div class="ui-field__told" id=told>
                <span role="status">{said}</span>
                <span class="ui-field__counter">{counter}</span>
            </div>
        </div>
        {offer}
    }
    .into_child()
}

fn buttons(desk: Desk) -> Child {
    let (text, format) = (use_text(), use_format());
    let words = text.register();
    let left = memo(move || desk.left().len());
    let reason = move || {
        let broken = desk.lines.with(|lines| match lines.count {
            0 => Some(words.nothing.to_owned()),
            count if count > MOST => Some((words.too_many)(
                &format.number(MOST as u64),
                &format.number(count as u64),
            )),
            _ if lines.faults() > 0 => Some(words.faulty.to_owned()),
            _ => None,
        });
        // The first one stands for all; the proxy looks at each.
        let refused = desk.place.with(|place| {
            let first = desk
                .lines
                .with(|lines| lines.good().next().map(str::to_owned));
            let object = match (&first, &place.open) {
                (Some(id), _) => client(&place.instance, id),
                (None, Some(open)) => Object::Group {
                    instance: &place.instance,
                    group: open.split_once("@@@").map_or(open, |(group, _)| group),
                },
                (None, None) => Object::Instance(&place.instance),
            };
            desk.here.refusal_on(Does::Create, object, text.shell())
        });
        refused
            .or(broken)
            .or_else(|| (left.get() == 0).then(|| words.all_settled.to_owned()))
            .or_else(|| desk.why.hindrance_of(Does::Create))
    };
    let run = desk.runner();
    let stop = move || {
        desk.running.get().then(|| {
            view! {
                <Button busy=desk.stopping on_press=Callback::new(move |()| desk.stopping.set(true))>{words.stop}</Button>
            }
        })
    };
    let calls = move || {
        let call = |instance: &InstanceId, id| Call::of(&operation(instance, id));
        desk.instance_id.with(|instance| {
            let instance = instance.as_ref()?;
            let ids = desk.left().into_iter();
            Some(ids.map(|id| call(instance, id)).collect::<Vec<_>>())
        })
    };
    let place = move || {
        let instance = desk.place.with(|place| place.instance.clone());
        desk.here.whereabouts(&instance)
    };
    let some = memo(move || left.get() > 0);
    let command = move || {
        some.get().then(|| {
            view! {
                <CopyCommand calls=Signal::derive(move || calls().unwrap_or_default()) place=Signal::derive(place) />
                <p class="quiet">{words.command_overwrites}</p>
            }
        })
    };
    view! {
        {desk.why.field_where_required(Does::Create)}
        <p class="quiet">{words.billed}</p>
        <div class="acts">
            <Button
                kind=ButtonKind::Primary
                busy=desk.running
                disabled_reason=Signal::derive(reason)
                on_press=run
            >
                {move || (words.register)(&format.number(left.get() as u64))}
            </Button>
            {stop}
        </div>
        {command}
    }
    .into_child()
}

/// How far it has come, while it runs.
fn progress(desk: Desk) -> Child {
    let (text, format) = (use_text().register(), use_format());
    let settled = memo(move || {
        let (registered, existing, failed) = desk.outcomes.with(|outcomes| outcomes.counts());
        registered + existing + failed
    });
    let all = memo(move || settled.get() + desk.left().len());
    (move || {
        desk.running.get().then(|| {
            view! {
                <p class="register__progress">
                    <progress
                        aria-label=text.running
                        max=move || all.get().to_string()
                        value=move || settled.get().to_string()
                    ></progress>
                    <span>{move || (text.progress)(&format.number(settled.get() as u64), &format.number(all.get() as u64))}</span>
                </p>
            }
        })
    })
    .into_child()
}
