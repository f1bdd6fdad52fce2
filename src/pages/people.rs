//! Who may do what: subjects and groups with their grants, where those come from, and the way to give and take them.

mod acts;
mod granting;
mod rows;
mod wanted;
pub(super) mod words;

use crate::prelude::*;
use signet_model::{api::People, roles::is_admin};
use signet_view::view;

use self::{acts::Acts, granting::Granting};
use super::{
    general_place::general_place,
    heading::{adding, counted, reload},
    here::{Here, use_here},
    list::{follow, problem_of},
};
use crate::{
    api::{Query, own_query},
    components::Loaded,
    router::{General, GeneralPage, How, Router, use_router},
    state::{Shared, use_refresh},
    text::use_text,
    ui::{Empty, Field, Held, IconName, PageHeader, Skeleton, memo},
    view::IntoChild,
};

/// The key under which people are read again.
const KEY: &str = "people";

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    router: Router,
    place: Held<GeneralPage>,
    people: Query<String, People>,
    /// Who is asking.
    own: Held<Option<String>>,
}

/// Who may do what.
pub fn people_page() -> Child {
    let here = use_here();
    let admin = memo(move || {
        here.session()
            .answer()
            .with(|session| session.map(|session| is_admin(&session.value.grants)))
    });
    let version = use_refresh().watch(KEY);
    let people = own_query(
        move || {
            version.track();
            (admin.get() == Some(true)).then(|| KEY.to_owned())
        },
        |_, _| true,
    );
    let own = memo(move || {
        here.session()
            .answer()
            .with(|session| session.map(|session| session.value.actor.clone()))
    });
    let desk = Desk::new(Parts {
        here,
        router: use_router(),
        place: general_place(General::People),
        people,
        own,
    });
    (move || match admin.get() {
        Some(false) => only_admin(),
        None | Some(true) => known(desk),
    })
    .into_child()
}

fn only_admin() -> Child {
    let text = use_text();
    view! {
        <PageHeader title=text.shell().people />
        <section class="panel">
            <Empty icon=IconName::People title=text.people().only_admin>{text.people().only_admin_detail}</Empty>
        </section>
    }
    .into_child()
}

fn known(desk: Desk) -> Child {
    let text = use_text();
    let (granting, acts) = (Granting::of(desk), Acts::of(desk));
    let filter = RwSignal::new(String::new());
    follow(
        filter,
        move || desk.place.with(GeneralPage::filter),
        move |filter| {
            let place = desk.place.get_untracked();
            desk.router
                .navigate(place.filtered(filter.as_deref()).into(), How::Replace);
        },
    );
    view! {
        {header(desk, granting)}
        <section class="panel people">
            <div class="bar">
                <div class="grow">
                    <Field label=text.people().filter value=filter hide_label=true search=true placeholder=text.people().filter_hint />
                </div>
            </div>
            <Loaded
                ready=Signal::derive(move || desk.people.is_answered())
                busy=desk.people.busy()
                problem=problem_of(desk.people)
                on_retry=Callback::new(move |()| desk.people.again())
                label=text.shell().reading
                skeleton=|| view! { <div class="panel__body"><Skeleton lines=6 /></div> }
            >
                {rows::rows(desk, granting, acts)}
            </Loaded>
        </section>
        {granting.dialog()}
        {acts.dialog()}
    }
    .into_child()
}

fn header(desk: Desk, granting: Granting) -> Child {
    let text = use_text();
    let shows = move || {
        desk.people.answer().with(|answer| {
            let answer = answer?;
            let count = answer.value.people.len();
            Some(counted(count, answer.read_at, text.people().count))
        })
    };
    let actions = move || {
        view! {
            {adding(text.people().grant, move || desk.here.locked(text.shell()), move || granting.ask(None))}
            {reload(desk.people.busy(), move || desk.people.again())}
        }
    };
    view! { <PageHeader title=text.shell().people actions=actions>{shows}</PageHeader> }
        .into_child()
}
