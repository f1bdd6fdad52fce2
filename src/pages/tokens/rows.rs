//! The rows.

use crate::prelude::*;
use signet_model::api::Token;
use signet_view::view;

use super::{Desk, revoke::Revoking};
use crate::{
    components::with_relative,
    pages::people::words::whole,
    state::use_clock,
    text::use_text,
    ui::{
        Cell, Column, ColumnKind, Empty, IconName, Menu, MenuItem, Row, Status, Table, Tone, memo,
        shown, shown_text,
    },
    view::{IntoChild, each},
};

pub(super) fn rows(desk: Desk, revoking: Revoking) -> Child {
    let text = use_text();
    let tokens = memo(move || {
        desk.tokens.answer().with(|answer| {
            answer
                .map(|answer| answer.value.tokens.clone())
                .unwrap_or_default()
        })
    });
    let none = memo(move || tokens.with(Vec::is_empty));
    (move || {
        let words = text.tokens();
        if none.get() {
            return view! { <Empty icon=IconName::Key title=words.empty>{words.empty_detail}</Empty> }
                .into_child();
        }
        let columns = vec![
            Column::new(ColumnKind::Main, words.name),
            Column::new(ColumnKind::Text, words.may),
            Column::new(ColumnKind::Text, words.owner),
            Column::new(ColumnKind::Text, words.expires),
            Column::new(ColumnKind::Text, words.last_used),
            Column::actions(),
        ];
        view! {
            <Table caption=Signal::stored(text.shell().tokens.to_owned()) columns=columns>
                {each(move || tokens.get(), key, move |token| row(desk, revoking, token))}
            </Table>
        }
        .into_child()
    })
    .into_child()
}

/// A row is made anew when something of it changes.
fn key(token: &Token) -> String {
    let used = token.last_used_at.map(|at| at.to_string());
    [&*token.id, " ", &used.unwrap_or_default()].concat()
}

fn row(desk: Desk, revoking: Revoking, token: Token) -> Child {
    let (text, clock) = (use_text().tokens(), use_clock());
    let now = Signal::derive(move || clock.now());
    let may: Vec<_> = token
        .grants
        .iter()
        .map(|grant| view! { <div>{whole(grant, desk.here, use_text())}</div> })
        .collect();
    let owner = match &token.owner {
        Some(owner) => shown(owner),
        None => view! { <span class="quiet">{text.on_command_line}</span> }.into_child(),
    };
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of this century")]
    let ends = token.expires_at.as_millis() as f64;
    let expired = move || {
        (ends <= now.get()).then(|| view! { <Status tone=Tone::Neutral>{text.expired}</Status> })
    };
    let last = match token.last_used_at {
        Some(at) => with_relative(Some(at), now),
        None => view! { <span class="quiet">{text.never}</span> }.into_child(),
    };
    let (name, expires) = (
        shown(&token.name),
        with_relative(Some(token.expires_at), now),
    );
    let label = (text.acts_on)(&shown_text(&token.name));
    let shell = use_text().shell();
    let items = move |()| {
        let token = token.clone();
        vec![MenuItem {
            label: text.revoke.to_owned(),
            danger: true,
            disabled_reason: untrack(|| desk.here.locked(shell)),
            on_press: Callback::new(move |()| revoking.ask(&token)),
        }]
    };
    view! {
        <Row>
            <Cell kind=ColumnKind::Main><code>{name}</code></Cell>
            <Cell label=text.may>{may}</Cell>
            <Cell label=text.owner>{owner}</Cell>
            <Cell label=text.expires>{expires} " " {expired}</Cell>
            <Cell label=text.last_used>{last}</Cell>
            <Cell kind=ColumnKind::Actions><Menu label=label items=Callback::new(items) /></Cell>
        </Row>
    }
    .into_child()
}
