//! The one route table: from a place to its page.

use crate::prelude::*;
use signet_view::view;

use crate::{
    pages::{self, chunks, when_loaded},
    router::{Link, Place, Router, View},
    text::use_text,
    ui::{PageHeader, memo, shown_text},
    view::IntoChild,
};

/// The page of the place shown now. It is made anew only when another page is shown; a page follows the
/// changes of its own place by itself.
pub(super) fn page(router: Router) -> Child {
    let opened = memo(move || Opened(router.place().get()));
    (move || opened.with(|Opened(place)| one(place))).into_child()
}

/// A place, equal to every place that the same page shows.
struct Opened(Place);

impl PartialEq for Opened {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Place::NotFound(before), Place::NotFound(now)) => before == now,
            (before, now) => before.is_same_page(now),
        }
    }
}

fn one(place: &Place) -> Child {
    match place {
        Place::Home => pages::home_page(),
        Place::Credentials(_) => pages::credentials_page(),
        Place::DeviceCertificates(_) => when_loaded(chunks::certificates),
        Place::Instance(page) => match page.view {
            View::Credential => when_loaded(chunks::credential),
            View::Register => when_loaded(chunks::register),
            View::CutOff => when_loaded(chunks::cut_off),
            View::CaCertificates => when_loaded(chunks::ca_certificates),
            View::RegisterCa => when_loaded(chunks::register_ca),
            View::CertificateScan => when_loaded(chunks::certificate_scan),
            View::Blacklist => when_loaded(chunks::blacklist),
            View::Groups => when_loaded(chunks::groups),
        },
        Place::ClientIds(_) => when_loaded(chunks::client_ids),
        Place::NotFound(path) => not_found(path),
    }
}

fn not_found(path: &str) -> Child {
    let text = use_text();
    let path = shown_text(path);
    view! {
        <PageHeader title=text.shell().not_found>{(text.shell().not_found_detail)(&path)}</PageHeader>
        <Link to=Place::Home class="ui-button ui-button--plain">{text.shell().to_start}</Link>
    }
    .into_child()
}
