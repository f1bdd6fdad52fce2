//! The ClientIDs of a device, against the limit of five, and the ways to pin one and to delete all.

use crate::prelude::*;
use signet_model::operations::{CLIENT_ID_LIMIT, DynamicClientId};
use signet_view::view;

use super::{acts::Acts, asked::Asked, desk::Desk};
use crate::{
    components::{Loaded, with_relative},
    pages::list::{problem_of, read_at},
    state::use_clock,
    text::{use_format, use_text},
    ui::{
        Button, ButtonKind, Cell, Column, ColumnKind, CopyId, Empty, IconName, Meter, Row,
        Skeleton, Table, Tone, memo, shown, shown_text,
    },
    view::{IntoChild, each},
};

pub(super) fn registered(desk: Desk, acts: Acts) -> Child {
    let text = use_text();
    let none = memo(move || {
        desk.ids
            .answer()
            .with(|answer| answer.is_some_and(|answer| answer.value.client_ids.is_empty()))
    });
    let body = move || {
        if none.get() {
            view! { <Empty icon=IconName::Device title=text.client_ids().empty>{text.client_ids().empty_detail}</Empty> }.into_child()
        } else {
            table(desk, acts)
        }
    };
    view! {
        <section class="panel">
            {head(desk, acts)}
            <Loaded
                ready=Signal::derive(move || desk.ids.is_answered())
                busy=desk.ids.busy()
                problem=problem_of(desk.ids)
                on_retry=Callback::new(move |()| desk.ids.again())
                label=text.shell().reading
                skeleton=|| view! { <div class="panel__body"><Skeleton lines=5 /></div> }
            >
                {body}
            </Loaded>
        </section>
    }
    .into_child()
}

/// The device, its count against the limit, and the act.
fn head(desk: Desk, acts: Acts) -> Child {
    let (text, format) = (use_text().client_ids(), use_format());
    (move || {
        desk.ids.answer().with(|answer| {
            let answer = answer?;
            let count = answer.value.client_ids.len();
            let (tone, word) = match count {
                count if count > CLIENT_ID_LIMIT => (Tone::Danger, text.above),
                count if count == CLIENT_ID_LIMIT => (Tone::Warning, text.at_limit),
                _ => (Tone::Good, text.below),
            };
            #[expect(clippy::cast_precision_loss, reason = "a handful")]
            let share = count as f64 / CLIENT_ID_LIMIT as f64;
            let of = (text.of_limit)(
                &format.number(count as u64),
                &format.number(CLIENT_ID_LIMIT as u64),
            );
            let iot_id = answer.question.iot_id.to_string();
            let read_at = read_at(answer.read_at);
            Some(view! {
                <div class="device">
                    <div class="device__facts">
                        <h2>{text.title}</h2>
                        <p>{text.iot_id} " " <CopyId value=iot_id wrap=true /></p>
                        <p class="device__limit">
                            <Meter share=share tone=tone><strong>{of}</strong></Meter>
                            <span>{word}</span>
                        </p>
                        <p class="quiet">{read_at}</p>
                    </div>
                    <Button
                        kind=ButtonKind::Danger
                        disabled_reason=Signal::derive(move || acts.refusal(&Asked::DeleteAll))
                        on_press=Callback::new(move |()| acts.ask(Asked::DeleteAll))
                    >
                        {text.delete_all}
                    </Button>
                </div>
            })
        })
    })
    .into_child()
}

fn table(desk: Desk, acts: Acts) -> Child {
    let text = use_text().client_ids();
    let clock = use_clock();
    let now = Signal::derive(move || clock.now());
    let rows = memo(move || {
        desk.ids.answer().with(|answer| {
            answer
                .map(|answer| answer.value.client_ids.clone())
                .unwrap_or_default()
        })
    });
    let row = move |client: DynamicClientId| {
        let face = shown(&client.client_id);
        let pin = Asked::Pin(client.client_id.clone());
        let (asks, label) = (pin.clone(), shown_text(&client.client_id));
        view! {
            <Row>
                <Cell kind=ColumnKind::Main>
                    <CopyId value=client.client_id><code>{face}</code></CopyId>
                </Cell>
                <Cell label=text.registered>{with_relative(client.created_at, now)}</Cell>
                <Cell kind=ColumnKind::Actions>
                    <Button
                        kind=ButtonKind::Quiet
                        disabled_reason=Signal::derive(move || acts.refusal(&pin))
                        on_press=Callback::new(move |()| acts.ask(asks.clone()))
                    >
                        {text.pin}
                        <span class="ui-visually-hidden">" " {label}</span>
                    </Button>
                </Cell>
            </Row>
        }
    };
    let columns = vec![
        Column::new(ColumnKind::Main, text.client_id),
        Column::new(ColumnKind::Text, text.registered),
        Column::actions(),
    ];
    view! {
        <Table caption=Signal::stored(text.title.to_owned()) columns=columns>
            {each(move || rows.get(), |client| client.client_id.clone(), row)}
        </Table>
    }
    .into_child()
}
