//! The client ids of one page.

use crate::prelude::*;
use signet_model::identifiers::InstanceId;
use signet_view::view;

use super::{
    Desk,
    acts::{Acts, acts},
    nothing::{NoneListed, Why, no_credentials},
    page_of,
};
use crate::{
    components::paging::Shown,
    pages::{
        list::holds,
        online::{Online, online},
        ticks::{Ticks, ticks},
    },
    router::{Link, Place},
    text::use_text,
    ui::{Cell, Column, ColumnKind, CopyId, Row, Table, memo, shown},
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
        let acts = acts(desk);
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
                {each(move || ids.get(), Clone::clone, move |id: String| row(desk, &id, online, ticks, acts))}
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

fn row(desk: Desk, id: &str, online: Online, ticks: Ticks, acts: Acts) -> Child {
    let text = use_text();
    let link = id.to_owned();
    let to = Signal::derive(move || Place::from(desk.credential(&link)));
    let (name, face, session) = (id.to_owned(), shown(id), online.cell(id));
    let tick = ticks.cell(id);
    view! {
        <Row>
            <Cell kind=ColumnKind::Tick>{tick}</Cell>
            <Cell kind=ColumnKind::Main>
                <CopyId value=name>
                    <Link to=to class="id-link"><code>{face}</code></Link>
                </CopyId>
            </Cell>
            <Cell label=text.credentials().session>{session}</Cell>
            <Cell kind=ColumnKind::Actions>{acts.cell(id)}</Cell>
        </Row>
    }
    .into_child()
}
