//! The items of one page.

use crate::prelude::*;
use leptos::ev::Event;
use signet_model::{api::Plan, plans::Item};
use signet_view::view;

use super::{Below, none};
use crate::{
    components::ago,
    pages::{object::page_of, plans::words},
    router::{CertificateKey, ClientIds, DeviceCertificates, Link, Place},
    state::use_clock,
    text::{use_format, use_text},
    ui::{Cell, Column, ColumnKind, CopyId, Row, Status, Table, memo, shown, shown_text},
    view::{IntoChild, each},
};

pub(super) fn rows(below: Below) -> Child {
    let text = use_text().plan();
    let items = memo(move || {
        below.list.answer().with(|answer| {
            answer
                .map(|answer| answer.value.items.clone())
                .unwrap_or_default()
        })
    });
    let empty = memo(move || items.with(Vec::is_empty));
    let has_run = memo(move || {
        let of = |plan: &Plan| plan.progress.started_at.is_some();
        below.desk.now.with(|plan| plan.as_ref().is_some_and(of))
    });
    (move || {
        if empty.get() {
            return none(below);
        }
        let mut columns = vec![
            Column::new(ColumnKind::Number, text.number),
            Column::new(ColumnKind::Main, text.item),
            Column::new(ColumnKind::Text, text.before),
            Column::new(ColumnKind::Text, text.outcome),
        ];
        let has_run = has_run.get();
        if has_run {
            columns.push(Column::new(ColumnKind::Text, text.said));
            columns.push(Column::new(ColumnKind::Extra, text.ended));
        }
        let ticks = below.may_exclude.get();
        if ticks {
            columns.insert(0, Column::new(ColumnKind::Tick, use_text().ticks().column));
        }
        view! {
            <Table caption=Signal::stored(text.items.to_owned()) columns=columns>
                {each(move || items.get(), version, move |item| row(below, item, ticks, has_run))}
            </Table>
        }
        .into_child()
    })
    .into_child()
}

/// Of all that a row shows once.
fn version(item: &Item) -> String {
    let code = item.cloud_code.as_deref().unwrap_or_default();
    [
        &item.number.to_string(),
        item.outcome.as_str(),
        code,
        &item.attempts.to_string(),
    ]
    .join("/")
}

fn row(below: Below, item: Item, ticks: bool, has_run: bool) -> Child {
    let (text, format, clock) = (use_text(), use_format(), use_clock());
    let own = text.plan();
    let face = view! { <code>{shown(&item.id)}</code> }.into_child();
    let face = match place(below, &item) {
        Some(to) => view! { <Link to=to class="id-link">{face}</Link> },
        None => view! { <span class="id-link">{face}</span> }.into_child(),
    };
    let ca = item
        .ca
        .as_deref()
        .map(|ca| view! { <span class="plans__second"><code>{shown(ca)}</code></span> });
    let before = match (text.plans().before)(&item.before) {
        Some(word) => word.into_child(),
        None => shown(&item.before),
    };
    let tick = ticks.then(|| {
        let cell = tick(below, item.number, &item.id);
        view! { <Cell kind=ColumnKind::Tick>{cell}</Cell> }
    });
    let ended = match item.ended_at {
        Some(at) => ago(at, Signal::derive(move || clock.now())),
        None => view! { <span class="quiet">"–"</span> }.into_child(),
    };
    let ran = has_run.then(|| {
        let said = said(&item);
        view! {
            <Cell label=own.said>{said}</Cell>
            <Cell kind=ColumnKind::Extra label=own.ended>{ended}</Cell>
        }
    });
    let number = format.number(item.number);
    let outcome = (text.plans().outcome)(item.outcome);
    let tone = words::outcome_tone(item.outcome);
    view! {
        <Row>
            {tick}
            <Cell kind=ColumnKind::Number label=own.number>{number}</Cell>
            <Cell kind=ColumnKind::Main>
                <div class="plans__cell"><CopyId value=item.id>{face}</CopyId> {ca}</div>
            </Cell>
            <Cell label=own.before><span class="plan__before">{before}</span></Cell>
            <Cell label=own.outcome><Status tone=tone>{outcome}</Status></Cell>
            {ran}
        </Row>
    }
    .into_child()
}

/// What the cloud or Signet said of it, with the RequestId that its support asks for.
fn said(item: &Item) -> Child {
    let code = item
        .cloud_code
        .as_deref()
        .map(|code| view! { <code>{shown(code)}</code> });
    let explained = item
        .cloud_code
        .as_deref()
        .and_then(use_text().plan().item_said);
    let explained = explained.map(|said| view! { <span class="plan__said">{said}</span> });
    let note = item
        .note
        .as_deref()
        .map(|note| view! { <span class="plan__said" lang="en">{shown(note)}</span> });
    let request = item
        .request_id
        .clone()
        .filter(|_| item.outcome.is_failure())
        .map(|id| view! { <span class="plans__second"><CopyId value=id /></span> });
    if code.is_none() && note.is_none() {
        return view! { <span class="quiet">"–"</span> }.into_child();
    }
    view! { <div class="plans__cell">{code} {explained} {note} {request}</div> }.into_child()
}

fn tick(below: Below, number: u64, id: &str) -> Child {
    let label = (use_text().plan().tick)(&shown_text(id));
    let ticked = below.telling.ticked;
    let press = move |event: Event| {
        let on = event_target_checked(&event);
        ticked.update(|ticked| {
            ticked.retain(|found| *found != number);
            if on {
                ticked.push(number);
            }
        });
    };
    view! {
        <input
            type="checkbox"
            aria-label=label
            prop:checked=move || ticked.with(|ticked| ticked.contains(&number))
            on:change=press
        />
    }
    .into_child()
}

/// Where an item has its page.
fn place(below: Below, item: &Item) -> Option<Place> {
    let (instance, iot_instance) = below.desk.now.with_untracked(|plan| {
        let plan = plan.as_ref()?;
        Some((plan.instance_id.clone(), plan.iot_instance_id.clone()))
    })?;
    match (instance, &item.ca) {
        (Some(instance), Some(ca)) => Some(
            DeviceCertificates {
                open: Some(CertificateKey {
                    ca: ca.clone(),
                    device: item.id.clone(),
                }),
                ..DeviceCertificates::of(&instance)
            }
            .into(),
        ),
        (Some(instance), None) => page_of(&instance, &item.id),
        (None, _) => Some(
            ClientIds {
                iot_id: Some(item.id.clone()),
                iot_instance,
                ..ClientIds::default()
            }
            .into(),
        ),
    }
}
