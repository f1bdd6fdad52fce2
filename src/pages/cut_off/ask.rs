//! Which device, where the way here did not say it.

use crate::prelude::*;
use leptos::ev::SubmitEvent;
use signet_model::{Violation, identifiers::ClientId};
use signet_view::view;

use super::Target;
use crate::{
    components::{IdField, TypedId},
    pages::here::use_here,
    router::{How, use_router},
    text::use_text,
    ui::{Button, ButtonKind, shown},
};

/// Asks for the client id.
pub(super) fn ask(target: Target) -> Child {
    let (text, here, router) = (use_text().cut_off(), use_here(), use_router());
    let typed = TypedId::new(check, ClientId::MAX_BYTES);
    // A link may name anything: what cannot be an id stands in the field, with its rule.
    if let Some(id) = target.client_id.clone() {
        typed.value.set(id);
    }
    let instance = target.instance.clone();
    let (title, detail, serial) = match &target.certificate {
        None => (text.which, None, None),
        Some(certificate) => (
            text.which_certificate,
            Some(view! { <p class="quiet">{text.which_certificate_detail}</p> }),
            Some(view! { <p>{text.certificate} " " <code>{shown(&certificate.device)}</code></p> }),
        ),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(id) = typed.submit() {
            router.navigate(target.with(id).into(), How::Push);
        }
    };
    view! {
        <section class="panel">
            <form class="panel__body" on:submit=submit>
                <h2>{title}</h2>
                {serial}
                {detail}
                {move || here.whereabouts(&instance).line()}
                <IdField label=text.client_id typed=typed autofocus=true hint=text.client_id_hint />
                <div class="acts"><Button kind=ButtonKind::Primary submit=true>{text.on}</Button></div>
            </form>
        </section>
    }
    .into_child()
}

fn check(text: &str) -> Result<(), Violation> {
    ClientId::parse(text).map(drop)
}
