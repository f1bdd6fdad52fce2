//! The certificates of one page.

use crate::prelude::*;
use signet_model::operations::{CertificateStatus, DeviceCertificate};
use signet_view::view;

use super::{Acts, Desk, Listed, acts::Asked};
use crate::{
    components::{CertificateState, ValidityBar, paging::Shown, subject},
    pages::{
        list::{beyond_end, holds},
        ticks::{Ticks, ticks},
    },
    router::{CertificateKey, DeviceCertificates, Link, Place},
    state::use_clock,
    text::use_text,
    ui::{
        Button, Cell, Column, ColumnKind, CopyId, Empty, Held, IconName, Menu, Row, Table, memo,
        shown, shown_text,
    },
    view::{IntoChild, each},
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Rows,
    Nothing,
    BeyondEnd,
    FilteredOut,
}

pub(super) fn key_of(certificate: &DeviceCertificate) -> CertificateKey {
    CertificateKey {
        ca: certificate.ca_serial_number.clone(),
        device: certificate.device_serial_number.clone(),
    }
}

/// Of all that a row shows once: a certificate whose status changed is another row.
fn row_key(certificate: &DeviceCertificate) -> String {
    let status = match certificate.status {
        CertificateStatus::Active => "active",
        CertificateStatus::Inactive => "inactive",
        CertificateStatus::Unknown => "",
    };
    let until = certificate
        .valid_to
        .map(|until| until.as_millis().to_string())
        .unwrap_or_default();
    [
        &certificate.ca_serial_number,
        &certificate.device_serial_number,
        status,
        &until,
    ]
    .join("/")
}

pub(super) fn rows(
    desk: Desk,
    listed: Held<Option<Listed>>,
    acts: Acts,
    go_to: RwSignal<bool>,
) -> Child {
    let text = use_text().certificates();
    let filter = memo(move || {
        desk.place
            .with(|place| place.filter.clone().unwrap_or_default())
    });
    let certificates = memo(move || {
        let filter = filter.get();
        let held = |certificate: &&DeviceCertificate| {
            [
                &*certificate.device_serial_number,
                &certificate.name,
                subject(certificate),
                &certificate.ca_serial_number,
            ]
            .iter()
            .any(|text| holds(text, &filter))
        };
        let found = desk.with_listed(|list| {
            list.certificates
                .iter()
                .filter(held)
                .cloned()
                .collect::<Vec<_>>()
        });
        found.unwrap_or_default()
    });
    let shows = memo(move || {
        match listed.with(|listed| listed.as_ref().map(|listed| listed.page.shown())) {
            Some(Shown::Nothing) | None => Shows::Nothing,
            Some(Shown::BeyondEnd) => Shows::BeyondEnd,
            Some(Shown::Entries { .. }) if certificates.with(Vec::is_empty) => Shows::FilteredOut,
            Some(Shown::Entries { .. }) => Shows::Rows,
        }
    });
    let items = memo(move || certificates.with(|all| all.iter().map(line).collect::<Vec<_>>()));
    let ticks = ticks(items, move || desk.plan());
    let table = move || {
        let columns = vec![
            Column::new(ColumnKind::Tick, ""),
            Column::new(ColumnKind::Main, text.serial_number),
            Column::new(ColumnKind::Text, text.status),
            Column::new(ColumnKind::Text, text.subject),
            Column::new(ColumnKind::Text, text.validity),
            Column::new(ColumnKind::Extra, text.ca),
            Column::actions(),
        ];
        view! {
            <Table caption=Signal::stored(text.title.to_owned()) columns=columns lead=ticks.lead()>
                {each(
                    move || certificates.get(),
                    row_key,
                    move |certificate| row(desk, &certificate, acts, ticks),
                )}
            </Table>
            {ticks.bar()}
        }
        .into_child()
    };
    (move || match shows.get() {
        Shows::Rows => table(),
        Shows::Nothing => {
            view! { <Empty icon=IconName::Certificate title=text.empty>{text.empty_detail}</Empty> }
                .into_child()
        }
        Shows::BeyondEnd => listed
            .get_untracked()
            .map(|listed| beyond_end(listed.page, Callback::new(move |page| desk.to_page(page))))
            .into_child(),
        Shows::FilteredOut => (move || {
            view! {
                <Empty icon=IconName::Search title=(text.filtered_out)(&shown_text(&filter.get()))>
                    <p>{use_text().credentials().filtered_out_detail}</p>
                    <Button on_press=Callback::new(move |()| go_to.set(true))>{text.go_to}</Button>
                </Empty>
            }
        })
        .into_child(),
    })
    .into_child()
}

/// A certificate as a line of the list that a plan is made of.
fn line(certificate: &DeviceCertificate) -> String {
    let (ca, own) = (
        &certificate.ca_serial_number,
        &certificate.device_serial_number,
    );
    [&**ca, ",", own].concat()
}

fn row(desk: Desk, certificate: &DeviceCertificate, acts: Acts, ticks: Ticks) -> Child {
    let text = use_text().certificates();
    let key = key_of(certificate);
    let (own, link, asks) = (key.clone(), key.clone(), key.clone());
    let selected =
        Signal::derive(move || desk.place.with(|place| place.open.as_ref() == Some(&own)));
    let to = Signal::derive(move || {
        desk.place.with(|place| {
            Place::from(DeviceCertificates {
                open: Some(link.clone()),
                ..place.clone()
            })
        })
    });
    let items = move |()| Asked::ALL.map(|asked| acts.item(asked, &asks)).to_vec();
    let ca = key.ca.clone();
    let ca_name = move || {
        desk.ca_name(&ca).map_or_else(
            || view! { <code>{shown(&ca)}</code> }.into_child(),
            |name| shown(&name),
        )
    };
    let now = use_clock().fresh();
    let serial = key.device.clone();
    let (face, label) = (shown(&serial), (text.acts_on)(&shown_text(&serial)));
    let about = shown(subject(certificate));
    let tick = ticks.cell(&line(certificate));
    let (status, from, until) = (
        certificate.status,
        certificate.valid_from,
        certificate.valid_to,
    );
    view! {
        <Row selected=selected>
            <Cell kind=ColumnKind::Tick>{tick}</Cell>
            <Cell kind=ColumnKind::Main>
                <CopyId value=serial>
                    <Link to=to class="id-link"><code>{face}</code></Link>
                </CopyId>
            </Cell>
            <Cell label=text.status><CertificateState status=status /></Cell>
            <Cell label=text.subject><span class="subject">{about}</span></Cell>
            <Cell label=text.validity><ValidityBar from=from to=until now=now /></Cell>
            <Cell kind=ColumnKind::Extra label=text.ca>{ca_name}</Cell>
            <Cell kind=ColumnKind::Actions>
                <Menu label=label items=Callback::new(items) />
            </Cell>
        </Row>
    }
    .into_child()
}
