//! The way to every page.

use crate::prelude::*;
use signet_view::view;

use crate::{
    router::{ClientIds, Credentials, DeviceCertificates, General, Link, Place, View, use_router},
    text::use_text,
    ui::{Icon, IconName, memo},
};

/// The links to the pages of the chosen instance.
#[component]
pub(super) fn Navigation() -> Child {
    let text = use_text().shell();
    view! {
        <nav class="nav" aria-label=text.main_navigation>
            <h2>{text.identities}</h2>
            {entry(IconName::Key, text.credentials, |instance| Credentials::of(instance).into())}
            {entry(IconName::Certificate, text.device_certificates, |instance| DeviceCertificates::of(instance).into())}
            {entry(IconName::Shield, text.ca_certificates, |instance| View::CaCertificates.of(instance).into())}
            {link(IconName::Device, text.client_ids, |instance| {
                ClientIds { instance: instance.map(str::to_owned), ..ClientIds::default() }.into()
            })}
            {entry(IconName::Group, text.groups, |instance| View::Groups.of(instance).into())}
            <h2>{text.block}</h2>
            {entry(IconName::Power, text.cut_off, |instance| View::CutOff.of(instance).into())}
            {entry(IconName::Block, text.blacklist, |instance| View::Blacklist.of(instance).into())}
            <h2>{text.work}</h2>
            {link(IconName::Plan, text.plans, |instance| General::Plans.after(instance).into())}
            <h2>{text.oversight}</h2>
            {link(IconName::Audit, text.audit, |instance| General::Audit.after(instance).into())}
            {link(IconName::People, text.people, |instance| General::People.after(instance).into())}
            {link(IconName::Lock, text.protected, |instance| General::Protected.after(instance).into())}
        </nav>
    }
    .into_child()
}

/// A link to a page of the chosen instance; without one it leads to the choice.
fn entry(icon: IconName, label: &'static str, to: fn(&str) -> Place) -> Child {
    link(icon, label, move |instance| {
        instance.map_or(Place::Home, to)
    })
}

fn link(
    icon: IconName,
    label: &'static str,
    to: impl Fn(Option<&str>) -> Place + Send + Sync + 'static,
) -> Child {
    let place = use_router().place();
    let to = memo(move || place.with(|place| to(place.instance())));
    let current = memo(move || {
        place.with(|place| to.with(|to| place.belongs_to(to) && *place != Place::Home))
    });
    view! {
        <Link to=to class="nav__link" current=current>
            <Icon name=icon />
            {label}
        </Link>
    }
    .into_child()
}
