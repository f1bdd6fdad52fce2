//! Cut off one device now: bar its client id, close its connection, and watch until it is gone. One press of one button; each
//! step says how it went, and the outcome stands in large letters.
//!
//! What comes next, what an answer means and what is left to do is decided without I/O: [`steps`], [`watch`], [`advice`].

mod advice;
mod ask;
mod desk;
mod known;
mod operations;
mod order;
mod outcome;
mod steps;
mod ticks;
mod watch;

use crate::prelude::*;
use signet_model::identifiers::{ClientId, InstanceId};
use signet_view::view;

use self::desk::Desk;
use super::{
    here::{unknown_instance, use_here},
    own_place::own_place,
};
use crate::{
    router::{CertificateKey, InstancePage, View},
    text::use_text,
    ui::{PageHeader, memo},
    view::IntoChild,
};

/// What the URL says of the device.
#[derive(Clone, PartialEq, Eq)]
struct Target {
    instance: String,
    client_id: Option<String>,
    certificate: Option<CertificateKey>,
}

impl Target {
    fn of(page: InstancePage) -> Self {
        let InstancePage {
            instance,
            open,
            ca,
            filter,
            ..
        } = page;
        match ca {
            None => Self {
                instance,
                client_id: open,
                certificate: None,
            },
            Some(ca) => Self {
                instance,
                client_id: filter,
                certificate: open.map(|device| CertificateKey { ca, device }),
            },
        }
    }

    /// The same place with the device named.
    fn with(&self, client_id: String) -> InstancePage {
        match self.certificate.clone() {
            None => View::CutOff.about(&self.instance, &client_id),
            Some(CertificateKey { ca, device }) => InstancePage {
                ca: Some(ca),
                filter: Some(client_id),
                ..View::CutOff.about(&self.instance, &device)
            },
        }
    }
}

/// Cut off one device.
pub fn cut_off_page() -> Child {
    let (here, place) = (use_here(), own_place(View::CutOff));
    let target = memo(move || Target::of(place.get()));
    let unknown = memo(move || target.with(|target| here.is_unknown(&target.instance)));
    (move || {
        let target = target.get();
        if unknown.get() {
            return unknown_instance(use_text().shell().cut_off, &target.instance);
        }
        let ids = InstanceId::parse(target.instance.as_str()).ok().zip(
            target
                .client_id
                .as_deref()
                .and_then(|id| ClientId::parse(id).ok()),
        );
        match ids {
            Some((instance_id, client_id)) => {
                device(Desk::about(instance_id, client_id), &target)
            }
            None => {
                view! {
                    <PageHeader title=use_text().shell().cut_off>{use_text().cut_off().lead}</PageHeader>
                    {ask::ask(target)}
                }
                .into_child()
            }
        }
    })
    .into_child()
}

fn device(desk: Desk, target: &Target) -> Child {
    let text = use_text();
    view! {
        <PageHeader title=text.shell().cut_off>{text.cut_off().lead}</PageHeader>
        <div class="stack cut">
            {known::known(desk, target)}
            {outcome::outcome(desk)}
            {order::order(desk, target)}
            {outcome::ways()}
        </div>
    }
    .into_child()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::router::Place;

    fn opened(url: &str) -> (Target, String) {
        let Place::Instance(page) = Place::parse(url) else {
            panic!("{url} must be a page of an instance")
        };
        let target = Target::of(page);
        let url = Place::from(target.with("GID_a@@@1".to_owned())).url();
        (target, url)
    }

    #[test]
    fn the_url_names_the_device_by_its_client_id_or_its_certificate() {
        let (target, _) = opened("/instances/i/cut-off?open=GID_a%40%40%401");
        assert_eq!(target.client_id.as_deref(), Some("GID_a@@@1"));
        assert_eq!(target.certificate, None);

        let (target, url) = opened("/instances/i/cut-off?open=0012&ca=00f2");
        assert_eq!(target.client_id, None);
        let key = CertificateKey {
            ca: "00f2".to_owned(),
            device: "0012".to_owned(),
        };
        assert_eq!(target.certificate, Some(key.clone()));
        let (named, _) = opened(&url);
        assert_eq!(named.client_id.as_deref(), Some("GID_a@@@1"));
        assert_eq!(named.certificate, Some(key), "and the certificate stays");
    }

    #[test]
    fn nothing_named_asks_for_an_id() {
        let (target, url) = opened("/instances/i/cut-off");
        assert_eq!((target.client_id, target.certificate), (None, None));
        assert_eq!(opened(&url).0.client_id.as_deref(), Some("GID_a@@@1"));
    }
}
