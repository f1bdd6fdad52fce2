//! The CAs of one page.

use crate::prelude::*;
use signet_model::operations::CaCertificate;
use signet_view::view;

use super::{Desk, acts::Asked};
use crate::{
    components::{
        CertificateState, ValidityBar,
        paging::{Page, Shown},
    },
    pages::{
        ca_certificates::Acts,
        list::{beyond_end, follow, holds},
    },
    router::{How, InstancePage, Link, Place, View},
    state::use_clock,
    text::use_text,
    ui::{
        Cell, Column, ColumnKind, CopyId, Empty, Field, Held, IconName, Menu, MenuItem, Row, Table,
        memo, shown, shown_text,
    },
    view::{IntoChild, each},
};

/// What the page is filtered by.
pub(super) fn bar(desk: Desk) -> Child {
    let text = use_text().ca_certificates();
    let filter = RwSignal::new(String::new());
    follow(
        filter,
        move || desk.place.with(|place| place.filter.clone()),
        move |filter| desk.go(How::Replace, |place| place.filter = filter),
    );
    view! {
        <div class="bar">
            <div class="grow">
                <Field label=text.filter value=filter hide_label=true search=true placeholder=text.filter_hint />
            </div>
        </div>
    }
    .into_child()
}

/// Of all that a row shows once: a CA whose status changed is another row.
fn row_key(ca: &CaCertificate) -> String {
    let until = ca
        .valid_to
        .map(|until| until.as_millis().to_string())
        .unwrap_or_default();
    let status = (ca.status as u8).to_string();
    [&*ca.ca_serial_number, &ca.name, &status, &until].join("/")
}

fn subject(ca: &CaCertificate) -> &str {
    ca.decoded
        .as_ref()
        .map_or("", |decoded| decoded.subject.as_str())
}

pub(super) fn rows(desk: Desk, listed: Held<Option<Page>>, acts: Acts) -> Child {
    let text = use_text();
    let filter = memo(move || {
        desk.place
            .with(|place| place.filter.clone().unwrap_or_default())
    });
    let cas = memo(move || {
        let filter = filter.get();
        let held = |ca: &&CaCertificate| {
            [&*ca.ca_serial_number, &ca.name, subject(ca)]
                .iter()
                .any(|text| holds(text, &filter))
        };
        desk.with_listed(|cas| cas.iter().filter(held).cloned().collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let table = move || {
        let texts = text.certificates();
        let columns = vec![
            Column::new(ColumnKind::Main, texts.serial_number),
            Column::new(ColumnKind::Text, texts.name),
            Column::new(ColumnKind::Text, texts.status),
            Column::new(ColumnKind::Text, texts.validity),
            Column::new(ColumnKind::Extra, text.ca_certificates().registration),
            Column::actions(),
        ];
        view! {
            <Table caption=Signal::stored(text.shell().ca_certificates.to_owned()) columns=columns>
                {each(move || cas.get(), row_key, move |ca| row(desk, &ca, acts))}
            </Table>
        }
        .into_child()
    };
    let has_rows = memo(move || !cas.with(Vec::is_empty));
    (move || {
        let page = listed.get();
        match page.map(Page::shown) {
            Some(Shown::Entries { .. }) if has_rows.get() => table(),
            Some(Shown::Entries { .. }) => (move || {
                let title = (text.ca_certificates().filtered_out)(&shown_text(&filter.get()));
                view! { <Empty icon=IconName::Search title=title>{text.credentials().filtered_out_detail}</Empty> }
            })
            .into_child(),
            Some(Shown::BeyondEnd) => page
                .map(|page| {
                    let go = move |page| desk.go(How::Push, |place| place.page = page);
                    beyond_end(page, Callback::new(go))
                })
                .into_child(),
            Some(Shown::Nothing) | None => none(desk),
        }
    })
    .into_child()
}

fn none(desk: Desk) -> Child {
    let text = use_text();
    let to = desk
        .place
        .with_untracked(|place| Place::from(View::RegisterCa.of(&place.instance)));
    view! {
        <Empty icon=IconName::Shield title=text.ca_certificates().empty>
            <p>{text.ca_certificates().empty_detail}</p>
            <Link to=to class="ui-button ui-button--plain">{text.shell().register_ca}</Link>
        </Empty>
    }
    .into_child()
}

fn row(desk: Desk, ca: &CaCertificate, acts: Acts) -> Child {
    let (text, all) = (use_text().certificates(), use_text());
    let serial = ca.ca_serial_number.clone();
    let (own, link, asks) = (serial.clone(), serial.clone(), serial.clone());
    let selected =
        Signal::derive(move || desk.place.with(|place| place.open.as_ref() == Some(&own)));
    let to = Signal::derive(move || {
        desk.place.with(|place| {
            Place::from(InstancePage {
                open: Some(link.clone()),
                ..place.clone()
            })
        })
    });
    let everything = all.ticks().everything;
    let items = move |()| {
        let plan = desk.plan(&asks);
        let mut items = Asked::ALL.map(|asked| acts.item(asked, &asks)).to_vec();
        items.push(MenuItem {
            label: everything.to_owned(),
            danger: false,
            disabled_reason: None,
            on_press: Callback::new(move |()| desk.router.navigate(plan.clone(), How::Push)),
        });
        items
    };
    let now = use_clock().fresh();
    let (face, label) = (shown(&serial), (text.acts_on)(&shown_text(&serial)));
    let (name, code) = (shown(&ca.name), shown(&ca.registration_code));
    let (status, from, until) = (ca.status, ca.valid_from, ca.valid_to);
    view! {
        <Row selected=selected>
            <Cell kind=ColumnKind::Main>
                <CopyId value=serial>
                    <Link to=to class="id-link"><code>{face}</code></Link>
                </CopyId>
            </Cell>
            <Cell label=text.name><span class="subject">{name}</span></Cell>
            <Cell label=text.status><CertificateState status=status /></Cell>
            <Cell label=text.validity><ValidityBar from=from to=until now=now /></Cell>
            <Cell kind=ColumnKind::Extra label=all.ca_certificates().registration><code class="subject">{code}</code></Cell>
            <Cell kind=ColumnKind::Actions>
                <Menu label=label items=Callback::new(items) />
            </Cell>
        </Row>
    }
    .into_child()
}
