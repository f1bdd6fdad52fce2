//! The frame around every page: wide a sidebar, narrow a top bar whose sheet holds the same.

use crate::prelude::*;
use leptos::{ev::MouseEvent, html};
use signet_view::view;

use super::{
    aside::{self, SheetOpen},
    brand::Brand,
    foot::Foot,
    headings::heading,
    navigation::Navigation,
    palette::{PaletteButton, use_palette},
};
use crate::{
    components::when_wanted,
    pages::{InstanceChoice, Standing, TopPlace, chunks},
    router::{Place, use_router},
    state::{Detail, use_mounted},
    text::use_text,
    ui::{IconButton, IconName, effect, shown_text, unique_id},
};

/// The frame, which a single view goes without. A navigation to another page closes the sheet and moves the focus to the content.
#[component]
pub(super) fn Shell(
    /// Whether it replaces one that had the focus.
    anew: bool,
    /// The page.
    children: Children,
) -> Child {
    let text = use_text();
    let (router, mounted) = (use_router(), use_mounted());
    let product = mounted.product();
    let sheet = RwSignal::new(false);
    provide_context(SheetOpen(sheet));
    let main: NodeRef<html::Main> = NodeRef::new();
    let palette = use_palette();
    effect(move || {
        if palette.is_open().get() {
            sheet.set(false);
        }
    });
    let focus = move || {
        if let Some(main) = main.try_get_untracked().flatten() {
            _ = main.focus();
        }
    };
    Effect::new(move |before: Option<Place>| {
        let place = router.place().get();
        let moved = before.as_ref().map_or(anew, |before| {
            *before != Place::Home && !before.is_same_page(&place)
        });
        // Who moves us from outside keeps the focus where it is.
        let from_outside = router.was_moved();
        let moved = moved && !from_outside;
        if moved && sheet.get_untracked() {
            sheet.set(false);
            // A sheet that closes gives the focus back; only then may the page take it.
            request_animation_frame(focus);
        } else if moved {
            focus();
        }
        let title = title(&place, &product);
        if router.owns_page() {
            document().set_title(&title);
        }
        if before.is_some_and(|before| before != place) {
            let route = place.url();
            let told = [
                ("route", Detail::Text(&route)),
                ("title", Detail::Text(&title)),
            ];
            mounted.emit("navigate", &told);
        }
        place
    });
    if router.is_single() {
        return view! { <main class="single" part="main" node_ref=main tabindex="-1">{when_wanted(Signal::stored(true), chunks::way_back)} {children}</main> }
            .into_child();
    }
    let id = unique_id();
    let skip_to = ["#", &id].concat();
    let skip = move |event: MouseEvent| {
        event.prevent_default();
        focus();
    };
    view! {
        <a class="skip" href=skip_to on:click=skip>{text.shell().skip_to_content}</a>
        <div class="shell">
            <header class="sidebar" part="navigation">{contents()}</header>
            <header class="topbar" part="navigation">
                <IconButton
                    icon=IconName::Menu
                    label=text.shell().open_navigation
                    on_press=Callback::new(move |()| sheet.set(true))
                />
                <TopPlace />
                <IconButton
                    icon=IconName::Search
                    label=text.shell().palette
                    on_press=Callback::new(move |()| palette.open())
                />
            </header>
            {when_wanted(sheet.into(), aside::sheet)}
            <main part="main" node_ref=main id=id tabindex="-1">{children}</main>
        </div>
    }
    .into_child()
}

/// What sidebar and sheet hold.
pub(super) fn contents() -> Child {
    view! {
        <Brand />
        <InstanceChoice />
        <PaletteButton />
        <Navigation />
        <Standing />
        <Foot />
    }
    .into_child()
}

/// The title of a page: what is shown, where, and by what.
fn title(place: &Place, product: &str) -> String {
    let Some(page) = heading(place) else {
        return product.to_owned();
    };
    match place.instance() {
        Some(instance) => [page, " · ", &shown_text(instance), " · ", product].concat(),
        None => [page, " · ", product].concat(),
    }
}
