//! The frame around every page: wide a sidebar, narrow a top bar whose sheet holds the same.

use leptos::{html, prelude::*};

use super::{brand::Brand, foot::Foot, navigation::Navigation};
use crate::{
    pages::{InstanceChoice, Standing, TopPlace},
    router::use_router,
    text::use_text,
    ui::{IconButton, IconName, Sheet},
};

/// The frame. A navigation to another page closes the sheet and moves the focus to the content.
#[component]
pub(super) fn Shell(
    /// The page.
    children: Children,
) -> impl IntoView {
    let text = use_text();
    let router = use_router();
    let sheet = RwSignal::new(false);
    let main: NodeRef<html::Main> = NodeRef::new();
    Effect::new(move |before: Option<crate::router::Place>| {
        let place = router.place().get();
        if before.is_some_and(|before| !before.is_same_page(&place)) {
            sheet.set(false);
            if let Some(main) = main.get_untracked() {
                _ = main.focus();
            }
        }
        place
    });
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            _ = main.focus();
        }
    };
    view! {
        <a class="skip" href="#" on:click=skip>{text.shell.skip_to_content}</a>
        <div class="shell">
            <div class="sidebar">{contents()}</div>
            <div class="topbar">
                <IconButton
                    icon=IconName::Menu
                    label=text.shell.open_navigation
                    on_press=Callback::new(move |()| sheet.set(true))
                />
                <Brand />
                <div class="topbar__place"><TopPlace /></div>
            </div>
            <Sheet
                open=sheet
                label=text.shell.main_navigation
                on_close=Callback::new(move |()| sheet.set(false))
            >
                {contents()}
            </Sheet>
            <main node_ref=main tabindex="-1">{children()}</main>
        </div>
    }
    .into_any()
}

/// What sidebar and sheet hold.
fn contents() -> AnyView {
    view! {
        <Brand />
        <InstanceChoice />
        <Navigation />
        <Standing />
        <Foot />
    }
    .into_any()
}
