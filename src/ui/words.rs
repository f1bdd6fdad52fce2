//! The few words the parts say by themselves, in the reader's language.

use crate::prelude::*;

/// What the parts say by themselves.
pub struct Words {
    /// Label of a menu of acts.
    pub actions: &'static str,
    /// Said while an act is under way.
    pub busy: &'static str,
    /// Label of what closes a dialog or a sheet.
    pub close: &'static str,
    /// Said after copying.
    pub copied: &'static str,
    /// Label of what copies; the copied text follows.
    pub copy: &'static str,
    /// Said when the browser refused to copy.
    pub copy_failed: &'static str,
    /// Label of what takes a toast away.
    pub dismiss: &'static str,
    /// Label of the way to the first page.
    pub first_page: &'static str,
    /// Label of the way to the next page.
    pub next_page: &'static str,
    /// Label of the choice of a page's size.
    pub page_size: &'static str,
    /// Label of the way to the previous page.
    pub previous_page: &'static str,
    /// One choice of a page's size.
    pub a_page: fn(&str) -> String,
}

#[derive(Clone, Copy)]
struct InUse(&'static Words);

/// Provides the words to every part below.
pub fn provide_words(words: &'static Words) {
    provide_context(InUse(words));
}

pub(super) fn use_words() -> &'static Words {
    expect_context::<InUse>().0
}
