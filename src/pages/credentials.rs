//! The device credentials of an instance: one group's client ids, page by page. What is known of each, and what may be done
//! with it, is on a page of its own.

pub(super) mod acts;
mod bar;
pub(super) mod go_to;
pub(super) mod nothing;
mod rows;
mod tokens;

use crate::prelude::*;
use signet_model::{
    identifiers::{GroupId, PageNumber, PageSize},
    operations::{DeviceCredentialClientIds, Groups, ListDeviceCredentialClientId, ListGroupId},
};
use signet_view::view;

use self::{
    nothing::{NoneListed, Why, no_credentials},
    tokens::Tokens,
};
use super::{
    heading::reload,
    here::{Here, known_instance, on_known_instance, use_here},
    list::{problem_of, read_at, summary},
};
use crate::{
    api::{Answer, Query, query},
    components::{Loaded, paging::Page},
    router::{Credentials, How, InstancePage, Link, Place, Router, View, WantedPlan, use_router},
    state::{Shared, use_refresh, use_toasts},
    text::{use_format, use_text},
    ui::{
        Button, Held, Icon, IconName, PageHeader, Pager, Skeleton, ToastKind, copy_text, effect,
        memo, shown,
    },
    view::IntoChild,
};

type List = Query<ListDeviceCredentialClientId, DeviceCredentialClientIds>;
type Listed<'a> = Answer<'a, ListDeviceCredentialClientId, DeviceCredentialClientIds>;

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    router: Router,
    place: Held<Credentials>,
    group: Held<Option<String>>,
    groups: Query<ListGroupId, Groups>,
    list: List,
}

impl Desk {
    /// Goes to this place, changed.
    fn go(self, how: How, change: impl FnOnce(&mut Credentials)) {
        let mut place = self.place.get_untracked();
        change(&mut place);
        self.router.navigate(place.into(), how);
    }

    fn to_page(self, page: u32) {
        self.go(How::Push, |place| place.page = page);
    }

    /// The page of a credential, which knows the way back to this one.
    fn credential(self, id: &str) -> InstancePage {
        self.place.with(|place| InstancePage {
            page: place.page,
            page_size: place.page_size,
            filter: place.filter.clone(),
            ..View::Credential.about(&place.instance, id)
        })
    }

    /// How a plan begins here: for the instance, or for one of its groups.
    fn plan(self, group: Option<String>) -> WantedPlan {
        WantedPlan {
            instance: Some(self.place.with(|place| place.instance.clone())),
            source: group.is_some().then(|| "groups".to_owned()),
            group: group.or_else(|| self.group.get()),
            ..WantedPlan::default()
        }
    }

    fn navigate(self, page: InstancePage) {
        self.router.navigate(page.into(), How::Push);
    }
}

/// The key under which a group's credentials are read again.
pub fn key(instance: &str, group: &str) -> String {
    ["credentials/", instance, "/", group].concat()
}

/// What a page of the list is.
fn page_of(answer: Listed<'_>) -> Page {
    Page {
        number: answer.question.page_number.get(),
        size: answer.question.page_size.get(),
        entries: answer.value.client_ids.len(),
        items_total: answer.value.items_total,
        pages_total: None,
        has_token: answer.value.next_token.is_some(),
    }
}

/// The device credentials of an instance.
pub fn credentials_page() -> Child {
    let desk = desk();
    let id = memo(move || desk.place.with(|place| place.instance.clone()));
    on_known_instance(use_text().credentials().title, id, move || known(desk))
}

fn desk() -> Desk {
    let (here, router, refresh) = (use_here(), use_router(), use_refresh());
    // While another page takes the place of this one, this one stays where it was.
    let last = StoredValue::new(Credentials::of(""));
    let place = memo(move || {
        if let Place::Credentials(place) = router.place().get() {
            last.set_value(place);
        }
        last.get_value()
    });
    let instance = known_instance(memo(move || place.with(|place| place.instance.clone())));
    let groups = query(
        move || {
            let instance_id = instance.get()?;
            refresh
                .watch(&["groups/", instance_id.as_str()].concat())
                .track();
            Some(ListGroupId { instance_id })
        },
        |before, now| before == now,
    );
    let group = memo(move || {
        place.with(|place| place.group.clone()).or_else(|| {
            let instance = instance.get()?;
            groups.answer().with(|answer| {
                let answer = answer.filter(|answer| answer.question.instance_id == instance)?;
                answer
                    .value
                    .groups
                    .first()
                    .map(|group| group.group_id.clone())
            })
        })
    });
    let tokens = Tokens::new();
    let asked = memo(move || {
        let (page, size) = place.with(|place| (place.page, place.page_size));
        Some(ListDeviceCredentialClientId {
            instance_id: instance.get()?,
            group_id: GroupId::parse(group.get()?).ok()?,
            page_number: PageNumber::new(page.into()).unwrap_or(PageNumber::MAX),
            page_size: PageSize::new(size.into()).unwrap_or(PageSize::MAX),
            next_token: None,
        })
    });
    let list = query(
        move || {
            let asked = asked.get()?;
            refresh
                .watch(&key(asked.instance_id.as_str(), asked.group_id.as_str()))
                .track();
            Some(tokens.fill(asked))
        },
        |before, now| before.instance_id == now.instance_id && before.group_id == now.group_id,
    );
    effect(move || {
        list.answer().with(|answer| {
            if let Some(answer) = answer {
                tokens.remember(answer);
            }
        });
    });
    let desk = Desk::new(Parts {
        here,
        router,
        place,
        group,
        groups,
        list,
    });
    // The group that was chosen for the user belongs into the URL: the first one may be another tomorrow.
    effect(move || {
        let group = group.get();
        if group.is_some()
            && place.with_untracked(|place| place.group.is_none() && !place.instance.is_empty())
        {
            desk.go(How::Replace, |place| place.group = group);
        }
    });
    desk
}

fn known(desk: Desk) -> Child {
    let go_to = RwSignal::new(false);
    let no_groups = memo(move || {
        desk.groups
            .answer()
            .with(|answer| answer.is_some_and(|answer| answer.value.groups.is_empty()))
            && desk.group.with(Option::is_none)
    });
    let body = move || {
        if no_groups.get() {
            let why = Why::NoGroups;
            no_credentials(NoneListed { desk, go_to, why })
        } else {
            list(desk, go_to)
        }
    };
    view! {
        {header(desk, go_to)}
        <section class="panel">{body}</section>
        {go_to::asked(desk, go_to)}
    }
    .into_child()
}

fn header(desk: Desk, go_to: RwSignal<bool>) -> Child {
    let text = use_text();
    let toasts = use_toasts();
    let format = use_format();
    let shows = move || {
        desk.list.answer().with(|answer| {
            let answer = answer?;
            Some(view! {
                {summary(page_of(answer), text.shell(), format)}
                {text.credentials().in_group}
                <code>{shown(answer.question.group_id.as_str())}</code>
                {text.shell().comma}
                {read_at(answer.read_at)}
            })
        })
    };
    let copy = move |()| {
        let ids = desk.list.answer().with_untracked(|answer| {
            answer
                .map(|answer| answer.value.client_ids.clone())
                .unwrap_or_default()
        });
        leptos::task::spawn_local(async move {
            if copy_text(&ids.join("\n")).await {
                toasts.say(
                    ToastKind::Done,
                    (text.credentials().copied_page)(&format.number(ids.len() as u64)),
                    None,
                );
            } else {
                toasts.say(ToastKind::Failed, text.words().copy_failed, None);
            }
        });
    };
    let nothing_to_copy = Signal::derive(move || {
        let empty = desk
            .list
            .answer()
            .with(|answer| answer.is_none_or(|answer| answer.value.client_ids.is_empty()));
        empty.then(|| text.credentials().nothing_to_copy.to_owned())
    });
    let again = move || {
        desk.groups.again();
        desk.list.again();
    };
    let register = Signal::derive(move || {
        let instance = desk.place.with(|place| place.instance.clone());
        Place::from(InstancePage {
            open: desk.group.get(),
            ..View::Register.of(&instance)
        })
    });
    let plan = Signal::derive(move || desk.plan(desk.group.get()).place(None));
    let actions = move || {
        view! {
            <Link to=register class="ui-button ui-button--primary">
                <Icon name=IconName::Add />
                {text.credentials().register}
            </Link>
            <Link to=plan class="ui-button ui-button--plain">
                <Icon name=IconName::Plan />
                {text.ticks().make}
            </Link>
            <Button on_press=Callback::new(move |()| go_to.set(true))>
                <Icon name=IconName::Search />
                {text.credentials().go_to}
            </Button>
            <Button disabled_reason=nothing_to_copy on_press=Callback::new(copy)>
                <Icon name=IconName::Copy />
                {text.credentials().copy_page}
            </Button>
            {reload(desk.list.busy(), again)}
        }
    };
    view! { <PageHeader title=text.credentials().title actions=actions>{shows}</PageHeader> }
        .into_child()
}

fn list(desk: Desk, go_to: RwSignal<bool>) -> Child {
    let (text, format) = (use_text(), use_format());
    let page = memo(move || desk.place.with(|place| place.page));
    let size = memo(move || desk.place.with(|place| place.page_size));
    let shown_page = memo(move || desk.list.answer().with(|answer| answer.map(page_of)));
    let no_next = Signal::derive(move || match shown_page.get() {
        Some(page) if page.has_next() => None,
        Some(_) => Some(text.shell().no_next.to_owned()),
        None => Some(text.shell().loading.to_owned()),
    });
    let busy = Signal::derive(move || {
        desk.list.busy().get() || desk.group.with(Option::is_none) && desk.groups.busy().get()
    });
    let problem = problem_of(desk.list);
    let groups_problem = problem_of(desk.groups);
    let retry = move |()| {
        if desk.groups.failure().with_untracked(Option::is_some) {
            desk.groups.again();
        }
        if desk.list.failure().with_untracked(Option::is_some) {
            desk.list.again();
        }
    };
    view! {
        {bar::bar(desk)}
        <Loaded
            ready=Signal::derive(move || desk.list.is_answered())
            busy=busy
            problem=Signal::derive(move || problem.get().or_else(|| groups_problem.get()))
            on_retry=Callback::new(retry)
            label=text.shell().reading
            skeleton=|| view! { <div class="panel__body"><Skeleton lines=12 /></div> }
        >
            {rows::rows(desk, go_to)}
        </Loaded>
        <Pager
            summary=Signal::derive(move || shown_page.get().map(|page| summary(page, text.shell(), format)).unwrap_or_default())
            page=page
            page_size=size
            no_next=no_next
            no_previous=text.shell().no_previous
            busy=desk.list.busy()
            on_page=Callback::new(move |page| desk.to_page(page))
            on_page_size=Callback::new(move |size| desk.go(How::Push, |place| {
                place.page = 1;
                place.page_size = size;
            }))
        />
    }
    .into_child()
}
