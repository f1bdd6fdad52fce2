//! The ClientIDs of one IoT Platform device, against the limit of five, and the way to delete all of them.

mod delete;
mod form;

use crate::prelude::*;
use signet_model::{
    api::ErrorCode,
    identifiers::{IotId, IotInstanceId},
    operations::{CLIENT_ID_LIMIT, ClientIds as Registered, DynamicClientId, QueryClientIds},
};
use signet_view::view;

use self::delete::Deletion;
use super::{
    here::{Here, use_here},
    list::{problem_of, read_at},
};
use crate::{
    api::{Failure, Query, query},
    components::{Loaded, with_relative},
    router::{ClientIds, Place, Router, use_router},
    state::{Shared, use_clock, use_refresh},
    text::{use_format, use_text},
    ui::{
        Button, ButtonKind, Cell, Column, ColumnKind, CopyId, Empty, Held, Icon, IconName, Meter,
        PageHeader, Row, Skeleton, Table, Tone, memo, shown,
    },
    view::{IntoChild, each},
};

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    router: Router,
    place: Held<ClientIds>,
    ids: Query<QueryClientIds, Registered>,
}

/// The key under which the ClientIDs of a device are read again.
fn key(iot_id: &str) -> String {
    ["client-ids/", iot_id].concat()
}

/// The ClientIDs of one device of IoT Platform.
pub fn client_ids_page() -> AnyView {
    let (here, router, refresh) = (use_here(), use_router(), use_refresh());
    let text = use_text();
    // While another page takes the place of this one, this one stays where it was.
    let last = StoredValue::new(ClientIds::default());
    let place = memo(move || {
        if let Place::ClientIds(place) = router.place().get() {
            last.set_value(place);
        }
        last.get_value()
    });
    let asked = memo(move || {
        place.with(|place| {
            let iot_id = IotId::parse(place.iot_id.as_deref()?).ok()?;
            let iot_instance_id = place
                .iot_instance
                .as_deref()
                .map(IotInstanceId::parse)
                .transpose()
                .ok()?;
            Some(QueryClientIds {
                iot_id,
                iot_instance_id,
            })
        })
    });
    let ids = query(
        move || {
            let asked = asked.get()?;
            refresh.watch(&key(asked.iot_id.as_str())).track();
            Some(asked)
        },
        |before, now| before == now,
    );
    let desk = Desk::new(Parts {
        here,
        router,
        place,
        ids,
    });
    let deletion = Deletion::of(desk);
    view! {
        <PageHeader title=text.client_ids().title actions=move || actions(desk)>{text.client_ids().lead}</PageHeader>
        <div class="stack">
            <section class="panel">{form::form(desk)}</section>
            {move || asked.with(Option::is_none).then(ask)}
            {move || asked.with(Option::is_some).then(|| answer(desk, deletion))}
        </div>
        {deletion.dialog()}
    }
    .into_any()
}

fn actions(desk: Desk) -> AnyView {
    let text = use_text().shell();
    (move || {
        desk.place.with(|place| place.iot_id.is_some()).then(|| {
            view! {
                <Button busy=desk.ids.busy() on_press=Callback::new(move |()| desk.ids.again())>
                    <Icon name=IconName::Reload />
                    {text.reload}
                </Button>
            }
        })
    })
    .into_child()
    .into_any()
}

fn ask() -> AnyView {
    let text = use_text().client_ids();
    view! {
        <section class="panel">
            <Empty icon=IconName::Device title=text.ask>{text.ask_detail}</Empty>
        </section>
    }
    .into_any()
}

fn answer(desk: Desk, deletion: Deletion) -> AnyView {
    let text = use_text();
    let unknown = memo(move || {
        desk.ids.failure().with(|failure| matches!(failure, Some(Failure::Refused(error)) if error.code == ErrorCode::NotFound))
    });
    let problem = problem_of(desk.ids);
    let none = memo(move || {
        desk.ids
            .answer()
            .with(|answer| answer.is_some_and(|answer| answer.value.client_ids.is_empty()))
    });
    let body = move || {
        if none.get() {
            view! { <Empty icon=IconName::Device title=text.client_ids().empty>{text.client_ids().empty_detail}</Empty> }.into_any()
        } else {
            table(desk)
        }
    };
    let not_found = move || {
        unknown.get().then(|| {
            view! { <Empty icon=IconName::Search title=text.client_ids().not_found>{text.client_ids().not_found_detail}</Empty> }
        })
    };
    view! {
        <section class="panel">
            {head(desk, deletion)}
            <Loaded
                ready=Signal::derive(move || desk.ids.is_answered() && !unknown.get())
                busy=desk.ids.busy()
                problem=Signal::derive(move || problem.get().filter(|_| !unknown.get()))
                on_retry=Callback::new(move |()| desk.ids.again())
                label=text.shell().reading
                skeleton=|| view! { <div class="panel__body"><Skeleton lines=5 /></div> }
            >
                {body}
            </Loaded>
            {not_found}
        </section>
    }
    .into_any()
}

/// The device, its count against the limit, and the act.
fn head(desk: Desk, deletion: Deletion) -> AnyView {
    let text = use_text();
    let format = use_format();
    (move || {
        desk.ids.answer().with(|answer| {
            let answer = answer?;
            let count = answer.value.client_ids.len();
            let (tone, word) = match count {
                count if count > CLIENT_ID_LIMIT => (Tone::Danger, text.client_ids().above),
                count if count == CLIENT_ID_LIMIT => (Tone::Warning, text.client_ids().at_limit),
                _ => (Tone::Good, text.client_ids().below),
            };
            #[expect(clippy::cast_precision_loss, reason = "a handful")]
            let share = count as f64 / CLIENT_ID_LIMIT as f64;
            let of = (text.client_ids().of_limit)(
                &format.number(count as u64),
                &format.number(CLIENT_ID_LIMIT as u64),
            );
            let iot_id = answer.question.iot_id.to_string();
            let read_at = read_at(answer.read_at);
            Some(view! {
                <div class="device">
                    <div class="device__facts">
                        <h2><CopyId value=iot_id wrap=true /></h2>
                        <p class="device__limit">
                            <Meter share=share tone=tone><strong>{of}</strong></Meter>
                            <span>{word}</span>
                        </p>
                        <p class="quiet">{read_at}</p>
                    </div>
                    <Button
                        kind=ButtonKind::Danger
                        disabled_reason=Signal::derive(move || deletion.refusal())
                        on_press=Callback::new(move |()| deletion.ask())
                    >
                        {text.client_ids().delete_all}
                    </Button>
                </div>
            })
        })
    })
    .into_child()
    .into_any()
}

fn table(desk: Desk) -> AnyView {
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
        view! {
            <Row>
                <Cell kind=ColumnKind::Main>
                    <CopyId value=client.client_id><code>{face}</code></CopyId>
                </Cell>
                <Cell label=text.registered>{with_relative(client.created_at, now)}</Cell>
            </Row>
        }
    };
    let columns = vec![
        Column::new(ColumnKind::Main, text.client_id),
        Column::new(ColumnKind::Text, text.registered),
    ];
    view! {
        <Table caption=Signal::stored(text.title.to_owned()) columns=columns>
            {each(move || rows.get(), |client| client.client_id.clone(), row)}
        </Table>
    }
    .into_any()
}
