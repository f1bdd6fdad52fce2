//! The devices of a product, one page of them, each with its state.

use crate::prelude::*;
use signet_model::{
    operations::{Device, DeviceStatus},
    plans::Act,
};
use signet_view::view;

use super::{desk::Desk, state::state};
use crate::{
    components::{
        Loaded, ago, moment,
        paging::{Page, Shown},
    },
    pages::{
        list::{beyond_end, problem_of, read_at, summary},
        ticks::{Ticks, ticks},
    },
    router::{ClientIds, Link, Place, WantedPlan},
    state::use_clock,
    text::{use_format, use_text},
    ui::{
        Cell, Column, ColumnKind, CopyId, Empty, IconName, Pager, Row, Skeleton, Table, memo, shown,
    },
    view::{IntoChild, each},
};

/// The most devices on a page (`cloud-api.md` section 2).
const LARGEST: u32 = 50;

impl Desk {
    fn page(self) -> Option<Page> {
        self.list.answer().with(|answer| {
            let answer = answer?;
            Some(Page {
                number: answer.question.page_number.get(),
                size: answer.question.page_size.get(),
                entries: answer.value.devices.len(),
                items_total: answer.value.items_total,
                pages_total: answer.value.pages_total,
                has_token: answer.value.next_token.is_some(),
            })
        })
    }

    fn to_page(self, page: u32) {
        self.go(|place| place.page = page);
    }
}

pub(super) fn devices(desk: Desk) -> Child {
    let (text, format) = (use_text(), use_format());
    let page = memo(move || desk.page());
    let said = Signal::derive(move || {
        page.get()
            .map(|page| summary(page, text.shell(), format))
            .unwrap_or_default()
    });
    let no_next = Signal::derive(move || match page.get() {
        Some(page) if page.has_next() => None,
        Some(_) => Some(text.shell().no_next.to_owned()),
        None => Some(text.shell().loading.to_owned()),
    });
    let problem = problem_of(desk.list);
    view! {
        <section class="panel">
            {head(desk)}
            <Loaded
                ready=Signal::derive(move || desk.list.is_answered())
                busy=desk.list.busy()
                problem=problem
                on_retry=Callback::new(move |()| desk.list.again())
                label=text.shell().reading
                skeleton=|| view! { <div class="panel__body"><Skeleton lines=8 /></div> }
            >
                {rows(desk)}
            </Loaded>
            <Pager
                summary=said
                page=Signal::derive(move || desk.place.with(|place| place.page))
                page_size=Signal::derive(move || desk.place.with(|place| place.page_size.min(LARGEST)))
                largest=LARGEST
                no_next=no_next
                no_previous=text.shell().no_previous
                busy=desk.list.busy()
                on_page=Callback::new(move |page| desk.to_page(page))
                on_page_size=Callback::new(move |size| desk.go(|place| {
                    place.page = 1;
                    place.page_size = size;
                }))
            />
        </section>
    }
    .into_child()
}

/// The product, and how fresh the list and the states are.
fn head(desk: Desk) -> Child {
    let text = use_text();
    let product = move || {
        desk.place
            .with(|place| place.product_key.clone().unwrap_or_default())
    };
    let list_read = move || {
        desk.list
            .answer()
            .with(|answer| Some(read_at(answer?.read_at)))
    };
    let states_failed = problem_of(desk.states);
    let states_read = move || {
        if let Some(problem) = states_failed.get() {
            let cause = problem.cause;
            return Some(view! { {text.client_ids().states_failed} " " {cause} }.into_child());
        }
        desk.states.answer().with(|answer| {
            let at = answer?.read_at;
            Some(view! { {text.client_ids().states} " " {read_at(at)} }.into_child())
        })
    };
    view! {
        <div class="device">
            <div class="device__facts">
                <h2>{text.client_ids().devices_of} " " {move || view! { <code>{shown(&product())}</code> }}</h2>
                <p class="quiet">{text.client_ids().devices} " " {list_read} {text.shell().comma} {states_read}</p>
            </div>
        </div>
    }
    .into_child()
}

fn rows(desk: Desk) -> Child {
    let text = use_text().client_ids();
    let shows = memo(move || desk.page().map(Page::shown));
    let listed = memo(move || {
        desk.list.answer().with(|answer| {
            answer
                .map(|answer| answer.value.devices.clone())
                .unwrap_or_default()
        })
    });
    let ids = memo(move || {
        listed.with(|all| {
            all.iter()
                .map(|device| device.iot_id.clone())
                .collect::<Vec<_>>()
        })
    });
    let ticks = ticks(ids, move || {
        desk.place.with(|place| WantedPlan {
            instance: place.instance.clone(),
            iot_instance: place.iot_instance.clone(),
            act: Some(Act::DeleteClientIds.as_str().to_owned()),
            ..WantedPlan::default()
        })
    });
    let columns = move || {
        vec![
            Column::new(ColumnKind::Tick, ""),
            Column::new(ColumnKind::Main, text.device_name),
            Column::new(ColumnKind::Text, text.state_since),
            Column::new(ColumnKind::Text, text.last_online),
            Column::new(ColumnKind::Extra, text.created),
            Column::new(ColumnKind::Extra, text.iot_id),
        ]
    };
    (move || match shows.get() {
        Some(Shown::Entries { .. }) => view! {
            <Table caption=Signal::stored(text.devices.to_owned()) columns=columns() lead=ticks.lead()>
                {each(move || listed.get(), |device| device.iot_id.clone(), move |device| row(desk, device, ticks))}
            </Table>
            {ticks.bar()}
        }
        .into_child(),
        Some(Shown::BeyondEnd) => untrack(|| desk.page())
            .map(|page| beyond_end(page, Callback::new(move |page| desk.to_page(page))))
            .into_child(),
        Some(Shown::Nothing) | None => {
            view! { <Empty icon=IconName::Device title=text.no_devices>{text.no_devices_detail}</Empty> }
                .into_child()
        }
    })
    .into_child()
}

fn row(desk: Desk, device: Device, ticks: Ticks) -> Child {
    let text = use_text().client_ids();
    let clock = use_clock();
    let now = Signal::derive(move || clock.now());
    let Device {
        iot_id,
        device_name,
        nickname,
        created_at,
        ..
    } = device;
    let (by_id, by_status, opens) = (iot_id.clone(), iot_id.clone(), iot_id.clone());
    let to = Signal::derive(move || {
        desk.place.with(|place| {
            Place::from(ClientIds {
                iot_id: Some(opens.clone()),
                device_name: None,
                ..place.clone()
            })
        })
    });
    // Of the state, the newer word counts; the list's own may be 10 s older.
    let known = memo(move || {
        desk.states.answer().with(|answer| {
            let states = &answer?.value.devices;
            let found = states.iter().find(|state| state.iot_id == by_id)?;
            Some((found.status, found.as_of, found.last_online_at))
        })
    });
    let listed = memo(move || {
        desk.list.answer().with(|answer| {
            let devices = &answer?.value.devices;
            let found = devices.iter().find(|device| device.iot_id == by_status)?;
            Some(found.status)
        })
    });
    let state = move || match (known.get(), listed.get()) {
        (Some((status, as_of, _)), _) => {
            // Of one that never connected there is nothing to date.
            let since = as_of.filter(|_| status != DeviceStatus::Unactive);
            let since = since.map(|at| view! { <span class="quiet">{ago(at, now)}</span> });
            Some(view! { <span class="device__state">{state(status)} {since}</span> }.into_child())
        }
        (None, listed) => listed.map(state),
    };
    let last_online = move || moment(known.get().and_then(|(_, _, at)| at));
    let face = shown(&device_name);
    let tick = ticks.cell(&iot_id);
    let nickname =
        (!nickname.is_empty()).then(|| view! { <span class="quiet">{shown(&nickname)}</span> });
    view! {
        <Row>
            <Cell kind=ColumnKind::Tick>{tick}</Cell>
            <Cell kind=ColumnKind::Main>
                <CopyId value=device_name>
                    <Link to=to class="id-link"><code>{face}</code></Link>
                </CopyId>
                {nickname}
            </Cell>
            <Cell label=text.state_since>{state}</Cell>
            <Cell label=text.last_online>{last_online}</Cell>
            <Cell kind=ColumnKind::Extra label=text.created>{moment(created_at)}</Cell>
            <Cell kind=ColumnKind::Extra label=text.iot_id><CopyId value=iot_id /></Cell>
        </Row>
    }
    .into_child()
}
