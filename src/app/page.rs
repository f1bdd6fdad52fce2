//! The one route table: from a place to its page.

use leptos::prelude::*;
use signet_view::view;

use crate::{
    pages,
    router::{Link, Place, Router},
    text::use_text,
    ui::{PageHeader, shown_text},
    view::IntoChild,
};

/// The page of the place shown now. It is made anew only when another page is shown; a page follows the
/// changes of its own place by itself.
pub(super) fn page(router: Router) -> AnyView {
    let kind = Memo::new_with_compare(
        move |_| router.place().get(),
        |before, now| match (before, now) {
            (Some(Place::NotFound(before)), Some(Place::NotFound(now))) => before != now,
            (Some(before), Some(now)) => !before.is_same_page(now),
            _ => true,
        },
    );
    (move || one(&kind.get())).into_child().into_any()
}

fn one(place: &Place) -> AnyView {
    match place {
        Place::Home => pages::home_page(),
        Place::Credentials(_) => pages::credentials_page(),
        Place::DeviceCertificates(_) => pages::certificates_page(),
        Place::ClientIds(_) => pages::client_ids_page(),
        Place::NotFound(path) => not_found(path),
    }
}

fn not_found(path: &str) -> AnyView {
    let text = use_text();
    let path = shown_text(path);
    view! {
        <PageHeader title=text.shell.not_found>{(text.shell.not_found_detail)(&path)}</PageHeader>
        <Link to=Place::Home class="ui-button ui-button--plain">{text.shell.to_start}</Link>
    }
    .into_any()
}
