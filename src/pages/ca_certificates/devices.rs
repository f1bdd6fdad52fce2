//! The device certificates of a CA: counted, filtered, exported, and compared with the serial numbers that somebody knows.

mod comparison;

use crate::prelude::*;
use signet_model::identifiers::{InstanceId, SerialNumber};
use signet_view::view;

use super::Desk;
use crate::{
    pages::{
        list::holds,
        walk::{
            Exporter, Found, MOST_ROWS, Phase, Route, Walk, file_name, table, use_exporter,
            use_walk, walk_bar,
        },
    },
    router::{DeviceCertificates, InstancePage, Link, Place, View},
    state::Shared,
    text::{use_format, use_text},
    ui::{Button, Empty, Field, Held, IconName, effect, memo, unique_id},
    view::IntoChild,
};

/// What the parts of this section share.
type Below = Shared<Parts>;

struct Parts {
    serial: String,
    instance: Held<String>,
    walk: Walk,
    pasted: RwSignal<String>,
    filter: RwSignal<String>,
    compares: RwSignal<bool>,
    exporter: Exporter,
}

/// The section below a list in which the CA `serial` is open. Its first page is read at once, the rest when it is asked for: each
/// page is a call that is billed.
pub(super) fn devices(desk: Desk, serial: String) -> Child {
    let text = use_text().ca_certificates();
    let instance = memo(move || desk.place.with(|place| place.instance.clone()));
    let ca = SerialNumber::parse(serial.as_str()).ok();
    let route = memo(move || {
        Some(Route {
            instance: InstanceId::parse(instance.get()).ok()?,
            ca: Some(ca.clone()?),
        })
    });
    let below = Below::new(Parts {
        serial,
        instance,
        walk: use_walk(|_, _| true),
        pasted: RwSignal::new(String::new()),
        filter: RwSignal::new(String::new()),
        compares: RwSignal::new(false),
        exporter: use_exporter(),
    });
    effect(move || {
        if let Some(route) = route.get() {
            below.walk.start(route, Some(1));
        }
    });
    let id = unique_id();
    view! {
        <section class="panel" aria-labelledby=id.clone()>
            <div class="bar">
                <h2 id=id class="grow">{text.devices}</h2>
                {below.links()}
            </div>
            <div class="panel__body">
                {walk_bar(below.walk, route)}
                {below.comparison()}
            </div>
            {below.list()}
        </section>
    }
    .into_child()
}

impl Below {
    fn links(self) -> Child {
        let (text, instance) = (use_text(), self.instance);
        let ca = move || Some(self.serial.clone());
        let list = Signal::derive(move || {
            Place::from(DeviceCertificates {
                ca: ca(),
                ..DeviceCertificates::of(&instance.get())
            })
        });
        let scan = Signal::derive(move || {
            Place::from(InstancePage {
                ca: ca(),
                ..View::CertificateScan.of(&instance.get())
            })
        });
        let export = move |()| {
            let rows: Vec<_> = self.walk.with_found(|found| found.to_vec());
            self.save("device-certificates", rows.iter());
        };
        let none = Signal::derive(move || {
            self.walk
                .with_found(<[Found]>::is_empty)
                .then(|| text.certificate_scan().export_none.to_owned())
        });
        view! {
            <div class="acts">
                <Link to=list class="ui-button ui-button--plain">{text.ca_certificates().device_list}</Link>
                <Link to=scan class="ui-button ui-button--plain">{text.ca_certificates().scan}</Link>
                <Button disabled_reason=none on_press=Callback::new(export)>{text.certificate_scan().export}</Button>
            </div>
        }
        .into_child()
    }

    /// Saves rows as a file, and says how many there were and whether there are more.
    fn save<'a>(self, about: &str, rows: impl ExactSizeIterator<Item = &'a Found>) {
        let instance = self.instance.get_untracked();
        let name = file_name(&[about, &self.serial]);
        self.exporter.save(self.walk, &instance, name, rows);
    }

    fn is_done(self) -> bool {
        self.walk
            .progress()
            .with(|progress| progress.phase == Phase::Done)
    }

    fn list(self) -> Child {
        let (text, scan, format) = (
            use_text().ca_certificates(),
            use_text().certificate_scan(),
            use_format(),
        );
        let matching = memo(move || {
            let filter = self.filter.with(|filter| filter.trim().to_owned());
            let held =
                |found: &&Found| holds(&found.device, &filter) || holds(&found.subject, &filter);
            self.walk.with_found(|found| {
                let first = found.iter().filter(held).take(MOST_ROWS).cloned();
                let rows: Vec<_> = first.collect();
                let all = match filter.is_empty() {
                    true => found.len(),
                    false => found.iter().filter(held).count(),
                };
                (rows, all)
            })
        });
        let rows = memo(move || matching.with(|(rows, _)| rows.clone()));
        let has_any = memo(move || !self.walk.with_found(<[Found]>::is_empty));
        let none = memo(move || !has_any.get() && self.is_done());
        let told = move || {
            let (shown, all) = matching.with(|(rows, all)| (rows.len(), *all));
            let number = |number: usize| format.number(number as u64);
            (all > shown).then(|| view! { <p class="panel__body quiet">{(scan.first_rows)(&number(shown), &number(all))}</p> })
        };
        (move || {
            if none.get() {
                view! { <Empty icon=IconName::Certificate title=text.devices_none>{text.devices_none_detail}</Empty> }
                    .into_child()
            } else if has_any.get() {
                view! {
                    <div class="bar">
                        <div class="grow">
                            <Field label=text.devices_filter value=self.filter hide_label=true search=true placeholder=text.devices_filter />
                        </div>
                    </div>
                    {table(use_text().certificates().title, self.instance, rows)}
                    {told}
                }
                .into_child()
            } else {
                ().into_child()
            }
        })
        .into_child()
    }
}
