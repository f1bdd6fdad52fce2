//! One device: what it is, its state, and what may be done with it; below, its ClientIDs.

use crate::prelude::*;
use signet_model::{api::ErrorCode, operations::DeviceDetail};
use signet_view::view;

use super::{acts::Acts, asked::Asked, desk::Desk, registered::registered, state::state};
use crate::{
    api::Failure,
    components::{Loaded, with_relative},
    pages::{
        list::{problem_of, read_at},
        object::history,
    },
    router::{ClientIds, Link, Place},
    state::use_clock,
    text::use_text,
    ui::{
        Button, ButtonKind, CopyId, Description, DescriptionList, Empty, IconName, Skeleton, memo,
        shown,
    },
    view::IntoChild,
};

pub(super) fn device(desk: Desk, acts: Acts) -> Child {
    let text = use_text();
    let is_unknown = |failure: &Option<Failure>| matches!(failure, Some(Failure::Refused(error)) if error.code == ErrorCode::NotFound);
    let unknown =
        memo(move || desk.detail.failure().with(is_unknown) || desk.ids.failure().with(is_unknown));
    let problem = problem_of(desk.detail);
    let known = memo(move || {
        desk.detail
            .answer()
            .with(|answer| Some(answer?.value.device.clone()))
    });
    let facts = move || known.get().map(|device| facts(desk, device));
    let asked_by_id = memo(move || desk.place.with(|place| place.iot_id.is_some()));
    let body = move || {
        if unknown.get() {
            return not_found();
        }
        view! {
            <section class="panel">
                {head(desk)}
                <Loaded
                    ready=Signal::derive(move || desk.detail.is_answered())
                    busy=desk.detail.busy()
                    problem=problem
                    on_retry=Callback::new(move |()| desk.detail.again())
                    label=text.shell().reading
                    skeleton=|| view! { <div class="panel__body"><Skeleton lines=5 /></div> }
                >
                    {facts}
                    <div class="panel__body">
                        <div class="detail__acts">{button(acts, Asked::Disable)} {button(acts, Asked::Enable)}</div>
                    </div>
                </Loaded>
            </section>
            {move || (asked_by_id.get() || desk.detail.is_answered()).then(|| registered(desk, acts))}
        }
        .into_child()
    };
    body.into_child()
}

fn not_found() -> Child {
    let text = use_text().client_ids();
    view! {
        <section class="panel">
            <Empty icon=IconName::Search title=text.not_found>{text.not_found_detail}</Empty>
        </section>
    }
    .into_child()
}

/// Which device, how fresh, and the way back to the others of its product.
fn head(desk: Desk) -> Child {
    let text = use_text().client_ids();
    let name = move || {
        desk.detail.answer().with(|answer| {
            let device = &answer?.value.device;
            Some(shown(&device.device_name))
        })
    };
    let read = move || {
        desk.detail
            .answer()
            .with(|answer| Some(read_at(answer?.read_at)))
    };
    let back = move || {
        let place = desk.place.get();
        place.product_key.is_some().then(|| {
            let to = Place::from(ClientIds {
                iot_id: None,
                device_name: None,
                ..place
            });
            view! { <Link to=to class="link">{text.back_to_product}</Link> }
        })
    };
    let past = move || {
        let iot_id = desk
            .detail
            .answer()
            .with(|answer| answer.map(|answer| answer.value.device.iot_id.clone()));
        let place = desk.place.get();
        let to = history(None, &iot_id.or(place.iot_id)?);
        Some(view! { <Link to=to class="link">{use_text().shell().history}</Link> })
    };
    view! {
        <div class="device">
            <div class="device__facts">
                <h2>{text.iot_device} " " {name}</h2>
                <p class="quiet">{read}</p>
            </div>
            <div class="acts">{back} {past}</div>
        </div>
    }
    .into_child()
}

fn facts(desk: Desk, device: DeviceDetail) -> Child {
    let text = use_text().client_ids();
    let clock = use_clock();
    let now = Signal::derive(move || clock.now());
    let status = device.status;
    let product_key = device.product_key.clone();
    let to = Signal::derive(move || {
        desk.place.with(|place| {
            Place::from(ClientIds {
                iot_id: None,
                device_name: None,
                product_key: Some(product_key.clone()),
                ..place.clone()
            })
        })
    });
    let product = (!device.product_name.is_empty()).then(|| shown(&device.product_name));
    let key = shown(&device.product_key);
    let said = |name: &'static str, value: &str| {
        (!value.is_empty()).then(|| {
            let value = shown(value);
            view! { <Description name=name>{value}</Description> }
        })
    };
    let kind = device.is_gateway.map(|is| {
        let word = if is { text.gateway } else { text.no_gateway };
        view! { <Description name=text.kind>{word}</Description> }
    });
    view! {
        <div class="panel__body">
            <DescriptionList>
                <Description name=text.state>{state(status)}</Description>
                <Description name=text.last_online>{with_relative(device.last_online_at, now)}</Description>
                <Description name=text.activated>{with_relative(device.activated_at, now)}</Description>
                <Description name=text.created>{with_relative(device.created_at, now)}</Description>
                <Description name=text.product>
                    {product} " " <Link to=to class="link"><code>{key}</code></Link>
                </Description>
                <Description name=text.device_name><CopyId value=device.device_name wrap=true /></Description>
                {said(text.nickname, &device.nickname)}
                {kind}
                {said(text.firmware, &device.firmware_version)}
                {said(text.ip_address, &device.ip_address)}
                {said(text.region, &device.region)}
            </DescriptionList>
            <p class="quiet">{text.no_secret}</p>
        </div>
    }
    .into_child()
}

fn button(acts: Acts, asked: Asked) -> Child {
    let kind = if asked == Asked::Disable {
        ButtonKind::Danger
    } else {
        ButtonKind::Plain
    };
    let label = acts.label(&asked);
    let (asks, reason) = (asked.clone(), asked);
    view! {
        <Button
            kind=kind
            disabled_reason=Signal::derive(move || acts.refusal(&reason))
            on_press=Callback::new(move |()| acts.ask(asks.clone()))
        >
            {label}
        </Button>
    }
    .into_child()
}
