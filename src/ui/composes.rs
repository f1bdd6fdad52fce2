//! Keys that belong to an input method.

use leptos::ev::KeyboardEvent;

/// Whether a key is part of writing with an input method (Pinyin, say), and so no command to the page: the Enter that takes what was
/// composed sends no form, and an arrow chooses among the characters offered.
pub fn composes(event: &KeyboardEvent) -> bool {
    // 229: how some browsers mark the key that ends a composition.
    event.is_composing() || event.key_code() == 229
}
