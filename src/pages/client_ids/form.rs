//! Which device: its IotId, or its product and name; and the IoT instance it lives in.

use crate::prelude::*;
use leptos::ev::SubmitEvent;
use signet_model::{
    Violation,
    api::IotInstance,
    identifiers::{DeviceName, IotId, IotInstanceId, ProductKey},
};
use signet_view::view;

use super::desk::Desk;
use crate::{
    components::{IdField, TypedId},
    router::{ClientIds, How},
    text::{ClientIds as Words, use_text},
    ui::{Button, ButtonKind, Choice, Held, Select, effect, memo, shown_text},
};

/// Stands for an instance that the configuration does not name. No id has a blank.
const OTHER: &str = " ";

#[derive(Clone, Copy)]
struct Fields {
    device: TypedId,
    product: TypedId,
    name: TypedId,
    instance: TypedId,
    /// The instance that is chosen by its name, or [`OTHER`].
    chosen: RwSignal<String>,
    is_other: Held<bool>,
}

impl Fields {
    /// The IoT instance, if it may be sent; empty for the public one.
    fn instance(self) -> Option<String> {
        if self.is_other.get_untracked() {
            self.instance.submit()
        } else {
            Some(self.chosen.get_untracked())
        }
    }
}

pub(super) fn form(desk: Desk) -> Child {
    let text = use_text().client_ids();
    let known = memo(move || {
        desk.here.session().answer().with(|session| {
            session
                .map(|session| session.value.iot_instances.clone())
                .unwrap_or_default()
        })
    });
    let has_names = memo(move || known.with(|known| !known.is_empty()));
    let chosen = RwSignal::new(String::new());
    let fields = Fields {
        device: TypedId::new(check_device, IotId::MAX_BYTES),
        product: TypedId::new(check_product, ProductKey::MAX_BYTES),
        name: TypedId::new(check_name, DeviceName::MAX_BYTES).optional(),
        instance: TypedId::new(check_instance, IotInstanceId::MAX_BYTES).optional(),
        chosen,
        is_other: memo(move || !has_names.get() || chosen.with(|chosen| chosen == OTHER)),
    };
    follow(desk, fields, known);
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
    view! {
        <div class="device-finder">
        <div class="device-finder__where">
            {move || has_names.get().then(|| view! {
                <Select label=text.iot_instance choices=choices value=chosen on_change=Callback::new(move |id| chosen.set(id)) />
            })}
            {move || fields.is_other.get().then(|| view! {
                <IdField label=text.iot_instance_id typed=fields.instance hint=text.iot_instance_hint />
            })}
        </div>
        <div class="device-finder__forms">
            {by_id(desk, fields, text)}
            {by_product(desk, fields, text)}
        </div>
        </div>
    }
    .into_child()
}

/// The form follows the place: a link, a reload and the back button fill it in.
fn follow(desk: Desk, fields: Fields, known: Held<Vec<IotInstance>>) {
    effect(move || {
        let place = desk.place.get();
        let iot_instance = place.iot_instance.unwrap_or_default();
        let named = known.with(|known| {
            known
                .iter()
                .any(|known| known.iot_instance_id.as_deref().unwrap_or_default() == iot_instance)
        });
        for (field, in_place) in [
            (fields.device, place.iot_id),
            (fields.product, place.product_key),
            (fields.name, place.device_name),
        ] {
            let in_place = in_place.unwrap_or_default();
            if field.value.with_untracked(|typed| typed.trim() != in_place) {
                field.value.set(in_place);
            }
        }
        let (chosen, other) = if named {
            (iot_instance, String::new())
        } else {
            (OTHER.to_owned(), iot_instance)
        };
        fields.chosen.set(chosen);
        fields.instance.value.set(other);
    });
}

fn by_id(desk: Desk, fields: Fields, text: &'static Words) -> Child {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (iot_id, iot_instance) = (fields.device.submit(), fields.instance());
        let (Some(iot_id), Some(iot_instance)) = (iot_id, iot_instance) else {
            return;
        };
        open(
            desk,
            ClientIds {
                iot_id: Some(iot_id),
                iot_instance: Some(iot_instance),
                ..ClientIds::default()
            },
        );
    };
    view! {
        <form class="device-form" on:submit=submit aria-label=text.by_id>
            <IdField label=text.iot_id typed=fields.device hint=text.iot_id_hint />
            <div class="device-form__act">
                <Button kind=ButtonKind::Primary submit=true>{text.show}</Button>
            </div>
        </form>
    }
    .into_child()
}

fn by_product(desk: Desk, fields: Fields, text: &'static Words) -> Child {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (product, name, iot_instance) = (
            fields.product.submit(),
            fields.name.submit(),
            fields.instance(),
        );
        let (Some(product), Some(name), Some(iot_instance)) = (product, name, iot_instance) else {
            return;
        };
        open(
            desk,
            ClientIds {
                product_key: Some(product),
                device_name: Some(name),
                iot_instance: Some(iot_instance),
                ..ClientIds::default()
            },
        );
    };
    view! {
        <form class="device-form device-form--two" on:submit=submit aria-label=text.by_product>
            <IdField label=text.product_key typed=fields.product hint=text.product_key_hint />
            <IdField label=text.device_name typed=fields.name hint=text.device_name_hint />
            <div class="device-form__act">
                <Button submit=true>{text.find}</Button>
            </div>
        </form>
    }
    .into_child()
}

/// Goes to what was typed, an empty text being none, or reads it again.
fn open(desk: Desk, typed: ClientIds) {
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (instance, page_size) = desk
        .place
        .with_untracked(|here| (here.instance.clone(), here.page_size));
    let place = ClientIds {
        instance,
        page_size,
        device_name: some(typed.device_name),
        iot_instance: some(typed.iot_instance),
        ..typed
    };
    if desk.place.with_untracked(|here| *here == place) {
        desk.again();
    } else {
        desk.router.navigate(place.into(), How::Push);
    }
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

fn check_product(text: &str) -> Result<(), Violation> {
    ProductKey::parse(text).map(drop)
}

fn check_name(text: &str) -> Result<(), Violation> {
    DeviceName::parse(text).map(drop)
}

fn check_instance(text: &str) -> Result<(), Violation> {
    IotInstanceId::parse(text).map(drop)
}
