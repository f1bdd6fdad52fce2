//! Text without regard to its case, as a search compares it.

/// The text in lower case. The browser's own tables make it: Rust's would be loaded by everybody.
#[cfg(target_arch = "wasm32")]
pub fn lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// The text in lower case.
#[cfg(not(target_arch = "wasm32"))]
pub fn lower(text: &str) -> String {
    text.to_lowercase()
}
