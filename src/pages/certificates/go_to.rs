//! The way from any list to a certificate whose serial numbers are known.

use crate::prelude::*;
use signet_model::{Violation, identifiers::SerialNumber};
use signet_view::view;

use super::Desk;
use crate::{
    components::{IdField, TypedId},
    router::CertificateKey,
    text::use_text,
    ui::{Button, ButtonKind, Dialog, effect},
};

/// Asks for both serial numbers. One that is too long is refused here, before anything is sent.
pub(super) fn dialog(desk: Desk, open: RwSignal<bool>) -> Child {
    let text = use_text();
    let ca = TypedId::new(check, SerialNumber::MAX_BYTES);
    let device = TypedId::new(check, SerialNumber::MAX_BYTES);
    // Who looks at one CA's certificates most likely means that CA.
    effect(move || {
        if open.get() {
            ca.value.set(
                desk.place
                    .with_untracked(|place| place.ca.clone())
                    .unwrap_or_default(),
            );
        }
    });
    let close = Callback::new(move |()| {
        open.set(false);
        ca.clear();
        device.clear();
    });
    let submit = move |()| {
        let (ca, device) = (ca.submit(), device.submit());
        if let (Some(ca), Some(device)) = (ca, device) {
            close.run(());
            desk.open(Some(CertificateKey { ca, device }));
        }
    };
    view! {
        <Dialog
            open=open
            title=Signal::stored(text.certificates().go_to_title.to_owned())
            on_close=close
            on_submit=Callback::new(submit)
            footer=move || view! {
                <Button on_press=close>{text.dialogs().cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true>{text.certificates().open}</Button>
            }
        >
            <p class="quiet">{text.certificates().go_to_detail}</p>
            <IdField label=text.certificates().ca_serial typed=ca autofocus=true />
            <IdField label=text.certificates().device_serial typed=device />
        </Dialog>
    }
    .into_child()
}

fn check(text: &str) -> Result<(), Violation> {
    SerialNumber::parse(text).map(drop)
}
