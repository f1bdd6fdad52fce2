//! The entries of one page.

use crate::prelude::*;
use signet_model::{
    operations::{BlacklistEntry, BlacklistNote},
    plans::Act,
};
use signet_view::view;

use super::{Desk, Lifting};
use crate::{
    components::with_relative,
    pages::{
        object::history,
        ticks::{Ticks, ticks},
    },
    router::{Link, Place, View, WantedPlan},
    state::use_clock,
    text::use_text,
    ui::{
        Cell, Column, ColumnKind, CopyId, Empty, IconName, Menu, MenuItem, Row, Status, Table,
        Tone, memo, shown, shown_text,
    },
    view::{IntoChild, each},
};

pub(super) fn rows(desk: Desk, lifting: Lifting) -> Child {
    let text = use_text();
    let entries = memo(move || {
        desk.list.answer().with(|answer| {
            answer
                .map(|answer| answer.value.entries.clone())
                .unwrap_or_default()
        })
    });
    let none = memo(move || entries.with(Vec::is_empty));
    let ids = memo(move || {
        entries.with(|all| {
            all.iter()
                .map(|entry| entry.client_id.clone())
                .collect::<Vec<_>>()
        })
    });
    let ticks = ticks(ids, move || WantedPlan {
        instance: Some(desk.place.with(|place| place.instance.clone())),
        act: Some(Act::Lift.as_str().to_owned()),
        ..WantedPlan::default()
    });
    (move || {
        if none.get() {
            return empty(desk);
        }
        let columns = vec![
            Column::new(ColumnKind::Tick, ""),
            Column::new(ColumnKind::Main, text.blacklist().client_id),
            Column::new(ColumnKind::Text, text.blacklist().state),
            Column::new(ColumnKind::Text, text.blacklist().set_by),
            Column::new(ColumnKind::Text, text.blacklist().set_at),
            Column::new(ColumnKind::Text, text.blacklist().reason),
            Column::actions(),
        ];
        // What is known of an entry may change while it stays: the row is another one then.
        let key = |entry: &BlacklistEntry| {
            let note = entry.note.as_ref();
            let set_at = note.map_or(0, |note| note.set_at.as_millis());
            [
                &*entry.client_id,
                "\n",
                &entry.effect,
                "\n",
                &set_at.to_string(),
            ]
            .concat()
        };
        view! {
            <Table caption=Signal::stored(text.shell().blacklist.to_owned()) columns=columns lead=ticks.lead()>
                {each(move || entries.get(), key, move |entry| row(desk, lifting, entry, ticks))}
            </Table>
            {ticks.bar()}
        }
        .into_child()
    })
    .into_child()
}

fn row(desk: Desk, lifting: Lifting, entry: BlacklistEntry, ticks: Ticks) -> Child {
    let (text, shell) = (use_text().blacklist(), use_text().shell());
    let instance = desk.place.with_untracked(|place| place.instance.clone());
    let credential: Place = View::Credential.about(&instance, &entry.client_id).into();
    let (own, face) = (entry.client_id.clone(), shown(&entry.client_id));
    let label = (text.acts_on)(&shown_text(&entry.client_id));
    let tick = ticks.cell(&entry.client_id);
    let state = if entry.blocked {
        view! { <Status tone=Tone::Danger>{text.barred}</Status> }
    } else {
        let effect = (text.no_block)(&shown_text(&entry.effect));
        view! { <Status tone=Tone::Neutral>{effect}</Status> }
    };
    let [by, at, reason] = note(entry.note.clone());
    let past = history(Some(&instance), &entry.client_id);
    let (to, asks, of) = (credential.clone(), entry, instance);
    let items = move |()| {
        let (to, past, asks) = (to.clone(), past.clone(), asks.clone());
        vec![
            MenuItem {
                label: text.show_credential.to_owned(),
                danger: false,
                disabled_reason: None,
                on_press: Callback::new(move |()| {
                    desk.router.navigate(to.clone(), crate::router::How::Push);
                }),
            },
            MenuItem {
                label: shell.history.to_owned(),
                danger: false,
                disabled_reason: None,
                on_press: Callback::new(move |()| {
                    desk.router.navigate(past.clone(), crate::router::How::Push);
                }),
            },
            MenuItem {
                label: text.lift.to_owned(),
                danger: false,
                disabled_reason: lifting.refusal(&of, &asks.client_id),
                on_press: Callback::new(move |()| lifting.ask(asks.clone())),
            },
        ]
    };
    view! {
        <Row>
            <Cell kind=ColumnKind::Tick>{tick}</Cell>
            <Cell kind=ColumnKind::Main>
                <CopyId value=own><Link to=credential class="id-link"><code>{face}</code></Link></CopyId>
            </Cell>
            <Cell label=text.state>{state}</Cell>
            <Cell label=text.set_by>{by}</Cell>
            <Cell label=text.set_at>{at}</Cell>
            <Cell label=text.reason>{reason}</Cell>
            <Cell kind=ColumnKind::Actions><Menu label=label items=Callback::new(items) /></Cell>
        </Row>
    }
    .into_child()
}

/// Who, when and why.
fn note(note: Option<BlacklistNote>) -> [Child; 3] {
    let (text, clock) = (use_text().blacklist(), use_clock());
    let quiet = |said: &'static str| view! { <span class="quiet">{said}</span> }.into_child();
    match note {
        None => [quiet(text.not_ours), quiet("–"), quiet("–")],
        Some(note) => [
            shown(&note.set_by),
            with_relative(Some(note.set_at), Signal::derive(move || clock.now())),
            note.reason
                .map_or_else(|| quiet(text.no_reason), |reason| shown(&reason)),
        ],
    }
}

fn empty(desk: Desk) -> Child {
    let text = use_text().blacklist();
    let place = desk.place.get();
    match place.open {
        None => view! { <Empty icon=IconName::Block title=text.empty>{text.empty_detail}</Empty> }
            .into_child(),
        Some(id) => {
            let to: Place = View::CutOff.about(&place.instance, &id).into();
            view! {
                <Empty icon=IconName::Check title=(text.not_listed)(&shown_text(&id))>
                    <p>{text.not_listed_detail}</p>
                    <Link to=to class="ui-button ui-button--plain">{text.cut_off}</Link>
                </Empty>
            }
            .into_child()
        }
    }
}
