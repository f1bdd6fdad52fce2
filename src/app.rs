//! The application: providers, the frame, and the one table that leads from a place to its page.

mod brand;
mod foot;
mod navigation;
mod page;
mod shell;

use crate::prelude::*;
use leptos::{mount::UnmountHandle, tachys::view::any_view::AnyViewState};
use signet_view::view;
use web_sys::HtmlElement;

use crate::{
    pages::provide_here,
    router::{Location, provide_router, use_router},
    state::{
        Theme, provide_clock, provide_locale, provide_mounted, provide_refresh, provide_theme,
        provide_toasts, use_toasts,
    },
    text::{Locale, provide_text},
    ui::{Announcements, ToastStack, provide_announcements},
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
    _view: UnmountHandle<AnyViewState>,
}

/// Mounts the application into an element.
pub fn mount(element: HtmlElement, options: Options) -> Mount {
    Mount {
        _view: leptos::mount::mount_to(element, move || app(options)),
    }
}

fn app(options: Options) -> AnyView {
    provide_mounted(&options.proxy);
    let theme = provide_theme(options.theme);
    let locale = provide_locale(options.locale);
    provide_router(options.location);
    provide_refresh();
    provide_clock();
    provide_announcements();
    provide_toasts();
    provide_here();
    // A change of language draws everything anew: texts are plain references, and the URL holds all state.
    let drawn = StoredValue::new(false);
    let localised = move || {
        provide_text(locale.get());
        let anew = drawn.get_value();
        drawn.set_value(true);
        frame(anew)
    };
    view! {
        <div class="signet" data-theme=move || theme.get().name() lang=move || locale.get().tag()>
            {localised}
        </div>
    }
    .into_any()
}

/// Everything in the language in use; `anew` after it was changed.
fn frame(anew: bool) -> AnyView {
    let toasts = use_toasts();
    let router = use_router();
    view! {
        <shell::Shell anew=anew>{page::page(router)}</shell::Shell>
        <ToastStack toasts=toasts.list() on_dismiss=Callback::new(move |id| toasts.dismiss(id)) />
        <Announcements />
    }
    .into_any()
}
