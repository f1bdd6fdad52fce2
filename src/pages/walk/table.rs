//! What a walk found, as rows.

use crate::prelude::*;
use signet_model::operations::CertificateStatus;
use signet_view::view;

use super::Found;
use crate::{
    components::{CertificateState, ValidityBar},
    router::{CertificateKey, DeviceCertificates, Link, Place},
    state::use_clock,
    text::use_text,
    ui::{Cell, Column, ColumnKind, CopyId, Held, Row, Table, shown},
    view::each,
};

/// A table of certificates; each leads to its own page.
pub fn table(caption: &'static str, instance: Held<String>, rows: Held<Vec<Found>>) -> Child {
    let text = use_text().certificates();
    let columns = vec![
        Column::new(ColumnKind::Main, text.serial_number),
        Column::new(ColumnKind::Text, text.status),
        Column::new(ColumnKind::Text, text.subject),
        Column::new(ColumnKind::Text, text.validity),
        Column::new(ColumnKind::Extra, text.ca),
    ];
    view! {
        <Table caption=Signal::stored(caption.to_owned()) columns=columns>
            {each(move || rows.get(), row_key, move |found| row(instance, found))}
        </Table>
    }
    .into_child()
}

/// Of all that a row shows.
fn row_key(found: &Found) -> String {
    let status = match found.status {
        CertificateStatus::Active => "active",
        CertificateStatus::Inactive => "inactive",
        CertificateStatus::Unknown => "",
    };
    let until = found.to.map(|until| until.as_millis().to_string());
    [
        &*found.ca,
        &found.device,
        status,
        &until.unwrap_or_default(),
    ]
    .join("/")
}

fn row(instance: Held<String>, found: Found) -> Child {
    let text = use_text().certificates();
    let now = use_clock().fresh();
    let Found {
        ca,
        device,
        subject,
        status,
        from,
        to,
    } = found;
    let open = CertificateKey {
        ca: ca.clone(),
        device: device.clone(),
    };
    let leads = Signal::derive(move || {
        Place::from(DeviceCertificates {
            open: Some(open.clone()),
            ..DeviceCertificates::of(&instance.get())
        })
    });
    let (face, subject, ca) = (shown(&device), shown(&subject), shown(&ca));
    view! {
        <Row>
            <Cell kind=ColumnKind::Main>
                <CopyId value=device>
                    <Link to=leads class="id-link"><code>{face}</code></Link>
                </CopyId>
            </Cell>
            <Cell label=text.status><CertificateState status=status /></Cell>
            <Cell label=text.subject><span class="subject found">{subject}</span></Cell>
            <Cell label=text.validity><ValidityBar from=from to=to now=now /></Cell>
            <Cell kind=ColumnKind::Extra label=text.ca><code class="subject">{ca}</code></Cell>
        </Row>
    }
    .into_child()
}
