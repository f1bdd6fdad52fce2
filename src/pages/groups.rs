//! The groups of an instance: the list, making one, and deleting one with what hangs on it.

mod count;
mod create;
mod delete;
mod rows;

use crate::prelude::*;
use signet_model::operations::{Groups, ListGroupId};
use signet_view::view;

use self::{create::Creation, delete::Deletion};
use super::{
    heading::{adding, counted, reload},
    here::{Here, known_instance, on_known_instance, use_here},
    list::{follow, problem_of},
    own_place::own_place,
};
use crate::{
    api::{Query, query},
    components::Loaded,
    router::{How, InstancePage, Router, View, act, use_router},
    state::{Shared, use_refresh},
    text::use_text,
    ui::{Field, Held, PageHeader, Skeleton, effect, memo},
    view::IntoChild,
};

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    router: Router,
    place: Held<InstancePage>,
    groups: Query<ListGroupId, Groups>,
}

/// The key under which the groups of an instance are read again.
fn key(instance: &str) -> String {
    ["groups/", instance].concat()
}

/// The groups of an instance.
pub fn groups_page() -> Child {
    let (here, router, refresh) = (use_here(), use_router(), use_refresh());
    let place = own_place(View::Groups);
    let id = memo(move || place.with(|place| place.instance.clone()));
    let instance = known_instance(id);
    let groups = query(
        move || {
            let instance_id = instance.get()?;
            refresh.watch(&key(instance_id.as_str())).track();
            Some(ListGroupId { instance_id })
        },
        |before, now| before == now,
    );
    let desk = Desk::new(Parts {
        here,
        router,
        place,
        groups,
    });
    on_known_instance(use_text().shell().groups, id, move || known(desk))
}

fn known(desk: Desk) -> Child {
    let text = use_text();
    let (creation, deletion) = (Creation::of(desk), Deletion::of(desk));
    // A link may ask for it; going back does not ask again.
    effect(move || {
        let place = desk.place.get();
        if place.act.as_deref() == Some(act::CREATE) {
            creation.ask();
            desk.router
                .navigate(InstancePage { act: None, ..place }.into(), How::Replace);
        }
    });
    let problem = problem_of(desk.groups);
    let filter = RwSignal::new(String::new());
    follow(
        filter,
        move || desk.place.with(|place| place.filter.clone()),
        move |filter| {
            let mut place = desk.place.get_untracked();
            place.filter = filter;
            desk.router.navigate(place.into(), How::Replace);
        },
    );
    view! {
        {header(desk, creation)}
        <section class="panel">
            <div class="bar">
                <div class="grow">
                    <Field label=text.groups().filter value=filter hide_label=true search=true placeholder=text.groups().filter_hint />
                </div>
            </div>
            <Loaded
                ready=Signal::derive(move || desk.groups.is_answered())
                busy=desk.groups.busy()
                problem=problem
                on_retry=Callback::new(move |()| desk.groups.again())
                label=text.shell().reading
                skeleton=|| view! { <div class="panel__body"><Skeleton lines=6 /></div> }
            >
                {rows::rows(desk, creation, deletion)}
            </Loaded>
        </section>
        {creation.dialog()}
        {deletion.dialog()}
    }
    .into_child()
}

fn header(desk: Desk, creation: Creation) -> Child {
    let text = use_text();
    let shows = move || {
        desk.groups.answer().with(|answer| {
            let answer = answer?;
            let count = answer.value.groups.len();
            Some(counted(count, answer.read_at, text.groups().count))
        })
    };
    let actions = move || {
        view! {
            {adding(text.groups().create, move || creation.refusal(), move || creation.ask())}
            {reload(desk.groups.busy(), move || desk.groups.again())}
        }
    };
    view! { <PageHeader title=text.shell().groups actions=actions>{shows}</PageHeader> }
        .into_child()
}
