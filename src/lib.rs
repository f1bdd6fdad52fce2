//! The dashboard of Signet, for the browser.
//!
//! | module | what it owns | what it may use |
//! |---|---|---|
//! | [`app`] | providers, the shell, the one route table | everything below |
//! | [`pages`] | one module per place; wires data to components | `components`, `api`, `state` |
//! | [`components`] | parts that know our domain; take data and callbacks | `ui`, `text` |
//! | [`api`] | the only code that speaks HTTP | `state` |
//! | [`router`] | typed places and their URLs | leptos |
//! | [`state`] | what outlives a page: theme, locale, toasts, refresh, clock | `ui`, `text` |
//! | [`text`] | every word the user reads, in English and Chinese; numbers and times | `ui` (its words) |
//! | [`reactive`] | signals, memos and callbacks, each compiled once; [`prelude`] puts them in the place of Leptos' | leptos |
//! | [`view`] | views as data, what `view!` makes | leptos |
//! | [`ui`] | buttons, dialogs, tables: knows nothing of us | leptos |
//!
//! [`mount`] is the only way in. It works in a page of its own and inside somebody else's, in a shadow root too: state
//! hangs on the mounted element, nothing on the document.

pub mod api;
pub mod app;
pub mod components;
pub mod pages;
pub mod prelude;
pub mod reactive;
pub mod router;
pub mod state;
pub mod text;
pub mod ui;
pub mod view;

use std::mem::ManuallyDrop;

use wasm_bindgen::prelude::*;

use crate::{app::Options, state::Theme, text::Locale};

/// A mounted dashboard. It stays until [`Handle::unmount`] is called, whether or not the page keeps the handle.
#[wasm_bindgen]
pub struct Handle {
    /// JavaScript frees what it has collected: a forgotten handle must not take the dashboard down.
    mounted: Option<ManuallyDrop<app::Mount>>,
}

#[wasm_bindgen]
impl Handle {
    /// Takes the dashboard out of the page: its elements, listeners and timers. A second call does nothing.
    pub fn unmount(&mut self) {
        if let Some(mounted) = self.mounted.take() {
            drop(ManuallyDrop::into_inner(mounted));
        }
    }
}

/// Mounts the dashboard into `element`.
///
/// `options` is an object; all of it is optional, and an unknown value is as good as none:
/// - `proxy`: base URL of the proxy, `""` (the default) for the same origin
/// - `location`: `"history"` (the default; the page is the dashboard's own), `"hash"` or `"memory"`
/// - `base`: path below which `history` lives, `""` by default
/// - `locale`: `"en"` or `"zh-CN"`; by default the choice stored in this browser, else the browser's language
/// - `theme`: `"auto"`, `"light"` or `"dark"`; by default the choice stored in this browser, else `"auto"`
#[wasm_bindgen]
#[expect(
    clippy::needless_pass_by_value,
    reason = "the JavaScript boundary hands values over"
)]
pub fn mount(element: web_sys::HtmlElement, options: JsValue) -> Handle {
    // The released dashboard has no words for it: `crates/xtask/js/panics.mjs`.
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    let option = |name: &str| {
        js_sys::Reflect::get(&options, &name.into())
            .ok()
            .and_then(|value| value.as_string())
    };
    let options = Options {
        proxy: option("proxy").unwrap_or_default(),
        location: router::Location::named(
            &option("location").unwrap_or_default(),
            &option("base").unwrap_or_default(),
        ),
        locale: option("locale").and_then(|tag| Locale::tagged(&tag)),
        theme: option("theme").and_then(|name| Theme::named(&name)),
    };
    Handle {
        mounted: Some(ManuallyDrop::new(app::mount(element, options))),
    }
}
