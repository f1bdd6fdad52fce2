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

use std::{cell::RefCell, mem::ManuallyDrop};

use wasm_bindgen::prelude::*;

/// A mounted dashboard. It stays until [`Handle::unmount`] is called, whether or not the page keeps the handle.
#[wasm_bindgen]
pub struct Handle {
    /// JavaScript frees what it has collected: a forgotten handle must not take the dashboard down.
    mounted: ManuallyDrop<RefCell<Option<app::Mount>>>,
}

#[wasm_bindgen]
impl Handle {
    /// Changes one option: `route`, `instance`, `locale`, `theme`, `readonly` or `view`; `null` and `undefined` are as good as never
    /// given. A wrong value is told as by [`mount`]; any other name does nothing, nor does a call after the unmount.
    pub fn set(&self, name: &str, value: &JsValue) {
        if let Ok(mounted) = self.mounted.try_borrow()
            && let Some(mounted) = &*mounted
        {
            mounted.set(name, app::given(value));
        }
    }

    /// Takes the dashboard out of the page: its elements, listeners and timers. A second call does nothing.
    pub fn unmount(&self) {
        let mounted = self
            .mounted
            .try_borrow_mut()
            .ok()
            .and_then(|mut mounted| mounted.take());
        drop(mounted);
    }
}

/// Mounts the dashboard into `element`.
///
/// `options` is an object; all of it is optional. A value that means nothing is as good as none, and is told: in a note on the page, and
/// by `emit("error", { code: "unknown_…", message, value })`.
/// - `proxy`: base URL of the proxy, `""` (the default) for the same origin
/// - `location`: `"history"` (the default), `"hash"` or `"memory"` (the URL is left alone)
/// - `base`: path below which `history` lives, `""` by default
/// - `console`: for `memory`, where the whole dashboard is at home: links lead there when they are opened in another tab; `proxy` by default
/// - `route`: where to begin, unless the location says it: `/instances/…`
/// - `instance`: the instance of the start, where it needs one
/// - `view`: the one page to show, without a frame: a name of [`signet_model::api::PAGES`]
/// - `pages`: the pages to offer, by those names; all by default
/// - `readonly`: whether nothing may be changed
/// - `embedded`: whether the page is somebody else's; its title and its keys are left alone. `memory` implies it
/// - `product`: what stands in the place of *Signet*
/// - `locale`: `"en"` or `"zh-CN"`; by default the choice stored in this browser, else the browser's language
/// - `theme`: `"auto"`, `"light"`, `"dark"` or `"contrast"`; by default the choice stored in this browser, else `"auto"`
/// - `token`: `(again) => Promise<string | null>`, the bearer of every call; `again` after the one before was refused
/// - `signIn`: `(again) => void`, leads to where one signs in; `again` where that has to be recent
/// - `errors`: `[{ code, message, value }]`, what was wrong before the dashboard was there
/// - `emit`: `(name, detail) => void`, hears of `ready`, `navigate`, `session-expired`, `error` and `plan-progress`
#[wasm_bindgen]
pub fn mount(element: web_sys::HtmlElement, options: JsValue) -> Handle {
    // The released dashboard has no words for it: `crates/xtask/js/panics.mjs`.
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    let mounted = app::mount(element, options);
    Handle {
        mounted: ManuallyDrop::new(RefCell::new(Some(mounted))),
    }
}
