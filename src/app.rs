//! The application: providers, the frame, and the one table that leads from a place to its page.

mod aside;
mod brand;
mod entrance;
mod foot;
mod headings;
mod live;
mod navigation;
mod options;
mod page;
mod palette;
mod shell;

use std::{cell::Cell, rc::Rc};

use crate::prelude::*;
use leptos::{html, mount::UnmountHandle, reactive::spawn_local_scoped_with_cancellation};
use signet_view::view;
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

pub use self::options::given;
use self::{live::Live, options::Options};
use crate::{
    components::{when_loaded, when_wanted},
    pages::{chunks, provide_here, use_here},
    router::{Offered, Place, provide_router, use_router},
    state::{
        Asked, LocaleChoice, Wrong, provide_clock, provide_gate, provide_locale, provide_mounted,
        provide_reach, provide_refresh, provide_theme, provide_toasts, use_gate, use_mounted,
        use_reach, use_toasts,
    },
    text::{Locale, Text, provide_text},
    ui::{Announcements, ToastStack, effect, memo, provide_announcements},
    view::Built,
};

/// A mounted application: it goes when this is dropped.
pub struct Mount {
    live: Option<Live>,
    _view: UnmountHandle<Built>,
}

impl Mount {
    /// Changes one option.
    pub fn set(&self, name: &str, given: Option<String>) {
        if let Some(live) = self.live {
            live.set(name, given);
        }
    }
}

/// Mounts the application into an element.
pub fn mount(element: HtmlElement, options: JsValue) -> Mount {
    let live = Rc::new(Cell::new(None));
    let made = live.clone();
    let view = leptos::mount::mount_to(element, move || app(&Options(&options), &made));
    Mount {
        live: live.take(),
        _view: view,
    }
}

fn app(options: &Options<'_>, live: &Cell<Option<Live>>) -> Child {
    let location = options.location();
    let said = options.said(&location);
    let embedded = said.embedded;
    let mut wrong = Vec::new();
    let offered = Offered {
        only: None,
        pages: options.pages(&mut wrong),
    };
    let start = options.text("route");
    let start = start.map_or(Place::Home, |route| Place::parse(&route));
    let mounted = provide_mounted(said, options.text("instance"), wrong);
    let gate = provide_gate();
    provide_reach();
    let theme = provide_theme(None);
    let locale = provide_locale(None);
    let router = provide_router(location, start, offered, !embedded);
    let outside = Live {
        mounted,
        router,
        locale,
        theme,
    };
    for name in ["readonly", "locale", "theme", "view"] {
        if let Some(given) = options.given(name) {
            outside.set(name, Some(given));
        }
    }
    live.set(Some(outside));
    provide_refresh();
    let clock = provide_clock();
    provide_announcements();
    provide_toasts();
    provide_here();
    let palette = palette::provide_palette(router);
    // A change of language draws everything anew: texts are plain references, and the URL holds all state.
    let root: NodeRef<html::Div> = NodeRef::new();
    let spoken = spoken(locale);
    let localised = move || {
        let (locale, text) = spoken.get()?;
        // Nothing of another person stays on show, and no way to what is not offered.
        gate.others().track();
        router.offered().track();
        provide_text(locale, text);
        if router.owns_page()
            && let Some(html) = document().document_element()
        {
            _ = html.set_attribute("lang", locale.tag());
        }
        // The focus goes with what had it; a page around us that has it keeps it.
        let anew = root
            .get_untracked()
            .is_some_and(|root| root.matches(":focus-within").unwrap_or_default());
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
        <div node_ref=root class="signet" part="console" data-embedded=embedded data-theme=move || theme.get().name() lang=move || locale.get().tag() on:keydown=keydown on:pointerdown=move |_| clock.attend()>
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

/// What stands in the place of everything.
#[derive(Clone, Copy, PartialEq)]
enum Instead {
    UnknownView,
    NoConnection,
    SignIn,
}

/// Everything in the language in use; `anew` after it was changed.
fn frame(anew: bool) -> Child {
    let (gate, reach, mounted) = (use_gate(), use_reach(), use_mounted());
    let toasts = use_toasts().list();
    let said = Signal::derive(move || toasts.with(|toasts| !toasts.is_empty()));
    let instead = memo(move || {
        let no_view = |wrong: &Vec<Wrong>| wrong.iter().any(|wrong| wrong.option == "view");
        if mounted.wrong().with(no_view) {
            Some(Instead::UnknownView)
        } else if reach.trouble().with(Option::is_some) {
            Some(Instead::NoConnection)
        } else {
            (gate.asked().get() == Some(Asked::First)).then_some(Instead::SignIn)
        }
    });
    let errors = mounted.errors().is_some();
    let wrong = Signal::derive(move || errors || mounted.wrong().with(|wrong| !wrong.is_empty()));
    let heard = Signal::stored(mounted.is_heard());
    let came_in = StoredValue::new(anew);
    let inside = move || {
        let Some(instead) = instead.get() else {
            return within(came_in.get_value());
        };
        came_in.set_value(true);
        entrance::entrance(match instead {
            Instead::UnknownView => chunks::unknown_view,
            Instead::NoConnection => chunks::no_connection,
            Instead::SignIn => chunks::sign_in,
        })
    };
    view! {
        {when_wanted(wrong, chunks::wrong_options)}
        {when_wanted(heard, chunks::tell)}
        {inside}
        <ToastStack>{when_wanted(said, aside::toasts)}</ToastStack>
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
