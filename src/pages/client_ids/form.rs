//! Which device: its IotId, and the IoT instance it lives in.

use crate::prelude::*;
use leptos::ev::SubmitEvent;
use signet_model::{
    Violation,
    api::IotInstance,
    identifiers::{IotId, IotInstanceId},
};
use signet_view::view;

use super::Desk;
use crate::{
    components::{IdField, TypedId},
    router::{ClientIds, How},
    text::use_text,
    ui::{Button, ButtonKind, Choice, Select, effect, memo, shown_text},
};

/// Stands for an instance that the configuration does not name. No id has a blank.
const OTHER: &str = " ";

pub(super) fn form(desk: Desk) -> AnyView {
    let text = use_text().client_ids();
    let device = TypedId::new(check_device, IotId::MAX_BYTES);
    let instance = TypedId::new(check_instance, IotInstanceId::MAX_BYTES).optional();
    let known = memo(move || {
        desk.here.session().answer().with(|session| {
            session
                .map(|session| session.value.iot_instances.clone())
                .unwrap_or_default()
        })
    });
    let chosen = RwSignal::new(String::new());
    // The form follows the place: a link, a reload and the back button fill it in.
    effect(move || {
        let ClientIds {
            iot_id,
            iot_instance,
            ..
        } = desk.place.get();
        let (iot_id, iot_instance) = (iot_id.unwrap_or_default(), iot_instance.unwrap_or_default());
        let named = known.with(|known| {
            known
                .iter()
                .any(|known| known.iot_instance_id.as_deref().unwrap_or_default() == iot_instance)
        });
        if device.value.with_untracked(|typed| typed.trim() != iot_id) {
            device.value.set(iot_id);
        }
        chosen.set(if named {
            iot_instance.clone()
        } else {
            OTHER.to_owned()
        });
        instance
            .value
            .set(if named { String::new() } else { iot_instance });
    });
    let choices = Signal::derive(move || {
        let mut choices: Vec<_> = known.with(|known| {
            known
                .iter()
                .map(|known| choice(known, text.iot_instance_public))
                .collect()
        });
        choices.push(Choice {
            value: OTHER.to_owned(),
            label: text.iot_instance_other.to_owned(),
        });
        choices
    });
    let has_names = memo(move || known.with(|known| !known.is_empty()));
    let is_other = memo(move || !has_names.get() || chosen.with(|chosen| chosen == OTHER));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let named = chosen.get_untracked();
        let iot_instance = if is_other.get_untracked() {
            instance.submit()
        } else {
            Some(named)
        };
        let (Some(iot_id), Some(iot_instance)) = (device.submit(), iot_instance) else {
            return;
        };
        let place = ClientIds {
            iot_id: Some(iot_id),
            iot_instance: Some(iot_instance).filter(|id| !id.is_empty()),
            ..desk.place.get_untracked()
        };
        if desk.place.with_untracked(|here| *here == place) {
            desk.ids.again();
        } else {
            desk.router.navigate(place.into(), How::Push);
        }
    };
    view! {
        <form class="device-form" on:submit=submit>
            <IdField label=text.iot_id typed=device hint=text.iot_id_hint />
            {move || has_names.get().then(|| view! {
                <Select label=text.iot_instance choices=choices value=chosen on_change=Callback::new(move |id| chosen.set(id)) />
            })}
            {move || is_other.get().then(|| view! {
                <IdField label=text.iot_instance_id typed=instance hint=text.iot_instance_hint />
            })}
            <div class="device-form__act">
                <Button kind=ButtonKind::Primary submit=true>{text.show}</Button>
            </div>
        </form>
    }
    .into_any()
}

fn choice(instance: &IotInstance, public: &str) -> Choice {
    let id = instance.iot_instance_id.clone().unwrap_or_default();
    let what = if id.is_empty() {
        public.to_owned()
    } else {
        shown_text(&id)
    };
    let label = [
        &*shown_text(&instance.name),
        " · ",
        &what,
        " · ",
        &*shown_text(&instance.region),
    ]
    .concat();
    Choice { value: id, label }
}

fn check_device(text: &str) -> Result<(), Violation> {
    IotId::parse(text).map(drop)
}

fn check_instance(text: &str) -> Result<(), Violation> {
    IotInstanceId::parse(text).map(drop)
}
