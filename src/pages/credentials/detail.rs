//! One credential, read with one more call.

use crate::prelude::*;
use signet_model::{
    Violation,
    api::ErrorCode,
    identifiers::{ClientId, InstanceId},
    operations::{DeviceCredential, GetDeviceCredential},
};
use signet_view::view;

use super::{Deregistration, Desk, key};
use crate::{
    api::{Failure, query},
    components::{Detail, Loaded, with_relative},
    pages::list::problem_of,
    state::{use_clock, use_refresh},
    text::use_text,
    ui::{
        Button, ButtonKind, CopyId, Description, DescriptionList, Empty, IconName, Note, Skeleton,
        Tone, memo, shown,
    },
};

pub(super) fn detail(
    desk: Desk,
    id: &str,
    take_focus: bool,
    deregistration: Deregistration,
) -> AnyView {
    let text = use_text().credentials();
    let body = match ClientId::parse(id) {
        Ok(id) => known(desk, id, deregistration),
        Err(violation) => impossible(&violation),
    };
    let id = id.to_owned();
    view! {
        <Detail label=text.detail take_focus=take_focus on_close=Callback::new(move |()| desk.open(None))>
            <p class="detail__id"><CopyId value=id wrap=true /></p>
            {body}
        </Detail>
    }
    .into_any()
}

/// A link may name anything.
fn impossible(violation: &Violation) -> AnyView {
    let text = use_text();
    let rule = violation.to_string();
    view! { <Note tone=Tone::Warning title=text.dialogs().rule_other.to_owned()><p lang="en">{rule}</p></Note> }.into_any()
}

fn known(desk: Desk, id: ClientId, deregistration: Deregistration) -> AnyView {
    let text = use_text();
    let refresh = use_refresh();
    let group = id
        .parts()
        .map_or(String::new(), |(group, _)| group.to_owned());
    let asked = id.clone();
    let instance = memo(move || desk.place.with(|place| place.instance.clone()));
    let credential = query(
        move || {
            let instance_id = InstanceId::parse(instance.get()).ok()?;
            refresh.watch(&key(instance_id.as_str(), &group)).track();
            Some(GetDeviceCredential {
                instance_id,
                client_id: asked.clone(),
                reveal: false,
            })
        },
        |before, now| before == now,
    );
    let gone = memo(move || credential.failure().with(is_not_found));
    let problem = problem_of(credential);
    let shows = move || {
        credential
            .answer()
            .with(|answer| answer.map(|answer| facts(&answer.value.credential)))
    };
    let acts = move || {
        let id = id.as_str().to_owned();
        (!gone.get()).then(|| {
            view! {
                <Note tone=Tone::Warning title=text.credentials().live_title.to_owned()>{text.credentials().live_detail}</Note>
                <div class="detail__acts">
                    <Button
                        kind=ButtonKind::Danger
                        disabled_reason=Signal::derive(move || deregistration.refusal())
                        on_press=Callback::new(move |()| deregistration.ask(&id))
                    >
                        {text.credentials().deregister}
                    </Button>
                </div>
            }
        })
    };
    let not_registered = move || {
        gone.get().then(|| {
            view! { <Empty icon=IconName::Key title=text.credentials().not_registered>{text.credentials().not_registered_detail}</Empty> }
        })
    };
    view! {
        <Loaded
            ready=Signal::derive(move || credential.is_answered() && !gone.get())
            busy=credential.busy()
            problem=Signal::derive(move || problem.get().filter(|_| !gone.get()))
            on_retry=Callback::new(move |()| credential.again())
            label=text.shell().loading
            skeleton=|| view! { <Skeleton lines=4 /> }
        >
            {shows}
        </Loaded>
        {not_registered}
        {acts}
    }
    .into_any()
}

fn is_not_found(failure: &Option<Failure>) -> bool {
    matches!(failure, Some(Failure::Refused(error)) if error.code == ErrorCode::NotFound)
}

fn facts(credential: &DeviceCredential) -> AnyView {
    let text = use_text().credentials();
    let clock = use_clock();
    let now = Signal::derive(move || clock.now());
    let parts = credential
        .client_id
        .split_once("@@@")
        .map(|(group, device)| {
            let (group, device) = (shown(group), shown(device));
            view! {
                <Description name=text.group><code>{group}</code></Description>
                <Description name=text.device><code>{device}</code></Description>
            }
        });
    let access_key_id = credential.device_access_key_id.clone();
    let registered = with_relative(credential.created_at, now);
    let rotated = credential
        .updated_at
        .filter(|at| Some(*at) != credential.created_at);
    let rotated = match (rotated, credential.updated_at) {
        (None, Some(_)) => text.never.into_any(),
        (rotated, _) => with_relative(rotated, now),
    };
    view! {
        <DescriptionList>
            {parts}
            <Description name=text.access_key_id><CopyId value=access_key_id wrap=true /></Description>
            <Description name=text.secret><span class="quiet">{text.secret_kept}</span></Description>
            <Description name=text.registered>{registered}</Description>
            <Description name=text.rotated>{rotated}</Description>
        </DescriptionList>
    }
    .into_any()
}
