//! The gallery: every part of the dashboard in every state, one part at a time.
//!
//! The tests take its pictures (`e2e/gallery`), which are those of `docs/ui.md`. It is made of the dashboard's own files, of
//! those rooms only that know nothing of pages, places and HTTP: a part that could not be shown here would know too much.

#[path = "../../../src"]
mod dashboard {
    pub mod components;
    pub mod prelude;
    pub mod reactive;
    pub mod text;
    pub mod ui;
    pub mod view;
}
mod scenes;
mod stage;

pub use dashboard::{components, prelude, reactive, text, ui, view};

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::text::{ChunkError, Locale, Text};

/// The parts there are pictures of, such as `ui/button`.
#[wasm_bindgen]
pub fn parts() -> Vec<String> {
    let names = scenes::ALL.iter().map(|scene| scene.part.to_owned());
    names.collect()
}

/// Shows a part in all its states.
///
/// # Errors
/// There is no such part, or Chinese could not be loaded.
#[wasm_bindgen]
pub async fn show(element: HtmlElement, part: String, theme: String) -> Result<(), JsError> {
    console_error_panic_hook::set_once();
    let scene = scenes::ALL
        .iter()
        .find(|scene| scene.part == part)
        .ok_or_else(|| JsError::new(&format!("there is no part `{part}`")))?;
    let chinese = Text::load(Locale::Zh)
        .await
        .map_err(|error: ChunkError| JsError::new(&error.to_string()))?;
    leptos::mount::mount_to(element, move || stage::stage(scene, chinese, theme)).forget();
    Ok(())
}
