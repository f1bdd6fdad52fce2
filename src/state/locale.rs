//! The language of the mount.

use crate::prelude::*;

use super::storage;
use crate::text::Locale;

const KEY: &str = "signet.locale";

/// The chosen language.
#[derive(Clone, Copy)]
pub struct LocaleChoice {
    locale: RwSignal<Locale>,
    fixed: RwSignal<bool>,
}

impl LocaleChoice {
    /// The language now.
    pub fn get(self) -> Locale {
        self.locale.get()
    }

    /// The language now, not followed.
    pub fn get_untracked(self) -> Locale {
        self.locale.get_untracked()
    }

    /// Chooses a language and keeps the choice in this browser.
    pub fn set(self, locale: Locale) {
        storage::store(KEY, locale.tag());
        self.locale.set(locale);
    }

    /// Whether the page around us chooses.
    pub fn is_fixed(self) -> bool {
        self.fixed.get()
    }

    /// Has the page around us choose, or the user again.
    pub fn fix(self, locale: Option<Locale>) {
        self.fixed.set(locale.is_some());
        let locale = locale.unwrap_or_else(own);
        if locale != self.locale.get_untracked() {
            self.locale.set(locale);
        }
    }
}

/// The stored choice, else the browser's language.
fn own() -> Locale {
    let stored = || Locale::tagged(&storage::stored(KEY)?);
    stored().unwrap_or_else(|| {
        let language = window().navigator().language();
        language.map_or_else(Locale::default, |language| Locale::nearest(&language))
    })
}

/// Provides the language: the option of the mount, else the stored choice, else the browser's.
pub fn provide_locale(option: Option<Locale>) -> LocaleChoice {
    let choice = LocaleChoice {
        locale: RwSignal::new(option.unwrap_or_else(own)),
        fixed: RwSignal::new(option.is_some()),
    };
    provide_context(choice);
    choice
}

/// The language of this mount.
pub fn use_locale() -> LocaleChoice {
    expect_context()
}
