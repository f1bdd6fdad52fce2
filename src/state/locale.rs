//! The language of the mount.

use crate::prelude::*;

use super::storage;
use crate::text::Locale;

const KEY: &str = "signet.locale";

/// The chosen language.
#[derive(Clone, Copy)]
pub struct LocaleChoice {
    locale: RwSignal<Locale>,
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
}

/// Provides the language: the option of the mount, else the stored choice, else the browser's.
pub fn provide_locale(option: Option<Locale>) -> LocaleChoice {
    let locale = option
        .or_else(|| Locale::tagged(&storage::stored(KEY)?))
        .or_else(|| {
            window()
                .navigator()
                .language()
                .map(|language| Locale::nearest(&language))
        })
        .unwrap_or_default();
    let choice = LocaleChoice {
        locale: RwSignal::new(locale),
    };
    provide_context(choice);
    choice
}

/// The language of this mount.
pub fn use_locale() -> LocaleChoice {
    expect_context()
}
