//! The client ids that may not connect: the list, one id looked up, who set it and why, and the way to lift it.

mod bar;
mod lift;
mod rows;
mod trail;

use crate::prelude::*;
use signet_model::{
    identifiers::{ClientId, InstanceId, PageSize},
    operations::{Blacklist, QueryCustomAuthConnectBlack},
};
use signet_view::view;

use self::{lift::Lifting, trail::Trail};
use super::{
    heading::reload,
    here::{Here, on_known_instance, use_here},
    list::{problem_of, read_at, summary},
    own_place::own_place,
};
use crate::{
    api::{Answer, Failure, Query, query},
    components::{Loaded, paging::Page},
    router::{How, InstancePage, Link, Place, Router, View, use_router},
    state::{Shared, use_refresh},
    text::{use_format, use_text},
    ui::{Empty, Held, Icon, IconName, PageHeader, Pager, Skeleton, effect, memo, shown_text},
    view::IntoChild,
};

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    router: Router,
    place: Held<InstancePage>,
    list: Query<QueryCustomAuthConnectBlack, Blacklist>,
    trail: Trail,
}

impl Desk {
    /// Goes to this place, changed.
    fn go(self, how: How, change: impl FnOnce(&mut InstancePage)) {
        let mut place = self.place.get_untracked();
        change(&mut place);
        self.router.navigate(place.into(), how);
    }

    /// Looks one id up; all are listed without one.
    fn look_up(self, id: Option<String>) {
        self.go(How::Push, |place| {
            place.page = 1;
            place.open = id;
        });
    }

    fn page_of(self, answer: Answer<'_, QueryCustomAuthConnectBlack, Blacklist>) -> Page {
        Page {
            number: self.trail.page_of(answer.question),
            size: answer.question.page_size.get(),
            entries: answer.value.entries.len(),
            items_total: None,
            pages_total: None,
            has_token: answer.value.next_token.is_some(),
        }
    }
}

/// The key under which the blacklist of an instance is read again.
fn key(instance: &str) -> String {
    ["blacklist/", instance].concat()
}

/// The client ids that may not connect.
pub fn blacklist_page() -> Child {
    let desk = desk();
    let id = memo(move || desk.place.with(|place| place.instance.clone()));
    on_known_instance(use_text().shell().blacklist, id, move || known(desk))
}

fn desk() -> Desk {
    let (here, router, refresh) = (use_here(), use_router(), use_refresh());
    let place = own_place(View::Blacklist);
    let trail = Trail::new();
    let first = memo(move || {
        let (instance, open, size) =
            place.with(|place| (place.instance.clone(), place.open.clone(), place.page_size));
        let client_id = open.map(ClientId::parse).transpose().ok()?;
        Some(QueryCustomAuthConnectBlack {
            instance_id: InstanceId::parse(instance.as_str())
                .ok()
                .filter(|_| !here.is_unknown(&instance))?,
            page_size: PageSize::new(size.into()).unwrap_or(PageSize::MAX),
            client_id,
            next_token: None,
        })
    });
    let list = query(
        move || {
            let first = first.get()?;
            refresh.watch(&key(first.instance_id.as_str())).track();
            trail.question(first, place.with(|place| place.page))
        },
        |before, now| before.instance_id == now.instance_id && before.client_id == now.client_id,
    );
    effect(move || {
        list.answer().with(|answer| {
            if let Some(answer) = answer {
                trail.remember(answer.question, answer.value.next_token.as_deref());
            }
        });
    });
    let desk = Desk::new(Parts {
        here,
        router,
        place,
        list,
        trail,
    });
    // Pages are reached by walking only: a link into the middle leads to the start.
    effect(move || {
        let page = place.with(|place| place.page);
        if let Some(first) = first.get()
            && page != 1
            && trail.question(first, page).is_none()
        {
            desk.go(How::Replace, |place| place.page = 1);
        }
    });
    desk
}

fn known(desk: Desk) -> Child {
    let lifting = Lifting::of(desk);
    view! {
        {header(desk)}
        <section class="panel">{bar::bar(desk)} {list(desk, lifting)}</section>
        {lifting.dialog()}
    }
    .into_child()
}

fn header(desk: Desk) -> Child {
    let text = use_text();
    let format = use_format();
    let shows = move || {
        let looked_up = desk.place.with(|place| place.open.clone());
        desk.list.answer().with(|answer| {
            let answer = answer?;
            let said = match looked_up {
                Some(id) => (text.blacklist().only)(&shown_text(&id)),
                None => summary(desk.page_of(answer), text.shell(), format),
            };
            Some(view! { {said} {text.shell().comma} {read_at(answer.read_at)} })
        })
    };
    let add = Signal::derive(move || {
        desk.place
            .with(|place| Place::from(View::CutOff.of(&place.instance)))
    });
    let actions = move || {
        view! {
            <Link to=add class="ui-button ui-button--plain">
                <Icon name=IconName::Block />
                {text.blacklist().add}
            </Link>
            {reload(desk.list.busy(), move || desk.list.again())}
        }
    };
    view! { <PageHeader title=text.shell().blacklist actions=actions>{shows}</PageHeader> }
        .into_child()
}

fn list(desk: Desk, lifting: Lifting) -> Child {
    let (text, format) = (use_text(), use_format());
    let not_offered = memo(move || desk.list.failure().with(is_not_offered));
    let problem = problem_of(desk.list);
    let shown_page = memo(move || {
        desk.list
            .answer()
            .with(|answer| answer.map(|answer| desk.page_of(answer)))
    });
    let no_next = Signal::derive(move || match shown_page.get() {
        Some(page) if page.has_token => None,
        Some(_) => Some(text.shell().no_next.to_owned()),
        None => Some(text.shell().loading.to_owned()),
    });
    let none = move || {
        not_offered.get().then(|| {
            view! { <Empty icon=IconName::Block title=text.blacklist().not_offered>{text.blacklist().not_offered_detail}</Empty> }
        })
    };
    let pages = move || desk.place.with(|place| place.open.is_none()) && !not_offered.get();
    let pager = move || {
        view! {
            <Pager
                summary=Signal::derive(move || shown_page.get().map(|page| summary(page, text.shell(), format)).unwrap_or_default())
                page=Signal::derive(move || desk.place.with(|place| place.page))
                page_size=Signal::derive(move || desk.place.with(|place| place.page_size))
                no_next=no_next
                no_previous=text.shell().no_previous
                busy=desk.list.busy()
                on_page=Callback::new(move |page| desk.go(How::Push, |place| place.page = page))
                on_page_size=Callback::new(move |size| desk.go(How::Push, |place| {
                    place.page = 1;
                    place.page_size = size;
                }))
            />
        }
    };
    view! {
        <Loaded
            ready=Signal::derive(move || desk.list.is_answered() && !not_offered.get())
            busy=desk.list.busy()
            problem=Signal::derive(move || problem.get().filter(|_| !not_offered.get()))
            on_retry=Callback::new(move |()| desk.list.again())
            label=text.shell().reading
            skeleton=|| view! { <div class="panel__body"><Skeleton lines=6 /></div> }
        >
            {rows::rows(desk, lifting)}
        </Loaded>
        {none}
        {move || pages().then(pager)}
    }
    .into_child()
}

fn is_not_offered(failure: &Option<Failure>) -> bool {
    matches!(failure, Some(Failure::Refused(error)) if error.cloud_code.as_deref() == Some("ApiNotSupport"))
}
