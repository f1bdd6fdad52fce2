//! Lines to be copied: commands, and what goes into a file.

use crate::prelude::*;
use signet_view::view;

use crate::{
    ui::{CopyButton, shown},
    view::IntoChild,
};

/// Lines with a button that copies them all.
pub(super) fn lines(label: &'static str, text: impl Into<String>) -> Child {
    let text = text.into();
    let copy = text.clone();
    view! {
        <div class="snippet">
            <code>{shown_lines(&text)}</code>
            <CopyButton label=label value=Callback::new(move |()| Some(copy.clone())) />
        </div>
    }
    .into_child()
}

/// The same text, with its line breaks.
pub(super) fn shown_lines(text: &str) -> Vec<Child> {
    let line = |line: &str| view! { <span>{shown(line)}</span> }.into_child();
    text.split('\n').map(line).collect()
}
