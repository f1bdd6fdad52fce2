//! What may be done besides: off until it is ticked.

use crate::prelude::*;
use leptos::{ev::Event, prelude::event_target_checked};
use signet_model::{
    Effect as Does, Violation,
    identifiers::{Reason, SerialNumber},
};
use signet_view::view;

use super::{Desk, Target, desk::Order};
use crate::{
    components::{
        IdField, TypedId,
        typed::{ending, full_width, tidy},
    },
    pages::here::client,
    text::{Text, use_text},
    ui::{Field, shown},
};

/// The form around the button.
#[derive(Clone, Copy)]
pub(super) struct Form {
    desk: Desk,
    text: Text,
    reason: RwSignal<String>,
    pub(super) inactivate: RwSignal<bool>,
    ca: TypedId,
    device: TypedId,
    pub(super) deregister: RwSignal<bool>,
    confirmation: RwSignal<String>,
}

impl Form {
    pub(super) fn of(desk: Desk, target: &Target) -> Self {
        let form = Self {
            desk,
            text: use_text(),
            reason: RwSignal::new(String::new()),
            inactivate: RwSignal::new(false),
            ca: TypedId::new(check_serial, SerialNumber::MAX_BYTES),
            device: TypedId::new(check_serial, SerialNumber::MAX_BYTES),
            deregister: RwSignal::new(false),
            confirmation: RwSignal::new(String::new()),
        };
        if let Some(key) = &target.certificate {
            form.ca.value.set(key.ca.clone());
            form.device.value.set(key.device.clone());
        }
        form
    }

    /// Why an act of that effect may not be made on this client.
    fn refusal(self, effect: Does) -> Option<String> {
        let desk = self.desk;
        let object = client(desk.instance_id.as_str(), desk.client_id.as_str());
        desk.here.refusal_on(effect, object, self.text.shell())
    }

    /// Why its certificate may not be inactivated: a certificate belongs to no group.
    fn refusal_of_certificates(self) -> Option<String> {
        let here = self.desk.here;
        here.refusal(Does::Suspend, self.text.shell())
    }

    /// What protects the client from being cut off.
    fn protection(self) -> Option<String> {
        let (desk, objects) = (self.desk, [self.desk.client_id.as_str()]);
        desk.protection
            .refusal(Does::Suspend, desk.instance_id.as_str(), &objects)
    }

    /// What has to be typed before a credential is deregistered.
    fn word(self) -> String {
        let id = self.desk.client_id.as_str();
        ending(id).unwrap_or(self.text.cut_off().press).to_owned()
    }

    /// Why the button may not be pressed now.
    pub(super) fn hindrance(self) -> Option<String> {
        let unconfirmed = || {
            let word = self.word();
            (self.deregister.get() && self.confirmation.with(|typed| tidy(typed) != word))
                .then(|| (self.text.dialogs().type_first)(&word))
        };
        self.refusal(Does::Suspend)
            .or_else(|| self.protection())
            .or_else(|| self.reason_error())
            .or_else(|| {
                let missing =
                    self.is_reason_required() && self.reason.with(|typed| typed.trim().is_empty());
                missing.then(|| self.text.dialogs().reason_first.to_owned())
            })
            .or_else(|| {
                let serials = self.inactivate.get() && self.serials().is_none();
                serials.then(|| self.text.cut_off().missing_serials.to_owned())
            })
            .or_else(unconfirmed)
    }

    /// What is ordered, as far as it is filled in.
    pub(super) fn order(self) -> Order {
        Order {
            reason: self.reason.with(|typed| Reason::parse(typed.trim()).ok()),
            certificate: self.inactivate.get().then(|| self.serials()).flatten(),
            deregister: self.deregister.get(),
        }
    }

    fn serials(self) -> Option<(SerialNumber, SerialNumber)> {
        let read = |typed: TypedId| {
            typed.value.with(|typed| {
                let typed = tidy(typed);
                full_width(typed)
                    .is_none()
                    .then(|| SerialNumber::parse(typed).ok())
                    .flatten()
            })
        };
        Some((read(self.ca)?, read(self.device)?))
    }

    fn reason_error(self) -> Option<String> {
        let text = self.text.cut_off();
        self.reason.with(|typed| {
            let typed = typed.trim();
            if typed.is_empty() {
                return None;
            }
            let error = match Reason::parse(typed).err()? {
                Violation::ControlCharacter { .. } => text.reason_control,
                _ => text.reason_too_long,
            };
            Some(error.to_owned())
        })
    }

    /// Whether what is ordered needs a reason.
    fn is_reason_required(self) -> bool {
        let required = self.desk.here.reason_required();
        required.contains(&Does::Suspend)
            || self.deregister.get() && required.contains(&Does::Destroy)
    }

    /// Why it is done.
    pub(super) fn reason(self) -> Child {
        let text = self.text.cut_off();
        let hint = move || {
            let hint = if self.is_reason_required() {
                text.reason_required
            } else {
                text.reason_hint
            };
            Some(hint.to_owned())
        };
        let counter = move || {
            let count = self.reason.with(|typed| typed.trim().chars().count());
            Some((text.reason_counter)(&count.to_string()))
        };
        view! {
            <Field
                label=text.reason
                value=self.reason
                prose=true
                hint=Signal::derive(hint)
                counter=Signal::derive(counter)
                error=Signal::derive(move || self.reason_error())
            />
        }
        .into_child()
    }

    /// The tick of the certificate, and its serial numbers.
    pub(super) fn certificate(self) -> Child {
        let text = self.text.cut_off();
        let serials = move || {
            self.inactivate.get().then(|| {
                view! {
                    <div class="cut__serials">
                        <IdField label=text.ca_serial typed=self.ca />
                        <IdField label=text.device_serial typed=self.device />
                    </div>
                }
            })
        };
        view! {
            {self.tick(text.inactivate, self.inactivate, move || self.refusal_of_certificates())}
            <p class="quiet">{text.inactivate_detail}</p>
            {serials}
        }
        .into_child()
    }

    /// The tick of the credential, and the end of its id to be typed.
    pub(super) fn credential(self) -> Child {
        let text = self.text;
        let confirm = move || {
            let word = self.word();
            self.deregister.get().then(|| {
                view! {
                    <Field
                        label=(text.dialogs().type_to_confirm)(&word)
                        value=self.confirmation
                        mono=true
                    />
                }
            })
        };
        view! {
            {self.tick(text.cut_off().deregister, self.deregister, move || self.refusal(Does::Destroy))}
            <p class="quiet">{text.cut_off().deregister_detail}</p>
            {confirm}
        }
        .into_child()
    }

    fn tick(
        self,
        label: &'static str,
        on: RwSignal<bool>,
        refused: impl Fn() -> Option<String> + Copy + Send + Sync + 'static,
    ) -> Child {
        let refusal =
            move || refused().map(|reason| view! { <p class="quiet">{shown(&reason)}</p> });
        view! {
            <label class="cut__tick">
                <input
                    type="checkbox"
                    disabled=move || self.desk.busy.get() || refused().is_some()
                    prop:checked=move || on.get()
                    on:change=move |event: Event| on.set(event_target_checked(&event))
                />
                {label}
            </label>
            {refusal}
        }
        .into_child()
    }
}

fn check_serial(text: &str) -> Result<(), Violation> {
    SerialNumber::parse(text).map(drop)
}
