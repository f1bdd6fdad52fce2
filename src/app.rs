//! The application: providers, the frame, and the one table that leads from a place to its page.

mod brand;
mod entrance;
mod foot;
mod headings;
mod navigation;
mod page;
mod palette;
mod shell;

use crate::prelude::*;
use leptos::{mount::UnmountHandle, reactive::spawn_local_scoped_with_cancellation};
use signet_view::view;
use web_sys::HtmlElement;

use crate::{
    components::{when_loaded, when_wanted},
    pages::{chunks, provide_here, use_here},
    router::{Location, provide_router, use_router},
    state::{
        Asked, LocaleChoice, Theme, provide_clock, provide_gate, provide_locale, provide_mounted,
        provide_refresh, provide_theme, provide_toasts, use_gate, use_toasts,
    },
    text::{Locale, Text, provide_text},
    ui::{Announcements, ToastStack, effect, memo, provide_announcements},
    view::Built,
};

/// What the page around the dashboard decides.
pub struct Options {
    /// Base URL of the proxy; empty for the same origin.
    pub proxy: String,
    /// Where the URL lives.
    pub location: Location,
    /// The language, if it is not the user's choice.
    pub locale: Option<Locale>,
    /// The theme, if it is not the user's choice.
    pub theme: Option<Theme>,
}

/// A mounted application: it goes when this is dropped.
pub struct Mount {
    _view: UnmountHandle<Built>,
}

/// Mounts the application into an element.
pub fn mount(element: HtmlElement, options: Options) -> Mount {
    Mount {
        _view: leptos::mount::mount_to(element, move || app(options)),
    }
}

fn app(options: Options) -> Child {
    provide_mounted(&options.proxy);
    let gate = provide_gate();
    let theme = provide_theme(options.theme);
    let locale = provide_locale(options.locale);
    let router = provide_router(options.location);
    provide_refresh();
    let clock = provide_clock();
    provide_announcements();
    provide_toasts();
    provide_here();
    let palette = palette::provide_palette(router);
    // A change of language draws everything anew: texts are plain references, and the URL holds all state.
    let drawn = StoredValue::new(false);
    let spoken = spoken(locale);
    let localised = move || {
        let (locale, text) = spoken.get()?;
        // Nothing of another person stays on show.
        gate.others().track();
        provide_text(locale, text);
        let anew = drawn.get_value();
        drawn.set_value(true);
        Some(frame(anew))
    };
    // Somebody else's page keeps its keys wherever the focus is not ours.
    let keydown = move |event| {
        clock.attend();
        if !router.owns_page() {
            palette.pressed(&event);
        }
    };
    view! {
        <div class="signet" data-theme=move || theme.get().name() lang=move || locale.get().tag() on:keydown=keydown on:pointerdown=move |_| clock.attend()>
            {localised}
        </div>
    }
    .into_child()
}

/// The language and its texts, once they are loaded; until then the one before. What cannot be loaded is said in English.
fn spoken(choice: LocaleChoice) -> RwSignal<Option<(Locale, Text)>> {
    let spoken = RwSignal::new(None);
    effect(move || {
        let locale = choice.get();
        if locale == Locale::En {
            return spoken.set(Some((locale, Text::ENGLISH)));
        }
        spawn_local_scoped_with_cancellation(async move {
            let text = Text::load(locale).await;
            if choice.get_untracked() == locale {
                spoken.set(Some(
                    text.map_or((Locale::En, Text::ENGLISH), |text| (locale, text)),
                ));
            }
        });
    });
    spoken
}

/// Everything in the language in use; `anew` after it was changed.
fn frame(anew: bool) -> Child {
    let (toasts, gate) = (use_toasts(), use_gate());
    let outside = memo(move || gate.asked().get() == Some(Asked::First));
    let came_in = StoredValue::new(anew);
    let inside = move || {
        if outside.get() {
            came_in.set_value(true);
            entrance::entrance()
        } else {
            within(came_in.get_value())
        }
    };
    view! {
        {inside}
        <ToastStack toasts=toasts.list() on_dismiss=Callback::new(move |id| toasts.dismiss(id)) />
        <Announcements />
    }
    .into_child()
}

/// The frame and its page, for somebody who is in.
fn within(anew: bool) -> Child {
    let (router, here, gate) = (use_router(), use_here(), use_gate());
    let stranger = memo(move || here.grants().is_some_and(|grants| grants.is_empty()));
    let page = move || {
        if stranger.get() {
            when_loaded(chunks::no_grant)
        } else {
            page::page(router)
        }
    };
    let again = memo(move || matches!(gate.asked().get(), Some(Asked::Ended | Asked::Recent)));
    view! {
        <shell::Shell anew=anew>{page}</shell::Shell>
        {palette::use_palette().dialog()}
        {when_wanted(Signal::derive(move || again.get()), chunks::sign_in_again)}
    }
}
