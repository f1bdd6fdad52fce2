//! The application: providers, the frame, and the one table that leads from a place to its page.

mod brand;
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
    pages::provide_here,
    router::{Location, provide_router, use_router},
    state::{
        LocaleChoice, Theme, provide_clock, provide_locale, provide_mounted, provide_refresh,
        provide_theme, provide_toasts, use_toasts,
    },
    text::{Locale, Text, provide_text},
    ui::{Announcements, ToastStack, effect, provide_announcements},
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
    let theme = provide_theme(options.theme);
    let locale = provide_locale(options.locale);
    let router = provide_router(options.location);
    provide_refresh();
    provide_clock();
    provide_announcements();
    provide_toasts();
    provide_here();
    let palette = palette::provide_palette(router);
    // A change of language draws everything anew: texts are plain references, and the URL holds all state.
    let drawn = StoredValue::new(false);
    let spoken = spoken(locale);
    let localised = move || {
        let (locale, text) = spoken.get()?;
        provide_text(locale, text);
        let anew = drawn.get_value();
        drawn.set_value(true);
        Some(frame(anew))
    };
    // Somebody else's page keeps its keys wherever the focus is not ours.
    let keydown = move |event| {
        if !router.owns_page() {
            palette.pressed(&event);
        }
    };
    view! {
        <div class="signet" data-theme=move || theme.get().name() lang=move || locale.get().tag() on:keydown=keydown>
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
    let toasts = use_toasts();
    let router = use_router();
    view! {
        <shell::Shell anew=anew>{page::page(router)}</shell::Shell>
        {palette::use_palette().dialog()}
        <ToastStack toasts=toasts.list() on_dismiss=Callback::new(move |id| toasts.dismiss(id)) />
        <Announcements />
    }
    .into_child()
}
