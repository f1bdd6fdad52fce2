//! The entries of one page.

use crate::prelude::*;
use signet_model::{api::Numbered, roles::PUBLIC_IOT_INSTANCE};
use signet_view::view;

use super::{Desk, said};
use crate::{
    components::ago,
    router::Link,
    state::use_clock,
    text::{Audit as Words, use_text},
    ui::{
        Badge, Button, Cell, Column, ColumnKind, CopyId, Empty, IconName, Row, Status, Table, memo,
        shown, shown_text,
    },
    view::{IntoChild, each},
};

pub(super) fn rows(desk: Desk) -> Child {
    let text = use_text();
    let own = text.audit();
    let entries = memo(move || {
        desk.list.answer().with(|answer| {
            answer
                .map(|answer| answer.value.entries.clone())
                .unwrap_or_default()
        })
    });
    let none = memo(move || entries.with(Vec::is_empty));
    (move || {
        if none.get() {
            return empty(desk);
        }
        let columns = vec![
            Column::new(ColumnKind::Text, own.time),
            Column::new(ColumnKind::Text, own.who),
            Column::new(ColumnKind::Text, own.what),
            Column::new(ColumnKind::Main, own.object),
            Column::new(ColumnKind::Text, own.outcome),
            Column::new(ColumnKind::Extra, own.reason),
        ];
        let key = |entry: &Numbered| entry.sequence.to_string();
        view! {
            <Table caption=Signal::stored(text.shell().audit.to_owned()) columns=columns>
                {each(move || entries.get(), key, move |entry| row(desk, entry))}
            </Table>
        }
        .into_child()
    })
    .into_child()
}

fn row(desk: Desk, numbered: Numbered) -> Child {
    let (text, clock) = (use_text().audit(), use_clock());
    let Numbered { sequence, entry } = numbered;
    let time = ago(entry.time, Signal::derive(move || clock.now()));
    let (tone, ended) = said::outcome(&entry, text);
    let why_not = said::why_not(&entry, text).map(second);
    let via = entry
        .via
        .as_deref()
        .map(|via| second((text.via_word)(via).map_or_else(|| via.to_owned(), str::to_owned)));
    let what = match (text.operation_word)(&entry.operation) {
        Some(word) => word.into_child(),
        None => view! { <code>{shown(&entry.operation)}</code> },
    };
    let effect = entry.effect.map(|effect| {
        view! { <Badge tone=said::weight(effect)>{(text.effect)(effect)}</Badge> }
    });
    let count = entry
        .count
        .filter(|count| *count > 1)
        .map(|count| view! { <span class="quiet">{(text.times)(&count.to_string())}</span> });
    let open = Signal::derive(move || {
        desk.asked.track();
        desk.place(|audit| audit.open = Some(sequence))
    });
    let selected = Signal::derive(move || desk.asked.with(|asked| asked.open == Some(sequence)));
    let reason = match &entry.reason {
        Some(reason) => view! { <span class="reason">{shown(reason)}</span> }.into_child(),
        None => view! { <span class="quiet audit__none">"–"</span> },
    };
    let (actor, about) = (shown(&entry.actor), object(desk, &entry));
    let whole = shown_text(&entry.actor);
    view! {
        <Row selected=selected>
            <Cell label=text.time>{time}</Cell>
            <Cell label=text.who><div class="audit__cell"><code class="audit__who" title=whole>{actor}</code> {via}</div></Cell>
            <Cell label=text.what>
                <div class="audit__cell">
                    <Link to=open class="audit__open">{what}</Link>
                    <span class="audit__second">{effect} {count}</span>
                </div>
            </Cell>
            <Cell kind=ColumnKind::Main><div class="audit__cell">{about}</div></Cell>
            <Cell label=text.outcome>
                <div class="audit__cell"><Status tone=tone>{ended}</Status> {why_not}</div>
            </Cell>
            <Cell kind=ColumnKind::Extra label=text.reason>{reason}</Cell>
        </Row>
    }
    .into_child()
}

/// What it is about, and on which instance.
fn object(desk: Desk, entry: &signet_model::audit::Entry) -> Child {
    let id = said::object(entry).map(|id| {
        let face = view! { <code>{shown(&id)}</code> };
        let face = match said::place(entry) {
            Some(to) => view! { <Link to=to class="id-link">{face}</Link> }.into_child(),
            None => view! { <span class="id-link">{face}</span> }.into_child(),
        };
        view! { <CopyId value=id>{face}</CopyId> }.into_child()
    });
    let instance = said::instance(entry).map(|id| {
        let text = use_text().audit();
        let name = move || shown(&name_of(desk, &id, text));
        view! { <span class="audit__second">{name}</span> }
    });
    match (id, instance) {
        (None, None) => view! { <span class="quiet audit__none">"–"</span> }.into_child(),
        (id, instance) => view! { {id} {instance} },
    }
}

/// What an instance of either product is called.
fn name_of(desk: Desk, id: &str, text: &Words) -> String {
    let iot = desk.here.session().answer().with(|session| {
        let mut all = session?.value.iot_instances.iter();
        let found = all.find(|known| known.iot_instance_id.as_deref() == Some(id))?;
        Some(found.name.clone())
    });
    match iot {
        Some(name) => name,
        None if id == PUBLIC_IOT_INSTANCE => text.public_iot.to_owned(),
        None => desk.here.whereabouts(id).name,
    }
}

/// The quieter line of a cell.
fn second(text: String) -> Child {
    view! { <span class="audit__second">{shown(&text)}</span> }.into_child()
}

fn empty(desk: Desk) -> Child {
    let text = use_text().audit();
    let asked = desk.asked.get();
    if asked.question().is_empty() {
        return view! { <Empty icon=IconName::Audit title=text.empty>{text.empty_detail}</Empty> }
            .into_child();
    }
    view! {
        <Empty icon=IconName::Search title=text.none_found>
            <p>{text.none_found_detail}</p>
            <Button on_press=Callback::new(move |()| super::filters::clear(desk))>{text.clear}</Button>
        </Empty>
    }
    .into_child()
}
