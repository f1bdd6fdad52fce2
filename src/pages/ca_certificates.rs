//! The CA certificates of an instance, the one that is open beside them, and its device certificates below.

mod acts;
mod compare;
mod detail;
mod devices;
mod rows;

use crate::prelude::*;
use signet_model::{
    identifiers::{PageNumber, PageSize},
    operations::{CaCertificate, CaCertificates, ListCaCertificate},
    plans::Act,
};
use signet_view::view;

use self::acts::Acts;
use super::{
    certificates::{asked_instance, key, with_certificates},
    heading::reload,
    here::{Here, use_here},
    list::{beside, problem_of, read_at, summary},
    own_place::own_place,
};
use crate::{
    api::{Query, query},
    components::{Loaded, paging::Page},
    router::{How, InstancePage, Link, Place, Router, View, WantedPlan, use_router},
    state::{Shared, use_refresh},
    text::{use_format, use_text},
    ui::{Held, PageHeader, Pager, Skeleton, memo},
    view::IntoChild,
};

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    router: Router,
    place: Held<InstancePage>,
    cas: Query<ListCaCertificate, CaCertificates>,
}

impl Desk {
    /// Goes to this place, changed.
    fn go(self, how: How, change: impl FnOnce(&mut InstancePage)) {
        let mut place = self.place.get_untracked();
        change(&mut place);
        self.router.navigate(place.into(), how);
    }

    /// Opens a CA beside the list, or leaves the one that is open.
    fn open(self, serial: Option<String>) {
        self.go(How::Push, |place| place.open = serial);
    }

    /// What is listed, read by `read`; nothing until the first answer.
    fn with_listed<R>(self, read: impl FnOnce(&[CaCertificate]) -> R) -> Option<R> {
        self.cas
            .answer()
            .with(|answer| answer.map(|answer| read(&answer.value.ca_certificates)))
    }

    /// Where a plan for everything that a CA signed is made.
    fn plan(self, ca: &str) -> Place {
        let instance = self.place.with_untracked(|place| place.instance.clone());
        let wanted = WantedPlan {
            instance: Some(instance),
            act: Some(Act::Inactivate.as_str().to_owned()),
            source: Some("ca".to_owned()),
            ca: Some(ca.to_owned()),
            ..WantedPlan::default()
        };
        wanted.place(None)
    }

    fn page(self) -> Option<(Page, f64)> {
        self.cas.answer().with(|answer| {
            let answer = answer?;
            let page = Page {
                number: answer.question.page_number.get(),
                size: answer.question.page_size.get(),
                entries: answer.value.ca_certificates.len(),
                items_total: answer.value.items_total,
                pages_total: answer.value.pages_total,
                has_token: false,
            };
            Some((page, answer.read_at))
        })
    }
}

/// CA certificates.
pub fn ca_certificates_page() -> Child {
    let desk = desk();
    let id = memo(move || desk.place.with(|place| place.instance.clone()));
    with_certificates(use_text().shell().ca_certificates, id, move || known(desk))
}

fn desk() -> Desk {
    let refresh = use_refresh();
    let place = own_place(View::CaCertificates);
    let instance = asked_instance(memo(move || place.with(|place| place.instance.clone())));
    let page = memo(move || {
        let (page, size) = place.with(|place| (place.page, place.page_size));
        (
            PageNumber::new(page.into()).unwrap_or(PageNumber::MAX),
            PageSize::new(size.into()).unwrap_or(PageSize::MAX),
        )
    });
    let cas = query(
        move || {
            let (instance_id, (page_number, page_size)) = (instance.get()?, page.get());
            refresh.watch(&key(instance_id.as_str())).track();
            Some(ListCaCertificate {
                instance_id,
                page_number,
                page_size,
            })
        },
        |before, now| before.instance_id == now.instance_id,
    );
    Desk::new(Parts {
        here: use_here(),
        router: use_router(),
        place,
        cas,
    })
}

fn known(desk: Desk) -> Child {
    let acts = Acts::of(desk);
    let opened_by_user = StoredValue::new(false);
    let open = memo(move || desk.place.with(|place| place.open.clone()));
    let detail = move || {
        let serial = open.get();
        let take_focus = opened_by_user.get_value();
        opened_by_user.set_value(true);
        serial.map(|serial| detail::detail(desk, serial, take_focus, acts))
    };
    let below = move || open.get().map(|serial| devices::devices(desk, serial));
    view! {
        <div class="stack">
            {beside(
                Signal::derive(move || open.with(Option::is_some)),
                header(desk),
                view! { <section class="panel">{list(desk, acts)}</section> }.into_child(),
                detail.into_child(),
            )}
            {below}
        </div>
        {acts.dialog()}
    }
    .into_child()
}

fn header(desk: Desk) -> Child {
    let (text, format) = (use_text(), use_format());
    let shows = move || {
        let (page, at) = desk.page()?;
        Some(view! { {summary(page, text.shell(), format)} {text.shell().comma} {read_at(at)} })
    };
    let register = Signal::derive(move || {
        desk.place
            .with(|place| Place::from(View::RegisterCa.of(&place.instance)))
    });
    let actions = move || {
        view! {
            <Link to=register class="ui-button ui-button--primary">{text.shell().register_ca}</Link>
            {reload(desk.cas.busy(), move || desk.cas.again())}
        }
    };
    view! { <PageHeader title=text.shell().ca_certificates actions=actions>{shows}</PageHeader> }
        .into_child()
}

fn list(desk: Desk, acts: Acts) -> Child {
    let (text, format) = (use_text(), use_format());
    let listed = memo(move || desk.page().map(|(page, _)| page));
    let no_next = Signal::derive(move || match listed.get() {
        Some(page) if page.has_next() => None,
        Some(_) => Some(text.shell().no_next.to_owned()),
        None => Some(text.shell().loading.to_owned()),
    });
    let busy = Signal::derive(move || {
        desk.cas.busy().get()
            || !desk.here.instances().is_answered() && desk.here.instances().busy().get()
    });
    view! {
        {rows::bar(desk)}
        <Loaded
            ready=Signal::derive(move || listed.with(Option::is_some))
            busy=busy
            problem=problem_of(desk.cas)
            on_retry=Callback::new(move |()| desk.cas.again())
            label=text.shell().reading
            skeleton=|| view! { <div class="panel__body"><Skeleton lines=4 /></div> }
        >
            {rows::rows(desk, listed, acts)}
        </Loaded>
        <Pager
            summary=Signal::derive(move || listed.get().map(|page| summary(page, text.shell(), format)).unwrap_or_default())
            page=memo(move || desk.place.with(|place| place.page))
            page_size=memo(move || desk.place.with(|place| place.page_size))
            no_next=no_next
            no_previous=text.shell().no_previous
            busy=desk.cas.busy()
            on_page=Callback::new(move |page| desk.go(How::Push, |place| place.page = page))
            on_page_size=Callback::new(move |size| desk.go(How::Push, |place| {
                place.page = 1;
                place.page_size = size;
            }))
        />
    }
    .into_child()
}
