//! The device certificates of a CA: counted, filtered, exported, and compared with the serial numbers that somebody knows.

use crate::prelude::*;
use leptos::ev::Event;
use signet_model::identifiers::{InstanceId, SerialNumber};
use signet_view::view;

use super::{
    Desk,
    compare::{Compared, compare},
};
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
    ui::{Button, CopyButton, Empty, Field, Held, IconName, effect, memo, shown, unique_id},
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
pub(super) fn devices(desk: Desk, serial: String) -> AnyView {
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
    .into_any()
}

impl Below {
    fn links(self) -> AnyView {
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
        .into_any()
    }

    /// Saves rows as a file, and says how many there were and whether there are more.
    fn save<'a>(self, about: &str, rows: impl ExactSizeIterator<Item = &'a Found>) {
        self.exporter
            .save(self.walk, &file_name(&[about, &self.serial]), rows);
    }

    fn is_done(self) -> bool {
        self.walk
            .progress()
            .with(|progress| progress.phase == Phase::Done)
    }

    fn comparison(self) -> AnyView {
        let (text, format) = (use_text().ca_certificates(), use_format());
        let (field, hint) = (unique_id(), unique_id());
        let count = move || {
            let known = self
                .pasted
                .with(|pasted| compare(std::iter::empty(), pasted).known);
            (text.compare_of)(&format.number(known as u64))
        };
        let input = move |event: Event| self.pasted.set(event_target_value(&event));
        let result = move || {
            if self.pasted.with(|pasted| pasted.trim().is_empty()) {
                ().into_any()
            } else if self.is_done() {
                self.result()
            } else {
                view! { <p class="quiet">{text.compare_wait}</p> }.into_any()
            }
        };
        let toggled = move |event: Event| {
            let open = js_sys::Reflect::get(&event, &"newState".into())
                .ok()
                .and_then(|state| state.as_string());
            self.compares.set(open.as_deref() == Some("open"));
        };
        let body = move || {
            self.compares.get().then(|| {
                let (field, hint) = (field.clone(), hint.clone());
                view! {
                    <div class="ui-field">
                        <label class="ui-field__label" for=field.clone()>{text.compare_label}</label>
                        <textarea
                            id=field
                            class="lines"
                            rows="5"
                            spellcheck="false"
                            autocomplete="off"
                            aria-describedby=hint.clone()
                            prop:value=move || self.pasted.get()
                            on:input=input
                        ></textarea>
                        <div class="ui-field__told" id=hint>
                            <span>{text.compare_hint}</span>
                            <span class="ui-field__counter">{count}</span>
                        </div>
                    </div>
                    <div aria-live="polite">{result}</div>
                }
            })
        };
        view! {
            <details class="compare" on:toggle=toggled>
                <summary>{text.compare}</summary>
                {body}
            </details>
        }
        .into_any()
    }

    fn result(self) -> AnyView {
        let (text, scan, format) = (
            use_text().ca_certificates(),
            use_text().certificate_scan(),
            use_format(),
        );
        let number = move |number: usize| format.number(number as u64);
        let (compared, unknown) = self.pasted.with(|pasted| {
            self.walk.with_found(|found| {
                let compared = compare(found.iter().map(|found| &*found.device), pasted);
                let unknown: Vec<_> = compared
                    .unknown
                    .iter()
                    .filter_map(|at| found.get(*at).cloned())
                    .collect();
                (compared, unknown)
            })
        });
        let Compared { absent, both, .. } = compared;
        let first = |serials: &mut dyn Iterator<Item = &str>| {
            serials
                .take(MOST_ROWS)
                .map(|serial| view! { <li><code>{shown(serial)}</code></li> })
                .collect::<Vec<_>>()
        };
        let more = move |count: usize| {
            (count > MOST_ROWS)
                .then(|| view! { <p class="quiet">{(scan.first_rows)(&number(MOST_ROWS), &number(count))}</p> })
        };
        let unknown_rows = first(&mut unknown.iter().map(|found| &*found.device));
        let absent_rows = first(&mut absent.iter().map(String::as_str));
        let (unknown_count, absent_count) = (unknown.len(), absent.len());
        let all_absent = absent.join("\n");
        let export = (unknown_count > 0).then(|| {
            let save = move |()| self.save("not-in-my-list", unknown.iter());
            view! { <Button on_press=Callback::new(save)>{scan.export}</Button> }
        });
        let copy = (absent_count > 0).then(|| {
            let value = Callback::new(move |()| Some(all_absent.clone()));
            view! { <CopyButton label=text.copy_list value=value /> }
        });
        view! {
            <div class="compare__result">
                <section>
                    <h3>{(text.not_in_mine)(&number(unknown_count))}</h3>
                    <ul class="serials">{unknown_rows}</ul>
                    {more(unknown_count)}
                    {export}
                </section>
                <section>
                    <h3>{(text.not_here)(&number(absent_count))}</h3>
                    <ul class="serials">{absent_rows}</ul>
                    {more(absent_count)}
                    {copy}
                </section>
                <p class="quiet">{(text.in_both)(&number(both))}</p>
            </div>
        }
        .into_any()
    }

    fn list(self) -> AnyView {
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
                    .into_any()
            } else if has_any.get() {
                view! {
                    <div class="bar">
                        <div class="grow">
                            <Field label=text.devices_filter value=self.filter hide_label=true search=true placeholder=text.devices_filter />
                        </div>
                    </div>
                    {table(text.devices, self.instance, rows)}
                    {told}
                }
                .into_child()
                .into_any()
            } else {
                ().into_any()
            }
        })
        .into_child()
        .into_any()
    }
}
