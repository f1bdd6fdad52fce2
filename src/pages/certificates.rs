//! The device certificates of an instance, all or those of one CA, and the one that is open beside them.

mod acts;
mod bar;
mod detail;
mod gate;
mod go_to;
mod rows;

use crate::prelude::*;
use signet_model::{
    identifiers::{InstanceId, PageNumber, PageSize, SerialNumber},
    operations::{
        CaCertificates, DeviceCertificates as Certificates, ListCaCertificate,
        ListDeviceCertificate, ListDeviceCertificateByCaSn,
    },
    plans::Act,
};
use signet_view::view;

use self::acts::Acts;
pub(super) use self::{
    detail::{inside, pem},
    gate::{asked_instance, with_certificates},
};
use super::{
    heading::reload,
    here::{Here, use_here},
    list::{beside, problem_of, read_at, summary},
};
use crate::{
    api::{Query, query},
    components::{Loaded, paging::Page},
    router::{
        CertificateKey, DeviceCertificates, How, InstancePage, Link, Place, Router, View,
        WantedPlan, use_router,
    },
    state::{Shared, use_refresh},
    text::{use_format, use_text},
    ui::{Button, Held, Icon, IconName, PageHeader, Pager, Skeleton, memo, shown},
    view::IntoChild,
};

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    here: Here,
    router: Router,
    place: Held<DeviceCertificates>,
    cas: Query<ListCaCertificate, CaCertificates>,
    all: Query<ListDeviceCertificate, Certificates>,
    by_ca: Query<ListDeviceCertificateByCaSn, Certificates>,
}

/// What the list shows, whichever operation it came from.
#[derive(Clone, Debug, PartialEq)]
struct Listed {
    ca: Option<SerialNumber>,
    page: Page,
    read_at: f64,
}

impl Desk {
    /// Goes to this place, changed.
    fn go(self, how: How, change: impl FnOnce(&mut DeviceCertificates)) {
        let mut place = self.place.get_untracked();
        change(&mut place);
        self.router.navigate(place.into(), how);
    }

    fn to_page(self, page: u32) {
        self.go(How::Push, |place| place.page = page);
    }

    /// Opens a certificate beside the list, or leaves the one that is open.
    fn open(self, key: Option<CertificateKey>) {
        self.go(How::Push, |place| place.open = key);
    }

    fn is_by_ca(self) -> bool {
        self.place.with(|place| place.ca.is_some())
    }

    fn busy(self) -> bool {
        if self.is_by_ca() {
            self.by_ca.busy().get()
        } else {
            self.all.busy().get()
        }
    }

    fn again(self) {
        if untrack(|| self.is_by_ca()) {
            self.by_ca.again()
        } else {
            self.all.again()
        }
    }

    /// What is listed, read by `read`; nothing until the first answer.
    fn with_listed<R>(self, read: impl FnOnce(&Certificates) -> R) -> Option<R> {
        if self.is_by_ca() {
            self.by_ca
                .answer()
                .with(|answer| answer.map(|answer| read(answer.value)))
        } else {
            self.all
                .answer()
                .with(|answer| answer.map(|answer| read(answer.value)))
        }
    }

    fn listed(self) -> Option<Listed> {
        let page = |number: PageNumber, size: PageSize, value: &Certificates| Page {
            number: number.get(),
            size: size.get(),
            entries: value.certificates.len(),
            items_total: value.items_total,
            pages_total: value.pages_total,
            has_token: false,
        };
        if self.is_by_ca() {
            self.by_ca.answer().with(|answer| {
                let answer = answer?;
                let asked = &answer.question;
                Some(Listed {
                    ca: Some(asked.ca_serial_number.clone()),
                    page: page(asked.page_number, asked.page_size, answer.value),
                    read_at: answer.read_at,
                })
            })
        } else {
            self.all.answer().with(|answer| {
                let answer = answer?;
                let asked = &answer.question;
                Some(Listed {
                    ca: None,
                    page: page(asked.page_number, asked.page_size, answer.value),
                    read_at: answer.read_at,
                })
            })
        }
    }

    /// How a plan begins here: for the instance, or for the CA whose certificates are listed.
    fn plan(self) -> WantedPlan {
        let (instance, ca) = self
            .place
            .with(|place| (place.instance.clone(), place.ca.clone()));
        WantedPlan {
            instance: Some(instance),
            act: Some(Act::Inactivate.as_str().to_owned()),
            source: Some(if ca.is_some() { "ca" } else { "instance" }.to_owned()),
            ca,
            ..WantedPlan::default()
        }
    }

    /// What a CA is called, where it is known.
    fn ca_name(self, serial: &str) -> Option<String> {
        self.cas.answer().with(|answer| {
            let all = &answer?.value.ca_certificates;
            let ca = all.iter().find(|ca| ca.ca_serial_number == serial)?;
            Some(ca.name.clone()).filter(|name| !name.is_empty())
        })
    }
}

/// The key under which the certificates of an instance are read again.
pub(super) fn key(instance: &str) -> String {
    ["certificates/", instance].concat()
}

/// The device certificates of an instance.
pub fn certificates_page() -> Child {
    let desk = desk();
    let id = memo(move || desk.place.with(|place| place.instance.clone()));
    with_certificates(use_text().certificates().title, id, move || known(desk))
}

fn desk() -> Desk {
    let (here, router, refresh) = (use_here(), use_router(), use_refresh());
    // While another page takes the place of this one, this one stays where it was.
    let last = StoredValue::new(DeviceCertificates::of(""));
    let place = memo(move || {
        if let Place::DeviceCertificates(place) = router.place().get() {
            last.set_value(place);
        }
        last.get_value()
    });
    let instance = asked_instance(memo(move || place.with(|place| place.instance.clone())));
    let page = memo(move || {
        let (page, size) = place.with(|place| (place.page, place.page_size));
        (
            PageNumber::new(page.into()).unwrap_or(PageNumber::MAX),
            PageSize::new(size.into()).unwrap_or(PageSize::MAX),
        )
    });
    let ca = memo(move || place.with(|place| place.ca.clone()));
    let version = move |instance: &InstanceId| refresh.watch(&key(instance.as_str())).track();
    let cas = query(
        move || {
            let instance_id = instance.get()?;
            version(&instance_id);
            Some(ListCaCertificate {
                instance_id,
                page_number: PageNumber::MIN,
                page_size: PageSize::MAX,
            })
        },
        |before, now| before.instance_id == now.instance_id,
    );
    let all = query(
        move || {
            let (instance_id, (page_number, page_size)) = (instance.get()?, page.get());
            version(&instance_id);
            ca.with(Option::is_none).then_some(ListDeviceCertificate {
                instance_id,
                page_number,
                page_size,
            })
        },
        |before, now| before.instance_id == now.instance_id,
    );
    let by_ca = query(
        move || {
            let (instance_id, (page_number, page_size)) = (instance.get()?, page.get());
            version(&instance_id);
            let ca_serial_number = SerialNumber::parse(ca.get()?).ok()?;
            Some(ListDeviceCertificateByCaSn {
                instance_id,
                ca_serial_number,
                page_number,
                page_size,
            })
        },
        |before, now| {
            before.instance_id == now.instance_id && before.ca_serial_number == now.ca_serial_number
        },
    );
    Desk::new(Parts {
        here,
        router,
        place,
        cas,
        all,
        by_ca,
    })
}

fn known(desk: Desk) -> Child {
    let acts = Acts::of(desk);
    let go_to = RwSignal::new(false);
    let opened_by_user = StoredValue::new(false);
    let open = memo(move || desk.place.with(|place| place.open.clone()));
    let detail = move || {
        let key = open.get();
        let take_focus = opened_by_user.get_value();
        opened_by_user.set_value(true);
        key.map(|key| detail::detail(desk, key, take_focus, acts))
    };
    view! {
        {beside(
            Signal::derive(move || open.with(Option::is_some)),
            header(desk, go_to),
            view! { <section class="panel">{list(desk, acts, go_to)}</section> }.into_child(),
            detail.into_child(),
        )}
        {acts.dialog()}
        {go_to::dialog(desk, go_to)}
    }
    .into_child()
}

fn header(desk: Desk, go_to: RwSignal<bool>) -> Child {
    let (text, format) = (use_text(), use_format());
    let shows = move || {
        let Listed {
            ca,
            page,
            read_at: at,
        } = desk.listed()?;
        let of_ca = ca.map(|ca| {
            let ca = desk.ca_name(ca.as_str()).unwrap_or_else(|| ca.to_string());
            view! { {text.certificates().signed_by} {shown(&ca)} }
        });
        // The cloud tells pages where it does not tell records.
        let pages = page
            .items_total
            .is_none()
            .then_some(page.pages_total)
            .flatten()
            .map(|pages| {
                let pages = (text.certificates().page_of)(
                    &format.number(page.number.into()),
                    &format.number(pages),
                );
                [text.shell().comma, &*pages].concat()
            });
        Some(view! {
            {summary(page, text.shell(), format)}
            {pages}
            {of_ca}
            {text.shell().comma}
            {read_at(at)}
        })
    };
    let scan = Signal::derive(move || {
        desk.place.with(|place| {
            let ca = place.ca.clone();
            Place::from(InstancePage {
                ca,
                ..View::CertificateScan.of(&place.instance)
            })
        })
    });
    let again = move || {
        desk.cas.again();
        desk.again();
    };
    let plan = Signal::derive(move || desk.plan().place(None));
    let actions = move || {
        view! {
            <Link to=scan class="ui-button ui-button--plain">{text.certificates().scan}</Link>
            <Link to=plan class="ui-button ui-button--plain">
                <Icon name=IconName::Plan />
                {text.ticks().make}
            </Link>
            <Button on_press=Callback::new(move |()| go_to.set(true))>
                <Icon name=IconName::Search />
                {text.certificates().go_to}
            </Button>
            {reload(Signal::derive(move || desk.busy()), again)}
        }
    };
    view! { <PageHeader title=text.certificates().title actions=actions>{shows}</PageHeader> }
        .into_child()
}

fn list(desk: Desk, acts: Acts, go_to: RwSignal<bool>) -> Child {
    let (text, format) = (use_text(), use_format());
    let page = memo(move || desk.place.with(|place| place.page));
    let size = memo(move || desk.place.with(|place| place.page_size));
    let listed = memo(move || desk.listed());
    let no_next = Signal::derive(move || match listed.get() {
        Some(listed) if listed.page.has_next() => None,
        Some(_) => Some(text.shell().no_next.to_owned()),
        None => Some(text.shell().loading.to_owned()),
    });
    let (all, by_ca) = (problem_of(desk.all), problem_of(desk.by_ca));
    let busy = Signal::derive(move || {
        desk.busy() || !desk.here.instances().is_answered() && desk.here.instances().busy().get()
    });
    view! {
        {bar::bar(desk)}
        <Loaded
            ready=Signal::derive(move || listed.with(Option::is_some))
            busy=busy
            problem=Signal::derive(move || if desk.is_by_ca() { by_ca.get() } else { all.get() })
            on_retry=Callback::new(move |()| desk.again())
            label=text.shell().reading
            skeleton=|| view! { <div class="panel__body"><Skeleton lines=12 /></div> }
        >
            {rows::rows(desk, listed, acts, go_to)}
        </Loaded>
        <Pager
            summary=Signal::derive(move || listed.get().map(|listed| summary(listed.page, text.shell(), format)).unwrap_or_default())
            page=page
            page_size=size
            no_next=no_next
            no_previous=text.shell().no_previous
            busy=Signal::derive(move || desk.busy())
            on_page=Callback::new(move |page| desk.to_page(page))
            on_page_size=Callback::new(move |size| desk.go(How::Push, |place| {
                place.page = 1;
                place.page_size = size;
            }))
        />
    }
    .into_child()
}
