//! The names by which a configuration says how the dashboard looks and what it shows.

/// The pages that may be chosen, in the order of the navigation.
pub const PAGES: [&str; 11] = [
    "credentials",
    "certificates",
    "ca-certificates",
    "client-ids",
    "groups",
    "cut-off",
    "blacklist",
    "plans",
    "audit",
    "people",
    "protected",
];

/// The languages, by their tags.
pub const LOCALES: [&str; 2] = ["en", "zh-CN"];

/// The themes.
pub const THEMES: [&str; 4] = ["auto", "light", "dark", "contrast"];

/// The most characters of the name that stands in place of *Signet*.
pub const MAX_PRODUCT_CHARS: usize = 60;
