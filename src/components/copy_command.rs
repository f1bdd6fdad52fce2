//! The way from an act to the command line that does the same. What makes the line is loaded when an act is asked about: the
//! line is wanted when the proxy, which serves that part too, is gone.

use crate::prelude::*;
use js_sys::Reflect;
use leptos::{ev::Event, task::spawn_local};
use signet_model::api::Cloud;
use signet_view::view;

use super::{Call, Whereabouts, chunk::chunks, cloud_name, when_loaded};
use crate::{
    text::use_text,
    ui::{CopyId, shown},
    view::IntoChild,
};

chunks! {
    tools {
        /// Acts as command lines.
        command_lines => crate::components::copy_command::lines;
    }
}

/// What the command lines are about.
#[derive(Clone, Copy)]
struct Asked {
    calls: Signal<Vec<Call>>,
    place: Signal<Whereabouts>,
}

/// Offers calls as command lines, one below the other.
#[component]
pub fn CopyCommand(
    /// The calls, in their order.
    #[prop(into)]
    calls: Signal<Vec<Call>>,
    /// Where they are made.
    #[prop(into)]
    place: Signal<Whereabouts>,
) -> Child {
    spawn_local(async {
        _ = command_lines().await;
    });
    let open = RwSignal::new(false);
    let toggled = move |event: Event| {
        let state = Reflect::get(&event, &"newState".into())
            .ok()
            .and_then(|state| state.as_string());
        open.set(state.as_deref() == Some("open"));
    };
    let content = move || {
        open.get().then(|| {
            provide_context(Asked { calls, place });
            when_loaded(command_lines)
        })
    };
    view! {
        <details class="command" on:toggle=toggled>
            <summary>{use_text().dialogs().as_command}</summary>
            {content}
        </details>
    }
    .into_child()
}

fn lines() -> Child {
    let Asked { calls, place } = expect_context();
    let text = use_text().command_line();
    (move || {
        let Whereabouts { cloud, region, .. } = place.get();
        let lines: Option<Vec<_>> = calls.with(|calls| {
            calls
                .iter()
                .map(|call| call.command_line(&region))
                .collect()
        });
        let Some(lines) = lines else {
            return view! { <p>{text.none}</p> }.into_child();
        };
        let lines = lines.join("\n");
        let face: Vec<_> = lines
            .split('\n')
            .map(|line| view! { <code>{shown(line)}</code> })
            .collect();
        let elsewhere = cloud.filter(|cloud| *cloud != Cloud::Real).map(
            |cloud| view! { <p><strong>{(text.another_cloud)(cloud_name(cloud))}</strong></p> },
        );
        let no_region = region.is_empty().then(|| view! { <p>{text.no_region}</p> });
        view! {
            <div class="command__body">
                <p>{text.lead}</p>
                {elsewhere}
                {no_region}
                <CopyId value=lines><span class="command__lines">{face}</span></CopyId>
            </div>
        }
        .into_child()
    })
    .into_child()
}
