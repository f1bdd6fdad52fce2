//! Waiting.

use std::time::Duration;

use leptos::prelude::set_timeout;

/// Waits so many milliseconds.
pub async fn sleep(milliseconds: u64) {
    let mut wait = |wake: js_sys::Function, _| {
        set_timeout(
            move || _ = wake.call0(&wasm_bindgen::JsValue::NULL),
            Duration::from_millis(milliseconds),
        );
    };
    _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::new(&mut wait)).await;
}
