//! What the list is narrowed to.

use crate::prelude::*;
use signet_view::view;

use super::Desk;
use crate::{
    components::CertificateNames,
    pages::list::follow,
    router::{DeviceCertificates, How},
    text::use_text,
    ui::{Choice, Field, Select},
};

/// The CA, and what the page is filtered by.
pub(super) fn bar(desk: Desk) -> Child {
    let text = use_text().certificates();
    let names = CertificateNames::of(text);
    let choices = Signal::derive(move || {
        let mut choices = vec![Choice {
            value: String::new(),
            label: text.all_cas.to_owned(),
        }];
        desk.cas.answer().with(|answer| {
            let cas = answer
                .map(|answer| &*answer.value.ca_certificates)
                .unwrap_or_default();
            choices.extend(cas.iter().map(|ca| Choice {
                value: ca.ca_serial_number.clone(),
                label: names.ca(ca),
            }));
        });
        // A link may name a CA that is not among those offered.
        let here = desk.place.with(|place| place.ca.clone());
        if let Some(ca) = here.filter(|ca| choices.iter().all(|choice| choice.value != *ca)) {
            choices.push(Choice {
                label: ca.clone(),
                value: ca,
            });
        }
        choices
    });
    let choose = move |ca: String| {
        let ca = Some(ca).filter(|ca| !ca.is_empty());
        desk.go(How::Push, |place| {
            *place = DeviceCertificates {
                ca,
                page_size: place.page_size,
                ..DeviceCertificates::of(&place.instance)
            }
        });
    };
    let filter = RwSignal::new(String::new());
    follow(
        filter,
        move || desk.place.with(|place| place.filter.clone()),
        move |filter| desk.go(How::Replace, |place| place.filter = filter),
    );
    view! {
        <div class="bar">
            <Select
                label=text.ca_choice
                hide_label=true
                choices=choices
                value=Signal::derive(move || desk.place.with(|place| place.ca.clone().unwrap_or_default()))
                on_change=Callback::new(choose)
            />
            <div class="grow">
                <Field label=text.filter value=filter hide_label=true search=true placeholder=text.filter_hint />
            </div>
        </div>
    }
    .into_child()
}
