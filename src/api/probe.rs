//! Whether anything answers where the proxy should be. What it answers cannot be read by a page that it does not let in.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCredentials, RequestInit, RequestMode};

/// Whether anything at all answers below that base URL.
pub(super) async fn answers(base: &str) -> bool {
    let init = RequestInit::new();
    init.set_mode(RequestMode::NoCors);
    init.set_credentials(RequestCredentials::Omit);
    let asked = window().fetch_with_str_and_init(&[base, "/healthz"].concat(), &init);
    JsFuture::from(asked).await.is_ok()
}
