//! The way to every page.

use crate::prelude::*;
use signet_view::view;

use crate::{
    router::{Link, Place, use_router},
    text::use_text,
    ui::{Icon, IconName, memo},
};

/// The links to the pages that are offered.
#[component]
pub(super) fn Navigation() -> Child {
    let text = use_text().shell();
    view! {
        <nav class="nav" aria-label=text.main_navigation>
            {part(text.identities, &[
                (IconName::Key, text.credentials, "credentials"),
                (IconName::Certificate, text.device_certificates, "certificates"),
                (IconName::Shield, text.ca_certificates, "ca-certificates"),
                (IconName::Device, text.client_ids, "client-ids"),
                (IconName::Group, text.groups, "groups"),
            ])}
            {part(text.block, &[
                (IconName::Power, text.cut_off, "cut-off"),
                (IconName::Block, text.blacklist, "blacklist"),
            ])}
            {part(text.work, &[(IconName::Plan, text.plans, "plans")])}
            {part(text.oversight, &[
                (IconName::Audit, text.audit, "audit"),
                (IconName::People, text.people, "people"),
                (IconName::Lock, text.protected, "protected"),
            ])}
        </nav>
    }
    .into_child()
}

/// Links under a heading, which goes where none of them is offered.
fn part(heading: &'static str, pages: &[(IconName, &'static str, &'static str)]) -> Child {
    let offered = use_router().offered();
    let pages: Vec<_> = pages
        .iter()
        .filter(|(.., page)| offered.with_untracked(|offered| offered.names(page)))
        .map(|(icon, label, page)| link(*icon, label, page))
        .collect();
    let heading = (!pages.is_empty()).then(|| view! { <h2>{heading}</h2> });
    view! { {heading} {pages} }.into_child()
}

/// A link to a page of the chosen instance; where it needs one and none is chosen, to the choice.
fn link(icon: IconName, label: &'static str, page: &'static str) -> Child {
    let place = use_router().place();
    let to = memo(move || {
        place.with(|place| Place::first_of(page, place.instance()).unwrap_or(Place::Home))
    });
    let current = memo(move || place.with(|place| place.page() == page));
    view! {
        <Link to=to class="nav__link" current=current>
            <Icon name=icon />
            {label}
        </Link>
    }
    .into_child()
}
