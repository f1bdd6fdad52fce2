//! The client ids of one page.

use crate::prelude::*;
use signet_model::{Effect as Does, identifiers::InstanceId};
use signet_view::view;

use super::{
    Desk,
    nothing::{NoneListed, Why, no_credentials},
    page_of,
};
use crate::{
    components::paging::Shown,
    pages::{
        here::client,
        list::holds,
        online::{Online, online},
        ticks::{Ticks, ticks},
    },
    router::{InstancePage, Link, Place, View, act},
    text::use_text,
    ui::{Cell, Column, ColumnKind, CopyId, Menu, MenuItem, Row, Table, memo, shown, shown_text},
    view::{IntoChild, each},
};

/// What the rows area shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Rows,
    Nothing(Why),
}

pub(super) fn rows(desk: Desk, go_to: RwSignal<bool>) -> Child {
    let text = use_text().credentials();
    let filter = memo(move || {
        desk.place
            .with(|place| place.filter.clone().unwrap_or_default())
    });
    let ids = memo(move || {
        let filter = filter.get();
        desk.list.answer().with(|answer| {
            let ids = answer
                .map(|answer| &*answer.value.client_ids)
                .unwrap_or_default();
            ids.iter()
                .filter(|id| holds(id, &filter))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let shows = memo(move || {
        let all = desk
            .list
            .answer()
            .with(|answer| answer.map(|answer| page_of(answer).shown()));
        match all {
            Some(Shown::Nothing) | None => Shows::Nothing(Why::Empty),
            Some(Shown::BeyondEnd) => Shows::Nothing(Why::BeyondEnd),
            Some(Shown::Entries { .. }) if ids.with(Vec::is_empty) => {
                Shows::Nothing(Why::FilteredOut)
            }
            Some(Shown::Entries { .. }) => Shows::Rows,
        }
    });
    let instance = memo(move || {
        desk.place
            .with(|place| InstanceId::parse(place.instance.as_str()).ok())
    });
    let online = online(instance, memo(move || shows.get() == Shows::Rows));
    let ticks = ticks(ids, move || desk.plan(None));
    let table = move || {
        let caption = Signal::derive(move || {
            [text.title, " ", &desk.group.get().unwrap_or_default()].concat()
        });
        let columns = vec![
            Column::new(ColumnKind::Tick, ""),
            Column::new(ColumnKind::Main, text.client_id),
            Column::new(ColumnKind::Text, text.session),
            Column::actions(),
        ];
        view! {
            <Table caption=caption columns=columns lead=ticks.lead()>
                {each(move || ids.get(), Clone::clone, move |id: String| row(desk, &id, online, ticks))}
            </Table>
            {ticks.bar()}
        }
        .into_child()
    };
    (move || match shows.get() {
        Shows::Rows => table(),
        Shows::Nothing(why) => no_credentials(NoneListed { desk, go_to, why }),
    })
    .into_child()
}

fn row(desk: Desk, id: &str, online: Online, ticks: Ticks) -> Child {
    let text = use_text();
    let (asks, link) = (id.to_owned(), id.to_owned());
    let to = Signal::derive(move || Place::from(desk.credential(&link)));
    let items = move |()| {
        let page = untrack(|| desk.credential(&asks));
        let object = client(&page.instance, &asks);
        let refused = desk.here.refusal_on(Does::Destroy, object, text.shell());
        let item = |label: &str, act: Option<&str>, to: InstancePage| MenuItem {
            label: label.to_owned(),
            danger: act.is_some(),
            disabled_reason: refused.clone().filter(|_| act.is_some()),
            on_press: Callback::new({
                let act = act.map(str::to_owned);
                move |()| {
                    desk.navigate(InstancePage {
                        act: act.clone(),
                        ..to.clone()
                    });
                }
            }),
        };
        let cut_off = View::CutOff.about(&page.instance, &asks);
        vec![
            item(text.credentials().open_detail, None, page.clone()),
            item(text.shell().cut_off, None, cut_off),
            item(text.credentials().rotate, Some(act::ROTATE), page.clone()),
            item(text.credentials().deregister, Some(act::DEREGISTER), page),
        ]
    };
    let (name, face, session) = (id.to_owned(), shown(id), online.cell(id));
    let tick = ticks.cell(id);
    let label = (text.credentials().acts_on)(&shown_text(id));
    view! {
        <Row>
            <Cell kind=ColumnKind::Tick>{tick}</Cell>
            <Cell kind=ColumnKind::Main>
                <CopyId value=name>
                    <Link to=to class="id-link"><code>{face}</code></Link>
                </CopyId>
            </Cell>
            <Cell label=text.credentials().session>{session}</Cell>
            <Cell kind=ColumnKind::Actions>
                <Menu label=label items=Callback::new(items) />
            </Cell>
        </Row>
    }
    .into_child()
}
