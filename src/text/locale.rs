//! The languages there are.

/// A language of the dashboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Locale {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The language tag, for options, storage, `lang` and `Intl`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
        }
    }

    /// The language's name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "简体中文",
        }
    }

    /// The language of exactly that tag.
    pub fn tagged(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag() == tag)
    }

    /// The best there is for a browser's language, any form of Chinese being closer to ours than English.
    pub fn nearest(tag: &str) -> Self {
        match tag.get(..2) {
            Some(start) if start.eq_ignore_ascii_case("zh") => Self::Zh,
            _ => Self::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_nearest_language() {
        for tag in ["zh", "zh-CN", "zh-Hans-SG", "ZH-TW"] {
            assert_eq!(Locale::nearest(tag), Locale::Zh, "{tag}");
        }
        for tag in ["en-GB", "de", "", "号"] {
            assert_eq!(Locale::nearest(tag), Locale::En, "{tag}");
        }
    }

    #[test]
    fn tags_come_back() {
        for locale in Locale::ALL {
            assert_eq!(Locale::tagged(locale.tag()), Some(locale));
        }
        assert_eq!(Locale::tagged("fr"), None);
    }
}
