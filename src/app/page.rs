//! The one route table: from a place to its page.

use crate::prelude::*;
use signet_view::view;

use super::headings::heading;
use crate::{
    components::page_when_loaded,
    pages::{self, chunks},
    router::{General, Link, Place, Router, View},
    text::use_text,
    ui::{PageHeader, memo, shown_text},
    view::IntoChild,
};

/// The page of the place shown now. It is made anew only when another page is shown; a page follows the
/// changes of its own place by itself.
pub(super) fn page(router: Router) -> Child {
    let opened = memo(move || Opened(router.place().get()));
    (move || opened.with(|Opened(place)| offered(router, place))).into_child()
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

fn offered(router: Router, place: &Place) -> Child {
    if router.offers(place) {
        one(place)
    } else {
        page_when_loaded(heading(place), chunks::not_offered)
    }
}

fn one(place: &Place) -> Child {
    let chunk = match place {
        Place::Home => return pages::home_page(),
        Place::Credentials(_) => return pages::credentials_page(),
        Place::NotFound(path) => return not_found(path),
        Place::DeviceCertificates(_) => chunks::certificates,
        Place::Instance(page) => match page.view {
            View::Credential => chunks::credential,
            View::Register => chunks::register,
            View::CutOff => chunks::cut_off,
            View::CaCertificates => chunks::ca_certificates,
            View::RegisterCa => chunks::register_ca,
            View::CertificateScan => chunks::certificate_scan,
            View::Blacklist => chunks::blacklist,
            View::Groups => chunks::groups,
        },
        Place::ClientIds(_) => chunks::client_ids,
        Place::General(page) => match page.view {
            General::Audit => chunks::audit,
            General::People => chunks::people,
            General::Protected => chunks::protected,
            General::Tokens => chunks::tokens,
            General::Plans => chunks::plans,
            General::SignedIn => chunks::signed_in,
            General::Across => chunks::across,
            General::FirstSteps => chunks::first_steps,
        },
    };
    page_when_loaded(heading(place), chunk)
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
