//! The way to every page.

use crate::prelude::*;
use signet_view::view;

use crate::{
    router::{ClientIds, Credentials, DeviceCertificates, Link, Place, use_router},
    text::use_text,
    ui::{Icon, IconName, memo},
};

/// The links to the pages of the chosen instance.
#[component]
pub(super) fn Navigation() -> impl IntoView {
    let text = use_text();
    view! {
        <nav class="nav" aria-label=text.shell().main_navigation>
            <h2>{text.shell().identities}</h2>
            {entry(IconName::Key, text.shell().credentials, |instance| match instance {
                Some(instance) => Credentials::of(instance).into(),
                None => Place::Home,
            })}
            {entry(IconName::Certificate, text.shell().device_certificates, |instance| match instance {
                Some(instance) => DeviceCertificates::of(instance).into(),
                None => Place::Home,
            })}
            {entry(IconName::Device, text.shell().client_ids, |instance| {
                ClientIds { instance: instance.map(str::to_owned), ..ClientIds::default() }.into()
            })}
        </nav>
    }
    .into_any()
}

fn entry(icon: IconName, label: &'static str, to: fn(Option<&str>) -> Place) -> AnyView {
    let place = use_router().place();
    let to = memo(move || place.with(|place| to(place.instance())));
    let current = memo(move || {
        place.with(|place| to.with(|to| place.is_same_page(to) && *place != Place::Home))
    });
    view! {
        <Link to=to class="nav__link" current=current>
            <Icon name=icon />
            {label}
        </Link>
    }
    .into_any()
}
