//! Light, dark or high in contrast, or as the system has it.

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
    /// Black on white or white on black, as the system has it; nothing faint.
    Contrast,
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Light, Self::Dark, Self::Contrast];

    /// The name used in options, storage and the root's `data-theme`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
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
    fixed: RwSignal<bool>,
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

    /// Whether the page around us chooses.
    pub fn is_fixed(self) -> bool {
        self.fixed.get()
    }

    /// Has the page around us choose, or the user again.
    pub fn fix(self, theme: Option<Theme>) {
        self.fixed.set(theme.is_some());
        self.theme.set(theme.unwrap_or_else(own));
    }
}

/// The stored choice, else the system's.
fn own() -> Theme {
    let stored = || Theme::named(&storage::stored(KEY)?);
    stored().unwrap_or_default()
}

/// Provides the theme: the option of the mount, else the stored choice, else the system's.
pub fn provide_theme(option: Option<Theme>) -> ThemeChoice {
    let choice = ThemeChoice {
        theme: RwSignal::new(option.unwrap_or_else(own)),
        fixed: RwSignal::new(option.is_some()),
    };
    provide_context(choice);
    choice
}

/// The theme of this mount.
pub fn use_theme() -> ThemeChoice {
    expect_context()
}
