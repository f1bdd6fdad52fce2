//! Light or dark, or as the system has it.

use crate::prelude::*;

use super::storage;

const KEY: &str = "signet.theme";

/// The theme of the mount.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The name used in options, storage and the root's `data-theme`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The chosen theme.
#[derive(Clone, Copy)]
pub struct ThemeChoice {
    theme: RwSignal<Theme>,
}

impl ThemeChoice {
    /// The theme now.
    pub fn get(self) -> Theme {
        self.theme.get()
    }

    /// Chooses a theme and keeps the choice in this browser.
    pub fn set(self, theme: Theme) {
        storage::store(KEY, theme.name());
        self.theme.set(theme);
    }
}

/// Provides the theme: the option of the mount, else the stored choice, else the system's.
pub fn provide_theme(option: Option<Theme>) -> ThemeChoice {
    let theme = option
        .or_else(|| Theme::named(&storage::stored(KEY)?))
        .unwrap_or_default();
    let choice = ThemeChoice {
        theme: RwSignal::new(theme),
    };
    provide_context(choice);
    choice
}

/// The theme of this mount.
pub fn use_theme() -> ThemeChoice {
    expect_context()
}
