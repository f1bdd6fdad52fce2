//! Small choices kept in the browser. A browser that refuses storage only forgets them.

use leptos::prelude::window;

/// The choice kept under `key`.
pub(super) fn stored(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a choice.
pub(super) fn store(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        _ = storage.set_item(key, value);
    }
}
