//! What the cloud tells of a credential.

use crate::prelude::*;
use signet_model::operations::DeviceCredential;
use signet_view::view;

use super::One;
use crate::{
    components::{Loaded, with_relative},
    pages::list::{problem_of, read_at},
    state::use_clock,
    text::use_text,
    ui::{CopyId, Description, DescriptionList, Skeleton, shown},
};

/// The facts.
pub(super) fn panel(one: One) -> Child {
    let text = use_text();
    let credential = one.credential;
    let shows = move || {
        credential.answer().with(|answer| {
            let answer = answer?;
            Some(view! {
                {facts(&answer.value.credential)}
                <p class="quiet credential__read">{read_at(answer.read_at)}</p>
            })
        })
    };
    view! {
        <section class="panel">
            <div class="panel__body">
                <h2>{text.credential().facts}</h2>
                <Loaded
                    ready=Signal::derive(move || credential.is_answered())
                    busy=credential.busy()
                    problem=problem_of(credential)
                    on_retry=Callback::new(move |()| credential.again())
                    label=text.shell().loading
                    skeleton=|| view! { <Skeleton lines=5 /> }
                >
                    {shows}
                </Loaded>
            </div>
        </section>
    }
    .into_child()
}

fn facts(credential: &DeviceCredential) -> Child {
    let text = use_text().credential();
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
        (None, Some(_)) => text.never.into_child(),
        (rotated, _) => with_relative(rotated, now),
    };
    view! {
        <DescriptionList>
            {parts}
            <Description name=text.access_key_id><CopyId value=access_key_id wrap=true /></Description>
            <Description name=text.registered>{registered}</Description>
            <Description name=text.rotated>{rotated}</Description>
        </DescriptionList>
    }
    .into_child()
}
