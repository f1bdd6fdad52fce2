//! A walk over all device certificates, for those that expire soon, have expired, or are inactive.

mod wanted;

use crate::prelude::*;
use signet_model::identifiers::{InstanceId, SerialNumber};
use signet_view::view;

use self::wanted::{DAYS, Kind, Wanted, keep};
use super::{
    certificates::with_certificates,
    here::use_here,
    list::{follow, holds},
    own_place::own_place,
    walk::{
        Exporter, Found, MOST_ROWS, Phase, Route, Walk, file_name, table, use_exporter, use_walk,
        walk_bar,
    },
};
use crate::{
    router::{DeviceCertificates, How, InstancePage, Link, Place, Router, View, use_router},
    state::{Shared, use_clock},
    text::{use_format, use_text},
    ui::{
        Button, Choice, Empty, Field, Held, IconName, PageHeader, Select, effect, memo, shown_text,
    },
    view::IntoChild,
};

/// What the parts of this page share.
type Desk = Shared<Parts>;

struct Parts {
    router: Router,
    place: Held<InstancePage>,
    instance: Held<String>,
    wanted: Held<Wanted>,
    walk: Walk,
    exporter: Exporter,
}

impl Desk {
    /// Goes to this place, changed.
    fn go(self, how: How, change: impl FnOnce(&mut InstancePage)) {
        let mut place = self.place.get_untracked();
        change(&mut place);
        self.router.navigate(place.into(), how);
    }

    fn want(self, wanted: Wanted) {
        self.go(How::Replace, |place| place.open = wanted.write());
    }
}

/// A walk over all device certificates.
pub fn certificate_scan_page() -> Child {
    let place = own_place(View::CertificateScan);
    let instance = memo(move || place.with(|place| place.instance.clone()));
    let desk = Desk::new(Parts {
        router: use_router(),
        place,
        instance,
        wanted: memo(move || place.with(|place| Wanted::read(place.open.as_deref()))),
        walk: use_walk(keep),
        exporter: use_exporter(),
    });
    with_certificates(use_text().shell().certificate_scan, instance, move || {
        known(desk)
    })
}

fn known(desk: Desk) -> Child {
    let (text, here) = (use_text(), use_here());
    let ca = memo(move || desk.place.with(|place| place.ca.clone()));
    let route = memo(move || {
        let ca = match ca.get() {
            Some(ca) => Some(SerialNumber::parse(ca).ok()?),
            None => None,
        };
        Some(Route {
            instance: InstanceId::parse(desk.instance.get()).ok()?,
            ca,
        })
    });
    // What was found of one CA or instance says nothing of another.
    let mut before = None;
    effect(move || {
        let route = route.get();
        if before.as_ref().is_some_and(|before| *before != route) {
            desk.walk.forget();
        }
        before = Some(route);
    });
    let lead = move || match ca.get() {
        Some(ca) => (text.certificate_scan().lead_ca)(&shown_text(&ca)),
        None => text.certificate_scan().lead.to_owned(),
    };
    let all = Signal::derive(move || {
        desk.place.with(|place| {
            Place::from(InstancePage {
                ca: None,
                ..place.clone()
            })
        })
    });
    let back = Signal::derive(move || {
        desk.place.with(|place| {
            Place::from(DeviceCertificates {
                ca: place.ca.clone(),
                ..DeviceCertificates::of(&place.instance)
            })
        })
    });
    let actions = move || {
        let of_all = (move || {
            ca.with(Option::is_some).then(|| {
                view! { <Link to=all class="ui-button ui-button--plain">{text.certificate_scan().all_cas}</Link> }
            })
        })
        .into_child();
        view! {
            {of_all}
            <Link to=back class="ui-button ui-button--plain">{text.shell().device_certificates}</Link>
        }
    };
    view! {
        <PageHeader title=text.shell().certificate_scan actions=actions>{lead}</PageHeader>
        <section class="panel">
            <div class="panel__body">
                {move || here.whereabouts(&desk.instance.get()).line()}
                {walk_bar(desk.walk, route)}
            </div>
            {bar(desk)}
            {results(desk)}
        </section>
    }
    .into_child()
}

fn bar(desk: Desk) -> Child {
    let (text, format) = (use_text().certificate_scan(), use_format());
    let kinds = Kind::ALL
        .map(|kind| Choice {
            value: kind.word().to_owned(),
            label: match kind {
                Kind::Every => text.every,
                Kind::Expiring => text.expiring,
                Kind::Expired => text.expired,
                Kind::Inactive => text.inactive,
            }
            .to_owned(),
        })
        .to_vec();
    let days = DAYS
        .map(|days| Choice {
            value: days.to_string(),
            label: (text.days)(&format.number(days.into())),
        })
        .to_vec();
    let filter = RwSignal::new(String::new());
    follow(
        filter,
        move || desk.place.with(|place| place.filter.clone()),
        move |filter| desk.go(How::Replace, |place| place.filter = filter),
    );
    let kind = move |word: String| {
        let kind = Kind::named(&word);
        desk.want(Wanted {
            kind,
            ..desk.wanted.get_untracked()
        });
    };
    let within = move |days: String| {
        let wanted = desk.wanted.get_untracked();
        desk.want(Wanted {
            days: days.parse().unwrap_or(wanted.days),
            ..wanted
        });
    };
    view! {
        <div class="bar">
            <Select
                label=text.looked_for
                choices=Signal::stored(kinds)
                value=Signal::derive(move || desk.wanted.get().kind.word().to_owned())
                on_change=Callback::new(kind)
            />
            <Select
                label=text.within
                choices=Signal::stored(days)
                value=Signal::derive(move || desk.wanted.get().days.to_string())
                on_change=Callback::new(within)
            />
            <div class="grow">
                <Field label=text.filter value=filter search=true />
            </div>
        </div>
    }
    .into_child()
}

fn results(desk: Desk) -> Child {
    let (text, format) = (use_text().certificate_scan(), use_format());
    let clock = use_clock();
    let caption = use_text().shell().certificate_scan;
    let filter = memo(move || {
        desk.place
            .with(|place| place.filter.clone().unwrap_or_default())
    });
    let held = move |found: &Found, filter: &str, now: f64| {
        let texts = [&found.device, &found.subject, &found.ca];
        desk.wanted.get().holds(found, now) && texts.iter().any(|text| holds(text, filter))
    };
    let matching = memo(move || {
        let (filter, now) = (filter.get(), clock.fresh());
        desk.walk.with_found(|found| {
            let held = found.iter().filter(|found| held(found, &filter, now));
            let mut rows = Vec::new();
            let mut all = 0_usize;
            for found in held {
                all += 1;
                if rows.len() < MOST_ROWS {
                    rows.push(found.clone());
                }
            }
            (rows, all)
        })
    });
    let rows = memo(move || matching.with(|(rows, _)| rows.clone()));
    let all = memo(move || matching.with(|(_, all)| *all));
    let begun = memo(move || {
        desk.walk
            .progress()
            .with(|progress| progress.phase != Phase::Idle)
    });
    let done = memo(move || {
        desk.walk
            .progress()
            .with(|progress| progress.phase == Phase::Done)
    });
    let export = move |()| {
        let (filter, now) = (filter.get_untracked(), clock.fresh());
        let rows: Vec<_> = desk.walk.with_found(|found| {
            let held = found.iter().filter(|found| held(found, &filter, now));
            held.cloned().collect()
        });
        let (instance, kind) = (
            desk.instance.get_untracked(),
            desk.wanted.get_untracked().kind,
        );
        let name = file_name(&["device-certificates", kind.word(), &instance]);
        desk.exporter.save(desk.walk, &instance, name, rows.iter());
    };
    let nothing = Signal::derive(move || (all.get() == 0).then(|| text.export_none.to_owned()));
    let told = move || {
        let read = desk.walk.progress().with(|progress| progress.items);
        (text.found)(&format.number(all.get() as u64), &format.number(read))
    };
    let first = move || {
        let (shown, all) = (rows.with(Vec::len), all.get());
        let number = |number: usize| format.number(number as u64);
        (all > shown).then(|| {
            view! { <p class="panel__body quiet">{(text.first_rows)(&number(shown), &number(all))}</p> }
        })
    };
    let list = move || {
        if all.get() > 0 {
            view! { {table(caption, desk.instance, rows)} {first} }.into_child()
        } else {
            let why = if done.get() {
                text.nothing_found_all
            } else {
                text.nothing_found_yet
            };
            view! { <Empty icon=IconName::Search title=text.nothing_found>{why}</Empty> }
                .into_child()
        }
    };
    (move || {
        begun.get().then(|| {
            view! {
                <div class="bar">
                    <p class="grow" role="status">{told}</p>
                    <Button disabled_reason=nothing on_press=Callback::new(export)>{text.export}</Button>
                </div>
                {list}
            }
        })
    })
    .into_child()
}
